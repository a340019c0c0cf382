"""Where a table begins, and what its columns are called."""

from collections.abc import Iterator, Sequence

from followup_core.exchange.arrival import NotReadable

from .fields import meaning_of, own_table
from .sheet import MOST_COLUMNS, SheetRow, too_many_columns

_LOOKED_AT = 20
"""Rows in which the header is looked for; LinkedIn puts up to six lines of notes before it."""


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return which of the first rows names the columns.

    It is the first one of a table of ours, else one with two names that we know; else the first with
    two cells that say anything.
    """
    looked_at = rows[:_LOOKED_AT]
    for place, cells in enumerate(looked_at):
        if own_table(cells):
            return place
    for place, cells in enumerate(looked_at):
        if sum(meaning_of(cell) is not None for cell in cells) >= 2:
            return place
    wide = (place for place, cells in enumerate(looked_at) if sum(bool(cell.strip()) for cell in cells) >= 2)
    return next(wide, 0)


def named_columns(header: Sequence[str], rows: Sequence[SheetRow]) -> tuple[str, ...]:
    """Return a name for each column; '' for one that has neither a name nor a cell.

    Raises NotReadable where two columns bear one name, or there are more than 100.
    """
    if len(header) > MOST_COLUMNS:
        raise too_many_columns()
    names = [" ".join(cell.split()) for cell in header]
    seen: set[str] = set()
    for name in filter(None, names):
        if name.casefold() in seen:
            raise NotReadable(
                f"Two columns are called “{name[:60]}”.",
                "Give one of them another name, and choose it again.",
            )
        seen.add(name.casefold())
    return tuple(name or _made_up(place, rows, seen) for place, name in enumerate(names))


def _made_up(place: int, rows: Sequence[SheetRow], taken: set[str]) -> str:
    if not any(row.cells[place].strip() for row in rows):
        return ""
    names: Iterator[str] = (f"Column {place + 1}{more}" for more in ("", " (no name)", " (nameless)"))
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
