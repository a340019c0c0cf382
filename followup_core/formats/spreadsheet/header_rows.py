"""Header rows: where a table begins, and what its columns are called."""

from collections.abc import Iterator, Sequence

from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import SCHEMA

from .column_matching import meaning_of
from .sheet import MAX_SHEET_COLUMNS, SheetRow, too_many_columns

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
