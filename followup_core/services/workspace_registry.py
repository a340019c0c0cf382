"""The workspaces that this process has open: each folder is opened once and closed at the program's end."""

import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from followup_core import config
from followup_core.playbook import reloadable_playbook
from followup_core.store import CsvStore, StoreError

from .workspace import Workspace

PLAYBOOK_DIR = config.PLAYBOOK_DIR
SAMPLE_DIR = config.SAMPLE_DIR

_workspaces: dict[Path, tuple[Workspace, CsvStore]] = {}
_lock = threading.Lock()


def open_workspace(folder: Path, *, keep: Path | None = None, playbook: Path = PLAYBOOK_DIR) -> Workspace:
    """Return the open workspace of a folder; there is one per folder and process.

    Args:
        folder: the folder of the workspace.
        keep: a folder for a copy of the last valid playbook; None keeps no copy.
        playbook: the folder of the playbook files.
    """
    folder = _resolved(folder)
    with _lock:
        if folder not in _workspaces:
            store = CsvStore(folder)
            with suppress(StoreError):  # tried again before the next action
                store.finish_deletion()
            _workspaces[folder] = (Workspace(store, reloadable_playbook(playbook, keep)), store)
        return _workspaces[folder][0]


@lru_cache(maxsize=64)  # called several times in every run of a page
def _resolved(folder: Path) -> Path:
    return folder.resolve()


def csv_store(folder: Path) -> CsvStore:
    """Return the CSV store of a workspace folder, for backups and external edits."""
    open_workspace(folder)
    return _workspaces[_resolved(folder)][1]


def close_workspaces_in(folder: Path) -> None:
    """Close every workspace in `folder`, before the folder is deleted."""
    parent = _resolved(folder)
    with _lock:
        for path in [path for path in _workspaces if path.is_relative_to(parent)]:
            _, store = _workspaces.pop(path)
            store.close()


def close_all() -> None:
    """Close every open workspace; closing writes what is still only in its journal into its tables."""
    with _lock:
        while _workspaces:
            _, (_, store) = _workspaces.popitem()
            store.close()
