"""Writes an export to a path, whole or not at all, and says so if a file was replaced."""

import errno
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from followup_core.models import SCHEMA, FollowUpError
from followup_core.models.date_text import pluralize
from followup_core.services.workspace import Workspace
from followup_core.store import CsvStore, write_durably

from .export_files import render_archive, render_csv_files, render_csv_zip, render_summary_csv, render_xlsx

EXPORT_KINDS = ("ics", "xlsx", "csv", "zip")
_ELSEWHERE = "Choose another place."
_STORE_FOLDERS = frozenset({".store", "backups", "outside"})


class ExportNotWritten(FollowUpError):
    """A file could not be written; what was there before is still there."""


def write_export(workspace: Workspace, kind: str, out: Path, today: date, made_at: datetime) -> str:
    """Write an export of one of EXPORT_KINDS to `out`, and return a sentence that says what was written.

    For `csv`, the name `out` decides: with .csv it is the summary, with .zip all tables in one ZIP, and
    anything else is a folder of tables, made if it is missing; other files in it stay. An existing file is
    replaced, and the sentence says so. `made_at` is the time in a calendar file, with a zone.

    Raises:
        ExportNotWritten: `out` belongs to a workspace, or can't be written.
    """
    to_folder = kind == "csv" and out.suffix.lower() not in (".csv", ".zip")
    try:
        path = out.expanduser().resolve()
        _check(workspace, path, folder=to_folder)
    except (OSError, RuntimeError) as error:  # a loop of links, or a folder without permission
        raise ExportNotWritten(f"“{out}” cannot be reached.", _ELSEWHERE) from error
    if to_folder:
        return _write_folder(path, render_csv_files(workspace, today))
    return _write_file(path, _bytes(workspace, kind, path, today, made_at))


def _bytes(workspace: Workspace, kind: str, path: Path, today: date, made_at: datetime) -> bytes:
    match kind:
        case "ics":
            return _calendar(workspace, today, made_at)
        case "xlsx":
            return render_xlsx(workspace, today)
        case "csv":
            return (render_csv_zip if path.suffix.lower() == ".zip" else render_summary_csv)(workspace, today)
        case "zip":
            return render_archive(workspace, today)
        case _:
            raise ExportNotWritten(
                f"There is no export “{kind[:40]}”.", f"Use one of: {', '.join(EXPORT_KINDS)}."
            )


def _calendar(workspace: Workspace, today: date, made_at: datetime) -> bytes:
    """Return a calendar file of all interviews and planned steps."""
    from followup_core.services.calendar_feed import calendar_file

    folder = workspace.store.places.folder if isinstance(workspace.store, CsvStore) else Path()
    return calendar_file(workspace.view(today), folder, made_at=made_at)


def _check(workspace: Workspace, path: Path, *, folder: bool) -> None:
    """Raise ExportNotWritten if a file at `path` would be taken for one of a workspace's own files."""
    home = path if folder else path.parent
    is_own = isinstance(workspace.store, CsvStore) and home == workspace.store.places.folder.resolve()
    is_workspace = is_own or (home / ".store").is_dir()
    in_store_folder = _STORE_FOLDERS & {home.name} and (home.parent / ".store").is_dir()
    if (
        in_store_folder
        or ".store" in path.parts
        or (is_workspace and (folder or path.name in _table_files()))
    ):
        raise ExportNotWritten(f"“{path}” belongs to a workspace.", _ELSEWHERE)
    if not folder and path.is_dir():
        raise ExportNotWritten(f"“{path}” is a folder.", "Give the name of a file.")


def _table_files() -> frozenset[str]:
    return frozenset(f"{name}.csv" for name in SCHEMA)


def _write_file(path: Path, body: bytes) -> str:
    replaced = _write(path, body)
    return f"“{path}” is written." + (" The file that was there is replaced." if replaced else "")


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> str:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _not_written(folder, error) from error
    replaced = sum(_write(folder / name, body) for name, body in files.items())
    count = pluralize(len(files), "file").capitalize()
    sentence = f"{count} are written to “{folder}”: {', '.join(files)}."
    return f"{sentence} {replaced} of them were there and are replaced." if replaced else sentence


def _write(path: Path, body: bytes) -> bool:
    """Write a file whole, and return whether there was one before."""
    try:
        existed = path.exists()
        write_durably(path, body)
    except OSError as error:
        raise _not_written(path, error) from error
    return existed


def _not_written(path: Path, error: OSError) -> ExportNotWritten:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return ExportNotWritten(
                f"There is no folder “{path.parent}”.", "Make it first, or choose another place."
            )
        case errno.EEXIST | errno.EISDIR:
            return ExportNotWritten(f"“{path}” is there and is not what it should be.", _ELSEWHERE)
        case errno.ENOSPC | errno.EDQUOT:
            return ExportNotWritten(
                f"The disk is full; “{path}” is not written.", "Make room, and try again."
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return ExportNotWritten(
                f"“{path}” cannot be written.", "Allow writing there, or choose another place."
            )
    return ExportNotWritten(f"“{path}” is not written ({error.strerror}).", _ELSEWHERE)
