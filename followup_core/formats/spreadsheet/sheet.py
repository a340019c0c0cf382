"""The table that was read from a spreadsheet, its size limits, and the search for its header."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from followup_core.formats.parsed_file import MEGABYTE, SkippedRow, UnreadableFile
from followup_core.models import SCHEMA

from .column_names import field_of

MAX_SPREADSHEET_BYTES = 5 * MEGABYTE
MAX_SHEET_COLUMNS = 100
MAX_SHEET_ROWS = 5_000
MAX_CELL_BYTES = 20_000

_CHOOSE_LESS = "Choose a smaller file, or only the part with your interviews."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """A person's choices on how to read a file; '' means that the program detects it."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row: the line it begins on, counted from 1, and a cell for each column."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of texts.

    `skipped` are the rows that can't be read, and `notices` are sentences about how the file was read.
    `encoding` and `delimiter` are '' for a workbook. `sheets` are the names of a workbook's sheets, and
    `sheet` is the name of the sheet that was read.
    """

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    skipped: tuple[SkippedRow, ...] = ()
    notices: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


# Errors about the limits.


def too_many_rows_error() -> UnreadableFile:
    """Return the error for a table that has too many rows."""
    return UnreadableFile(f"The table has more than {MAX_SHEET_ROWS:,} rows.", _CHOOSE_LESS)


def too_many_columns_error() -> UnreadableFile:
    """Return the error for a table that has too many columns."""
    return UnreadableFile(f"The table has more than {MAX_SHEET_COLUMNS} columns.", _CHOOSE_LESS)


def spreadsheet_too_large_error() -> UnreadableFile:
    """Return the error for a file that is too large to be read."""
    return UnreadableFile(f"The file is larger than {MAX_SPREADSHEET_BYTES // MEGABYTE} MB.", _CHOOSE_LESS)


def cell_too_long_error(line: int) -> UnreadableFile:
    """Return the error for a cell that is too long for any field."""
    return UnreadableFile(
        "A cell is longer than 20 kB.", "Shorten it, and choose the file again.", where=f"Line {line}"
    )


# The header.

_HEADER_ROWS = 20
"""How many rows may contain the header; LinkedIn puts up to six lines of notes above it."""

_MAX_NAME_CHARS = 100


def header_index(rows: Sequence[Sequence[str]]) -> int:
    """Return the index of the row that names the columns.

    That is the header of one of our own tables, or else the first row with two known names. If an earlier row
    has one known name and at least as many filled cells, the earlier row is the header: the words below it
    only look like names. If no row has two known names, the header is the first row with two filled cells.
    """
    first_rows = rows[:_HEADER_ROWS]
    for index, cells in enumerate(first_rows):
        if any(
            set(schema.required).issubset(cells) for schema in SCHEMA.values() if len(schema.required) > 1
        ):
            return index
    filled_counts = [sum(1 for cell in cells if cell and not cell.isspace()) for cells in first_rows]
    known_counts = [known_name_count(cells) for cells in first_rows]
    for index, known_count in enumerate(known_counts):
        if known_count >= 2:
            filled = filled_counts[index]
            earlier = (i for i in range(index) if known_counts[i] and filled_counts[i] >= filled)
            return next(earlier, index)
    return next((index for index, filled in enumerate(filled_counts) if filled >= 2), 0)


def known_name_count(cells: Sequence[str]) -> int:
    """Return how many cells are known column names; cells beyond the limit of columns don't count."""
    return sum(
        1
        for cell in cells[:MAX_SHEET_COLUMNS]
        if 0 < len(cell) <= _MAX_NAME_CHARS and field_of(cell) is not None
    )


def named_columns(header: Sequence[str], rows: Sequence[SheetRow]) -> tuple[str, ...]:
    """Return a name for each column; '' if a column has neither a name nor text in any row.

    Raises:
        UnreadableFile: Two columns have the same name, or there are more than 100.
    """
    if len(header) > MAX_SHEET_COLUMNS:
        raise too_many_columns_error()
    names = [" ".join(cell.split()) for cell in header]
    seen: set[str] = set()
    for name in filter(None, names):
        if name.casefold() in seen:
            raise UnreadableFile(
                f"Two columns are called “{name[:60]}”.",
                "Give one of them another name, and choose it again.",
            )
        seen.add(name.casefold())
    return tuple(name or _generated_name(index, rows, seen) for index, name in enumerate(names))


def _generated_name(index: int, rows: Sequence[SheetRow], used_names: set[str]) -> str:
    """Return a free name such as "Column 3", '' if the column has no text in any row."""
    if not any(row.cells[index] and not row.cells[index].isspace() for row in rows):
        return ""
    names = ("Column " + str(index + 1) + "'" * number for number in count())
    return next(name for name in names if name.casefold() not in used_names)


def without_empty_columns(
    columns: Sequence[str], rows: Sequence[SheetRow]
) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """Return the columns and rows without the columns whose name is ''."""
    if all(columns):
        return tuple(columns), tuple(rows)
    named = [index for index, name in enumerate(columns) if name]
    return tuple(columns[index] for index in named), tuple(
        SheetRow(line=row.line, cells=tuple(row.cells[index] for index in named)) for row in rows
    )
