"""Tables in memory that change in place, and the edits that one action makes to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from followup_core.models import SCHEMA, Key, Problem, Row

from .csv_codec import DecodedTable, QuarantinedRow, encode
from .protocol import Operation, Table


class RowEdit(NamedTuple):
    """A change to one row: its value and position before and after the action.

    `before` is None for a new row, `after` for a deleted one. `at` is the position at which a row is inserted
    among the table's rows after the action, None for the end. `was_at` is the position of a deleted row among
    the rows before the action.
    """

    key: Key
    after: Row | None
    at: int | None
    before: Row | None
    was_at: int | None


_NONE: Mapping[str, Any] = MappingProxyType({})


class JournalEntry(NamedTuple):
    """One saved action, as the journal stores it.

    Each mapping is by table. `columns` and `quarantined` have the new columns and quarantined rows of the
    tables in which the action changed them. `columns_before` has the columns that `columns` replaced.
    `decided` has the hash of an external edit's file that the candidate decided about.
    """

    seq: int
    operation: Operation
    undoes: str = ""
    edits: Mapping[str, tuple[RowEdit, ...]] = _NONE
    columns: Mapping[str, tuple[str, ...]] = _NONE
    columns_before: Mapping[str, tuple[str, ...]] = _NONE
    quarantined: Mapping[str, tuple[Row, ...]] = _NONE
    decided: Mapping[str, str] = _NONE

    @property
    def frees_space(self) -> bool:
        """Whether the rows take less space after the action than before."""
        edits = [edit for table_edits in self.edits.values() for edit in table_edits]
        return sum(_length(edit.after) for edit in edits) < sum(_length(edit.before) for edit in edits)


def _length(row: Row | None) -> int:
    return 0 if row is None else sum(map(len, row.values())) + 3 * len(row)


TargetRows = Mapping[Key, tuple[Row | None, int | None]]
"""A table's changed rows by key: a row with its new values, or None to delete it, and its position if new."""


@dataclass(slots=True, kw_only=True)
class MutableTable:
    """The current rows of a table. A row is replaced, never modified, so copies of the table may share it."""

    name: str
    columns: tuple[str, ...]
    rows: dict[Key, Row] = field(default_factory=dict)
    quarantined: tuple[QuarantinedRow, ...] = ()
    lines: dict[Key, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def empty(cls, name: str) -> "MutableTable":
        """Return a table that has no file yet."""
        return cls(name=name, columns=SCHEMA[name].columns)

    @classmethod
    def of(cls, name: str, decoded: DecodedTable) -> "MutableTable":
        """Return the table that was decoded from a file."""
        return cls(
            name=name,
            columns=decoded.columns,
            rows=decoded.rows,
            quarantined=decoded.quarantined,
            lines=decoded.lines,
            problems=decoded.problems,
        )

    def edits(self, target_rows: TargetRows) -> tuple[RowEdit, ...]:
        """Return the edits that lead to the target rows; a row that doesn't change is left out."""
        edits = []
        positions: dict[Key, int] = {}
        for key, (after, at) in target_rows.items():
            before = self.rows.get(key)
            if same_row(before, after):
                continue
            if after is None and not positions:
                positions = {row_key: number for number, row_key in enumerate(self.rows)}
            was_at = positions[key] if after is None else None
            edits.append(RowEdit(key=key, after=after, at=at, before=before, was_at=was_at))
        return tuple(edits)

    def apply_edits(self, edits: Iterable[RowEdit]) -> None:
        """Apply edits to the rows; a row whose key exists already keeps its position."""
        inserted_rows = []
        for edit in edits:
            if edit.after is None:
                self.rows.pop(edit.key, None)
        for edit in edits:
            if edit.after is None:
                continue
            if edit.at is None or edit.key in self.rows:
                self.rows[edit.key] = edit.after
            else:
                inserted_rows.append((edit.at, edit.key, edit.after))
        if inserted_rows:
            self._insert(inserted_rows)

    def _insert(self, rows: list[tuple[int, Key, Row]]) -> None:
        items = list(self.rows.items())
        for position, key, row in sorted(rows, key=lambda item: item[0]):
            items.insert(position, (key, row))
        self.rows.clear()
        self.rows.update(items)

    def all_rows(self) -> list[Row]:
        """Return every row in file order, the quarantined ones last."""
        return [*self.rows.values(), *self.quarantined_rows()]

    def quarantined_rows(self) -> tuple[Row, ...]:
        """Return the quarantined rows."""
        return tuple(quarantined.row for quarantined in self.quarantined)

    def encoded(self) -> bytes:
        """Return the bytes of the table's file."""
        return encode(self.columns, self.all_rows())

    def view(self) -> Table:
        """Return a read-only view of the table that reflects later changes."""
        return Table(columns=self.columns, rows=MappingProxyType(self.rows))

    def copy(self) -> Table:
        """Return a read-only copy of the table."""
        return Table(columns=self.columns, rows=MappingProxyType(dict(self.rows)))


def same_row(one: Row | None, other: Row | None) -> bool:
    """Return whether two rows are equal; an empty cell equals a missing cell."""
    if one is None or other is None:
        return one is other
    return one == other or _nonblank_cells(one) == _nonblank_cells(other)


def _nonblank_cells(row: Row) -> dict[str, str]:
    return {column: text for column, text in row.items() if text}
