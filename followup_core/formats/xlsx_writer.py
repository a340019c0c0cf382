"""The XLSX writer: typed cells, and text that stays text whatever it looks like."""

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
_WIDEST, _MEASURED = 42, 300  # characters, rows
_NEVER_IN_XML = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x01-\x08\x0b-\x1f]")
_WITHIN_ESCAPE = re.compile("(?<=_)(?=x[0-9a-fA-F]{4}_)")
_ESCAPED_WRONGLY = re.compile("_x[0-9a-fA-F]{4}(?:_x[0-9a-fA-F]{4}_|[\x01-\x08\x0b-\x1f])")

Cell = str | int | date | datetime | None
"""A time has no zone: it is shown as the wall clock shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputSheet:
    """One sheet of a workbook: lines `above`, a header that stays in view, and rows below it.

    `widths` are the characters per column; without them, they follow the contents.
    `as_text` makes every column a text column, so that 007 stays 007 also when somebody
    edits it. `wrap` breaks long texts.
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

    Text is never a formula, a link or a number. A cell beyond the format's limit is cut
    and says so (`CUT_MARK`); NUL, lone surrogates and the two code points that XML
    cannot contain become U+FFFD. Sheets print across the width of the page, on A4 or,
    with `letter`, on US Letter.
    """
    from xlsxwriter import Workbook  # imported here, so that a page does not wait for it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        created = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001  # as the file stores it
        book.set_properties({"title": _written(title), "created": created})
        for sheet in sheets:
            _sheet(book, sheet, _LETTER if letter else _A4)
    return out.getvalue()


def _sheet(book: "Workbook", output: OutputSheet, paper: int) -> None:
    worksheet, top = book.add_worksheet(output.name), len(output.above)
    worksheet.set_landscape()
    worksheet.set_paper(paper)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(top)
    worksheet.freeze_panes(top + 1, 0)
    text = {"valign": "top", "text_wrap": output.wrap} | ({"num_format": _TEXT} if output.as_text else {})
    plain = book.add_format(text)
    for column, width in enumerate(output.widths or _widths(output)):
        worksheet.set_column(column, column, width, plain)
    for line, text_above in enumerate(output.above):
        _row(worksheet, line, (text_above,), {str: book.add_format({"bold": line == 0})})
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": output.wrap})
    _row(worksheet, top, output.header, {str: head})
    kinds = {
        str: plain,
        int: book.add_format({"valign": "top"}),
        date: book.add_format({"valign": "top", "num_format": _DAY, "align": "left"}),
        datetime: book.add_format({"valign": "top", "num_format": _MOMENT, "align": "left"}),
    }
    for line, cells in enumerate(output.rows, top + 1):
        _row(worksheet, line, cells, kinds)
    if output.as_text and output.header:
        columns = f"A1:{_column_name(len(output.header))}1048576"
        worksheet.ignore_errors({"number_stored_as_text": columns})


def _row(sheet: "Worksheet", line: int, cells: Sequence[Cell], looks: "Mapping[type, Format]") -> None:
    for column, cell in enumerate(cells):
        match cell:
            case None | "":
                pass
            case str():
                _text(sheet, line, column, _written(cell), looks[str])
            case int():
                sheet.write_number(line, column, cell, looks[int])
            case date():  # datetime too
                sheet.write_datetime(line, column, cell, looks[type(cell)])


def _text(sheet: "Worksheet", line: int, column: int, text: str, cell_format: "Format") -> None:
    runs = _runs(text)
    if len(runs) == 1:
        sheet.write_string(line, column, runs[0], cell_format)
    else:
        # Without a format between them, the library joins two parts.
        more = (item for piece in runs[1:] for item in (cell_format, piece))
        sheet.write_rich_string(line, column, runs[0], *more, cell_format)


def _runs(text: str) -> list[str]:
    """Return a text in parts, each of which the library writes unchanged.

    The library takes a text from <r> to </r> for XML of its own, and where one _xHHHH_
    touches the next, it escapes only the first. In parts, neither happens; but control
    characters, which it would escape twice there, are then shown as their Unicode
    symbols.
    """
    like_xml = text.startswith("<r>") and text.endswith("</r>")
    if not (like_xml or _ESCAPED_WRONGLY.search(text)):
        return [text]
    pieces = _WITHIN_ESCAPE.split(_CONTROL.sub(lambda match: chr(0x2400 + ord(match.group())), text))
    if like_xml:
        pieces[:1] = [pieces[0][:1], pieces[0][1:]]
    return pieces


def _written(text: str) -> str:
    """Return a text as the format can store it."""
    shown = _NEVER_IN_XML.sub("\ufffd", text)
    if len(shown) <= CELL_LIMIT // 2 or len(units := shown.encode("utf-16-le")) <= 2 * CELL_LIMIT:
        return shown
    return units[: 2 * (CELL_LIMIT - len(CUT_MARK))].decode("utf-16-le", "ignore") + CUT_MARK


def _widths(sheet: OutputSheet) -> Iterable[float]:
    widths = [len(name) for name in sheet.header]
    for row in islice(sheet.rows, _MEASURED):
        widths = [max(width, _length(cell)) for width, cell in zip(widths, row, strict=True)]
    return [min(width, _WIDEST) + 2 for width in widths]


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
