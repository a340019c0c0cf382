"""XLSX and ODS, read by python-calamine once their size is known to be harmless."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from followup_core.exchange.arrival import NotReadable

from .headers import header_place, named_columns, without_empty_columns
from .packed import measure
from .sheet import (
    MOST_CELL_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Reading,
    Sheet,
    SheetRow,
    too_long_a_cell,
    too_many_columns,
    too_many_rows,
)

Cell = int | float | str | bool | time | date | datetime | timedelta | None


def read_workbook(data: bytes, reading: Reading) -> Sheet:
    """Return one sheet of a workbook as a table of texts.

    It is the one that `reading` names, else the first in which anything stands; raises NotReadable.
    """
    measure(data)
    names, cells = _opened(data, reading.sheet)
    for name in (reading.sheet,) if reading.sheet in names else names:
        found = [(line, row) for line, row in enumerate(map(_texts, cells[name]), start=1) if any(row)]
        if found:
            return _sheet(name, names, found)
    raise NotReadable("There is nothing in the workbook.", "Choose another file.")


def _opened(data: bytes, wanted: str) -> tuple[tuple[str, ...], dict[str, list[list[Cell]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = tuple(book.sheet_names)
        chosen = (wanted,) if wanted in names else names
        return names, {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[misc]
            for name in chosen
        }
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise _damaged() from error
    except BaseException as error:  # a panic of the reader is no Exception, and has no name to catch
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged() from error


def _damaged() -> NotReadable:
    return NotReadable(
        "The workbook is damaged.", "Save it again as XLSX or “CSV UTF-8”, and choose that file."
    )


def _texts(row: Sequence[Cell]) -> list[str]:
    return [_text(cell) for cell in row]


def _text(cell: Cell) -> str:
    """Return a typed cell as a person would write it; whole numbers without a point, dates as ISO."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            midnight = cell.time() == time.min
            return cell.date().isoformat() if midnight else cell.strftime("%Y-%m-%dT%H:%M")
        case time():
            return cell.strftime("%H:%M")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _sheet(name: str, names: tuple[str, ...], found: list[tuple[int, list[str]]]) -> Sheet:
    place = header_place([cells for _, cells in found])
    header = found[place][1]
    while header and not header[-1].strip():
        header.pop()
    width = max([len(header), *(_last(cells) for _, cells in found[place + 1 :])])
    if width > MOST_COLUMNS:
        raise too_many_columns()
    body = found[place + 1 :]
    if len(body) > MOST_ROWS:
        raise too_many_rows()
    rows = tuple(SheetRow(line=line, cells=_fitted(cells, width, line)) for line, cells in body)
    names_of = named_columns([*header, *[""] * (width - len(header))], rows)
    columns, kept = without_empty_columns(names_of, rows)
    notices = [f"“{name}” was read, of {len(names)} sheets."] if len(names) > 1 else []
    return Sheet(columns=columns, rows=kept, notices=tuple(notices), sheet=name, sheets=names)


def _last(cells: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _fitted(cells: Sequence[str], width: int, line: int) -> tuple[str, ...]:
    for cell in cells:
        if len(cell) > MOST_CELL_BYTES // 4 and len(cell.encode("utf-8", "replace")) > MOST_CELL_BYTES:
            raise too_long_a_cell(line)
    # What XML cannot hold has come as the mark for it already; NUL is no text of ours.
    clean = [cell.replace("\x00", "\ufffd") if "\x00" in cell else cell for cell in cells[:width]]
    return (*clean, *[""] * (width - len(clean)))
