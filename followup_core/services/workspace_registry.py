"""The desks of this process: each workspace opened once, closed when the program ends."""

import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from followup_core.playbook import ReloadablePlaybook
from followup_core.store import CsvStore, StoreError

from .workspace import Workspace

PROJECT_ROOT = Path(__file__).resolve().parents[2]
PLAYBOOK_DIR = PROJECT_ROOT / "data" / "playbook"
SAMPLE_DIR = PROJECT_ROOT / "data" / "sample"

_workspaces: dict[Path, tuple[Workspace, CsvStore]] = {}
_lock = threading.Lock()


def open_workspace(workspace: Path, *, keep: Path | None = None, playbook: Path = PLAYBOOK_DIR) -> Workspace:
    """Return the desk of a workspace folder; one per folder and process.

    The last good playbook is remembered in `keep` where that is given.
    """
    folder = _resolved(workspace)
    with _lock:
        if folder not in _workspaces:
            store = CsvStore(folder)
            with suppress(StoreError):  # tried again before the next action
                store.finish_deletion()
            _workspaces[folder] = (Workspace(store, ReloadablePlaybook(playbook, keep)), store)
        return _workspaces[folder][0]


@lru_cache(maxsize=64)  # several times in every run of a page
def _resolved(folder: Path) -> Path:
    return folder.resolve()


def csv_store(workspace: Path) -> CsvStore:
    """Return the CSV store behind an opened desk, for backups and outside edits."""
    open_workspace(workspace)
    return _workspaces[_resolved(workspace)][1]


def close_workspaces_in(folder: Path) -> None:
    """Close the desks of every workspace within a folder that is about to be deleted."""
    within = _resolved(folder)
    with _lock:
        for workspace in [each for each in _workspaces if each.is_relative_to(within)]:
            _, store = _workspaces.pop(workspace)
            store.close()


def close_all() -> None:
    """Close every open workspace, so that its tables hold all that its journal does."""
    with _lock:
        while _workspaces:
            _, (_, store) = _workspaces.popitem()
            store.close()
