"""The state of a workspace in memory: its tables, and how far its files have been read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from followup_core import durable_io
from followup_core.models import SCHEMA, Problem

from .csv_codec import QuarantinedRow, decode, quarantine_problem
from .external_edits import ChangedFile
from .journal import JournalRead, TableMark, read_lines
from .manifest import Manifest, WorkspacePaths
from .mutable_tables import JournalEntry, MutableTable
from .protocol import Snapshot, Table, Unreadable

WRITE_AGAIN = "Put the files back, or write everything to the folder again in Settings, Your data."


@dataclass(slots=True, kw_only=True)
class WorkspaceState:
    """The state of a workspace as one process knows it.

    Each of these is by table:
    - `marks` describes the table files on the disk, and `seen` has their identities.
    - `dirty` names the tables with actions that aren't in their file yet.
    - `restored` has the right bytes of files that were lost or cut off.
    - `external_edits` has the files that another program changed.
    - `unreadable` has the error of each table that has no usable rows.

    `damage` is why nothing may be written, '' if writing is allowed. `rewrite_warning` says that the journal
    was written again, '' if it wasn't.

    `journal` is the valid part of the journal's file. Its first `certain` bytes, and all actions up to number
    `certain_seq`, were reported as saved; another process may still remove a later line. `journal_lost` means
    that the file no longer begins with the certain bytes. `only_in_memory` means that the manifest is also
    missing or older, so that the rows are only in this process.
    """

    paths: WorkspacePaths
    manifest: Manifest | None = None
    manifest_id: durable_io.Identity | None = None
    seen: dict[str, durable_io.Identity | None] = field(default_factory=dict)
    marks: dict[str, TableMark] = field(default_factory=dict)
    tables: dict[str, MutableTable] = field(default_factory=dict)
    seq: int = 0
    recent: dict[str, JournalEntry] = field(default_factory=dict)
    actions: int = 0
    journal: bytearray = field(default_factory=bytearray)
    journal_id: durable_io.Identity | None = None
    journal_lost: bool = False
    only_in_memory: bool = False
    rewrite_warning: str = ""
    certain: int = 0
    certain_seq: int = 0
    truncated: bytes = b""
    dirty: set[str] = field(default_factory=set)
    restored: dict[str, bytes] = field(default_factory=dict)
    external_edits: dict[str, ChangedFile] = field(default_factory=dict)
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    damage: str = ""
    notices: list[Problem] = field(default_factory=list)
    is_cleaned_up: bool = False
    copies: dict[str, Table] = field(default_factory=dict)

    @property
    def journal_number(self) -> int:
        """The number of the current journal; 0 if there is none."""
        return self.manifest.journal if self.manifest else 0

    def remember(self, entry: JournalEntry) -> None:
        """Record an action that is in the journal as the latest one."""
        self.seq = entry.seq
        self.actions += 1
        if entry.operation.op_id:
            self.recent[entry.operation.op_id] = entry

    def apply_entry(self, entry: JournalEntry, *, only: Iterable[str] = tuple(SCHEMA)) -> None:
        """Apply an action of the journal to the tables in `only`."""
        for name in only:
            table = self.tables[name]
            if name in entry.columns:
                table.columns = entry.columns[name]
            if name in entry.quarantined:
                table.quarantined = tuple(QuarantinedRow(line=0, row=row) for row in entry.quarantined[name])
            table.apply_edits(entry.edits.get(name, ()))
            if (
                name in entry.columns
                or name in entry.quarantined
                or name in entry.edits
                or name in entry.decided
            ):
                self.dirty.add(name)
                self.copies.pop(name, None)

    def catch_up(self) -> bool:
        """Apply the actions that other processes added; return False if all files must be read again."""
        if durable_io.identity(self.paths.manifest) != self.manifest_id or self.damage:
            return False
        return self.tables_as_seen() and (self.manifest is None or self._read_appended())

    def tables_as_seen(self) -> bool:
        """Return whether no table's file has changed since this process read or wrote it."""
        return all(durable_io.identity(self.paths.table(name)) == seen for name, seen in self.seen.items())

    def _read_appended(self) -> bool:
        """Apply the lines that were added to the journal; return False if all files must be read again."""
        path = self.paths.journal(self.journal_number)
        identity = durable_io.identity(path)
        if identity == self.journal_id:
            return True
        data = durable_io.read(path) or b""
        self.journal_lost = not data.startswith(self.journal[: self.certain])
        if self.journal_lost:
            self.journal_id = identity
            return True
        if not data.startswith(self.journal):
            return False  # another process removed a line that was read before it was certain
        appended = read_lines(data[len(self.journal) :], self.seq, JournalRead(good=len(self.journal)))
        if appended.damage:
            return False
        for entry in appended.entries:
            self.apply_entry(entry)
            self.remember(entry)
        self.journal_id = identity
        self.record_read(data, appended)
        return True

    def record_read(self, data: bytes, read: JournalRead) -> None:
        """Record how much of the journal is valid; another process may still remove its last line."""
        self.journal, self.truncated = bytearray(data[: read.good]), read.torn
        if read.entries:
            self.certain, self.certain_seq = read.good - len(read.last), self.seq - 1

    def mark_all_certain(self) -> None:
        """Count everything read so far as saved: while the lock is held, nobody removes a line."""
        self.certain, self.certain_seq = len(self.journal), self.seq

    def detect_lost_actions(self, reloaded: "WorkspaceState") -> bool:
        """Return whether saved actions are missing in the files, and set `journal_lost` or `only_in_memory`.

        `reloaded` is the state that was just read from the files.
        """
        known_manifest, stored_manifest = self.manifest, reloaded.manifest
        self.journal_lost = self.only_in_memory = False
        if known_manifest is None:
            return False
        if stored_manifest is not None and (known_manifest.seq, known_manifest.journal) == (
            stored_manifest.seq,
            stored_manifest.journal,
        ):
            self.journal_lost = not reloaded.journal.startswith(self.journal[: self.certain])
        else:
            self.only_in_memory = reloaded.seq < self.certain_seq
        return self.journal_lost or self.only_in_memory

    def snapshot_without_copies(self) -> Snapshot:
        """Return views of the tables, which must not be used after the tables change."""
        return Snapshot(seq=self.seq, tables={name: table.view() for name, table in self.tables.items()})

    def snapshot(self) -> Snapshot:
        """Return copies of the tables, always in the same order; only changed tables are copied again."""
        for name, table in self.tables.items():
            if name not in self.copies:
                self.copies[name] = table.copy()
        return Snapshot(seq=self.seq, tables={name: self.copies[name] for name in self.tables})

    def table_with_lines(self, name: str) -> MutableTable:
        """Return a table with the line of each row; after a checkpoint, the lines are counted again."""
        table = self.tables[name]
        if table.lines or not table.all_rows():
            return table
        return MutableTable.of(name, decode(name, table.encoded()))

    def file_problems(self) -> list[Problem]:
        """Return the problems of the files, and one problem for each quarantined row."""
        problems = [error.problem for error in self.unreadable.values()]
        problems += [notice for notice in self.notices if notice.table in self.restored]
        if self.damage:  # the damage isn't about one table, so it is reported for the first one
            first = next(iter(SCHEMA))
            remedy = WRITE_AGAIN if self.only_in_memory else "Restore a backup, or accept the loss."
            problems.append(Problem(table=first, line=0, column="", what=self.damage, remedy=remedy))
        for name, table in self.tables.items():
            problems += table.problems
            problems += [quarantine_problem(name, row) for row in self.table_with_lines(name).quarantined]
        problems += [
            problem for file in self.external_edits.values() for problem in _external_edit_problems(file)
        ]
        return problems


def _external_edit_problems(file: ChangedFile) -> list[Problem]:
    edit = file.edit
    if edit.readable:
        count = len(edit.differences)
        differ = "1 row differs" if count == 1 else f"{count} rows differ"
        what = f"The file was changed outside the program ({differ})."
    else:
        what = "The file was changed outside the program and cannot be read; the rows saved last are used."
    remedy = "Decide in the program what counts: the file, or what was saved."
    return [Problem(table=edit.table, line=0, column="", what=what, remedy=remedy), *edit.problems]
