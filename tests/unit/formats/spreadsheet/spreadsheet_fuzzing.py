"""Damaged and hostile inputs for each reader of spreadsheets: they are read, or refused with a sentence."""

import csv
import io
import random
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


@st.composite
def mutated(draw: st.DrawFn, sources: tuple[bytes, ...]) -> bytes:
    """A valid file with some of its bytes changed, cut out, doubled or moved."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    data = bytearray(draw(st.sampled_from(sources)))
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) or 1)
        match chance.randrange(5):
            case 0:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[place : place + chance.randrange(1, 200)]
            case 2:
                data[place:place] = data[place : place + chance.randrange(1, 200)]
            case 3:
                data[place:place] = chance.choice([b'"', b",", b"\r", b"\n", b"\x00", b";", b"\xff", b"\t"])
            case _:
                data[place:place] = chance.choice(
                    [
                        b"1048576",
                        b"XFD",
                        b"9999-12-31",
                        b"0001-01-01",
                        b"-1",
                        b"1e999",
                        b"<c>",
                        "٣/٤/٢٠٢٦".encode(),
                    ]
                )
    return bytes(data)


@st.composite
def repacked(draw: st.DrawFn, source: bytes) -> bytes:
    """A workbook whose documents were changed before they were packed again."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(name for name in members if members[name])))
    members[name] = draw(mutated((members[name],)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, body in members.items():
            archive.writestr(member, body)
    return out.getvalue()


def csv_inputs() -> st.SearchStrategy[bytes]:
    return st.one_of(st.binary(max_size=2_000), st.text(max_size=500).map(_encoded), mutated(_CSV))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_NAMES = (
    *("Company", "Role", "Interview Date", "Interview Time", "Time zone", "Round", "Format", "Status"),
    *("Decision by", "Outcome date", "Still interested", "Notes", "Interviewers", "Hiring manager"),
    *("Contact email", "Phone", "LinkedIn", "Location", "First name", "Last name", "Key", ""),
)
_TEXTS = (
    *("Acme", "ACME ", "NA", "Dana Ruiz", "Dana Ruiz; Jo Kim", "Dana <d@acme.example>", "a@b, c@d", "@"),
    *("2026-11-02", "3/12/2026", "13/12/2026", "12/13/2026", "3.12.26 14:30", "9999-12-31T23:59-12:00"),
    *("0001-01-01T00:00+14:00", "2026-03-29 02:30", "2026-11-02T10:00:00Z", "1/1/1970 12:00 am", "tbd"),
    *("Europe/Berlin", "../../etc/passwd", "Berlin", "Round 2 of 3", "²", "٣", "0", "Offer declined"),
    *("Rejected", "Applied", "Phone screen", "yes", "=1+1", "'", "x" * 500, "a\nb", "\u202e", "\r"),
)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table with known column names, and cells that are valid, meaningless or ambiguous."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=10, unique=True))
    cells = st.one_of(st.just(""), st.sampled_from(_TEXTS), st.text(max_size=20))
    rows = draw(st.lists(st.lists(cells, min_size=len(names), max_size=len(names)), max_size=6))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([names, *rows])
    return out.getvalue().encode("utf-8", "surrogatepass")


def xlsx_inputs() -> st.SearchStrategy[bytes]:
    return st.one_of(mutated((SMALL,)), repacked(SMALL))


def ods_inputs() -> st.SearchStrategy[bytes]:
    return st.one_of(mutated((_ODS,)), repacked(_ODS))


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
    "meaning": (tables(), take_csv),
    "xlsx": (xlsx_inputs(), take_xlsx),
    "ods": (ods_inputs(), take_xlsx),
}
"""The inputs of each reader, and the function that reads them."""
