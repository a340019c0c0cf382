"""Who may write, and when an action counts as saved."""

import errno
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from filelock import FileLock, Timeout

from followup_core.records import Row

from . import checkpoint, deletion, disk, journal
from .live import Entry, Wanted
from .manifest import Manifest, Places
from .opening import open_workspace
from .protocol import NotSaved, Operation, ReadOnly, Receipt, not_readable
from .state import State


class Keeper:
    """The state of one workspace in this process, and the lock under which it is changed.

    One writer of this process at a time waits for the file lock; readers wait
    for neither, only for changes in memory.
    """

    def __init__(self, places: Places, lock_seconds: float) -> None:
        self.places = places
        self.wrote = False
        self.delayed = ""
        self._seconds = lock_seconds
        self._lock = FileLock(
            places.inner / "lock",
            mode=0o600,
            thread_local=False,
            poll_interval=0.002,
            preserve_lock_file=True,
        )
        self._turn = threading.Lock()
        self._mutex = threading.RLock()
        self._state: State | None = None
        self._mistrusted = False

    @contextmanager
    def reading(self) -> Iterator[State]:
        """Give the state as the files are now; nothing is written and no lock file made."""
        with self._mutex:
            try:
                state = self._refreshed()
            except OSError as error:
                self._state = None
                raise not_readable(error) from error
            yield state

    @contextmanager
    def writing(self, *, accept_loss: bool = False, even_if_damaged: bool = False) -> Iterator[State]:
        """Give the state under the lock, cleaned up and ready for an action.

        Raises ReadOnly or Unreadable when a person must decide first, unless
        the loss is accepted or, to delete everything, does not matter.
        """
        with self._alone(), self._mutex:
            with self._disk_errors():
                self._finish_deletion()
                state = self._refreshed()
                if accept_loss and (state.damage or state.unreadable):
                    checkpoint.accept_loss(state)
                    self._state = None
                    state = self._refreshed()
            if not even_if_damaged:
                _check(state)
                with self._disk_errors():
                    self._prepare(state)
            yield state

    def save(
        self,
        state: State,
        operation: Operation,
        wanted: Mapping[str, Wanted],
        *,
        undoes: str = "",
        columns: Mapping[str, tuple[str, ...]] | None = None,
        aside: Mapping[str, tuple[Row, ...]] | None = None,
        decided: Mapping[str, str] | None = None,
    ) -> Receipt:
        """Append one action to the journal, then change the state; see Entry for what it may hold."""
        tables = state.tables
        entry = Entry(
            seq=state.seq + 1,
            operation=operation,
            undoes=undoes,
            edits={name: e for name, rows in wanted.items() if (e := tables[name].edits(rows))},
            columns={name: c for name, c in (columns or {}).items() if c != tables[name].columns},
            aside={name: a for name, a in (aside or {}).items() if a != tables[name].aside_rows()},
            decided=decided or {},
        )
        if not (entry.edits or entry.columns or entry.aside or entry.decided):
            return Receipt(op_id=operation.op_id, seq=state.seq, applied=False)
        with self._disk_errors():
            if state.manifest is None:
                checkpoint.found_workspace(state)
            line = journal.action(entry)
            disk.append(self.places.journal(state.journal_number), line, state.good)
        state.good, state.last = state.good + len(line), line
        state.take(entry)
        state.remember(entry)
        self.wrote = True
        if state.actions % checkpoint.EVERY == 0:
            self.rest(state)
        return Receipt(op_id=operation.op_id, seq=entry.seq, applied=True)

    def rest(self, state: State) -> None:
        """Bring the tables up to date; a disk that refuses delays it, and loses nothing."""
        given_up = state is not self._state  # a checkpoint of this very action has failed already
        if given_up or not (state.actions or state.dirty):
            return
        try:
            checkpoint.checkpoint(state)
            self.delayed = ""
        except OSError as error:
            self._distrust(error)
            self.delayed = (
                f"The tables could not be brought up to date ({error.strerror}). "
                "What was saved is safe in the journal; free some space or close the file elsewhere."
            )

    def decided(self, state: State, *tables: str) -> None:
        """Write tables that a person has decided about, at once."""
        for name in tables:
            state.outside.pop(name, None)
        self.rest(state)

    def delete_everything(self, state: State, *, also_backups: bool) -> None:
        """Remove all there is; see CsvStore."""
        with self._disk_errors():
            deletion.begin(self.places, state.seq + 1, also_backups=also_backups)
            self._finish_deletion()

    def _finish_deletion(self) -> None:
        """Remove what a deletion has begun to, and leave an empty workspace with the next number."""
        if disk.identity(self.places.deleting) is None:
            return
        self._state = None
        seq = deletion.seq_after(self.places)
        deletion.remove_all(self.places)
        disk.make_folder(self.places.copies)
        checkpoint.switch(State(places=self.places), Manifest(seq=seq, journal=1), b"")
        deletion.end(self.places)

    def _refreshed(self) -> State:
        state = self._state
        if state is not None and state.catch_up():
            return state
        self._state = open_workspace(self.places)
        if state is not None and state.manifest is None and self._state.manifest is None:
            # Nobody counts the changes of a hand-written table; who remembers rows by `seq` must see them.
            self._state.seq = max(self._state.seq, state.seq + 1)
        return self._state

    def _prepare(self, state: State) -> None:
        if self._mistrusted:
            checkpoint.renew_journal(state)
            self._mistrusted = False
        checkpoint.settle(state)

    def _distrust(self, error: OSError) -> None:
        """Read everything anew the next time; after a failed sync, into new files."""
        self._state = None
        self._mistrusted = self._mistrusted or isinstance(error, disk.SyncFailed)

    @contextmanager
    def _disk_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._distrust(error)
            raise not_saved(error) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self._seconds):
            raise _busy()
        try:
            try:
                disk.make_folder(self.places.inner)
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
    """Return a disk's refusal as a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NotSaved("The disk is full; this was not saved.", "Free some space and try again.")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return NotSaved(
            "The folder cannot be written; this was not saved.", "Allow writing to it and try again."
        )
    return NotSaved(f"The disk did not take it ({error.strerror}); this was not saved.", "Try again.")


def _busy() -> NotSaved:
    return NotSaved("Another window or program is saving; this was not saved.", "Try again in a moment.")


def _check(state: State) -> None:
    for error in state.unreadable.values():
        raise error
    if state.damage:
        raise ReadOnly(state.damage, "Restore a backup, or accept the loss.")
