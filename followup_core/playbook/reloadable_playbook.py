"""The playbook in use, reloaded when its files change; a broken edit keeps the last valid one."""

import shutil
import threading
from pathlib import Path

from .playbook_errors import PlaybookError
from .playbook_loader import load_playbook
from .playbook_model import Playbook

FILES = ("cadence.toml", "checklist.toml", "steps.toml", "benchmarks.csv", "situations.toml")


class ReloadablePlaybook:
    """Provides the playbook of `folder`, and the last valid one while that is broken.

    The last valid files are copied to `keep`, if given, so that a restart with a broken
    playbook still has one. Safe to share between threads.
    """

    def __init__(self, folder: Path, keep: Path | None = None) -> None:
        self._folder = folder
        self._keep = keep
        self._seen: tuple[tuple[int, int], ...] = ()
        self._good: Playbook | None = None
        self._fault: PlaybookError | None = None
        self._lock = threading.Lock()

    def current(self) -> tuple[Playbook, PlaybookError | None]:
        """Return the playbook in use, and the fault of a newer one if there is one.

        Files are read again only when they changed.

        Raises:
            PlaybookError: Neither the folder nor the copy is a valid playbook.
        """
        with self._lock:
            state = self._state()
            if self._good is None or state != self._seen:
                self._refresh()
                self._seen = state
            if self._good is None:
                raise self._fault or PlaybookError(
                    "There is no playbook.", "Put the program's own copy back."
                )
            return self._good, self._fault

    def _state(self) -> tuple[tuple[int, int], ...]:
        return tuple(_stamp(self._folder / name) for name in FILES)

    def _refresh(self) -> None:
        try:
            self._good = load_playbook(self._folder)
        except PlaybookError as fault:
            self._fault = fault
            if self._good is None:
                self._good = self._kept()
            return
        self._fault = None
        self._remember()

    def _kept(self) -> Playbook | None:
        if self._keep is None:
            return None
        try:
            return load_playbook(self._keep)
        except PlaybookError:
            return None

    def _remember(self) -> None:
        if self._keep is None:
            return
        try:
            self._keep.mkdir(parents=True, exist_ok=True)
            for name in FILES:
                shutil.copyfile(self._folder / name, self._keep / name)
        except OSError:
            # The copy only helps the next start; this one works without it.
            return


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
