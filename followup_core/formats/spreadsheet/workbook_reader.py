"""Reads XLSX and ODS workbooks with python-calamine, after checking that a workbook is harmless."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from followup_core.formats.limited_process import run_limited
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.zip_files import UnreadableZip, ZipFault, read_zip

from .sheet import (
    MAX_CELL_BYTES,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    MAX_SPREADSHEET_BYTES,
    ReadOptions,
    Sheet,
    SheetRow,
    cell_too_long_error,
    header_index,
    known_name_count,
    named_columns,
    spreadsheet_too_large_error,
    too_many_columns_error,
    too_many_rows_error,
    without_empty_columns,
)
from .workbook_limits import (
    MAX_WORKBOOK_UNPACKED,
    ODS,
    SAVE_AGAIN,
    check_workbook_size,
    damaged_workbook_error,
    unpacked_too_large_error,
)

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_Lines = list[tuple[int, list[str]]]
"""The rows of a sheet that are not empty, each with its line."""

_MAX_SHEETS_SEARCHED = 8


def read_workbook(data: bytes, options: ReadOptions) -> Sheet:
    """Return one sheet of a workbook as a table of texts, read in a separate process.

    The sheet is the one that `options` names, or else the first one with known columns, or else the first one
    that is not empty.

    Raises:
        UnreadableFile: The file is not a workbook, or exceeds a limit.
    """
    if len(data) > MAX_SPREADSHEET_BYTES:
        raise spreadsheet_too_large_error()
    result = json.loads(run_limited(__name__, data, options.sheet))
    return Sheet(
        columns=tuple(result["columns"]),
        rows=tuple(SheetRow(line=line, cells=tuple(cells)) for line, cells in result["rows"]),
        notices=tuple(result["notices"]),
        sheet=result["sheet"],
        sheets=tuple(result["sheets"]),
    )


def run_in_child(data: bytes, sheet: str) -> bytes:
    """Return the result of `sheet_in` as JSON; the separate process calls this."""
    result = sheet_in(data, sheet)
    rows = [(row.line, row.cells) for row in result.rows]
    parts = {name: getattr(result, name) for name in ("columns", "notices", "sheet", "sheets")}
    return json.dumps({**parts, "rows": rows}).encode()


def sheet_in(data: bytes, sheet_name: str) -> Sheet:
    """Return one sheet of a workbook, read in this process. If `sheet_name` is '', the likely sheet."""
    documents = unpack(data)
    check_workbook_size(documents)
    book = _open(documents)
    names = tuple(book.sheet_names)
    searched = (sheet_name,) if sheet_name in names else names
    first_table: Sheet | None = None
    for name in islice(searched, _MAX_SHEETS_SEARCHED):
        lines = list(_lines(book, name))
        if lines and known_name_count(lines[header_index([cells for _, cells in lines])][1]) > 1:
            return _sheet(name, names, lines)
        if lines and first_table is None:
            first_table = _sheet(name, names, lines)
    if first_table is None:
        raise UnreadableFile("There is nothing in the workbook.", "Choose another file.")
    return first_table


def _open(documents: Mapping[str, bytes]) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(repack(documents))
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise damaged_workbook_error() from error
    except BaseException as error:
        raise _error_to_raise(error) from error


def _lines(book: "CalamineWorkbook", name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet that are not empty."""
    from python_calamine import CalamineError

    try:
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise damaged_workbook_error() from error
    except BaseException as error:
        raise _error_to_raise(error) from error
    for line, row in enumerate(cells, start=1):
        if row.count("") < len(row):
            texts = [cell_text(cell) for cell in row]
            if any(texts):
                yield line, texts


def _error_to_raise(error: BaseException) -> BaseException:
    """Return what to raise for an error of any class.

    A panic of the library is no Exception, and its class can't be imported.
    """
    return damaged_workbook_error() if type(error).__name__ == "PanicException" else error


def _sheet(name: str, names: tuple[str, ...], lines: _Lines) -> Sheet:
    """Return the table in a sheet: its header, and the rows below it, all as wide as the widest row."""
    index = header_index([cells for _, cells in lines])
    (header_line, header), body = lines[index], lines[index + 1 :]
    width = max(_last_filled(cells) for _, cells in lines[index:])
    if width > MAX_SHEET_COLUMNS:
        raise too_many_columns_error()
    if len(body) > MAX_SHEET_ROWS:
        raise too_many_rows_error()
    rows = tuple(SheetRow(line=line, cells=_padded(cells, width, line)) for line, cells in body)
    all_columns = named_columns(_padded(header, width, header_line), rows)
    columns, rows = without_empty_columns(all_columns, rows)
    notices = (f"“{name}” was read, of {len(names)} sheets.",) if len(names) > 1 else ()
    return Sheet(columns=columns, rows=rows, notices=notices, sheet=name, sheets=names)


def _last_filled(cells: Sequence[str]) -> int:
    """Return the number of the last cell that is not blank; the first cell is 1."""
    filled = (number for number, cell in enumerate(cells, start=1) if cell and not cell.isspace())
    return max(filled, default=0)


def _padded(cells: Sequence[str], width: int, line: int) -> tuple[str, ...]:
    """Return exactly `width` cells; refuse a cell that is too long."""
    for cell in cells:
        if len(cell) > MAX_CELL_BYTES // 4 and len(cell.encode("utf-8", "replace")) > MAX_CELL_BYTES:
            raise cell_too_long_error(line)
    return (*cells[:width], *[""] * (width - len(cells)))


# The text of a cell.

_Cell = int | float | str | bool | time | date | datetime | timedelta | None

_MAX_EXACT = 10**15  # a larger number has already lost digits


def cell_text(cell: _Cell) -> str:
    """Return a cell as a person would write it: whole numbers without a point, ISO dates, "yes" and "no"."""
    match cell:
        case None:
            return ""
        case str():
            return cell.replace("\x00", "\ufffd") if "\x00" in cell else cell
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < _MAX_EXACT else repr(cell)
        case datetime():
            return _date_and_time(cell)
        case time():
            return cell.strftime("%H:%M")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _date_and_time(cell: datetime) -> str:
    """Return a date and time, rounded to the second: a fraction of a day may be slightly too early."""
    try:
        rounded = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    except OverflowError:
        rounded = cell
    if rounded.time() == time.min:
        return rounded.date().isoformat()
    return rounded.isoformat()[: len("2026-11-02T10:00")]


# Unpacking, within limits that don't depend on the headers in the file.

_MAX_MEMBERS = 1_000
_ODS_MEMBERS = frozenset({"mimetype", ODS, "META-INF/manifest.xml"})
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_IGNORED_FOLDERS = ("theme/", "media/", "drawings/", "charts/", "pictures/", "thumbnails/")


def unpack(data: bytes) -> Mapping[str, bytes]:
    """Return the XML documents of an XLSX or ODS workbook by name; none of them is parsed yet.

    Raises:
        UnreadableFile: The file is no such workbook, is damaged or too large, or a document in it declares
            entities or is not in UTF-8.
    """
    try:
        files = read_zip(data, max_files=_MAX_MEMBERS, max_bytes=MAX_WORKBOOK_UNPACKED)
    except UnreadableZip as error:
        raise _zip_error(error.fault) from error
    if len({name.casefold() for name in files}) != len(files):
        raise _zip_error(ZipFault.SAME_NAME_TWICE)
    workbook_type = _workbook_type(files)
    return {
        name: body for name, body in _documents(files) if (name in _ODS_MEMBERS) is (workbook_type == ODS)
    }


def repack(documents: Mapping[str, bytes]) -> io.BytesIO:
    """Return the documents as a new ZIP, so that the library sees exactly what was checked here."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in documents.items():
            archive.writestr(name, body)
    out.seek(0)
    return out


def _zip_error(fault: ZipFault) -> UnreadableFile:
    match fault:
        case ZipFault.TOO_MANY_FILES:
            return UnreadableFile(f"The workbook holds more than {_MAX_MEMBERS:,} files.", SAVE_AGAIN)
        case ZipFault.TOO_LARGE:
            return unpacked_too_large_error()
        case ZipFault.SAME_NAME_TWICE:
            return UnreadableFile("The workbook contains two files with the same name.", SAVE_AGAIN)
        case _:
            return damaged_workbook_error()


def _workbook_type(files: Mapping[str, bytes]) -> str:
    """Return ODS or "xl"; refuse any other file."""
    if "xl/workbook.xml" in files:
        return "xl"
    if "xl/workbook.bin" in files:
        raise UnreadableFile("The workbook is in Excel's binary format (.xlsb).", SAVE_AGAIN)
    if {"mimetype", ODS} <= files.keys() and files["mimetype"][:100].strip() == _ODS_TYPE:
        return ODS
    raise UnreadableFile("This ZIP archive is not a spreadsheet.", "Choose an XLSX, ODS or CSV file.")


def _documents(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the documents that are needed for tables, without pictures and the like."""
    for name, body in files.items():
        if name == "mimetype":
            yield name, body
        elif name.endswith((".xml", ".rels")) and not any(part in name for part in _IGNORED_FOLDERS):
            _check_encoding(body)
            yield name, body


def _check_encoding(xml: bytes) -> None:
    """Refuse a document that declares entities, or is in UTF-16, in which declarations would go unseen."""
    if b"\x00" in xml:
        raise damaged_workbook_error()
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableFile("The workbook declares entities, as no spreadsheet does.", SAVE_AGAIN)
