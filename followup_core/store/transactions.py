"""Transactions: the locks for writing to a workspace, and the point at which an action counts as saved.

This module doesn't decide which value wins if two tabs changed the same row. The action's own `build_changes`
does; it sees the rows as they are while the locks are held.
"""

import errno
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from followup_core import durable_io
from followup_core.models import Row

from . import checkpoint, disk_reserve, journal, journal_writer, workspace_deletion, workspace_repair
from .manifest import Manifest, WorkspacePaths
from .mutable_tables import JournalEntry, TargetRows
from .protocol import NotSaved, Operation, ReadOnly, Receipt, not_readable_error
from .recovery import load_workspace
from .workspace_state import WRITE_AGAIN, WorkspaceState

if TYPE_CHECKING:
    from filelock import FileLock


class TransactionManager:
    """The state of one workspace in this process, and the locks for changing it.

    At most one writer of this process waits for the file lock. Readers don't wait for that writer, but they
    wait for a writer that has the file lock already.
    """

    def __init__(self, paths: WorkspacePaths, lock_seconds: float) -> None:
        self.paths = paths
        self.wrote = False
        self.checkpoint_warning = ""
        self._seconds = lock_seconds
        self._writer_lock = threading.Lock()
        self._state_lock = threading.RLock()
        self.warnings: list[str] = []
        self._state: WorkspaceState | None = None
        self._is_outdated = False
        self._journal_suspect = False

    @cached_property
    def _file_lock(self) -> "FileLock":
        # Created by the first writer, so that a process that only reads doesn't import the library.
        from filelock import FileLock

        return FileLock(
            self.paths.inner / "lock",
            mode=0o600,
            thread_local=False,
            poll_interval=0.002,
            preserve_lock_file=True,
        )

    @contextmanager
    def read_transaction(self) -> Iterator[WorkspaceState]:
        """Provide the present state of the files; writes nothing and creates no lock file."""
        with self._state_lock:
            try:
                state = self._refresh()
            except OSError as error:
                self._is_outdated = True
                raise not_readable_error(error) from error
            yield state

    @contextmanager
    def write_transaction(
        self, *, accept_loss: bool = False, even_if_damaged: bool = False
    ) -> Iterator[WorkspaceState]:
        """Provide the state while the locks are held, cleaned up and ready for an action.

        Args:
            accept_loss: continue without the unreadable files, or with the rows in memory.
            even_if_damaged: skip the checks, because everything is going to be deleted.

        Raises:
            ReadOnly, Unreadable: the candidate must decide first.
            NotSaved: the disk refused to write, or another program kept the lock.
        """
        if not (accept_loss or even_if_damaged):
            self._refuse_if_folder_is_gone()
        with self._exclusive_lock(), self._state_lock:
            with self._disk_errors():
                self._finish_deletion_locked()
                state = self._refresh()
                if accept_loss and (state.damage or state.unreadable):
                    state = self._state_without_loss(state)
            if not even_if_damaged:
                _check_writable(state)
                with self._disk_errors():
                    state = self._prepare(state)
            try:
                yield state
            finally:
                self._collect_warning(state)

    def save(
        self,
        state: WorkspaceState,
        operation: Operation,
        target_rows: Mapping[str, TargetRows],
        *,
        undoes: str = "",
        columns: Mapping[str, tuple[str, ...]] | None = None,
        quarantined: Mapping[str, tuple[Row, ...]] | None = None,
        decided: Mapping[str, str] | None = None,
    ) -> Receipt:
        """Append one action to the journal, then change the state.

        `target_rows` has the rows that change, with their new values. The other arguments are those of
        JournalEntry.
        """
        tables = state.tables
        all_edits = {name: tables[name].edits(rows) for name, rows in target_rows.items()}
        new_columns = {
            name: names for name, names in (columns or {}).items() if names != tables[name].columns
        }
        entry = JournalEntry(
            seq=state.seq + 1,
            operation=operation,
            undoes=undoes,
            edits={name: edits for name, edits in all_edits.items() if edits},
            columns=new_columns,
            columns_before={name: tables[name].columns for name in new_columns},
            quarantined={
                name: rows
                for name, rows in (quarantined or {}).items()
                if rows != tables[name].quarantined_rows()
            },
            decided=decided or {},
        )
        if not (entry.edits or entry.columns or entry.quarantined or entry.decided):
            return Receipt(op_id=operation.op_id, seq=state.seq, applied=False)
        with self._disk_errors():
            if state.manifest is None:
                checkpoint.initialize(state)
            used_reserve = self._append_to_journal(state, entry)
        state.apply_entry(entry)
        state.remember(entry)
        state.mark_all_certain()
        self.wrote = True
        if state.actions % checkpoint.ACTIONS_PER_CHECKPOINT == 0 or used_reserve:
            self.checkpoint(state)
        return Receipt(op_id=operation.op_id, seq=entry.seq, applied=True)

    def _append_to_journal(self, state: WorkspaceState, entry: JournalEntry) -> bool:
        """Append an action to the journal; return whether the disk reserve had to be given up for that."""
        line = journal.action_line(entry)
        try:
            journal_writer.append_to_journal(state, line)
        except durable_io.SyncFailed:
            raise
        except OSError as error:
            if not (
                durable_io.is_full(error)
                and entry.frees_space
                and disk_reserve.give_up_reserve(self.paths.reserve)
            ):
                raise
            journal_writer.append_to_journal(state, line)
            return True
        return False

    def checkpoint(self, state: WorkspaceState) -> None:
        """Write the tables to the disk.

        If the disk refuses, the tables are written later. Nothing is lost: each action is in the journal.
        """
        checkpoint_failed = self._is_outdated  # an earlier checkpoint after this same action
        if checkpoint_failed or not (state.actions or state.dirty):
            return
        try:
            checkpoint.write_checkpoint(state)
            self.checkpoint_warning = ""
        except OSError as error:
            self._invalidate_cache(error)
            self.checkpoint_warning = (
                f"The tables could not be brought up to date ({error.strerror}). "
                "What was saved is safe in the journal; free some space or close the file elsewhere."
            )

    def write_decided(self, state: WorkspaceState, *tables: str) -> None:
        """Write tables to the disk at once, after the candidate has decided about their external edits."""
        for name in tables:
            state.external_edits.pop(name, None)
        self.checkpoint(state)

    def delete_everything(self, state: WorkspaceState, *, also_backups: bool) -> None:
        """Delete everything; see CsvStore.delete_everything."""
        with self._disk_errors():
            workspace_deletion.begin(self.paths, state.seq + 1, also_backups=also_backups)
            self._remove_everything()
            # Everything is deleted. If the disk is full, the next opening creates the empty workspace.
            with suppress(OSError):
                self._create_empty()

    def finish_deletion(self) -> None:
        """Finish a deletion that a crash interrupted, if there is one."""
        if workspace_deletion.mark_of(self.paths) is not None:
            with self._exclusive_lock(), self._state_lock, self._disk_errors():
                self._remove_everything()
                with suppress(OSError):
                    self._create_empty()

    def _finish_deletion_locked(self) -> None:
        """Do what `finish_deletion` does while the locks are held; raise OSError if the disk is full."""
        if workspace_deletion.mark_of(self.paths) is not None:
            self._remove_everything()
            self._create_empty()

    def _remove_everything(self) -> None:
        self._state = None
        if (mark := workspace_deletion.mark_of(self.paths)) is not None:
            workspace_deletion.remove_all(self.paths, mark)

    def _create_empty(self) -> None:
        """Create an empty workspace, whose last action is the deletion, and end the deletion."""
        if (mark := workspace_deletion.mark_of(self.paths)) is not None:
            durable_io.make_folder(self.paths.copies)
            empty = Manifest(seq=workspace_deletion.seq_after(mark), journal=1)
            journal_writer.switch_journal(WorkspaceState(paths=self.paths), empty, b"")
            workspace_deletion.end(self.paths, mark)

    def _refuse_if_folder_is_gone(self) -> None:
        """Raise ReadOnly if the folder was moved or deleted, before a new folder replaces it."""
        with self._state_lock:
            state = self._state
        if state is not None and state.manifest is not None and not self.paths.folder.is_dir():
            raise ReadOnly(_removed_message(self.paths), WRITE_AGAIN)

    def _refresh(self) -> WorkspaceState:
        """Return the state of the files, or the state in memory if saved actions are missing in the files."""
        state = self._state
        if state is not None and not self._is_outdated and state.catch_up():
            return state
        reloaded = load_workspace(self.paths)
        self._is_outdated = False
        if state is not None and state.detect_lost_actions(reloaded):
            state.damage = _removed_message(self.paths) if state.only_in_memory else ""
            return state
        if state is not None and state.manifest is None and reloaded.manifest is None:
            # Changes to hand-written tables have no number, and a cache of rows by `seq` must notice them.
            reloaded.seq = max(reloaded.seq, state.seq + 1)
        self._state = reloaded
        return reloaded

    def _state_without_loss(self, state: WorkspaceState) -> WorkspaceState:
        """Return the state after the candidate accepted the loss: without the lost rows, or written again."""
        if state.only_in_memory:
            checkpoint.write_again(state)
        else:
            workspace_repair.accept_loss(state)
        self._state = None
        return self._refresh()

    def _prepare(self, state: WorkspaceState) -> WorkspaceState:
        """Return the state, cleaned up and with a journal that can be trusted."""
        if self._journal_suspect or state.journal_lost:
            journal_writer.renew_journal(state)
            self._collect_warning(state)
            self._journal_suspect, self._is_outdated = False, True
            state = self._refresh()
        state.mark_all_certain()
        try:
            workspace_repair.clean_up(state)
        except OSError as error:
            if not (durable_io.is_full(error) and disk_reserve.give_up_reserve(self.paths.reserve)):
                raise
            workspace_repair.clean_up(state)
        return state

    def _collect_warning(self, state: WorkspaceState) -> None:
        if state.rewrite_warning:
            self.warnings.append(state.rewrite_warning)
        state.rewrite_warning = ""

    def _invalidate_cache(self, error: OSError) -> None:
        """Read all files again at the next transaction; after a failed sync, also start a new journal."""
        self._is_outdated = True
        self._journal_suspect = self._journal_suspect or isinstance(error, durable_io.SyncFailed)

    @contextmanager
    def _disk_errors(self) -> Iterator[None]:
        """Turn an OSError into NotSaved, and read the files again at the next transaction."""
        try:
            yield
        except OSError as error:
            self._invalidate_cache(error)
            raise not_saved_error(error) from error

    @contextmanager
    def _exclusive_lock(self) -> Iterator[None]:
        """Hold this process's writer lock and the file lock; raise NotSaved if one isn't free in time."""
        if not self._writer_lock.acquire(timeout=self._seconds):
            raise _busy_error()
        try:
            from filelock import Timeout

            try:
                durable_io.make_folder(self.paths.inner)
                self._file_lock.acquire(timeout=self._seconds)
            except Timeout:
                raise _busy_error() from None
            except OSError as error:
                raise not_saved_error(error) from error
            try:
                yield
            finally:
                self._file_lock.release()
        finally:
            self._writer_lock.release()


def not_saved_error(error: OSError) -> NotSaved:
    """Return the error to show on screen if the disk refuses to write."""
    if durable_io.is_full(error):
        return NotSaved("The disk is full; this was not saved.", "Free some space and try again.")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return NotSaved(
            "The program can't write to this folder. This wasn't saved.", "Allow writing to it and try again."
        )
    return NotSaved(f"The disk refused it ({error.strerror}); this was not saved.", "Try again.")


def _removed_message(paths: WorkspacePaths) -> str:
    return (
        f"The files in “{paths.folder}” were removed, moved, or replaced by older ones. What you saved is"
        " still in this program, and nothing more can be saved now."
    )


def _busy_error() -> NotSaved:
    return NotSaved("Another window or program is saving; this was not saved.", "Try again in a moment.")


def _check_writable(state: WorkspaceState) -> None:
    """Raise an error if the candidate must decide first, about unreadable tables or other damage."""
    for error in state.unreadable.values():
        raise error
    if state.damage:
        raise ReadOnly(
            state.damage, WRITE_AGAIN if state.only_in_memory else "Restore a backup, or accept the loss."
        )
