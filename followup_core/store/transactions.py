"""Transactions: the locks for writing to a workspace, and when an action counts as saved.

Whose value wins where two tabs changed the same row is not decided here, but in the action's own
`build_changes`, which sees the rows as they are once the locks are held.
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
from .protocol import NotSaved, Operation, ReadOnly, Receipt, not_readable
from .recovery import load_workspace
from .workspace_state import WRITE_AGAIN, WorkspaceState

if TYPE_CHECKING:
    from filelock import FileLock


class TransactionManager:
    """The state of one workspace in this process, and the locks for changing it.

    At most one writer of this process waits for the file lock. Readers don't wait for a writer that waits for
    it, but they wait until a writer that has it is done.
    """

    def __init__(self, paths: WorkspacePaths, lock_seconds: float) -> None:
        self.paths = paths
        self.wrote = False
        self.delayed = ""
        self._seconds = lock_seconds
        self._turn = threading.Lock()
        self._mutex = threading.RLock()
        self.warnings: list[str] = []
        self._state: WorkspaceState | None = None
        self._is_outdated = False
        self._mistrusted = False

    @cached_property
    def _lock(self) -> "FileLock":
        # Created by the first writer: a process that only reads need not import the library.
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
        """Provide the state of the files as they are now; writes nothing and creates no lock file."""
        with self._mutex:
            try:
                state = self._refresh()
            except OSError as error:
                self._is_outdated = True
                raise not_readable(error) from error
            yield state

    @contextmanager
    def write_transaction(
        self, *, accept_loss: bool = False, even_if_damaged: bool = False
    ) -> Iterator[WorkspaceState]:
        """Provide the state under the lock, cleaned up and ready for an action.

        Args:
            accept_loss: continue without what cannot be read, or with what is in memory.
            even_if_damaged: skip the checks, because everything is going to be deleted.

        Raises:
            ReadOnly, Unreadable: a person must decide first.
            NotSaved: the disk or the lock refused.
        """
        if not (accept_loss or even_if_damaged):
            self._refuse_where_the_folder_is_gone()
        with self._alone(), self._mutex:
            with self._disk_errors():
                self._finish_deletion()
                state = self._refresh()
                if accept_loss and (state.damage or state.unreadable):
                    state = self._after_accepting_loss(state)
            if not even_if_damaged:
                _check(state)
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

        The arguments are those of JournalEntry; `target_rows` has the rows that change, as they become.
        """
        tables = state.tables
        new_columns = {name: c for name, c in (columns or {}).items() if c != tables[name].columns}
        entry = JournalEntry(
            seq=state.seq + 1,
            operation=operation,
            undoes=undoes,
            edits={name: e for name, rows in target_rows.items() if (e := tables[name].edits(rows))},
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
            used_reserve = self._append(state, entry)
        state.apply_entry(entry)
        state.remember(entry)
        state.mark_all_certain()
        self.wrote = True
        if state.actions % checkpoint.ACTIONS_PER_CHECKPOINT == 0 or used_reserve:
            self.checkpoint(state)
        return Receipt(op_id=operation.op_id, seq=entry.seq, applied=True)

    def _append(self, state: WorkspaceState, entry: JournalEntry) -> bool:
        """Append an action to the journal; return whether the reserved space had to be used."""
        line = journal.action(entry)
        try:
            journal_writer.append_to_journal(state, line)
        except durable_io.SyncFailed:
            raise
        except OSError as error:
            if not (
                durable_io.is_full(error) and entry.frees and disk_reserve.give_up_reserve(self.paths.reserve)
            ):
                raise
            journal_writer.append_to_journal(state, line)
            return True
        return False

    def checkpoint(self, state: WorkspaceState) -> None:
        """Write the tables to the disk.

        If the disk refuses, they are written later. Nothing is lost: each action is in the journal already.
        """
        given_up = self._is_outdated  # a checkpoint after this same action has failed already
        if given_up or not (state.actions or state.dirty):
            return
        try:
            checkpoint.write_checkpoint(state)
            self.delayed = ""
        except OSError as error:
            self._invalidate_cache(error)
            self.delayed = (
                f"The tables could not be brought up to date ({error.strerror}). "
                "What was saved is safe in the journal; free some space or close the file elsewhere."
            )

    def write_decided(self, state: WorkspaceState, *tables: str) -> None:
        """Write the tables that a person has decided about immediately."""
        for name in tables:
            state.external_edits.pop(name, None)
        self.checkpoint(state)

    def delete_everything(self, state: WorkspaceState, *, also_backups: bool) -> None:
        """Delete everything; see CsvStore."""
        with self._disk_errors():
            workspace_deletion.begin(self.paths, state.seq + 1, also_backups=also_backups)
            self._remove_everything()
            with suppress(OSError):  # all is deleted; on a full disk this step is done at the next opening
                self._create_empty()

    def finish_deletion(self) -> None:
        """Finish a deletion that was interrupted by a crash, if there is one."""
        if workspace_deletion.mark_of(self.paths) is not None:
            with self._alone(), self._mutex, self._disk_errors():
                self._remove_everything()
                with suppress(OSError):
                    self._create_empty()

    def _finish_deletion(self) -> None:
        """Finish an interrupted deletion, leaving an empty workspace with the next number."""
        if workspace_deletion.mark_of(self.paths) is not None:
            self._remove_everything()
            self._create_empty()

    def _remove_everything(self) -> None:
        self._state = None
        if (mark := workspace_deletion.mark_of(self.paths)) is not None:
            workspace_deletion.remove_all(self.paths, mark)

    def _create_empty(self) -> None:
        if (mark := workspace_deletion.mark_of(self.paths)) is not None:
            durable_io.make_folder(self.paths.copies)
            empty = Manifest(seq=workspace_deletion.seq_after(mark), journal=1)
            journal_writer.switch(WorkspaceState(paths=self.paths), empty, b"")
            workspace_deletion.end(self.paths, mark)

    def _refuse_where_the_folder_is_gone(self) -> None:
        """Raise ReadOnly before a new folder would replace one that was moved or deleted."""
        with self._mutex:
            state = self._state
        if state is not None and state.manifest is not None and not self.paths.folder.is_dir():
            raise ReadOnly(_removal_words(self.paths), WRITE_AGAIN)

    def _refresh(self) -> WorkspaceState:
        """Return the state of the files, or the state in memory if the files lost something saved."""
        state = self._state
        if state is not None and not self._is_outdated and state.catch_up():
            return state
        fresh = load_workspace(self.paths)
        self._is_outdated = False
        if state is not None and state.find_lost(fresh):
            state.damage = _removal_words(self.paths) if state.only_in_memory else ""
            return state
        if state is not None and state.manifest is None and fresh.manifest is None:
            # Changes to hand-written tables have no number, and a cache of rows by `seq` must notice them.
            fresh.seq = max(fresh.seq, state.seq + 1)
        self._state = fresh
        return fresh

    def _after_accepting_loss(self, state: WorkspaceState) -> WorkspaceState:
        """Continue with what can be read, or with what is in memory, after a person accepted the loss."""
        if state.only_in_memory:
            checkpoint.write_again(state)
        else:
            workspace_repair.accept_loss(state)
        self._state = None
        return self._refresh()

    def _prepare(self, state: WorkspaceState) -> WorkspaceState:
        """Return the state ready for an action: cleaned up, with a journal that can be trusted."""
        if self._mistrusted or state.journal_lost:
            journal_writer.renew_journal(state)
            self._collect_warning(state)
            self._mistrusted, self._is_outdated = False, True
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
        if state.mended:
            self.warnings.append(state.mended)
        state.mended = ""

    def _invalidate_cache(self, error: OSError) -> None:
        """Reload everything next time; after a failed sync, also start new files."""
        self._is_outdated = True
        self._mistrusted = self._mistrusted or isinstance(error, durable_io.SyncFailed)

    @contextmanager
    def _disk_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._invalidate_cache(error)
            raise not_saved(error) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self._seconds):
            raise _busy()
        try:
            from filelock import Timeout

            try:
                durable_io.make_folder(self.paths.inner)
                self._lock.acquire(timeout=self._seconds)
            except Timeout:
                raise _busy() from None
            except OSError as error:
                raise not_saved(error) from error
            try:
                yield
            finally:
                self._lock.release()
        finally:
            self._turn.release()


def not_saved(error: OSError) -> NotSaved:
    """Return the error for people when the disk refuses to write."""
    if durable_io.is_full(error):
        return NotSaved("The disk is full; this was not saved.", "Free some space and try again.")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return NotSaved(
            "The folder cannot be written; this was not saved.", "Allow writing to it and try again."
        )
    return NotSaved(f"The disk refused it ({error.strerror}); this was not saved.", "Try again.")


def _removal_words(paths: WorkspacePaths) -> str:
    return (
        f"The files in “{paths.folder}” were removed, moved, or replaced by older ones. What you saved is"
        " still in this program, and nothing more can be saved now."
    )


def _busy() -> NotSaved:
    return NotSaved("Another window or program is saving; this was not saved.", "Try again in a moment.")


def _check(state: WorkspaceState) -> None:
    for error in state.unreadable.values():
        raise error
    if state.damage:
        raise ReadOnly(
            state.damage, WRITE_AGAIN if state.only_in_memory else "Restore a backup, or accept the loss."
        )
