"""Deletes a whole workspace, even on a full disk; a crash in between never brings a part of it back."""

import re
from pathlib import Path

from followup_core import durable_io
from followup_core.models import SCHEMA

from .manifest import WorkspacePaths

_MARK = re.compile(r"deleting-(?P<seq>\d+)(?P<backups>-backups)?")
_FILES_OF_OTHER_MODULES = (
    *(("cards", "*.jpg*"), ("messages", "*.txt*"), ("messages", ".*.txt.new")),
    *((".", "import_columns.json*"), (".", "import_own.json*")),
    *((".", "calendar.json*"), (".", ".digest.*")),
)
"""The folders and name patterns of files that other modules keep in a workspace."""


def begin(paths: WorkspacePaths, seq: int, *, also_backups: bool) -> None:
    """Mark the workspace as deleted; from now on it reads as empty, whatever files still exist.

    The mark is the renamed manifest, and its name says everything: renaming works on a full disk, too,
    because it needs no more bytes.
    """
    mark = paths.inner / f"deleting-{seq}{'-backups' if also_backups else ''}"
    if durable_io.identity(paths.manifest) is not None:
        durable_io.rename(paths.manifest, mark)
    else:
        durable_io.create_empty(mark)
    durable_io.sync_folder(paths.inner)


def mark_of(paths: WorkspacePaths) -> Path | None:
    """Return the mark of a deletion that was started and not finished; None if there is none."""
    # Without a glob, which takes nearly twice as long: this runs before every save.
    name = next(filter(_MARK.fullmatch, durable_io.names_in(paths.inner)), None)
    return None if name is None else paths.inner / name


def seq_after(mark: Path) -> int:
    """Return the action number of the deletion."""
    match = _MARK.fullmatch(mark.name)
    return int(match["seq"]) if match else 0


def remove_all(paths: WorkspacePaths, mark: Path) -> None:
    """Delete all files except the mark and the lock; can be repeated.

    The deletion is durable before the mark is removed, so that nothing comes back after a power failure.
    """
    for path in (*paths.journals, *map(paths.table, SCHEMA), paths.manifest, paths.reserve):
        durable_io.remove(path)
    for name, pattern in _FILES_OF_OTHER_MODULES:
        durable_io.remove_files(paths.folder / name, pattern)
    durable_io.remove_files(paths.copies)
    durable_io.remove_files(paths.quarantine)
    for folder in (paths.folder, paths.inner):
        durable_io.remove_files(folder, f"*{durable_io.UNFINISHED}")
    if mark.name.endswith("-backups"):
        durable_io.remove_files(paths.backups)
    durable_io.cut(mark, 0)  # the mark was the manifest and still contains rows
    _sync_and_remove_folders(paths)


def _sync_and_remove_folders(paths: WorkspacePaths) -> None:
    """Make the deletion of the files durable, and delete the folders that are now empty."""
    folders = [paths.folder / name for name, _ in _FILES_OF_OTHER_MODULES if name != "."]
    for folder in (*folders, paths.copies, paths.quarantine, paths.backups):
        if folder.is_dir():
            durable_io.sync_folder(folder)
            durable_io.remove_empty_folder(folder)
    durable_io.sync_folder(paths.inner)
    durable_io.sync_folder(paths.folder)


def end(paths: WorkspacePaths, mark: Path) -> None:
    """Remove the mark."""
    durable_io.remove(mark)
    durable_io.sync_folder(paths.inner)
