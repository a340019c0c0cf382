"""A workspace in memory: the tables as they are, and how far the files have been read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from followup_core.models import SCHEMA, Problem

from . import durable_io
from .csv_codec import QuarantinedRow, decode, quarantine_problem
from .external_edits import ChangedFile
from .journal import JournalRead, Mark, read_lines
from .manifest import Manifest, WorkspacePaths
from .mutable_tables import JournalEntry, MutableTable
from .protocol import Snapshot, Table, Unreadable

WRITE_AGAIN = "Put the files back, or write everything to the folder again in Settings, Your data."


@dataclass(slots=True, kw_only=True)
class WorkspaceState:
    """What one process knows of a workspace.

    `marks` tells which table files are on the disk, `seen` their identities.
    `dirty` tables have actions that their file has not. `put_back` has the
    bytes of files that were lost or cut; `outside` those someone else changed.
    With `damage` nothing may be written; `unreadable` tables have no rows here.

    `journal` is what counts of the journal's file. Its first `certain` bytes, and all actions to
    number `certain_seq`, were called saved; a line after that another process may still take back.
    The file is `journal_lost` when it does not begin with the certain bytes any more, and the rows
    are `held` in memory alone when the manifest is gone, too, or is an older one.
    """

    places: WorkspacePaths
    manifest: Manifest | None = None
    manifest_id: durable_io.Identity | None = None
    seen: dict[str, durable_io.Identity | None] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    tables: dict[str, MutableTable] = field(default_factory=dict)
    seq: int = 0
    recent: dict[str, JournalEntry] = field(default_factory=dict)
    actions: int = 0
    journal: bytearray = field(default_factory=bytearray)
    journal_id: durable_io.Identity | None = None
    journal_lost: bool = False
    held: bool = False
    mended: str = ""
    certain: int = 0
    certain_seq: int = 0
    truncated: bytes = b""
    dirty: set[str] = field(default_factory=set)
    restored: dict[str, bytes] = field(default_factory=dict)
    external_edits: dict[str, ChangedFile] = field(default_factory=dict)
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    damage: str = ""
    notices: list[Problem] = field(default_factory=list)
    settled: bool = False
    copies: dict[str, Table] = field(default_factory=dict)

    @property
    def journal_number(self) -> int:
        """The number of the journal that counts; 0 while there is none."""
        return self.manifest.journal if self.manifest else 0

    def remember(self, entry: JournalEntry) -> None:
        """Count an action that is in the journal."""
        self.seq = entry.seq
        self.actions += 1
        if entry.operation.op_id:
            self.recent[entry.operation.op_id] = entry

    def take(self, entry: JournalEntry, *, only: Iterable[str] = tuple(SCHEMA)) -> None:
        """Change the tables (of `only`) as an action of the journal says."""
        for name in only:
            table = self.tables[name]
            if name in entry.columns:
                table.columns = entry.columns[name]
            if name in entry.aside:
                table.quarantined = tuple(QuarantinedRow(line=0, row=row) for row in entry.aside[name])
            table.apply(entry.edits.get(name, ()))
            if name in entry.columns or name in entry.aside or name in entry.edits or name in entry.decided:
                self.dirty.add(name)
                self.copies.pop(name, None)

    def catch_up(self) -> bool:
        """Take in what other processes added to the journal; False when all must be read anew."""
        if durable_io.identity(self.places.manifest) != self.manifest_id or self.damage:
            return False
        return self.tables_as_seen() and (self.manifest is None or self._read_on())

    def tables_as_seen(self) -> bool:
        """Whether no table file has changed since it was read or written here."""
        return all(durable_io.identity(self.places.table(name)) == seen for name, seen in self.seen.items())

    def _read_on(self) -> bool:
        path = self.places.journal(self.journal_number)
        found = durable_io.identity(path)
        if found == self.journal_id:
            return True
        data = durable_io.read(path) or b""
        self.journal_lost = not data.startswith(self.journal[: self.certain])
        if self.journal_lost:
            self.journal_id = found
            return True
        if not data.startswith(self.journal):
            return False  # a line that was read before it was certain has been taken back
        more = read_lines(data[len(self.journal) :], self.seq, JournalRead(good=len(self.journal)))
        if more.damage:
            return False
        for entry in more.entries:
            self.take(entry)
            self.remember(entry)
        self.journal_id = found
        self.has_read(data, more)
        return True

    def has_read(self, data: bytes, read: JournalRead) -> None:
        """Take note of how much of the journal's bytes counts; its last line may still be taken back."""
        self.journal, self.truncated = bytearray(data[: read.good]), read.torn
        if read.entries:
            self.certain, self.certain_seq = read.good - len(read.last), self.seq - 1

    def is_certain(self) -> None:
        """Count everything read so far as saved: the lock is held, so nobody takes a line back."""
        self.certain, self.certain_seq = len(self.journal), self.seq

    def find_lost(self, fresh: "WorkspaceState") -> bool:
        """Note what this state has saved and the files, read again as `fresh`, do not have any more."""
        mine, theirs = self.manifest, fresh.manifest
        self.journal_lost = self.held = False
        if mine is None:
            return False
        if theirs is not None and (mine.seq, mine.journal) == (theirs.seq, theirs.journal):
            self.journal_lost = not fresh.journal.startswith(self.journal[: self.certain])
        else:
            self.held = fresh.seq < self.certain_seq
        return self.journal_lost or self.held

    def view(self) -> Snapshot:
        """Return the tables without copying them, for the time of one decision."""
        return Snapshot(seq=self.seq, tables={name: table.view() for name, table in self.tables.items()})

    def snapshot(self) -> Snapshot:
        """Return the tables as they are now; only those that changed since the last time are copied."""
        for name, table in self.tables.items():
            if name not in self.copies:
                self.copies[name] = table.copy()
        return Snapshot(seq=self.seq, tables=dict(self.copies))

    def numbered(self, name: str) -> MutableTable:
        """Return a table with the line of each row; once it was written, its lines are counted anew."""
        table = self.tables[name]
        if table.lines or not table.all_rows():
            return table
        return MutableTable.of(name, decode(name, table.encoded()))

    def file_problems(self) -> list[Problem]:
        """Return what is wrong with the files and with rows that are put aside."""
        found = [error.problem for error in self.unreadable.values()]
        found += [notice for notice in self.notices if notice.table in self.restored]
        if self.damage:  # not of one table, so it is told of the first
            first = next(iter(SCHEMA))
            remedy = WRITE_AGAIN if self.held else "Restore a backup, or accept the loss."
            found.append(Problem(table=first, line=0, column="", what=self.damage, remedy=remedy))
        for name, table in self.tables.items():
            found += table.problems
            found += [quarantine_problem(name, each) for each in self.numbered(name).quarantined]
        found += [problem for each in self.external_edits.values() for problem in _outside_problems(each)]
        return found


def _outside_problems(found: ChangedFile) -> list[Problem]:
    edit = found.edit
    if edit.readable:
        count = len(edit.differences)
        differ = "1 row differs" if count == 1 else f"{count} rows differ"
        what = f"The file was changed outside the program ({differ})."
    else:
        what = "The file was changed outside the program and cannot be read; the rows saved last are used."
    remedy = "Decide in the program what counts: the file, or what was saved."
    return [Problem(table=edit.table, line=0, column="", what=what, remedy=remedy), *edit.problems]
