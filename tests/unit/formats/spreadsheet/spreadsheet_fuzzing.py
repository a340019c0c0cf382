"""Damaged and hostile inputs for each reader of spreadsheets: they are read, or refused with a sentence."""

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress

from hypothesis import strategies as st

from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet import (
    Field,
    find_ambiguous_date,
    guess_fields,
    layout_of,
    map_table,
    read_connections,
    read_sheet,
)
from followup_core.formats.spreadsheet.workbook_reader import sheet_in
from tests.tools.fuzz.generated_inputs import lists_of_jobs, mutations

from . import spreadsheet_files
from .test_spreadsheet_reader import ODS_TABLE, SMALL, ods

_CSV = (
    spreadsheet_files.LINKEDIN_CONNECTIONS,
    spreadsheet_files.LINKEDIN_APPLICATIONS,
    spreadsheet_files.HUNTR,
    spreadsheet_files.TEAL,
    spreadsheet_files.TEMPLATE,
    spreadsheet_files.GOOGLE,
    spreadsheet_files.OUTLOOK,
)
_ODS = ods(ODS_TABLE)


PIECES = (
    *(b'"', b",", b"\r", b"\n", b"\x00", b";", b"\xff", b"\t", b"-1", b"1e999", b"<c>", "٣/٤/٢٠٢٦".encode()),
    *(b"1048576", b"XFD", b"9999-12-31", b"0001-01-01"),
)


@st.composite
def repacked(draw: st.DrawFn, source: bytes) -> bytes:
    """A workbook whose documents were changed before they were packed again."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(name for name in members if members[name])))
    members[name] = draw(mutations([members[name]], PIECES))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, body in members.items():
            archive.writestr(member, body)
    return out.getvalue()


def csv_inputs() -> st.SearchStrategy[bytes]:
    return st.one_of(
        st.binary(max_size=2_000), st.text(max_size=500).map(str.encode), mutations(_CSV, PIECES)
    )


def xlsx_inputs() -> st.SearchStrategy[bytes]:
    return st.one_of(mutations([SMALL], PIECES), repacked(SMALL))


def ods_inputs() -> st.SearchStrategy[bytes]:
    return st.one_of(mutations([_ODS], PIECES), repacked(_ODS))


def take_csv(data: bytes) -> None:
    with suppress(UnreadableFile):
        understand(data, "file.csv")


def take_xlsx(data: bytes) -> None:
    with suppress(UnreadableFile):
        understand(data, "file.xlsx")


def understand(data: bytes, name: str) -> None:
    """Read a file and map it in every possible way; a workbook is read in this process, for speed."""
    packed = data.startswith(b"PK\x03\x04") and not name.endswith(".csv")
    sheet = sheet_in(data, "") if packed else read_sheet(name, data)
    layout = layout_of(sheet)
    read_connections(sheet)
    fields = list(Field)
    odd: Mapping[str, Field] = dict(zip(sheet.columns, fields, strict=False))
    for mapping in (layout.mapping, guess_fields(sheet.columns), odd):
        find_ambiguous_date(sheet, mapping)
        for day_first in (None, True, False):
            map_table(sheet, layout, mapping, day_first=day_first, zone="Europe/Berlin")


READERS: Mapping[str, tuple[st.SearchStrategy[bytes], Callable[[bytes], None]]] = {
    "csv": (csv_inputs(), take_csv),
    "meaning": (lists_of_jobs(), take_csv),
    "xlsx": (xlsx_inputs(), take_xlsx),
    "ods": (ods_inputs(), take_xlsx),
}
"""The inputs of each reader, and the function that reads them."""
