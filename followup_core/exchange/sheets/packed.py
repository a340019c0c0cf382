"""A workbook before it is opened: what it unpacks to and how far its cells reach, measured under limits."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from followup_core.exchange.arrival import MEGABYTE, NotReadable

from .sheet import LARGEST, MOST_COLUMNS, MOST_ROWS, too_large, too_many_columns, too_many_rows

MOST_UNPACKED = 20 * MEGABYTE
MOST_MEMBERS = 1_000
_HEAD_ROWS = 40  # titles and blank rows above a table

_SAVE_AGAIN = "Save it again as XLSX or “CSV UTF-8”, and choose that file."
_ONLY_THE_TABLE = "Delete it, or save only the table as “CSV UTF-8”."
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/?)>(</)?")
_PLACE = re.compile(rb'\br="([A-Za-z]{1,4})(\d{1,9})"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,9})"')
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def measure(data: bytes) -> None:
    """Return when a workbook is one that can be opened safely; raise NotReadable otherwise."""
    if len(data) > LARGEST:
        raise too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive)
            _check_kind(archive, members)
            for name, xml in _documents(archive, members):
                if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
                    raise NotReadable("The workbook declares entities, as no spreadsheet does.", _SAVE_AGAIN)
                if name.startswith("xl/worksheets/"):
                    _measure_sheet(xml)
                elif name == "content.xml":
                    _measure_content(xml)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError),
        *(OSError, ValueError, ElementTree.ParseError),
    ) as error:
        raise NotReadable("The workbook is damaged.", _SAVE_AGAIN) from error


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise NotReadable(f"The workbook holds more than {MOST_MEMBERS:,} files.", _SAVE_AGAIN)
    if sum(each.file_size for each in members) > MOST_UNPACKED:
        raise _unpacks_to_too_much()
    if len({each.filename for each in members}) != len(members):
        raise NotReadable("The workbook holds two files of one name.", _SAVE_AGAIN)
    return members


def _unpacks_to_too_much() -> NotReadable:
    size = MOST_UNPACKED // MEGABYTE
    return NotReadable(f"The workbook unpacks to more than {size} MB.", "Save only the table as “CSV UTF-8”.")


def _check_kind(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    names = {each.filename for each in members}
    if "xl/workbook.xml" in names:
        return
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as file:
            if file.read(100).strip() == _ODS:
                return
    raise NotReadable("This ZIP archive is not a spreadsheet.", "Choose an XLSX, ODS or CSV file.")


def _documents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Yield each member's name and bytes, whatever their headers promised; pictures as well as XML."""
    left = MOST_UNPACKED
    for each in members:
        with archive.open(each) as file:
            body = file.read(left + 1)
        left -= len(body)
        if left < 0:
            raise _unpacks_to_too_much()
        yield each.filename, body


def _measure_sheet(xml: bytes) -> None:
    """Refuse a sheet of an XLSX workbook whose cells reach beyond the limits."""
    numbered = True
    for cell in _CELL.finditer(xml):
        attributes, closed, empty = cell.groups()
        if closed or empty:
            continue
        place = _PLACE.search(attributes)
        numbered = numbered and place is not None
        if place is not None:
            _check_reach(int(place[2]), _column(place[1]))
    if not numbered:  # cells without a place take the next one of their row
        _check_reach(max((int(each[1]) for each in _ROW.finditer(xml)), default=0), 0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_reach(row: int, column: int) -> None:
    if row > MOST_ROWS * 4 or column > MOST_COLUMNS * 4:
        raise NotReadable("A cell stands far away from the table.", _ONLY_THE_TABLE)
    if row > MOST_ROWS + _HEAD_ROWS:
        raise too_many_rows()
    if column > MOST_COLUMNS:
        raise too_many_columns()


def _measure_content(xml: bytes) -> None:
    """Refuse an ODS workbook whose cells reach beyond the limits; empty repeated ones do not count."""
    row = 0
    for _, element in ElementTree.iterparse(io.BytesIO(xml), events=("end",)):  # noqa: S314  # no DOCTYPE
        if element.tag == f"{_TABLE}table":
            row = 0
        elif element.tag == f"{_TABLE}table-row":
            reach = _reach(element)
            row += _repeated(element, "rows")
            if reach:
                _check_reach(row, reach)
            element.clear()


def _reach(row: ElementTree.Element) -> int:
    """Return the last column of a row with a cell that says anything, 0 for none."""
    column = last = 0
    for cell in row:
        column += _repeated(cell, "columns")
        if cell.get(f"{_OFFICE}value-type") is not None or len(cell) or (cell.text or "").strip():
            last = column
    return last


def _repeated(element: ElementTree.Element, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(text), 10**9) if text.isascii() and text.isdigit() and len(text) < 12 else 10**9
