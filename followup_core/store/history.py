"""Lists the recent operations, and finds the rows and columns to restore in order to undo one."""

from collections.abc import Iterable, Mapping

from followup_core.models import Key

from .mutable_tables import JournalEntry, MutableTable, TargetRows, same_row
from .protocol import ChangedSince, RecentOperation

_PARENTS = {"interviews": "interview_id", "people": "person_id"}
_CHILDREN = ("interviewers", "answers", "touchpoints")
"""The tables whose rows belong to an interview and a person."""


def recent_operations(entries: Iterable[JournalEntry]) -> tuple[RecentOperation, ...]:
    """Return the operations of journal entries, newest first; `entries` are in order, oldest first."""
    entries = list(entries)
    undone_ids = _undone_ids(entries)
    return tuple(
        RecentOperation(
            operation=entry.operation,
            undoable=bool(entry.edits) and entry.operation.op_id not in undone_ids,
            undone=entry.operation.op_id in undone_ids,
            undoes=entry.undoes,
        )
        for entry in reversed(entries)
    )


def _undone_ids(entries: Iterable[JournalEntry]) -> set[str]:
    """Return the ids of the operations that are undone now.

    If an undo is undone, the operation that it had undone counts again.
    """
    undone_ids: set[str] = set()
    id_undone_by: dict[str, str] = {}
    for entry in entries:
        if entry.undoes:
            id_undone_by[entry.operation.op_id] = entry.undoes
            undone_ids.add(entry.undoes)
            undone_ids.discard(id_undone_by.get(entry.undoes, ""))
    return undone_ids


def rows_before(
    recent: Mapping[str, JournalEntry], op_id: str, tables: Mapping[str, MutableTable]
) -> Mapping[str, TargetRows]:
    """Return the rows as they were before an operation; raise ChangedSince if it can't be undone."""
    entry = recent.get(op_id)
    if entry is None or not entry.edits:
        raise ChangedSince("This is too long ago to be undone.", "Change the rows by hand.")
    if op_id in _undone_ids(recent.values()):
        raise ChangedSince("This has been undone already.", "Nothing to do.")
    for name, edits in entry.edits.items():
        for edit in edits:
            if not same_row(tables[name].rows.get(edit.key), edit.after):
                raise ChangedSince(
                    "Something was changed here later, so this cannot be undone by itself.",
                    "Undo the later change first.",
                )
    _check_no_later_row_belongs(entry, recent, tables)
    return {
        name: {edit.key: (edit.before, edit.was_at) for edit in edits} for name, edits in entry.edits.items()
    }


def columns_before(
    entry: JournalEntry, target_rows: Mapping[str, TargetRows], tables: Mapping[str, MutableTable]
) -> Mapping[str, tuple[str, ...]]:
    """Return the columns to restore when an operation is undone.

    A table keeps its present columns in two cases: if they have changed since the operation, or if a row that
    stays has text in a column that would be removed.

    Args:
        entry: the operation that is undone.
        target_rows: the result of `rows_before` for it.
        tables: the tables as they are.
    """
    return {
        name: before
        for name, before in entry.columns_before.items()
        if tables[name].columns == entry.columns[name]
        and not _has_text(tables[name], target_rows.get(name, {}), set(tables[name].columns) - set(before))
    }


def _has_text(table: MutableTable, target_rows: TargetRows, columns: set[str]) -> bool:
    """Return whether any row has text in one of these columns after the target rows are applied."""
    restored_rows = (row for row, _ in target_rows.values() if row is not None)
    unchanged_rows = (row for key, row in table.rows.items() if key not in target_rows)
    return any(
        row.get(column)
        for row in (*restored_rows, *unchanged_rows, *table.quarantined_rows())
        for column in columns
    )


def _check_no_later_row_belongs(
    entry: JournalEntry, recent: Mapping[str, JournalEntry], tables: Mapping[str, MutableTable]
) -> None:
    """Raise ChangedSince if a row added later belongs to a row that the undo would remove."""
    removed_ids = {
        column: {edit.key[0] for edit in entry.edits.get(parent, ()) if edit.before is None}
        for parent, column in _PARENTS.items()
    }
    for child in _CHILDREN if any(removed_ids.values()) else ():
        keys_of_entry = {edit.key for edit in entry.edits.get(child, ())}
        for key in _keys_changed_after(entry, recent, child) - keys_of_entry:
            row = tables[child].rows.get(key)
            if row is not None and any(row.get(column) in ids for column, ids in removed_ids.items()):
                raise ChangedSince(
                    "Something was added to it later, so this cannot be undone by itself.",
                    "Undo what was added first, or delete it.",
                )


def _keys_changed_after(entry: JournalEntry, recent: Mapping[str, JournalEntry], table: str) -> set[Key]:
    later_entries = (other for other in recent.values() if other.seq > entry.seq)
    return {edit.key for later_entry in later_entries for edit in later_entry.edits.get(table, ())}
