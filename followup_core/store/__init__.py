"""Storage of a workspace's rows: the interface, and the store that keeps them as CSV tables."""

from importlib import import_module
from typing import TYPE_CHECKING

from followup_core.durable_io import write_durably

from .csv_store import CsvStore
from .external_edits import ExternalEdit, RowDifference
from .protocol import (
    Change,
    ChangeBuilder,
    ChangedSince,
    NewerSchema,
    NotSaved,
    Operation,
    ReadOnly,
    Receipt,
    RecentOperation,
    Refused,
    Snapshot,
    Store,
    StoreError,
    Table,
    Unreadable,
)
from .text_dataframes import check_file, file_dataframe, never_saved_to, table_dataframe
from .transactions import not_saved_error

if TYPE_CHECKING:
    from .backups import (
        Backup,
        back_up_before,
        delete_backup,
        list_backups,
        make_backup,
        read_backup,
        restore_backup,
    )
    from .event_log import EventLog, EventLogInUse, StoredEvent

__all__ = [
    "Backup",
    "Change",
    "ChangeBuilder",
    "ChangedSince",
    "CsvStore",
    "EventLog",
    "EventLogInUse",
    "ExternalEdit",
    "NewerSchema",
    "NotSaved",
    "Operation",
    "ReadOnly",
    "Receipt",
    "RecentOperation",
    "Refused",
    "RowDifference",
    "Snapshot",
    "Store",
    "StoreError",
    "StoredEvent",
    "Table",
    "Unreadable",
    "back_up_before",
    "check_file",
    "delete_backup",
    "file_dataframe",
    "list_backups",
    "make_backup",
    "never_saved_to",
    "not_saved_error",
    "read_backup",
    "restore_backup",
    "table_dataframe",
    "write_durably",
]

_LATER = {
    **dict.fromkeys(("Backup", "back_up_before", "delete_backup", "list_backups"), "backups"),
    **dict.fromkeys(("make_backup", "read_backup", "restore_backup"), "backups"),
    **dict.fromkeys(("EventLog", "EventLogInUse", "StoredEvent"), "event_log"),
}
"""Names that aren't needed to read and save rows, with their modules, which are imported on first use."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f".{_LATER[name]}", __name__), name)
