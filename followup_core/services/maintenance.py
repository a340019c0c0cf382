"""Looking after a workspace's data: backups, edits made elsewhere, damage, and deleting it all."""

import threading
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from pathlib import Path

from followup_core.calendar_token import CalendarToken
from followup_core.models import Problem
from followup_core.models.date_text import format_day
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

from .table_check import check_tables
from .workspace import ActionContext
from .workspace_registry import csv_store, open_workspace

_backed_up: dict[Path, date] = {}
_lock = threading.Lock()


def daily_backup(workspace: Path, today: date) -> str:
    """Back up once a day, before the day's first change; return what went wrong, '' for nothing."""
    with _lock:
        if _backed_up.get(workspace) == today:
            return ""
        try:
            make_backup(csv_store(workspace), today)
        except StoreError as error:
            return str(error)
        _backed_up[workspace] = today
    return ""


def backups(workspace: Path) -> tuple[Backup, ...]:
    """Return the backups of a workspace, newest first."""
    return list_backups(csv_store(workspace))


def back_up_now(workspace: Path, today: date) -> Backup | None:
    """Make a backup beside that of the day; None when there is nothing to keep."""
    return make_backup(csv_store(workspace), today, before="asked")


def restore(workspace: Path, name: str, context: ActionContext) -> None:
    """Make a workspace what a backup holds, as one action that can be undone."""
    store = csv_store(workspace)
    day = next(
        (format_day(each.day, context.today) for each in list_backups(store) if each.name == name), name
    )
    restore_backup(store, name, context.operation(f"Backup of {day} restored"), context.today)


def delete_backup(workspace: Path, name: str) -> None:
    """Delete one backup; it can't be brought back."""
    delete_one(csv_store(workspace), name)


def take_warnings(workspace: Path) -> tuple[str, ...]:
    """Return what went wrong while something was done all the same; each is said once."""
    return csv_store(workspace).take_warnings()


def write_tables(workspace: Path) -> None:
    """Bring the tables in the folder up to date, before somebody is sent to look at them.

    Where that cannot be done now, the notices or the damage say why; nothing that was saved is lost.
    """
    with suppress(StoreError):
        csv_store(workspace).write_tables()


def notices(workspace: Path) -> tuple[str, ...]:
    """Return what the person should know of their data although nothing has to be done."""
    return csv_store(workspace).notices()


def damage(workspace: Path) -> str:
    """Return why nothing can be saved until a backup is restored or the loss accepted, '' for nothing."""
    return csv_store(workspace).damage()


def is_held(workspace: Path) -> bool:
    """Whether what was saved is in this program's memory alone, because its files were removed."""
    return csv_store(workspace).is_held()


def external_edits(workspace: Path) -> tuple[ExternalEdit, ...]:
    """Return the tables that another program changed and nobody has decided about."""
    return csv_store(workspace).external_edits()


def undecided(workspace: Path) -> tuple[str, tuple[ExternalEdit, ...]]:
    """Return both: why nothing can be saved, and the tables that another program changed."""
    return csv_store(workspace).undecided()


def accept_external_edit(
    workspace: Path, table: str, keys: Collection[tuple[str, ...]] | None, context: ActionContext
) -> None:
    """Take over the rows of `keys` (None: all) of what another program did to a table."""
    operation = context.operation(f"Changes to {table}.csv taken over")
    csv_store(workspace).accept_external_edit(table, operation, keys)


def discard_external_edit(workspace: Path, table: str, context: ActionContext) -> None:
    """Go on with the rows that were saved; the other program's file is kept aside."""
    csv_store(workspace).discard_external_edit(table, context.operation(f"Changes to {table}.csv left out"))


def problems(workspace: Path) -> tuple[Problem, ...]:
    """Return everything wrong with the tables."""
    return check_tables(open_workspace(workspace))


def accept_loss(workspace: Path) -> None:
    """Go on without what cannot be read, or write what is held in memory again; files are kept aside."""
    csv_store(workspace).accept_loss()


def delete_everything(
    workspace: Path,
    *,
    also_backups: bool,
    today: date,
    sample: Path | None = None,
    subscription: CalendarToken | None = None,
) -> None:
    """Delete all that the program keeps in a workspace's folder; a crash in the middle leaves no half of it.

    The backups go, too, when told so, and else one more is made first: without it nothing is deleted. What
    was tried in the folder `sample`, and the calendar's address, are of the same person and go before.
    """
    store = csv_store(workspace)
    if not also_backups:
        _last_backup(store, today)
    if subscription is not None:
        subscription.stop()
    if sample is not None and sample.is_dir():
        csv_store(sample).delete_everything(also_backups=True)
    store.delete_everything(also_backups=also_backups)


def _last_backup(store: CsvStore, today: date) -> None:
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
