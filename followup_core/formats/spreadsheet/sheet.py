"""A spreadsheet as it was read: columns by name, rows with their lines, and the size limits."""

from dataclasses import dataclass, field

from followup_core.formats.parsed_file import MEGABYTE, SkippedRow, UnreadableFile

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
