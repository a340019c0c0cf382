"""The interface of a store of a workspace's rows, its values and its errors."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from followup_core.models import FollowUpError, Key, Problem, Row


class StoreError(FollowUpError):
    """The store could not do what was asked; nothing that was saved is lost."""


def not_readable_error(error: OSError) -> StoreError:
    """Return the error to show on screen if the system can't read a workspace's files."""
    return StoreError(
        f"The workspace cannot be read ({error.strerror}).",
        "Check that the folder can be read, and try again.",
    )


class NotSaved(StoreError):
    """The action was not saved; the caller still has the text and may try again."""


class ReadOnly(StoreError):
    """The workspace can be read, but not changed until the candidate has decided what to do."""


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
    """A change to one row, or its deletion.

    If `row` is None, the row with this `key` is deleted. Otherwise the cells in `row` replace its cells. The
    row's other cells keep their content ('' in a new row), so that columns unknown to the program survive.
    `at` is the position of a new row in its table; None appends the row.

    `columns` are the columns of the table that the row comes from, if a whole table is imported. Columns that
    the stored table lacks are added, and then all of `columns` come first, in their order.
    """

    table: str
    key: Key
    row: Row | None
    at: int | None = None
    columns: tuple[str, ...] = ()


class Operation(NamedTuple):
    """One action of the candidate: its unique id, its label, and its time (UTC, `...Z`)."""

    op_id: str
    label: str
    at: str


class Receipt(NamedTuple):
    """The result of an operation.

    `applied` is False if this call saved nothing, because the operation changed nothing, or because its op_id
    was saved before. In that case, `seq` is the number that it was saved with.
    """

    op_id: str
    seq: int
    applied: bool


class RecentOperation(NamedTuple):
    """A recently saved operation.

    `undone` means that the operation's undo was saved, `undoable` that it can be undone. An undo is an
    operation itself, and its `undoes` is the id of the operation that it undoes.
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
            operation: the action. If its `op_id` was saved recently, it isn't saved again.
            build_changes: called under the lock with the current rows, which it must neither change nor keep.
                If it returns no changes, nothing is saved.

        Raises:
            Refused: a changed row violates a rule.
            ReadOnly: the workspace must not be written.
            NotSaved: the disk refused to write, or another program kept the lock.
        """
        ...

    def undo(self, op_id: str, operation: Operation) -> Receipt:
        """Restore the rows from before a recent operation; deleted rows return to their old positions.

        Columns that the operation added are removed again, unless a row that stays has text in one of them.
        An undo can be undone, too.

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
