"""A workspace in memory: the tables as they are, and how far the files have been read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from followup_core.records import SCHEMA, Problem

from . import disk
from .codec import Aside, aside_problem, decode
from .journal import JournalRead, Mark, read_lines
from .live import Entry, LiveTable
from .manifest import Manifest, Places
from .outside import Found
from .protocol import Snapshot, Table, Unreadable


@dataclass(slots=True, kw_only=True)
class State:
    """What one process knows of a workspace.

    `marks` tells which table files are on the disk, `seen` their identities.
    `dirty` tables have actions that their file has not. `put_back` has the
    bytes of files that were lost or cut; `outside` those someone else changed.
    With `damage` nothing may be written; `unreadable` tables have no rows here.
    """

    places: Places
    manifest: Manifest | None = None
    manifest_id: disk.Identity | None = None
    seen: dict[str, disk.Identity | None] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    tables: dict[str, LiveTable] = field(default_factory=dict)
    seq: int = 0
    recent: dict[str, Entry] = field(default_factory=dict)
    actions: int = 0
    good: int = 0
    last: bytes = b""
    torn: bytes = b""
    dirty: set[str] = field(default_factory=set)
    put_back: dict[str, bytes] = field(default_factory=dict)
    outside: dict[str, Found] = field(default_factory=dict)
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    damage: str = ""
    notices: list[Problem] = field(default_factory=list)
    settled: bool = False
    copies: dict[str, Table] = field(default_factory=dict)

    @property
    def journal_number(self) -> int:
        """The number of the journal that counts; 0 while there is none."""
        return self.manifest.journal if self.manifest else 0

    def remember(self, entry: Entry) -> None:
        """Count an action that is in the journal."""
        self.seq = entry.seq
        self.actions += 1
        if entry.operation.op_id:
            self.recent[entry.operation.op_id] = entry

    def take(self, entry: Entry, *, only: Iterable[str] = tuple(SCHEMA)) -> None:
        """Change the tables (of `only`) as an action of the journal says."""
        for name in only:
            table = self.tables[name]
            if name in entry.columns:
                table.columns = entry.columns[name]
            if name in entry.aside:
                table.aside = tuple(Aside(line=0, row=row) for row in entry.aside[name])
            table.take(entry.edits.get(name, ()))
            if name in entry.columns or name in entry.aside or name in entry.edits or name in entry.decided:
                self.dirty.add(name)
                self.copies.pop(name, None)

    def catch_up(self) -> bool:
        """Take in what other processes added to the journal; False when all must be read anew."""
        if disk.identity(self.places.manifest) != self.manifest_id or self.damage:
            return False
        if disk.identity(self.places.deleting) is not None or not self.tables_as_seen():
            return False
        return self.manifest is None or self._read_on()

    def tables_as_seen(self) -> bool:
        """Whether no table file has changed since it was read or written here."""
        return all(disk.identity(self.places.table(name)) == seen for name, seen in self.seen.items())

    def _read_on(self) -> bool:
        path = self.places.journal(self.journal_number)
        found = disk.identity(path)
        if found is None:
            return False
        if found[1] == self.good:
            self.torn = b""
            return True
        # The line before is read again: had it been cut off and replaced, all must be read anew.
        data = disk.read(path, self.good - len(self.last)) or b""
        if not data.startswith(self.last):
            return False
        more = read_lines(data[len(self.last) :], self.seq, JournalRead(good=self.good, last=self.last))
        if more.damage:
            return False
        for entry in more.entries:
            self.take(entry)
            self.remember(entry)
        self.good, self.last, self.torn = more.good, more.last, more.torn
        return True

    def view(self) -> Snapshot:
        """Return the tables without copying them, for the time of one decision."""
        return Snapshot(seq=self.seq, tables={name: table.view() for name, table in self.tables.items()})

    def snapshot(self) -> Snapshot:
        """Return the tables as they are now; only those that changed since the last time are copied."""
        for name, table in self.tables.items():
            if name not in self.copies:
                self.copies[name] = table.copy()
        return Snapshot(seq=self.seq, tables=dict(self.copies))

    def numbered(self, name: str) -> LiveTable:
        """Return a table with the line of each row; once it was written, its lines are counted anew."""
        table = self.tables[name]
        if table.lines or not table.all_rows():
            return table
        return LiveTable.of(name, decode(name, table.encoded()))

    def file_problems(self) -> list[Problem]:
        """Return what is wrong with the files and with rows that are put aside."""
        found = [error.problem for error in self.unreadable.values()]
        found += [notice for notice in self.notices if notice.table in self.put_back]
        if self.damage:  # not of one table, so it is told of the first
            first, remedy = next(iter(SCHEMA)), "Restore a backup, or accept the loss."
            found.append(Problem(table=first, line=0, column="", what=self.damage, remedy=remedy))
        for name, table in self.tables.items():
            found += table.problems
            found += [aside_problem(name, each) for each in self.numbered(name).aside]
        found += [problem for each in self.outside.values() for problem in _outside_problems(each)]
        return found


def _outside_problems(found: Found) -> list[Problem]:
    edit = found.edit
    if edit.readable:
        count = len(edit.differences)
        differ = "1 row differs" if count == 1 else f"{count} rows differ"
        what = f"The file was changed outside the program ({differ})."
    else:
        what = "The file was changed outside the program and cannot be read; the rows saved last are used."
    remedy = "Decide in the program what counts: the file, or what was saved."
    return [Problem(table=edit.table, line=0, column="", what=what, remedy=remedy), *edit.problems]
