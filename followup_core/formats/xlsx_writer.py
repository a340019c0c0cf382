"""Writes XLSX workbooks with typed cells, in which text stays text whatever it looks like."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

CELL_LIMIT = 32_767
"""UTF-16 code units, the format's limit. A stored cell has at most 20 kB, so only joined texts reach it."""

CUT_MARK = " … (cut here: a cell holds no more)"

_A4, _LETTER = 9, 1  # the format's numbers
_DAY, _MOMENT, _TEXT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "@"
_MAX_WIDTH_CHARS, _MEASURED_ROWS = 42, 300  # characters, rows
_CHARS_NOT_IN_XML = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x01-\x08\x0b-\x1f]")
_AFTER_UNDERSCORE_OF_ESCAPE = re.compile("(?<=_)(?=x[0-9a-fA-F]{4}_)")
_WRONGLY_ESCAPED_BY_LIBRARY = re.compile("_x[0-9a-fA-F]{4}(?:_x[0-9a-fA-F]{4}_|[\x01-\x08\x0b-\x1f])")

Cell = str | int | date | datetime | None
"""A value for a cell. A time has no zone; it is shown as wall-clock time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputSheet:
    """One sheet of a workbook: lines `above`, a header that stays in view, and rows below it.

    `widths` are in characters, one for each column; if there are none, the contents decide. `as_text`: make
    every column a text column, so that 007 stays 007 even when somebody edits it. `wrap`: break long texts.
    """

    name: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    above: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    as_text: bool = False
    wrap: bool = False


def write_workbook(
    sheets: Iterable[OutputSheet], *, made_on: date, title: str = "", letter: bool = False
) -> bytes:
    """Return sheets as one XLSX file; the same sheets and day always give the same bytes.

    Text is never a formula, a link or a number. A cell beyond the format's limit is cut and says so
    (`CUT_MARK`). NUL, lone surrogates and the two code points that XML cannot contain become U+FFFD. Sheets
    print across the width of the page, on US Letter if `letter` is true, otherwise on A4.
    """
    from xlsxwriter import Workbook  # imported here, so that a page does not wait for it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        created = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001  # as the file stores it
        book.set_properties({"title": _storable_text(title), "created": created})
        for sheet in sheets:
            _write_sheet(book, sheet, _LETTER if letter else _A4)
    return out.getvalue()


def _write_sheet(book: "Workbook", output: OutputSheet, paper: int) -> None:
    worksheet, header_row = book.add_worksheet(output.name), len(output.above)
    worksheet.set_landscape()
    worksheet.set_paper(paper)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(header_row)
    worksheet.freeze_panes(header_row + 1, 0)
    cell_options = {"valign": "top", "text_wrap": output.wrap} | (
        {"num_format": _TEXT} if output.as_text else {}
    )
    default_format = book.add_format(cell_options)
    for column, width in enumerate(output.widths or _widths(output)):
        worksheet.set_column(column, column, width, default_format)
    for line, text_above in enumerate(output.above):
        _write_row(worksheet, line, (text_above,), {str: book.add_format({"bold": line == 0})})
    header_format = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": output.wrap})
    _write_row(worksheet, header_row, output.header, {str: header_format})
    formats = {
        str: default_format,
        int: book.add_format({"valign": "top"}),
        date: book.add_format({"valign": "top", "num_format": _DAY, "align": "left"}),
        datetime: book.add_format({"valign": "top", "num_format": _MOMENT, "align": "left"}),
    }
    for line, cells in enumerate(output.rows, header_row + 1):
        _write_row(worksheet, line, cells, formats)
    if output.as_text and output.header:
        columns = f"A1:{_column_name(len(output.header))}1048576"
        worksheet.ignore_errors({"number_stored_as_text": columns})


def _write_row(
    sheet: "Worksheet", line: int, cells: Sequence[Cell], formats: "Mapping[type, Format]"
) -> None:
    for column, cell in enumerate(cells):
        match cell:
            case None | "":
                pass
            case str():
                _write_text(sheet, line, column, _storable_text(cell), formats[str])
            case int():
                sheet.write_number(line, column, cell, formats[int])
            case date():  # datetime too
                sheet.write_datetime(line, column, cell, formats[type(cell)])


def _write_text(sheet: "Worksheet", line: int, column: int, text: str, cell_format: "Format") -> None:
    runs = _rich_text_parts(text)
    if len(runs) == 1:
        sheet.write_string(line, column, runs[0], cell_format)
    else:
        # Without a format between them, the library joins two parts.
        further_parts = (item for piece in runs[1:] for item in (cell_format, piece))
        sheet.write_rich_string(line, column, runs[0], *further_parts, cell_format)


def _rich_text_parts(text: str) -> list[str]:
    """Return a text in parts that the library writes unchanged.

    The library takes a text from <r> to </r> for XML of its own, and if one _xHHHH_ touches the next, it
    escapes only the first. In parts, neither happens. The library would escape control characters in parts
    twice, so they are replaced by their Unicode symbols.
    """
    like_xml = text.startswith("<r>") and text.endswith("</r>")
    if not (like_xml or _WRONGLY_ESCAPED_BY_LIBRARY.search(text)):
        return [text]
    pieces = _AFTER_UNDERSCORE_OF_ESCAPE.split(
        _CONTROL.sub(lambda match: chr(0x2400 + ord(match.group())), text)
    )
    if like_xml:
        pieces[:1] = [pieces[0][:1], pieces[0][1:]]
    return pieces


def _storable_text(text: str) -> str:
    """Return a text without what the format can't store, and cut to its limit."""
    storable = _CHARS_NOT_IN_XML.sub("\ufffd", text)
    if len(storable) <= CELL_LIMIT // 2 or len(units := storable.encode("utf-16-le")) <= 2 * CELL_LIMIT:
        return storable
    return units[: 2 * (CELL_LIMIT - len(CUT_MARK))].decode("utf-16-le", "ignore") + CUT_MARK


def _widths(sheet: OutputSheet) -> Iterable[float]:
    widths = [len(name) for name in sheet.header]
    for row in islice(sheet.rows, _MEASURED_ROWS):
        widths = [max(width, _length(cell)) for width, cell in zip(widths, row, strict=True)]
    return [min(width, _MAX_WIDTH_CHARS) + 2 for width in widths]


def _length(cell: Cell) -> int:
    match cell:
        case None:
            return 0
        case str():
            return max(map(len, cell.splitlines() or [""]))
        case datetime():
            return len(_MOMENT)
        case date():
            return len(_DAY)
        case _:
            return len(str(cell))


def _column_name(number: int) -> str:
    """Return the letters of a column, counted from 1."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
