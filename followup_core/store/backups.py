"""Makes a ZIP of all tables each day and before large changes, restores it, and deletes old backups."""

import errno
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from followup_core import durable_io
from followup_core.models import SCHEMA, SCHEMA_VERSION
from followup_core.zip_files import BACKUP_MANIFEST, UnreadableZip, read_zip, write_zip

from .csv_codec import DecodedTable, decode
from .csv_store import CsvStore
from .manifest import newer_schema_error
from .protocol import NotSaved, Operation, Receipt, Refused, StoreError

DAYS, WEEKS = 7, 4
"""How many recent days keep all their backups, and how many weeks keep their last one."""

_NAME = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:-before-(?P<before>[a-z-]+?))?(?:-(?P<number>\d+))?\.zip")
_MAX_UNPACKED = durable_io.MAX_STORE_FILE_BYTES
_MAX_FILES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup file: `name` is its file name, `before` what it was made before ('' for the daily one)."""

    name: str
    day: date
    before: str
    size: int


def make_backup(store: CsvStore, today: date, *, before: str = "") -> Backup | None:
    """Write a backup, check it by reading it back, and delete backups that are too old.

    Args:
        store: the workspace.
        today: the candidate's date.
        before: the large change that comes next, in lower-case words (`restore`, `import`); '' for the daily
            backup. There is one daily backup, and a new file before each large change.

    Returns:
        The backup; None if there are no rows, or if the daily backup exists already.

    Raises:
        NotSaved: the disk refused to write.
    """
    try:
        name = _free_name(store, today, before)
        if name is None or not (tables := _encoded_tables(store)):
            return None
        return _write_backup(store, name, tables, today)
    except OSError as error:
        raise _backup_failed_error(error) from error


def back_up_before(store: CsvStore, today: date, before: str) -> None:
    """Make a backup before a large change that can be undone; a failure only adds a warning to the store."""
    try:
        make_backup(store, today, before=before)
    except StoreError as error:
        store.warn(str(error))


def _write_backup(store: CsvStore, name: str, tables: dict[str, bytes], today: date) -> Backup | None:
    folder = store.paths.backups
    durable_io.make_folder(folder)
    durable_io.write_durably(folder / name, _pack(tables, today))
    _verify_backup(folder / name, tables)
    # Another window may be making today's backup right now: only other days' unfinished files are deleted.
    unfinished = (path for path in folder.glob(f"*{durable_io.UNFINISHED}") if not _is_from_day(path, today))
    outdated = (folder / backup.name for backup in _outdated_backups(list_backups(store), today))
    for path in (*outdated, *unfinished):
        with suppress(OSError):  # the new backup is complete; old files can be deleted another day
            durable_io.remove(path)
    return _backup_at(folder / name)


def _is_from_day(path: Path, day: date) -> bool:
    return path.name.startswith(day.isoformat())


def _backup_failed_error(error: OSError) -> NotSaved:
    if durable_io.is_full(error):
        return NotSaved("No backup could be made: the disk is full.", "Free some space.")
    return NotSaved(
        f"No backup could be made ({error.strerror}).", "Check that the folder “backups” can be written to."
    )


def list_backups(store: CsvStore) -> tuple[Backup, ...]:
    """Return all backups, newest first."""
    folder = store.paths.backups
    backups = (
        [backup for path in folder.glob("*.zip") if (backup := _backup_at(path))] if folder.is_dir() else []
    )
    return tuple(sorted(backups, key=lambda backup: (backup.day, backup.name), reverse=True))


def restore_backup(store: CsvStore, name: str, operation: Operation, today: date) -> Receipt:
    """Replace the workspace with a backup's content, as one action that can be undone.

    The whole backup is checked first, and the current tables are backed up.

    Raises:
        Refused: the backup is damaged; nothing was changed.
    """
    tables = read_backup(store, name)
    back_up_before(store, today, "restore")
    return store.replace_all(operation, tables)


def delete_backup(store: CsvStore, name: str) -> None:
    """Delete a backup; a backup that no longer exists is no error. Works on a full disk."""
    _check_name(name)
    try:
        durable_io.remove(store.paths.backups / name)
        if store.paths.backups.is_dir():
            durable_io.sync_folder(store.paths.backups)
    except OSError as error:
        raise NotSaved(
            f"The backup could not be deleted ({error.strerror}).",
            "Check that the folder “backups” can be written to.",
        ) from error


def read_backup(store: CsvStore, name: str) -> dict[str, DecodedTable]:
    """Return the tables of a backup; raise Refused or Unreadable if it is damaged."""
    _check_name(name)
    try:
        data = durable_io.read(store.paths.backups / name)
    except OSError as error:
        raise Refused(
            f"The backup cannot be read ({error.strerror}); nothing was changed.", "Choose another one."
        ) from error
    if data is None:
        raise Refused("There is no such backup.", "Choose one from the list.", where=name)
    return {table: decode(table, body) for table, body in _unpack(data, name).items()}


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise Refused("There is no such backup.", "Choose one from the list.", where=name[:60])


def _free_name(store: CsvStore, today: date, before: str) -> str | None:
    """Return a file name that isn't used yet; None if the daily backup exists already."""
    stem = f"{today.isoformat()}-before-{before}" if before else today.isoformat()
    folder = store.paths.backups
    if not (folder / f"{stem}.zip").exists():
        return f"{stem}.zip"
    if not before:
        return None
    names = (f"{stem}-{number}.zip" for number in range(2, len(list(folder.glob("*.zip"))) + 3))
    return next(name for name in names if not (folder / name).exists())


def _encoded_tables(store: CsvStore) -> dict[str, bytes]:
    """Return the bytes of the tables' files; empty if no table has a row, or if the folder was moved away."""
    if not store.paths.folder.is_dir():
        return {}
    tables = store.encoded()
    return tables if any(body.count(b"\n") > 1 for body in tables.values()) else {}


def _pack(tables: dict[str, bytes], today: date) -> bytes:
    manifest = json.dumps({"schema": SCHEMA_VERSION, "made_on": today.isoformat()})
    files = [(f"{name}.csv", body) for name, body in tables.items()]
    return write_zip([*files, (BACKUP_MANIFEST, manifest.encode())], today)


def _verify_backup(path: Path, tables: dict[str, bytes]) -> None:
    """Read a backup back; delete it and raise OSError if its content isn't that of `tables`."""
    try:
        is_complete = _unpack(durable_io.read(path) or b"", path.name) == tables
    except StoreError:
        is_complete = False
    if not is_complete:
        durable_io.remove(path)
        raise OSError(errno.EIO, "The backup could not be read back")


def _unpack(data: bytes, name: str) -> dict[str, bytes]:
    try:
        files = read_zip(data, max_files=_MAX_FILES, max_bytes=_MAX_UNPACKED)
        schema = json.loads(files[BACKUP_MANIFEST])["schema"]
        if schema > SCHEMA_VERSION:
            raise newer_schema_error(schema)
    except (UnreadableZip, KeyError, ValueError, TypeError, RecursionError) as error:
        what, remedy = "The backup is damaged; nothing was changed.", "Choose another one."
        raise Refused(what, remedy, where=name) from error
    return {table: files[f"{table}.csv"] for table in SCHEMA if f"{table}.csv" in files}


def _backup_at(path: Path) -> Backup | None:
    """Return the backup at a path, as its file name describes it; None if the file isn't a backup."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        return None
    identity = durable_io.identity(path)
    if identity is None:  # another process has deleted it
        return None
    return Backup(name=path.name, day=day, before=match["before"] or "", size=identity[1])


def _outdated_backups(backups: Sequence[Backup], today: date) -> list[Backup]:
    """Return the backups to delete; `backups` are all backups, newest first.

    Backups dated after today were made while the clock was wrong, or before it was set back. They are counted
    separately: otherwise they would push out every new backup as soon as it is made.
    """
    future_backups = [backup for backup in backups if backup.day > today]
    return [*_outside_rotation(future_backups), *_outside_rotation(backups[len(future_backups) :])]


def _outside_rotation(backups: Sequence[Backup]) -> list[Backup]:
    """Return the backups that are neither from the last DAYS days nor the newest of the last WEEKS weeks."""
    days = sorted({backup.day for backup in backups}, reverse=True)[:DAYS]
    last_of_week: dict[tuple[int, int], Backup] = {}
    for backup in backups:
        last_of_week.setdefault(backup.day.isocalendar()[:2], backup)
    weekly_backups = list(last_of_week.values())[:WEEKS]
    return [backup for backup in backups if backup.day not in days and backup not in weekly_backups]
