"""The CSV reader: every cell stays as it was written, and every fault is reported with its line."""

import csv
import io
from collections.abc import Iterator, Sequence

from followup_core.formats.parsed_file import SkippedRow, UnreadableFile

from .csv_dialect import SEPARATORS, detect_separator
from .header_rows import header_place, named_columns, without_empty_columns
from .sheet import (
    MAX_CELL_BYTES,
    MAX_FILE_BYTES,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    ReadOptions,
    Sheet,
    SheetRow,
    too_large,
    too_long_a_cell,
    too_many_columns,
    too_many_rows,
)
from .text_encoding import decode_text

Line = tuple[int, list[str]]

_SURELY_SHORT = MAX_CELL_BYTES // 4
_MOST_HEAD = 40
_MOST_BLANK = 100_000


def read_text(data: bytes, reading: ReadOptions) -> Sheet:
    """Return a CSV file as a table; raise UnreadableFile with the line if it is not one."""
    if len(data) > MAX_FILE_BYTES:
        raise too_large()
    text, encoding, said = decode_text(data, reading.encoding)
    notices = list(said)
    if "\r" in text and "\n" not in text:
        notices.append("The lines end in an old way (carriage returns only). They were read nevertheless.")
    delimiter = reading.delimiter if reading.delimiter in SEPARATORS else detect_separator(text)
    if delimiter != "," and delimiter != reading.delimiter:
        notices.append(f"The cells are parted by {SEPARATORS[delimiter]}. They were read that way.")
    columns, rows, skipped = _table(list(_lines(text, delimiter)))
    return Sheet(
        columns=columns,
        rows=rows,
        skipped=skipped,
        notices=tuple(notices),
        encoding=encoding,
        delimiter=delimiter,
    )


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    """Yield each row that is not blank with the line it begins on; stop above the limits."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    line, found, blank = 1, 0, 0
    try:
        for cells in reader:
            said = "".join(cells)
            if said and not said.isspace():
                found += 1
                if found > MAX_SHEET_ROWS + _MOST_HEAD:
                    raise too_many_rows()
                if len(said) > _SURELY_SHORT or len(cells) > MAX_SHEET_COLUMNS:
                    _check(cells, line)
                yield line, cells
            else:
                blank += 1
                if blank > _MOST_BLANK:
                    raise too_many_rows()
            line = reader.line_num + 1
    except csv.Error as error:
        raise _broken(str(error), line) from error


def _broken(said: str, line: int) -> UnreadableFile:
    where = f"Line {line}"
    if "end of data" in said:
        return UnreadableFile(
            "A quote is opened and never closed.", "Close it, and choose the file again.", where=where
        )
    if "field limit" in said:
        return too_long_a_cell(line)
    return UnreadableFile(
        "A quote stands in the middle of a cell.",
        "Double it or delete it, and choose the file again.",
        where=where,
    )


def _check(cells: Sequence[str], line: int) -> None:
    if len(cells) > MAX_SHEET_COLUMNS and len([cell for cell in cells if cell]) > MAX_SHEET_COLUMNS:
        raise too_many_columns()
    for cell in cells:
        if len(cell) > _SURELY_SHORT and len(cell.encode("utf-8", "replace")) > MAX_CELL_BYTES:
            raise too_long_a_cell(line)


def _table(
    lines: Sequence[Line],
) -> tuple[tuple[str, ...], tuple[SheetRow, ...], tuple[SkippedRow, ...]]:
    if not lines:
        raise UnreadableFile("There is nothing in the file.", "Choose another file.")
    place = header_place([cells for _, cells in lines[:_MOST_HEAD]])
    header, body = lines[place][1], lines[place + 1 :]
    if len(body) > MAX_SHEET_ROWS:
        raise too_many_rows()
    named = max((number for number, cell in enumerate(header, start=1) if cell.strip()), default=0)
    if named < len(header) and not any(_says_more(cells, named, len(header)) for _, cells in body):
        del header[named:]
    rows, skipped = _rows(body, named, len(header))
    columns, kept = without_empty_columns(named_columns(header, rows), rows)
    return columns, kept, skipped


def _says_more(cells: Sequence[str], named: int, width: int) -> bool:
    """Return whether a row of this width has values in the last columns, which have no name."""
    return len(cells) == width and any(map(str.strip, cells[named:]))


def _rows(
    body: Sequence[Line], named: int, width: int
) -> tuple[tuple[SheetRow, ...], tuple[SkippedRow, ...]]:
    """Return the rows of this width; a row may lack the last columns if they have no name."""
    rows, skipped = [], []
    for line, cells in body:
        if len(cells) > width and not any(cells[width:]):
            del cells[width:]  # empty cells beyond the last column mean nothing
        elif named <= len(cells) < width:
            cells += [""] * (width - len(cells))
        if len(cells) == width:
            rows.append(SheetRow(line=line, cells=tuple(cells)))
        else:
            what = f"The row has {_cells(len(cells))} where the header has {width}."
            skipped.append(SkippedRow(line=line, what=what, remedy="Correct it, and choose the file again."))
    return tuple(rows), tuple(skipped)


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
