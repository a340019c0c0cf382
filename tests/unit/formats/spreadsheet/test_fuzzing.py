"""Any file is read, or refused with a sentence; what a program wrote is read cell by cell."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_core.formats.spreadsheet import read_sheet

from .spreadsheet_fuzzing import READERS

pytestmark = pytest.mark.thorough

FEW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))

CELLS = st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=20)


@pytest.mark.parametrize("reader", READERS)
def test_nothing_but_a_refusal_is_raised(reader: str) -> None:
    inputs, take = READERS[reader]
    FEW(given(inputs)(take))()


@FEW
@given(table=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_every_cell_comes_back(table: list[tuple[str, str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["Company", "Role", "Notes"])
    writer.writerows(table)
    sheet = read_sheet("file.csv", out.getvalue().encode())
    assert [row.cells for row in sheet.rows] == [row for row in table if "".join(row).strip()]
