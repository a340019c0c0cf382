"""A spreadsheet as it was read: where its table begins, its columns and rows, and the size limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from followup_core.formats.parsed_file import MEGABYTE, SkippedRow, UnreadableFile
from followup_core.models import SCHEMA

from .column_matching import meaning_of

MAX_FILE_BYTES = 5 * MEGABYTE
MAX_SHEET_COLUMNS = 100
MAX_SHEET_ROWS = 5_000
MAX_CELL_BYTES = 20_000

_PART = "Choose a smaller file, or only the part with your interviews."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """The user's choices on how to read a file; '' means to detect it."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row: the `line` it begins on (the first of the file is 1), and a cell for each column."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of texts.

    `skipped` are rows that could not be read, `notices` sentences about how the file
    was read; `encoding` and `delimiter` are '' for a workbook, `sheets` are the names
    of its sheets.
    """

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    skipped: tuple[SkippedRow, ...] = ()
    notices: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = field(default=())


def too_many_rows() -> UnreadableFile:
    """Return the error for a table that has too many rows."""
    return UnreadableFile(f"The table has more than {MAX_SHEET_ROWS:,} rows.", _PART)


def too_many_columns() -> UnreadableFile:
    """Return the error for a table that has too many columns."""
    return UnreadableFile(f"The table has more than {MAX_SHEET_COLUMNS} columns.", _PART)


def too_large() -> UnreadableFile:
    """Return the error for a file that is too large to be read."""
    return UnreadableFile(f"The file is larger than {MAX_FILE_BYTES // MEGABYTE} MB.", _PART)


def too_long_a_cell(line: int) -> UnreadableFile:
    """Return the error for a cell that is too long for any field."""
    return UnreadableFile(
        "A cell is longer than 20 kB.", "Shorten it, and choose the file again.", where=f"Line {line}"
    )


_LOOKED_AT = 20
"""Rows in which the header is searched; LinkedIn puts up to six lines of notes before it."""

_LONGEST_NAME = 100


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return the index of the row that names the columns.

    It is the header of one of our own tables; else the first row with two known names,
    unless an earlier row is as full and has one of them: then that one, because the
    words below it only look like names. Without any, it is the first row with two cells
    that are not blank.
    """
    looked_at = rows[:_LOOKED_AT]
    for index, cells in enumerate(looked_at):
        if any(
            set(schema.required).issubset(cells) for schema in SCHEMA.values() if len(schema.required) > 1
        ):
            return index
    full = [sum(1 for cell in cells if cell and not cell.isspace()) for cells in looked_at]
    known = [known_in(cells) for cells in looked_at]
    for index, count in enumerate(known):
        if count >= 2:
            before = (each for each in range(index) if known[each] and full[each] >= full[index])
            return next(before, index)
    return next((index for index, count in enumerate(full) if count >= 2), 0)


def known_in(cells: Sequence[str]) -> int:
    """Return how many of the first cells are known column names."""
    return sum(
        1
        for cell in cells[:MAX_SHEET_COLUMNS]
        if 0 < len(cell) <= _LONGEST_NAME and meaning_of(cell) is not None
    )


def named_columns(header: Sequence[str], rows: Sequence[SheetRow]) -> tuple[str, ...]:
    """Return a name for each column; '' for one that has neither a name nor a cell.

    Raises:
        UnreadableFile: Two columns have the same name, or there are more than 100.
    """
    if len(header) > MAX_SHEET_COLUMNS:
        raise too_many_columns()
    names = [" ".join(cell.split()) for cell in header]
    seen: set[str] = set()
    for name in filter(None, names):
        if name.casefold() in seen:
            raise UnreadableFile(
                f"Two columns are called “{name[:60]}”.",
                "Give one of them another name, and choose it again.",
            )
        seen.add(name.casefold())
    return tuple(name or _made_up(place, rows, seen) for place, name in enumerate(names))


def _made_up(place: int, rows: Sequence[SheetRow], taken: set[str]) -> str:
    if not any(row.cells[place] and not row.cells[place].isspace() for row in rows):
        return ""
    names: Iterator[str] = (f"Column {place + 1}{more}" for more in ("", *("'" * n for n in range(1, 102))))
    return next(name for name in names if name.casefold() not in taken)


def without_empty_columns(
    columns: Sequence[str], rows: Sequence[SheetRow]
) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """Return the table without columns that have neither a name nor a cell."""
    if all(columns):
        return tuple(columns), tuple(rows)
    kept = [place for place, name in enumerate(columns) if name]
    return tuple(columns[place] for place in kept), tuple(
        SheetRow(line=row.line, cells=tuple(row.cells[place] for place in kept)) for row in rows
    )
