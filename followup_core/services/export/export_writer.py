"""Files put where a person wants them: whole or not at all, and nothing overwritten without a word."""

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
_OF_THE_STORE = frozenset({".store", "backups", "outside"})


class ExportNotWritten(FollowUpError):
    """A file that could not be put where it should be; what was there before is still there."""


def write_export(workspace: Workspace, kind: str, out: Path, today: date, made_at: datetime) -> str:
    """Write one of `EXPORT_KINDS` to `out`, and return a sentence that says what was written.

    `csv` gives the readable summary where `out` ends in .csv, all tables in a ZIP where it ends in .zip,
    and else a folder of tables, made where it is missing; other files in it stay. A file that is there
    is replaced whole, and the sentence says so. `made_at` (aware) is what a calendar bears.
    Raises ExportNotWritten.
    """
    many = kind == "csv" and out.suffix.lower() not in (".csv", ".zip")
    try:
        place = out.expanduser().resolve()
        _check(workspace, place, folder=many)
    except (OSError, RuntimeError) as error:  # links in a circle, a folder that may not be looked into
        raise ExportNotWritten(f"“{out}” cannot be reached.", _ELSEWHERE) from error
    if many:
        return _folder(place, render_csv_files(workspace, today))
    return _file(place, _bytes(workspace, kind, place, today, made_at))


def _bytes(workspace: Workspace, kind: str, place: Path, today: date, made_at: datetime) -> bytes:
    match kind:
        case "ics":
            return _calendar(workspace, today, made_at)
        case "xlsx":
            return render_xlsx(workspace, today)
        case "csv":
            return (render_csv_zip if place.suffix.lower() == ".zip" else render_summary_csv)(
                workspace, today
            )
        case "zip":
            return render_archive(workspace, today)
        case _:
            raise ExportNotWritten(
                f"There is no export “{kind[:40]}”.", f"Use one of: {', '.join(EXPORT_KINDS)}."
            )


def _calendar(workspace: Workspace, today: date, made_at: datetime) -> bytes:
    """Return every date as a calendar."""
    from followup_core.services.calendar_feed import calendar_file

    folder = workspace.store.places.folder if isinstance(workspace.store, CsvStore) else Path()
    return calendar_file(workspace.view(today), folder, made_at=made_at)


def _check(desk: Workspace, place: Path, *, folder: bool) -> None:
    """Raise ExportNotWritten where a file there would be taken for one of a workspace's own."""
    home = place if folder else place.parent
    own = isinstance(desk.store, CsvStore) and home == desk.store.places.folder.resolve()
    workspace = own or (home / ".store").is_dir()
    inside = _OF_THE_STORE & {home.name} and (home.parent / ".store").is_dir()
    if inside or ".store" in place.parts or (workspace and (folder or place.name in _table_files())):
        raise ExportNotWritten(f"“{place}” belongs to a workspace.", _ELSEWHERE)
    if not folder and place.is_dir():
        raise ExportNotWritten(f"“{place}” is a folder.", "Give the name of a file.")


def _table_files() -> frozenset[str]:
    return frozenset(f"{name}.csv" for name in SCHEMA)


def _file(place: Path, body: bytes) -> str:
    replaced = _put(place, body)
    return f"“{place}” is written." + (" The file that was there is replaced." if replaced else "")


def _folder(place: Path, files: Mapping[str, bytes]) -> str:
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _refusal(place, error) from error
    replaced = sum(_put(place / name, body) for name, body in files.items())
    said = f"{pluralize(len(files), 'file').capitalize()} are written to “{place}”: {', '.join(files)}."
    return f"{said} {replaced} of them were there and are replaced." if replaced else said


def _put(place: Path, body: bytes) -> bool:
    """Write a file whole, and return whether there was one before."""
    try:
        before = place.exists()
        write_durably(place, body)
    except OSError as error:
        raise _refusal(place, error) from error
    return before


def _refusal(place: Path, error: OSError) -> ExportNotWritten:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return ExportNotWritten(
                f"There is no folder “{place.parent}”.", "Make it first, or choose another place."
            )
        case errno.EEXIST | errno.EISDIR:
            return ExportNotWritten(f"“{place}” is there and is not what it should be.", _ELSEWHERE)
        case errno.ENOSPC | errno.EDQUOT:
            return ExportNotWritten(
                f"The disk is full; “{place}” is not written.", "Make room, and try again."
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return ExportNotWritten(
                f"“{place}” cannot be written.", "Allow writing there, or choose another place."
            )
    return ExportNotWritten(f"“{place}” is not written ({error.strerror}).", _ELSEWHERE)
