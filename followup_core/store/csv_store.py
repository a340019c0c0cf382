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
    """A workspace folder: CSV tables, and next to them the files that make saving safe.

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
            return {name: t.encoded() for name, t in state.tables.items() if name not in state.unreadable}

    def recent(self) -> tuple[RecentOperation, ...]:
        """Return the last operations, newest first."""
        with self._transactions.read_transaction() as state:
            return recent_operations(state.recent.values())

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the tables: files, quarantined rows, cells, rows without their parent."""
        with self._transactions.read_transaction() as state:
            problems = state.file_problems()
            rows = {name: _with_lines(state.numbered(name)) for name in SCHEMA}
            incomplete = bool(state.unreadable)
        if not incomplete:
            return (*problems, *parse(rows)[1])
        # Without all tables, many rows would wrongly seem to have no parent.
        return (
            *problems,
            *(
                p
                for name, numbered_rows in rows.items()
                for line, row in numbered_rows
                for p in read_row(name, row, line)[1]
            ),
        )

    def notices(self) -> tuple[str, ...]:
        """Return what a person should know even if there may be nothing to do."""
        with self._transactions.read_transaction() as state:
            lost = JOURNAL_LOST if state.journal_lost else ""
            notices = [*map(str, state.notices), lost, state.damage, self._transactions.delayed]
        return tuple(filter(None, notices))

    def warn(self, sentence: str) -> None:
        """Add a sentence to the warnings."""
        self._transactions.warnings.append(sentence)

    def take_warnings(self) -> tuple[str, ...]:
        """Return the warnings about actions that were done nevertheless, and clear them."""
        warnings = tuple(dict.fromkeys(self._transactions.warnings))
        self._transactions.warnings.clear()
        return warnings

    def damage(self) -> str:
        """Return why nothing can be saved until a person decides, '' if all is well."""
        with self._transactions.read_transaction() as state:
            return state.damage

    def is_only_in_memory(self) -> bool:
        """Return whether saved rows are only in this program's memory, because their files were removed."""
        with self._transactions.read_transaction() as state:
            return state.only_in_memory

    def external_edits(self) -> tuple[ExternalEdit, ...]:
        """Return the external edits that nobody has decided about."""
        with self._transactions.read_transaction() as state:
            return tuple(file.edit for file in state.external_edits.values())

    def save_operation(self, operation: Operation, build_changes: ChangeBuilder) -> Receipt:
        """Save one action, whole or not at all; see Store.save_operation."""
        with self._transactions.write_transaction() as state:
            if (known := _saved_before(state, operation)) is not None:
                return known
            changes = tuple(build_changes(state.snapshot_without_copies()))
            columns = validated_columns(state.tables, changes)
            target_rows = validated_rows(state.tables, changes, columns)
            return self._transactions.save(state, operation, target_rows, columns=columns)

    def undo(self, op_id: str, operation: Operation) -> Receipt:
        """Restore the rows from before a recent operation; see Store.undo."""
        with self._transactions.write_transaction() as state:
            if (known := _saved_before(state, operation)) is not None:
                return known
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
        """Apply an external edit to a table: the rows with these `keys`, or all that differ.

        Other differences are dropped; the file is kept in quarantine.

        Raises:
            Refused: there is nothing that can be applied.
        """
        with self._transactions.write_transaction() as state:
            if (known := _saved_before(state, operation)) is not None:
                return known
            file = state.external_edits.get(table)
            if file is None or file.incoming is None:
                raise _nothing_to_take(table, file)
            live, quarantined = state.tables[table], _quarantined_rows(file.incoming)
            receipt = self._transactions.save(
                state,
                operation,
                {table: file.target_rows(keys, live)},
                columns={table: file.columns(live)},
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

        It decides all pending external edits (their files are kept) and accepts any damage first. Tables that
        are not given stay unchanged.
        """
        with self._transactions.write_transaction(accept_loss=True) as state:
            if (known := _saved_before(state, operation)) is not None:
                return known
            receipt = self._transactions.save(
                state,
                operation,
                {name: _replacing(state.tables[name], table) for name, table in tables.items()},
                columns={name: _columns(state.tables[name], table) for name, table in tables.items()},
                quarantined={name: _quarantined_rows(table) for name, table in tables.items()},
                decided={name: file.sha256 for name, file in state.external_edits.items()},
            )
            self._transactions.write_decided(state, *state.external_edits)
            return receipt

    def accept_loss(self) -> None:
        """Continue without what cannot be read, or with what is in memory; bad files go to quarantine."""
        with self._transactions.write_transaction(accept_loss=True):
            pass

    def finish_deletion(self) -> None:
        """Finish a deletion of everything that was interrupted by a crash, if there is one."""
        self._transactions.finish_deletion()

    def give_up_reserve(self) -> bool:
        """Free the space reserved for deleting on a full disk; return whether there was any."""
        return disk_reserve.give_up_reserve(self.paths.reserve)

    def delete_everything(self, *, also_backups: bool = False) -> None:
        """Delete everything that the program keeps in the folder; the backups only with `also_backups`.

        After a crash none of it is readable, and opening the workspace again finishes the deletion. It works
        on a full disk, because nothing has to be written.
        """
        with self._transactions.write_transaction(even_if_damaged=True) as state:
            self._transactions.delete_everything(state, also_backups=also_backups)

    def write_tables(self) -> None:
        """Update the tables on the disk, for people who open them with another program.

        Does nothing if they are up to date. A disk that refuses delays the update; see `notices`.
        """
        with self._transactions.read_transaction() as state:
            waits = bool(state.actions or state.dirty)
        if waits:
            with self._transactions.write_transaction() as state:
                self._transactions.checkpoint(state)

    def close(self) -> None:
        """Update the tables on the disk if this store wrote anything; it can be used again afterwards."""
        if not (self._transactions.wrote and self.paths.inner.is_dir()):
            return
        # Everything saved is safe in the journal, so there is nothing to report.
        with suppress(StoreError), self._transactions.write_transaction() as state:
            self._transactions.checkpoint(state)
            self._transactions.wrote = False


def _saved_before(state: WorkspaceState, operation: Operation) -> Receipt | None:
    entry = state.recent.get(operation.op_id)
    return None if entry is None else Receipt(op_id=operation.op_id, seq=entry.seq, applied=False)


def _with_lines(table: MutableTable) -> list[tuple[int, Row]]:
    return [(table.lines.get(key, 0), row) for key, row in table.rows.items()]


def _nothing_to_take(table: str, file: ChangedFile | None) -> Refused:
    if file is None:
        return Refused("Nobody changed this table.", "There is nothing to take over.", where=f"{table}.csv")
    problem = file.edit.problems[0]
    return Refused(problem.what, "Correct the file, or keep what was saved.", where=f"{table}.csv")


def _replacing(live: MutableTable, new: DecodedTable) -> TargetRows:
    target_rows: dict[Key, tuple[Row | None, int | None]] = dict.fromkeys(live.rows, (None, None))
    return {**target_rows, **{key: (row, at) for at, (key, row) in enumerate(new.rows.items())}}


def _columns(live: MutableTable, new: DecodedTable) -> tuple[str, ...]:
    return (*new.columns, *(column for column in live.columns if column not in new.columns))


def _quarantined_rows(table: DecodedTable) -> tuple[Row, ...]:
    return tuple(quarantined.row for quarantined in table.quarantined)
