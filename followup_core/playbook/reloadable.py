"""Loads values from editable files, and again when the files change; a broken edit changes nothing."""

import shutil
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from .playbook_errors import PlaybookError
from .playbook_loader import load_playbook
from .playbook_model import Playbook

PLAYBOOK_FILES = ("cadence.toml", "checklist.toml", "steps.toml", "benchmarks.csv", "situations.toml")

_Value = TypeVar("_Value")


class Reloadable(Generic[_Value]):
    """Provides the value that is loaded from files. Safe to share between threads.

    Args:
        files: Returns the files to watch; a missing file may appear later.
        load: Loads the value, or raises PlaybookError.
        fallback: Loads another value to use until the files are valid for the first time.
        loaded: Called after each successful load.
    """

    def __init__(
        self,
        files: Callable[[], Iterable[Path]],
        load: Callable[[], _Value],
        *,
        fallback: Callable[[], _Value] | None = None,
        loaded: Callable[[], None] = lambda: None,
    ) -> None:
        self._files = files
        self._load = load
        self._fallback = fallback
        self._loaded = loaded
        self._stamps: tuple[tuple[str, int, int], ...] = ()
        self._valid: _Value | None = None
        self._fault: PlaybookError | None = None
        self._lock = threading.Lock()

    def current(self) -> tuple[_Value, PlaybookError | None]:
        """Return the value in use, and the fault of the present files if they are broken.

        The files are read again only when their sizes or times changed.

        Raises:
            PlaybookError: There has been no valid value yet.
        """
        with self._lock:
            stamps = tuple(map(_stamp, self._files()))
            if self._valid is None or stamps != self._stamps:
                self._valid = self._reload()
                self._stamps = stamps
            return self._valid, self._fault

    def _reload(self) -> _Value:
        """Return the new value; if the files are broken, the old value, or else the fallback."""
        try:
            value = self._load()
        except PlaybookError as fault:
            self._fault = fault
            if self._valid is not None:
                return self._valid
            return self._fallback_value(fault)
        self._fault = None
        self._loaded()
        return value

    def _fallback_value(self, fault: PlaybookError) -> _Value:
        if self._fallback is None:
            raise fault
        try:
            return self._fallback()
        except PlaybookError:
            raise fault from None


def reloadable_playbook(folder: Path, keep: Path | None = None) -> Reloadable[Playbook]:
    """Return the reloadable playbook of `folder`.

    Args:
        folder: The folder with the playbook's files.
        keep: A folder for a copy of the last valid files. If the playbook is broken at a start, the copy is
            used.
    """
    return Reloadable(
        lambda: (folder / name for name in PLAYBOOK_FILES),
        lambda: load_playbook(folder),
        fallback=None if keep is None else lambda: load_playbook(keep),
        loaded=lambda: None if keep is None else _copy_files(folder, keep),
    )


def _copy_files(folder: Path, keep: Path) -> None:
    try:
        keep.mkdir(parents=True, exist_ok=True)
        for name in PLAYBOOK_FILES:
            shutil.copyfile(folder / name, keep / name)
    except OSError:
        # The copy only helps the next start; this one works without it.
        return


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        status = file.stat()
    except OSError:
        return (str(file), 0, 0)
    return (str(file), status.st_mtime_ns, status.st_size)
