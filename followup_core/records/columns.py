"""A whole table read column by column: the quick way for rows that nothing is wrong with."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from .cells import FORBIDDEN, READERS, BadCell
from .schema import MAX_CELL_BYTES, SCHEMA, Row

_Made = TypeVar("_Made")


def sound_table(table: str, rows: Sequence[Row], make: type[_Made]) -> list[_Made] | None:
    """Read rows into values of the dataclass `make`; None at the first doubt about any of them.

    A column has few different dates and words, and each is read once: a
    thousand interviews take two thirds of the time that row by row would.
    """
    fields: dict[str, Any] = make.__dataclass_fields__  # type: ignore[attr-defined]
    columns: dict[str, Sequence[object]] = {}
    for column in SCHEMA[table].columns:
        cells = [row.get(column, "") for row in rows]
        if column in SCHEMA[table].required and not all(map(str.strip, cells)):
            return None
        if any(cells):
            values = _values(cells, READERS[table].get(column), fields[column].default)
            if values is None:
                return None
            columns[column] = values
    return [make(**dict(zip(columns, cells, strict=True))) for cells in zip(*columns.values(), strict=True)]


def all_sound(table: str, rows: Sequence[Row]) -> bool:
    """Whether nothing is wrong with any of these rows; False also where only a look at each can tell."""
    if table == "settings":
        return False
    for column in SCHEMA[table].columns:
        cells = [row.get(column, "") for row in rows]
        if column in SCHEMA[table].required and not all(map(str.strip, cells)):
            return False
        if any(cells) and _values(cells, READERS[table].get(column), None) is None:
            return False
    return True


def _values(
    cells: Sequence[str], reader: Callable[[str], object] | None, not_given: object
) -> Sequence[object] | None:
    together = "".join(cells)
    if max(map(len, cells)) > MAX_CELL_BYTES // 4 or "\x00" in together:
        return None
    if not together.isascii() and FORBIDDEN.search(together):
        return None
    if reader is None:
        return cells
    try:
        known = {text: reader(text) if text else not_given for text in set(cells)}
    except BadCell:
        return None
    return [known[text] for text in cells]
