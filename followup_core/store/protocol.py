"""The interface of a store, whatever it keeps its rows in."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from followup_core.models import FollowUpError, Key, Problem, Row


class StoreError(FollowUpError):
    """The store could not do what was asked; nothing that was saved is lost."""


def not_readable(error: OSError) -> StoreError:
    """Return the system's error while reading a workspace as an error for people."""
    return StoreError(
        f"The workspace cannot be read ({error.strerror}).",
        "Check that the folder can be read, and try again.",
    )


class NotSaved(StoreError):
    """The action was not saved; the caller still has the text and may try again."""


class ReadOnly(StoreError):
    """The workspace can be read but not changed until a person has decided something."""


class Refused(StoreError):
    """The rows violate a rule of the tables; nothing was saved."""


class ChangedSince(StoreError):
    """An undo was refused because a later action changed the rows."""


class NewerSchema(StoreError):
    """A newer version of the program made the workspace; nothing was changed."""


class Unreadable(StoreError):
    """A table cannot be read, and there is no earlier copy to continue with."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        line = f", line {problem.line}" if problem.line else ""
        super().__init__(problem.what, problem.remedy, where=f"{problem.table}.csv{line}")


class Table(NamedTuple):
    """The current rows of one table: columns in file order, rows by key in stored order."""

    columns: tuple[str, ...]
    rows: Mapping[Key, Row]


class Snapshot(NamedTuple):
    """All tables at one moment; `seq` is the number of the last saved action."""

    seq: int
    tables: Mapping[str, Table]


class Change(NamedTuple):
    """The wanted state of one row, or its deletion.

    `row` None deletes the row. Otherwise the given cells replace those of the row with this `key`. Other
    cells keep their content ('' in a new row), so that columns unknown to the program survive. `at` is the
    position of a new row in its table; None appends it.

    `columns` are the columns of the table that the row comes from, if it is imported whole. Those that the
    table lacks are added, and then all of `columns` come first, in this order.
    """

    table: str
    key: Key
    row: Row | None
    at: int | None = None
    columns: tuple[str, ...] = ()


class Operation(NamedTuple):
    """One action of a person: its unique id, its label, and its time (UTC, `...Z`)."""

    op_id: str
    label: str
    at: str


class Receipt(NamedTuple):
    """The result of an operation.

    `applied` is False if this call saved nothing: its op_id was saved before (`seq` is then that of the first
    time), or it changed nothing.
    """

    op_id: str
    seq: int
    applied: bool


class RecentOperation(NamedTuple):
    """A recently saved operation.

    `undone` means that its undo was saved, `undoable` that it can be undone. An undo is an operation itself
    and is listed with `undoes`, the id of what it undoes.
    """

    operation: Operation
    undoable: bool
    undone: bool = False
    undoes: str = ""


ChangeBuilder = Callable[[Snapshot], Iterable[Change]]
"""Returns an operation's changes, given the current rows under the lock."""


class Store(Protocol):
    """The rows of a workspace. Safe between threads; several processes may open the same workspace."""

    def load(self) -> Snapshot:
        """Return the current rows, including the actions of other processes."""
        ...

    def save_operation(self, operation: Operation, build_changes: ChangeBuilder) -> Receipt:
        """Save one action completely or not at all; it is on the disk when this returns.

        Args:
            operation: the action; one whose `op_id` was saved recently is not saved again.
            build_changes: called under the lock with the current rows, which it must neither change nor keep.
                If it returns no changes, nothing is saved.

        Raises:
            Refused: a changed row violates a rule.
            ReadOnly: the workspace must not be written.
            NotSaved: the disk or the lock refused.
        """
        ...

    def undo(self, op_id: str, operation: Operation) -> Receipt:
        """Restore the rows from before a recent operation, deleted rows at their old position.

        Columns that the operation added are removed again, unless a row that stays has text in one of them.
        An undo can be undone as well.

        Raises:
            ChangedSince: one of the rows has changed since, or the operation is no longer remembered.
        """
        ...

    def recent(self) -> tuple[RecentOperation, ...]:
        """Return the last operations, newest first (at least the last 20)."""
        ...

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the stored tables now."""
        ...
