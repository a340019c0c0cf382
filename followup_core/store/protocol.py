"""What every store promises, whatever it keeps its rows in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from followup_core.models import FollowUpError, Key, Problem, Row


class StoreError(FollowUpError):
    """The store could not do what was asked; nothing that was saved is lost."""


def not_readable(error: OSError) -> StoreError:
    """Return what the system said while a workspace was read, as an error for a person."""
    return StoreError(
        f"The workspace cannot be read ({error.strerror}).", "See that the folder can be read, and try again."
    )


class NotSaved(StoreError):
    """The action was not saved; the caller still has the text and may try again."""


class ReadOnly(StoreError):
    """The workspace can be read but not changed until a person has decided something."""


class Refused(StoreError):
    """The rows break a rule of the tables; nothing was saved."""


class ChangedSince(StoreError):
    """An undo was refused because the rows were changed by something later."""


class NewerSchema(StoreError):
    """The workspace was made by a newer version of the program; nothing was touched."""


class Unreadable(StoreError):
    """A table cannot be read, and there is no earlier copy to go on with."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        line = f", line {problem.line}" if problem.line else ""
        super().__init__(problem.what, problem.remedy, where=f"{problem.table}.csv{line}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table as it is now: columns in file order, rows by key in stored order."""

    columns: tuple[str, ...]
    rows: Mapping[Key, Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All tables at one moment; `seq` grows by one with every action that is saved."""

    seq: int
    tables: Mapping[str, Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row as it shall be, or its deletion.

    `row` None deletes the row. Otherwise the cells given replace those of the
    row with this `key`; cells not given stay as they are (or are '' in a new
    row), so columns the program does not know survive. `at` is the position a
    new row takes in its table; None appends it.
    """

    table: str
    key: Key
    row: Row | None
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One action of a person: its unique id, how it is called, and when (UTC, `...Z`)."""

    op_id: str
    label: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of an operation.

    `applied` is False when nothing was saved by this call: its op_id was saved
    before (`seq` is that of the first time), or it changed nothing.
    """

    op_id: str
    seq: int
    applied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """An operation saved lately, newest first in lists.

    `undone` tells that its undo was saved; `undoable` that its rows before are
    still known. An undo is an operation of its own and appears with `undoes`.
    """

    operation: Operation
    undoable: bool
    undone: bool = False
    undoes: str = ""


Decide = Callable[[Snapshot], Iterable[Change]]
"""Decides an operation's changes from the rows as they are under the lock."""


class Store(Protocol):
    """A workspace's rows. Safe to share between threads; several processes may open one workspace."""

    def load(self) -> Snapshot:
        """Return the rows as they are now, the actions of other processes included."""
        ...

    def apply(self, operation: Operation, decide: Decide) -> Receipt:
        """Save one action, whole or not at all; when this returns, it is on the disk.

        `decide` is called under the lock with the rows of that moment, which it
        must neither change nor keep. An operation whose `op_id` was saved lately is not
        saved again. A decision without changes saves nothing. Raises Refused
        when a changed row breaks a rule, ReadOnly when the workspace must not
        be written, NotSaved when the disk or the lock did not allow it.
        """
        ...

    def undo(self, op_id: str, operation: Operation) -> Receipt:
        """Put the rows of a recent operation back as they were before it, deleted rows in their old place.

        Raises ChangedSince when one of those rows is no longer as the operation
        left it, or when the operation is no longer known. An undo may be undone.
        """
        ...

    def recent(self) -> tuple[Recent, ...]:
        """Return the last operations, newest first (at least the last 20)."""
        ...

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the stored tables at this moment."""
        ...
