"""Finds, row by row, what another program changed in a table's file, so that the candidate can decide."""

import hashlib
from collections.abc import Collection
from typing import NamedTuple

from followup_core.models import SCHEMA, Key, Problem, Row

from .csv_codec import DecodedTable, decode_leniently, quarantine_problem
from .mutable_tables import MutableTable, TargetRows, same_row
from .protocol import Unreadable


class RowDifference(NamedTuple):
    """One row as the store last wrote it (`before`) and as the file has it (`after`); None if missing."""

    key: Key
    before: Row | None
    after: Row | None


class ExternalEdit(NamedTuple):
    """A table's file that another program changed after the store wrote it.

    `problems` describe what is wrong with the file. If the file can't be read at all, there are no
    `differences`, and the edit can only be discarded.
    """

    table: str
    readable: bool
    differences: tuple[RowDifference, ...]
    problems: tuple[Problem, ...]

    @property
    def added(self) -> tuple[RowDifference, ...]:
        """The rows that are only in the file."""
        return tuple(difference for difference in self.differences if difference.before is None)

    @property
    def removed(self) -> tuple[RowDifference, ...]:
        """The rows that are missing in the file."""
        return tuple(difference for difference in self.differences if difference.after is None)

    @property
    def changed(self) -> tuple[RowDifference, ...]:
        """The rows whose cells differ in the file."""
        return tuple(
            difference for difference in self.differences if None not in (difference.before, difference.after)
        )


class ChangedFile(NamedTuple):
    """The file of an external edit, with its content; `incoming` is None if the file can't be read."""

    data: bytes
    edit: ExternalEdit
    incoming: DecodedTable | None

    @property
    def sha256(self) -> str:
        """The hash that identifies this file's content."""
        return sha256(self.data)

    def target_rows(self, keys: Collection[Key] | None, stored_table: MutableTable) -> TargetRows:
        """Return the rows to apply: those with these `keys`, or all rows that differ."""
        positions = {key: number for number, key in enumerate(self.incoming.rows if self.incoming else ())}
        target_rows: dict[Key, tuple[Row | None, int | None]] = {}
        for difference in self.edit.differences:
            if keys is None or difference.key in keys:
                row = (
                    None
                    if difference.after is None
                    else {**stored_table.rows.get(difference.key, {}), **difference.after}
                )
                target_rows[difference.key] = (row, positions.get(difference.key))
        if keys is None and self.incoming is not None:
            # Rows of the file with a blank or duplicate id are quarantined, and the stored row is deleted.
            key_of = SCHEMA[stored_table.name].key_of
            target_rows |= {
                key_of(quarantined.row): (None, None) for quarantined in self.incoming.quarantined
            }
        return target_rows

    def columns(self, stored_table: MutableTable) -> tuple[str, ...]:
        """Return the file's columns in its order, followed by the stored columns that it lacks."""
        file_columns = self.incoming.columns if self.incoming else ()
        return (*file_columns, *(column for column in stored_table.columns if column not in file_columns))


def sha256(data: bytes) -> str:
    """Return the hash that identifies a file's content, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def compare(base: MutableTable, data: bytes) -> ChangedFile:
    """Return the differences between a file and the rows that the store last wrote to it (`base`)."""
    try:
        incoming = decode_leniently(base.name, data)
    except Unreadable as error:
        edit = ExternalEdit(table=base.name, readable=False, differences=(), problems=(error.problem,))
        return ChangedFile(data=data, edit=edit, incoming=None)
    problems = (
        *incoming.problems,
        *(quarantine_problem(base.name, quarantined) for quarantined in incoming.quarantined),
    )
    edit = ExternalEdit(
        table=base.name, readable=True, differences=_differences(base, incoming), problems=problems
    )
    return ChangedFile(data=data, edit=edit, incoming=incoming)


def _differences(base: MutableTable, incoming: DecodedTable) -> tuple[RowDifference, ...]:
    # A row that is quarantined in the file is ambiguous, not deleted.
    quarantined = {SCHEMA[base.name].key_of(row.row) for row in incoming.quarantined}
    differences = []
    for key in {**base.rows, **incoming.rows}:
        before, after = base.rows.get(key), incoming.rows.get(key)
        if after is None and key in quarantined:
            continue
        # A column that the other program deleted doesn't count as a change of every row.
        merged_row = after if before is None or after is None else {**before, **after}
        if not same_row(before, merged_row):
            differences.append(RowDifference(key=key, before=before, after=after))
    return tuple(differences)


def is_truncated(data: bytes | None, copy: bytes) -> bool:
    """Return whether a file is what a crash or a full disk leaves of `copy`: missing, empty, zeros or cut."""
    return data is None or copy.startswith(data.rstrip(b"\x00"))
