"""What someone else did to a table's file: row by row, for a person to decide about."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from followup_core.models import SCHEMA, Key, Problem, Row

from .csv_codec import Decoded, decode_leniently, quarantine_problem
from .mutable_tables import MutableTable, Wanted, same_row
from .protocol import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDifference:
    """One row as the store last wrote it and as the file has it; None where it is not there."""

    key: Key
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalEdit:
    """A table file that was changed by another program since the store wrote it.

    `problems` tell what is wrong with the file; when it could not be read at
    all there are no `differences`, and only `keep_ours` is possible.
    """

    table: str
    readable: bool
    differences: tuple[RowDifference, ...]
    problems: tuple[Problem, ...]

    @property
    def added(self) -> tuple[RowDifference, ...]:
        """The rows that only the file has."""
        return tuple(each for each in self.differences if each.before is None)

    @property
    def removed(self) -> tuple[RowDifference, ...]:
        """The rows that the file does not have any more."""
        return tuple(each for each in self.differences if each.after is None)

    @property
    def changed(self) -> tuple[RowDifference, ...]:
        """The rows that the file has otherwise."""
        return tuple(each for each in self.differences if None not in (each.before, each.after))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFile:
    """The file behind an outside edit, with the rows that it was made from."""

    data: bytes
    edit: ExternalEdit
    theirs: Decoded | None

    @property
    def sha256(self) -> str:
        """Return what tells this file from any other."""
        return sha256(self.data)

    def wanted(self, keys: Collection[Key] | None, live: MutableTable) -> Wanted:
        """Return the rows to take over: those of `keys`, or all that differ."""
        order = {key: number for number, key in enumerate(self.theirs.rows if self.theirs else ())}
        wanted: dict[Key, tuple[Row | None, int | None]] = {}
        for each in self.edit.differences:
            if keys is None or each.key in keys:
                row = None if each.after is None else {**live.rows.get(each.key, {}), **each.after}
                wanted[each.key] = (row, order.get(each.key))
        if keys is None and self.theirs is not None:
            # What the file has in question is put aside, not also kept as it was.
            key_of = SCHEMA[live.name].key_of
            wanted |= {key_of(each.row): (None, None) for each in self.theirs.quarantined}
        return wanted

    def columns(self, live: MutableTable) -> tuple[str, ...]:
        """Return the file's columns in its order, and after them those it lacks."""
        theirs = self.theirs.columns if self.theirs else ()
        return (*theirs, *(column for column in live.columns if column not in theirs))


def sha256(data: bytes) -> str:
    """Return the hash by which a file is known."""
    return hashlib.sha256(data).hexdigest()


def compare(base: MutableTable, data: bytes) -> ChangedFile:
    """Compare a file with the rows it was made from."""
    try:
        theirs = decode_leniently(base.name, data)
    except Unreadable as error:
        edit = ExternalEdit(table=base.name, readable=False, differences=(), problems=(error.problem,))
        return ChangedFile(data=data, edit=edit, theirs=None)
    problems = (*theirs.problems, *(quarantine_problem(base.name, each) for each in theirs.quarantined))
    edit = ExternalEdit(
        table=base.name, readable=True, differences=_differences(base, theirs), problems=problems
    )
    return ChangedFile(data=data, edit=edit, theirs=theirs)


def _differences(base: MutableTable, theirs: Decoded) -> tuple[RowDifference, ...]:
    # A row put aside in their file is in question, not deleted.
    aside = {SCHEMA[base.name].key_of(each.row) for each in theirs.quarantined}
    found = []
    for key in {**base.rows, **theirs.rows}:
        before, after = base.rows.get(key), theirs.rows.get(key)
        if after is None and key in aside:
            continue
        # A column they dropped is not a change of every row.
        whole = after if before is None or after is None else {**before, **after}
        if not same_row(before, whole):
            found.append(RowDifference(key=key, before=before, after=after))
    return tuple(found)


def is_truncated(data: bytes | None, copy: bytes) -> bool:
    """Whether a file is what a crash or a full disk leaves of `copy`: gone, empty, zeros, or cut short."""
    return data is None or copy.startswith(data.rstrip(b"\x00"))
