"""Parses a whole table column by column: the fast path for tables without any problem."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from itertools import repeat
from operator import itemgetter
from typing import Any, TypeVar

from .cell_parsers import FORBIDDEN, READERS, BadCell
from .schema import MAX_CELL_BYTES, SCHEMA, Row

_Instance = TypeVar("_Instance")


def parse_valid_table(table: str, rows: Sequence[Row], entity: type[_Instance]) -> list[_Instance] | None:
    """Return rows as instances of the dataclass `entity`, or None if any row may have a problem.

    A column has few different dates and words, and each of them is parsed once: a
    thousand interviews take two thirds of the time that parsing row by row takes.
    """
    fields: dict[str, Any] = entity.__dataclass_fields__  # type: ignore[attr-defined]
    columns: dict[str, Sequence[object]] = {}
    for column in SCHEMA[table].all_columns:
        cells = _cells(rows, column)
        if column in SCHEMA[table].required and not all(map(str.strip, cells)):
            return None
        if any(cells):
            values = _values(cells, READERS[table].get(column), fields[column].default)
            if values is None:
                return None
            columns[column] = values
    return _instances(entity, columns, len(rows)) if rows else []


def _instances(
    entity: type[_Instance], columns: Mapping[str, Sequence[object]], count: int
) -> list[_Instance] | None:
    """Return `count` instances of a slotted dataclass; None if `columns` lacks a field without default.

    The instances are equal to those that the dataclass's own `__init__` would make.

    A frozen dataclass sets its fields one at a time, which was most of the time of
    opening a workspace; here one field is set on all instances at once.
    """
    fields: dict[str, Any] = entity.__dataclass_fields__  # type: ignore[attr-defined]
    instances = [object.__new__(entity) for _ in range(count)]
    for name, field in fields.items():
        if name not in columns and field.default is MISSING:
            return None
        values = columns[name] if name in columns else repeat(field.default, count)
        deque(map(getattr(entity, name).__set__, instances, values), maxlen=0)
    return instances


def _cells(rows: Sequence[Row], column: str) -> Sequence[str]:
    try:
        return list(map(itemgetter(column), rows))
    except KeyError:  # a row of the journal, which has only the cells that have a value
        return [row.get(column, "") for row in rows]


def all_valid(table: str, rows: Sequence[Row]) -> bool:
    """Return whether none of these rows has a problem.

    False also means "can't tell": settings, for example, must be checked row by row.
    """
    if table == "settings":
        return False
    for column in SCHEMA[table].all_columns:
        cells = _cells(rows, column)
        if column in SCHEMA[table].required and not all(map(str.strip, cells)):
            return False
        if any(cells) and _values(cells, READERS[table].get(column), None) is None:
            return False
    return True


def _values(
    cells: Sequence[str], reader: Callable[[str], object] | None, blank_value: object
) -> Sequence[object] | None:
    """Return the values of a column's cells; None if any cell may have a problem."""
    joined_text = "".join(cells)
    if max(map(len, cells)) > MAX_CELL_BYTES // 4 or "\x00" in joined_text:
        return None
    if not joined_text.isascii() and FORBIDDEN.search(joined_text):
        return None
    if reader is None:
        return cells
    try:
        value_of = {text: reader(text) if text else blank_value for text in set(cells)}
    except BadCell:
        return None
    return [value_of[text] for text in cells]
