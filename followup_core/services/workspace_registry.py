"""The desks of this process: each workspace opened once, closed when the program ends."""

import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from followup_core.playbook import Shelf
from followup_core.store import CsvStore, StoreError

from .workspace import Desk

PROGRAM = Path(__file__).resolve().parents[2]
PLAYBOOK = PROGRAM / "data" / "playbook"
SAMPLE = PROGRAM / "data" / "sample"

_open: dict[Path, tuple[Desk, CsvStore]] = {}
_lock = threading.Lock()


def open_desk(workspace: Path, *, keep: Path | None = None, playbook: Path = PLAYBOOK) -> Desk:
    """Return the desk of a workspace folder; one per folder and process.

    The last good playbook is remembered in `keep` where that is given.
    """
    folder = _resolved(workspace)
    with _lock:
        if folder not in _open:
            store = CsvStore(folder)
            with suppress(StoreError):  # tried again before the next action
                store.finish_deletion()
            _open[folder] = (Desk(store, Shelf(playbook, keep)), store)
        return _open[folder][0]


@lru_cache(maxsize=64)  # several times in every run of a page
def _resolved(folder: Path) -> Path:
    return folder.resolve()


def csv_store(workspace: Path) -> CsvStore:
    """Return the CSV store behind an opened desk, for backups and outside edits."""
    open_desk(workspace)
    return _open[_resolved(workspace)][1]


def forget(folder: Path) -> None:
    """Close the desks of every workspace within a folder that is about to be deleted."""
    within = _resolved(folder)
    with _lock:
        for workspace in [each for each in _open if each.is_relative_to(within)]:
            _, store = _open.pop(workspace)
            store.close()


def close_all() -> None:
    """Close every open workspace, so that its tables hold all that its journal does."""
    with _lock:
        while _open:
            _, (_, store) = _open.popitem()
            store.close()
