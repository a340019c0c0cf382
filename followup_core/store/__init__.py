"""Keeping a workspace's rows: what is promised, and the store that keeps them as CSV tables."""

from .backups import (
    Backup,
    back_up_before,
    delete_backup,
    list_backups,
    make_backup,
    read_backup,
    restore_backup,
)
from .csv_store import CsvStore
from .disk import write_durably
from .frame import check_file, file_frame, frame, never_saved_to
from .keeper import not_saved
from .ledger import Event, InUse, Ledger
from .outside import OutsideEdit, RowDifference
from .protocol import (
    Change,
    ChangedSince,
    Decide,
    NewerSchema,
    NotSaved,
    Operation,
    ReadOnly,
    Receipt,
    Recent,
    Refused,
    Snapshot,
    Store,
    StoreError,
    Table,
    Unreadable,
)

__all__ = [
    "Backup",
    "Change",
    "ChangedSince",
    "CsvStore",
    "Decide",
    "Event",
    "InUse",
    "Ledger",
    "NewerSchema",
    "NotSaved",
    "Operation",
    "OutsideEdit",
    "ReadOnly",
    "Receipt",
    "Recent",
    "Refused",
    "RowDifference",
    "Snapshot",
    "Store",
    "StoreError",
    "Table",
    "Unreadable",
    "back_up_before",
    "check_file",
    "delete_backup",
    "file_frame",
    "frame",
    "list_backups",
    "make_backup",
    "never_saved_to",
    "not_saved",
    "read_backup",
    "restore_backup",
    "write_durably",
]
