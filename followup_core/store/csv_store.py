"""A store that keeps a workspace as a folder of CSV tables."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from followup_core.models import SCHEMA, Key, Problem, Row, parse, read_row

from . import disk_reserve
from .csv_codec import DecodedTable
from .external_edits import ChangedFile, ExternalEdit
from .history import columns_before, recent_operations, rows_before
from .manifest import WorkspacePaths
from .mutable_tables import MutableTable, TargetRows
from .protocol import ChangeBuilder, Operation, Receipt, RecentOperation, Refused, Snapshot, StoreError
from .row_validation import validated_columns, validated_rows
from .transactions import TransactionManager
from .workspace_state import WorkspaceState

LOCK_SECONDS = 10.0
JOURNAL_LOST = (
    "Another program changed or removed the file that records what you save. Everything you saved is still"
    " in this program, and is written again with the next thing you save."
)


class CsvStore:
    """Keeps a workspace as a folder of CSV tables, with more files that make saving safe.

    Reading takes no lock and writes nothing. Every action is in the journal on the disk before
    `save_operation` returns; the tables are updated every 20 actions and on `close`. Safe to share between
    threads; several processes may open the same folder.
    """

    def __init__(self, folder: Path, *, lock_seconds: float = LOCK_SECONDS) -> None:
        self.paths = WorkspacePaths(folder)
        self._transactions = TransactionManager(self.paths, lock_seconds)

    def load(self) -> Snapshot:
        """Return the current rows; raise Unreadable if a table has no usable rows."""
        with self._transactions.read_transaction() as state:
            for error in state.unreadable.values():
                raise error
            return state.snapshot()

    def encoded(self) -> dict[str, bytes]:
        """Return every readable table as its file would be written now."""
        with self._transactions.read_transaction() as state:
            return {
                name: table.encoded() for name, table in state.tables.items() if name not in state.unreadable
            }

    def recent(self) -> tuple[RecentOperation, ...]:
        """Return the last operations, newest first."""
        with self._transactions.read_transaction() as state:
            return recent_operations(state.recent.values())

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of the tables: of files, quarantined rows, cells, and rows without a parent."""
        with self._transactions.read_transaction() as state:
            problems = state.file_problems()
            rows = {name: _rows_with_lines(state.table_with_lines(name)) for name in SCHEMA}
            has_unreadable_table = bool(state.unreadable)
        if not has_unreadable_table:
            return (*problems, *parse(rows)[1])
        # Without all tables, many rows would wrongly seem to have no parent.
        return (
            *problems,
            *(
                problem
                for name, numbered_rows in rows.items()
                for line, row in numbered_rows
                for problem in read_row(name, row, line)[1]
            ),
        )

    def notices(self) -> tuple[str, ...]:
        """Return sentences that the candidate should know even if there may be nothing to do."""
        with self._transactions.read_transaction() as state:
            journal_notice = JOURNAL_LOST if state.journal_lost else ""
            checkpoint_warning = self._transactions.checkpoint_warning
            notices = [*map(str, state.notices), journal_notice, state.damage, checkpoint_warning]
        return tuple(filter(None, notices))

    def warn(self, sentence: str) -> None:
        """Add a sentence to the warnings."""
        self._transactions.warnings.append(sentence)

    def take_warnings(self) -> tuple[str, ...]:
        """Return the warnings about actions that succeeded, and clear them."""
        warnings = tuple(dict.fromkeys(self._transactions.warnings))
        self._transactions.warnings.clear()
        return warnings

    def damage(self) -> str:
        """Return why nothing can be saved until the candidate decides; '' if everything can be saved."""
        with self._transactions.read_transaction() as state:
            return state.damage

    def is_only_in_memory(self) -> bool:
        """Return whether saved rows are only in this program's memory, because their files were removed."""
        with self._transactions.read_transaction() as state:
            return state.only_in_memory

    def external_edits(self) -> tuple[ExternalEdit, ...]:
        """Return the external edits that the candidate hasn't decided about yet."""
        with self._transactions.read_transaction() as state:
            return tuple(file.edit for file in state.external_edits.values())

    def save_operation(self, operation: Operation, build_changes: ChangeBuilder) -> Receipt:
        """Save one action, whole or not at all; see Store.save_operation."""
        with self._transactions.write_transaction() as state:
            if (earlier_receipt := _earlier_receipt(state, operation)) is not None:
                return earlier_receipt
            changes = tuple(build_changes(state.snapshot_without_copies()))
            columns = validated_columns(state.tables, changes)
            target_rows = validated_rows(state.tables, changes, columns)
            return self._transactions.save(state, operation, target_rows, columns=columns)

    def undo(self, op_id: str, operation: Operation) -> Receipt:
        """Restore the rows from before a recent operation; see Store.undo."""
        with self._transactions.write_transaction() as state:
            if (earlier_receipt := _earlier_receipt(state, operation)) is not None:
                return earlier_receipt
            target_rows = rows_before(state.recent, op_id, state.tables)
            columns = columns_before(state.recent[op_id], target_rows, state.tables)
            return self._transactions.save(state, operation, target_rows, columns=columns, undoes=op_id)

    def pending_decisions(self) -> tuple[str, tuple[ExternalEdit, ...]]:
        """Return the results of `damage` and `external_edits` from one read of the files."""
        with self._transactions.read_transaction() as state:
            return state.damage, tuple(file.edit for file in state.external_edits.values())

    def accept_external_edit(
        self, table: str, operation: Operation, keys: Collection[Key] | None = None
    ) -> Receipt:
        """Apply an external edit to a table: the rows with these `keys`, or all rows that differ.

        The other differences are dropped; the file is kept in quarantine.

        Raises:
            Refused: there is nothing that can be applied.
        """
        with self._transactions.write_transaction() as state:
            if (earlier_receipt := _earlier_receipt(state, operation)) is not None:
                return earlier_receipt
            file = state.external_edits.get(table)
            if file is None or file.incoming is None:
                raise _nothing_to_apply_error(table, file)
            stored_table, quarantined = state.tables[table], _quarantined_rows(file.incoming)
            receipt = self._transactions.save(
                state,
                operation,
                {table: file.target_rows(keys, stored_table)},
                columns={table: file.columns(stored_table)},
                quarantined={table: quarantined} if keys is None else {},
                decided={table: file.sha256},
            )
            self._transactions.write_decided(state, table)
            return receipt

    def discard_external_edit(self, table: str, operation: Operation) -> Receipt:
        """Continue with the saved rows; the other program's file is kept in quarantine."""
        with self._transactions.write_transaction() as state:
            file = state.external_edits.get(table)
            if file is None:
                return Receipt(op_id=operation.op_id, seq=state.seq, applied=False)
            receipt = self._transactions.save(state, operation, {}, decided={table: file.sha256})
            self._transactions.write_decided(state, table)
            return receipt

    def replace_all(self, operation: Operation, tables: Mapping[str, DecodedTable]) -> Receipt:
        """Replace the workspace's rows with these, as one action that can be undone.

        This also decides all pending external edits (their files are kept) and accepts any damage. Tables
        that are not given stay unchanged.
        """
        with self._transactions.write_transaction(accept_loss=True) as state:
            if (earlier_receipt := _earlier_receipt(state, operation)) is not None:
                return earlier_receipt
            receipt = self._transactions.save(
                state,
                operation,
                {name: _replacement_rows(state.tables[name], table) for name, table in tables.items()},
                columns={name: _all_columns(state.tables[name], table) for name, table in tables.items()},
                quarantined={name: _quarantined_rows(table) for name, table in tables.items()},
                decided={name: file.sha256 for name, file in state.external_edits.items()},
            )
            self._transactions.write_decided(state, *state.external_edits)
            return receipt

    def accept_loss(self) -> None:
        """Continue without the unreadable files, or with the rows in memory; bad files go to quarantine."""
        with self._transactions.write_transaction(accept_loss=True):
            pass

    def finish_deletion(self) -> None:
        """Finish a deletion of everything that a crash interrupted, if there is one."""
        self._transactions.finish_deletion()

    def give_up_reserve(self) -> bool:
        """Free the space that is reserved for a full disk; return whether there was any."""
        return disk_reserve.give_up_reserve(self.paths.reserve)

    def delete_everything(self, *, also_backups: bool = False) -> None:
        """Delete everything that the program keeps in the folder; the backups only with `also_backups`.

        After a crash in between, nothing is readable anymore, and opening the workspace again finishes the
        deletion. This works on a full disk, because nothing has to be written.
        """
        with self._transactions.write_transaction(even_if_damaged=True) as state:
            self._transactions.delete_everything(state, also_backups=also_backups)

    def write_tables(self) -> None:
        """Update the tables on the disk, for a candidate who opens them with another program.

        Does nothing if the tables are up to date. If the disk refuses to write, they are updated later; see
        `notices`.
        """
        with self._transactions.read_transaction() as state:
            is_behind = bool(state.actions or state.dirty)
        if is_behind:
            with self._transactions.write_transaction() as state:
                self._transactions.checkpoint(state)

    def close(self) -> None:
        """Update the tables on the disk if this store wrote anything; the store can still be used."""
        if not (self._transactions.wrote and self.paths.inner.is_dir()):
            return
        # Everything saved is safe in the journal, so there is nothing to report.
        with suppress(StoreError), self._transactions.write_transaction() as state:
            self._transactions.checkpoint(state)
            self._transactions.wrote = False


def _earlier_receipt(state: WorkspaceState, operation: Operation) -> Receipt | None:
    """Return the receipt for an operation that was saved before; None if it wasn't."""
    entry = state.recent.get(operation.op_id)
    return None if entry is None else Receipt(op_id=operation.op_id, seq=entry.seq, applied=False)


def _rows_with_lines(table: MutableTable) -> list[tuple[int, Row]]:
    return [(table.lines.get(key, 0), row) for key, row in table.rows.items()]


def _nothing_to_apply_error(table: str, file: ChangedFile | None) -> Refused:
    if file is None:
        return Refused("Nobody changed this table.", "There is nothing to take over.", where=f"{table}.csv")
    problem = file.edit.problems[0]
    return Refused(problem.what, "Correct the file, or keep what was saved.", where=f"{table}.csv")


def _replacement_rows(stored_table: MutableTable, new_table: DecodedTable) -> TargetRows:
    """Return the target rows that turn a table's rows into those of `new_table`."""
    target_rows: dict[Key, tuple[Row | None, int | None]] = dict.fromkeys(stored_table.rows, (None, None))
    for position, (key, row) in enumerate(new_table.rows.items()):
        target_rows[key] = (row, position)
    return target_rows


def _all_columns(stored_table: MutableTable, new_table: DecodedTable) -> tuple[str, ...]:
    """Return the columns of `new_table`, followed by the stored columns that it lacks."""
    stored_only = (column for column in stored_table.columns if column not in new_table.columns)
    return (*new_table.columns, *stored_only)


def _quarantined_rows(table: DecodedTable) -> tuple[Row, ...]:
    return tuple(quarantined.row for quarantined in table.quarantined)
