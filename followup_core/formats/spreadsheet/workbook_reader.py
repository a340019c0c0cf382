"""The reader of XLSX and ODS, by python-calamine once the file is known to be harmless."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from followup_core.formats.limited_process import run_limited
from followup_core.formats.parsed_file import UnreadableFile

from .sheet import (
    MAX_CELL_BYTES,
    MAX_FILE_BYTES,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    ReadOptions,
    Sheet,
    SheetRow,
    header_place,
    known_in,
    named_columns,
    too_large,
    too_long_a_cell,
    too_many_columns,
    too_many_rows,
    without_empty_columns,
)
from .size_limits import damaged_workbook, measure, repack, unpack

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


Cell = int | float | str | bool | time | date | datetime | timedelta | None

_EXACT = 10**15  # a larger number has already lost digits


def cell_text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without a point, ISO dates and times, "yes" and "no"."""
    match cell:
        case None:
            return ""
        case str():
            return cell.replace("\x00", "\ufffd") if "\x00" in cell else cell
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
        case datetime():
            return _moment(cell)
        case time():
            return cell.strftime("%H:%M")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _moment(cell: datetime) -> str:
    """Return a date and time, rounded, because a fraction of a day may be slightly too early."""
    try:
        whole = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    except OverflowError:
        whole = cell
    return (
        whole.date().isoformat() if whole.time() == time.min else whole.isoformat()[: len("2026-11-02T10:00")]
    )


Lines = list[tuple[int, list[str]]]

_LOOKED_AT = 8
"""Sheets in which a table is searched."""


def read_workbook(data: bytes, reading: ReadOptions) -> Sheet:
    """Return one sheet of a workbook as a table of texts, read in a process of its own.

    It is the one that `reading` names, else the first with known columns, else the
    first that is not empty.

    Raises:
        UnreadableFile: The file is not a workbook, or exceeds a limit.
    """
    if len(data) > MAX_FILE_BYTES:
        raise too_large()
    found = json.loads(run_limited(__name__, data, reading.sheet))
    return Sheet(
        columns=tuple(found["columns"]),
        rows=tuple(SheetRow(line=line, cells=tuple(cells)) for line, cells in found["rows"]),
        notices=tuple(found["notices"]),
        sheet=found["sheet"],
        sheets=tuple(found["sheets"]),
    )


def answer(data: bytes, sheet: str) -> bytes:
    """Return the result of `sheet_in` as JSON."""
    found = sheet_in(data, sheet)
    rows = [(row.line, row.cells) for row in found.rows]
    parts = {name: getattr(found, name) for name in ("columns", "notices", "sheet", "sheets")}
    return json.dumps({**parts, "rows": rows}).encode()


def sheet_in(data: bytes, wanted_sheet: str) -> Sheet:
    """Return one sheet of a workbook, read in this process; `wanted_sheet` is '' for the likely one."""
    documents = unpack(data)
    measure(documents)
    book = _opened(documents)
    names = tuple(book.sheet_names)
    wanted = (wanted_sheet,) if wanted_sheet in names else names
    first: Sheet | None = None
    for name in islice(wanted, _LOOKED_AT):
        found = list(_lines(book, name))
        if found and known_in(found[header_place([cells for _, cells in found])][1]) > 1:
            return _sheet(name, names, found)
        if found and first is None:
            first = _sheet(name, names, found)
    if first is None:
        raise UnreadableFile("There is nothing in the workbook.", "Choose another file.")
    return first


def _opened(documents: Mapping[str, bytes]) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(repack(documents))
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise damaged_workbook() from error
    except BaseException as error:
        raise _panic(error) from error


def _lines(book: "CalamineWorkbook", name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet that are not empty."""
    from python_calamine import CalamineError

    try:
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise damaged_workbook() from error
    except BaseException as error:
        raise _panic(error) from error
    for line, row in enumerate(cells, start=1):
        if row.count("") < len(row):
            texts = [cell_text(cell) for cell in row]
            if any(texts):
                yield line, texts


def _panic(error: BaseException) -> BaseException:
    """Return what to raise: a panic of the library is not an Exception, and has no name to catch it by."""
    return damaged_workbook() if type(error).__name__ == "PanicException" else error


def _sheet(name: str, names: tuple[str, ...], found: Lines) -> Sheet:
    place = header_place([cells for _, cells in found])
    header, body = found[place][1], found[place + 1 :]
    width = max(_last(cells) for _, cells in found[place:])
    if width > MAX_SHEET_COLUMNS:
        raise too_many_columns()
    if len(body) > MAX_SHEET_ROWS:
        raise too_many_rows()
    rows = tuple(SheetRow(line=line, cells=_fitted(cells, width, line)) for line, cells in body)
    columns, kept = without_empty_columns(named_columns(_fitted(header, width, found[place][0]), rows), rows)
    notices = (f"“{name}” was read, of {len(names)} sheets.",) if len(names) > 1 else ()
    return Sheet(columns=columns, rows=kept, notices=notices, sheet=name, sheets=names)


def _last(cells: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell and not cell.isspace()), default=0)


def _fitted(cells: Sequence[str], width: int, line: int) -> tuple[str, ...]:
    for cell in cells:
        if len(cell) > MAX_CELL_BYTES // 4 and len(cell.encode("utf-8", "replace")) > MAX_CELL_BYTES:
            raise too_long_a_cell(line)
    return (*cells[:width], *[""] * (width - len(cells)))
