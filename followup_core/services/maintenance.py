"""Backups, edits by other programs, damaged files, and deleting all of a workspace's data."""

import threading
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from pathlib import Path

from followup_core.calendar_token import CalendarToken
from followup_core.models import Problem
from followup_core.models.date_text import DayFormat
from followup_core.store import (
    Backup,
    CsvStore,
    ExternalEdit,
    NotSaved,
    StoreError,
    list_backups,
    make_backup,
    restore_backup,
)
from followup_core.store import delete_backup as delete_one

from .workspace import ActionContext
from .workspace_registry import csv_store, open_workspace

_last_backup_days: dict[Path, date] = {}
_lock = threading.Lock()


def daily_backup(folder: Path, today: date) -> str:
    """Make the day's backup unless this process already did; return an error message, '' if there is none."""
    with _lock:
        if _last_backup_days.get(folder) == today:
            return ""
        try:
            make_backup(csv_store(folder), today)
        except StoreError as error:
            return str(error)
        _last_backup_days[folder] = today
    return ""


def backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a workspace, newest first."""
    return list_backups(csv_store(folder))


def back_up_now(folder: Path, today: date) -> Backup | None:
    """Make another backup besides the daily one; return None if there is nothing to back up."""
    return make_backup(csv_store(folder), today, before="asked")


def restore(folder: Path, name: str, context: ActionContext, day_format: DayFormat) -> None:
    """Restore the workspace from a backup, as one action that can be undone."""
    store = csv_store(folder)
    day = next(
        (day_format.full(backup.day) for backup in list_backups(store) if backup.name == name),
        name,
    )
    restore_backup(store, name, context.operation(f"Backup of {day} restored"), context.today)


def delete_backup(folder: Path, name: str) -> None:
    """Delete one backup for good."""
    delete_one(csv_store(folder), name)


def take_warnings(folder: Path) -> tuple[str, ...]:
    """Return what went wrong in actions that were saved nevertheless; each warning is returned once."""
    return csv_store(folder).take_warnings()


def write_tables(folder: Path) -> None:
    """Write the CSV tables, which may lag behind the journal, before somebody opens the folder.

    If they can't be written now, `notices` or `damage` says why; nothing that was saved is lost.
    """
    with suppress(StoreError):
        csv_store(folder).write_tables()


def notices(folder: Path) -> tuple[str, ...]:
    """Return sentences about the data that the candidate should read, although nothing has to be done."""
    return csv_store(folder).notices()


def damage(folder: Path) -> str:
    """Return why nothing can be saved until a backup is restored or the loss accepted; '' if all is well."""
    return csv_store(folder).damage()


def is_only_in_memory(folder: Path) -> bool:
    """Whether the data is only in this program's memory, because its files were removed."""
    return csv_store(folder).is_only_in_memory()


def external_edits(folder: Path) -> tuple[ExternalEdit, ...]:
    """Return the tables that another program changed and that the candidate hasn't decided about."""
    return csv_store(folder).external_edits()


def pending_decisions(folder: Path) -> tuple[str, tuple[ExternalEdit, ...]]:
    """Return what `damage` and `external_edits` return, both at the same moment."""
    return csv_store(folder).pending_decisions()


def accept_external_edit(
    folder: Path, table: str, keys: Collection[tuple[str, ...]] | None, context: ActionContext
) -> None:
    """Save what another program changed in a table: the rows of `keys`, or all of them (None)."""
    operation = context.operation(f"Changes to {table}.csv accepted")
    csv_store(folder).accept_external_edit(table, operation, keys)


def discard_external_edit(folder: Path, table: str, context: ActionContext) -> None:
    """Keep the saved rows of a table; the other program's file is moved to quarantine."""
    csv_store(folder).discard_external_edit(table, context.operation(f"Changes to {table}.csv discarded"))


def problems(folder: Path) -> tuple[Problem, ...]:
    """Return every problem in the tables, by table and line."""
    return open_workspace(folder).problems()


def accept_loss(folder: Path) -> None:
    """Go on without what can't be read, or write again what is only in memory; bad files are quarantined."""
    csv_store(folder).accept_loss()


def delete_everything(
    folder: Path,
    *,
    also_backups: bool,
    today: date,
    sample: Path | None = None,
    calendar_token: CalendarToken | None = None,
) -> None:
    """Delete everything in a workspace's folder, all or nothing even if the program crashes meanwhile.

    Unless `also_backups`, a last backup is made first; if that fails, nothing is deleted. The candidate's
    `sample` workspace and the secret address of their calendar (`calendar_token`) are deleted first.
    """
    store = csv_store(folder)
    if not also_backups:
        _make_last_backup(store, today)
    if calendar_token is not None:
        calendar_token.revoke()
    if sample is not None and sample.is_dir():
        csv_store(sample).delete_everything(also_backups=True)
    store.delete_everything(also_backups=also_backups)


def _make_last_backup(store: CsvStore, today: date) -> None:
    for last_try in (False, True):
        try:
            make_backup(store, today, before="deletion")
            return
        except NotSaved as error:
            if last_try or not store.give_up_reserve():
                raise NotSaved(
                    f"Nothing was deleted. {error.what}",
                    "Delete the backups as well, or free some space first.",
                ) from error
