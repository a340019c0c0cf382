"""Sample data to look around with: invented, dated relative to today, in a workspace of its own."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from followup_core.models import SCHEMA
from followup_core.regular_files import read_regular_file
from followup_core.store import Change, Snapshot

from .record_cache import rows_of
from .workspace import ActionContext, Workspace, delete_row

_RELATIVE = re.compile(r"today(?P<days>[+-]\d+)?(?P<time>T\d{2}:\d{2})?")
_SATURDAY = 5
_LARGEST = 1_000_000  # bytes of one table
REMARK = "Sample data, all invented"
"""What every printable file made in the sample says: it might be taken for somebody's own."""
LOAD_SAMPLE_LABEL = "Sample data"
"""What the filling is called among the actions; nobody needs to take it back."""


def load_sample_data(workspace: Workspace, context: ActionContext, folder: Path) -> None:
    """Replace what is in `desk` by the sample of `folder`, dated relative to the moment's day."""

    def decide(snapshot: Snapshot) -> Iterable[Change]:
        fresh = {(change.table, change.key) for change in sample}
        for table in SCHEMA:
            for key in rows_of(snapshot, table):
                if (table, key) not in fresh:
                    yield delete_row(table, key)
        yield from sample

    sample = tuple(_rows(folder, context.today))
    workspace.execute(context, LOAD_SAMPLE_LABEL, decide)


def _rows(folder: Path, today: date) -> Iterator[Change]:
    for name, schema in SCHEMA.items():
        text = read_regular_file(folder / f"{name}.csv", _LARGEST).decode()
        for raw in csv.DictReader(io.StringIO(text, newline=""), strict=True):
            row = {column: _dated(cell, today) for column, cell in raw.items()}
            yield Change(table=name, key=schema.key_of(row), row=row)


def _dated(text: str, today: date) -> str:
    """Return a cell with `today-12` or `today+4T13:00` turned into a date, weekends moved to Friday."""
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return text
    day = today + timedelta(days=int(found["days"] or 0))
    weekday = day.weekday()
    if weekday >= _SATURDAY:
        day -= timedelta(days=weekday - _SATURDAY + 1)
    return day.isoformat() + (found["time"] or "")
