"""Loads a workspace: reads its files and decides which of them to use, without writing anything."""

import time
from collections.abc import Sequence

from followup_core import durable_io
from followup_core.models import SCHEMA, Problem
from followup_core.models.garbage_collection import garbage_collection_paused

from . import workspace_deletion
from .csv_codec import decode
from .external_edits import compare, is_truncated, sha256
from .journal import JournalRead, TableMark, read_journal
from .manifest import Manifest, WorkspacePaths, read_manifest
from .mutable_tables import MutableTable
from .protocol import StoreError, Unreadable
from .workspace_state import WorkspaceState

_MAX_TRIES = 100
_PAUSE_SECONDS = 0.005
_DAMAGED = "Until a backup is restored, or the loss accepted, nothing can be saved."


def load_workspace(paths: WorkspacePaths) -> WorkspaceState:
    """Return the state of a workspace at one moment, whether or not the caller holds the lock.

    Raises:
        NewerSchema: a newer version of the program made the workspace.
        StoreError: the workspace was being changed during every try.
        OSError: the system cannot read the files.
    """
    for _ in range(_MAX_TRIES):
        before = durable_io.identity(paths.manifest)
        state = _read_state(paths)
        if state is not None and durable_io.identity(paths.manifest) == before:
            state.manifest_id = before
            return state
        time.sleep(_PAUSE_SECONDS)  # another process finished a checkpoint in the meantime
    raise StoreError("Another program keeps changing the workspace.", "Try again in a moment.")


@garbage_collection_paused()
def _read_state(paths: WorkspacePaths) -> WorkspaceState | None:
    """Return the state in the workspace's files; None if the manifest was replaced while they were read."""
    state = WorkspaceState(paths=paths)
    if (mark := workspace_deletion.mark_of(paths)) is not None:
        state.seq = workspace_deletion.seq_after(mark)
        state.tables = {name: MutableTable.empty(name) for name in SCHEMA}
        state.seen = {name: durable_io.identity(paths.table(name)) for name in SCHEMA}
        return state
    manifest, is_unreadable = read_manifest(paths)
    files = {}
    for name in SCHEMA:
        state.seen[name] = durable_io.identity(paths.table(name))
        files[name] = durable_io.read(paths.table(name))
    if manifest is None:
        _adopt_tables(state, files, is_manifest_lost=is_unreadable or _journals_hold_actions(paths))
        return state
    state.journal_id = durable_io.identity(paths.journal(manifest.journal))
    data = durable_io.read(paths.journal(manifest.journal))
    if data is None and read_manifest(paths)[0] != manifest:
        return None
    journal = read_journal(data or b"", manifest.seq)
    _assemble(state, manifest, files, journal)
    state.certain, state.certain_seq = journal.good, state.seq
    state.record_read(data or b"", journal)
    return state


def _journals_hold_actions(paths: WorkspacePaths) -> bool:
    # A crash while a workspace was being initialized leaves a journal of one line, in which nothing is saved.
    return any((durable_io.read(path) or b"").count(b"\n") > 1 for path in paths.journals)


def _adopt_tables(state: WorkspaceState, files: dict[str, bytes | None], *, is_manifest_lost: bool) -> None:
    """Use the table files as they are, because there is no manifest to compare them with.

    If `is_manifest_lost`, the store had written a manifest, so the state is damaged.
    """
    if is_manifest_lost:
        state.damage = f"The program's list of saved files is lost. {_DAMAGED}"
    for name, data in files.items():
        state.tables[name] = MutableTable.empty(name)
        if data is None:
            continue
        try:
            decoded = decode(name, data)
        except Unreadable as error:
            state.unreadable[name] = error
            continue
        state.tables[name] = MutableTable.of(name, decoded)
        state.notices += decoded.notices
        state.marks[name] = TableMark(sha256=sha256(data), rows=len(decoded.rows), seq=0)


def _assemble(
    state: WorkspaceState, manifest: Manifest, files: dict[str, bytes | None], journal: JournalRead
) -> None:
    """Load the tables and apply the actions in the journal to them."""
    state.manifest, state.seq = manifest, manifest.seq
    state.recent = {entry.operation.op_id: entry for entry in manifest.recent}
    if journal.damage:
        state.damage = f"The journal of this workspace is damaged; later actions may be missing. {_DAMAGED}"
    decided_hashes = {name: sha for entry in journal.entries for name, sha in entry.decided.items()}
    for name, data in files.items():
        marks = [mark for table, mark in journal.intents if table == name]
        if name in manifest.tables:
            marks.append(manifest.tables[name])
        if data is None and name not in manifest.tables:
            # The file isn't missing: it is a new table's, and a checkpoint was interrupted before writing it.
            marks = []
        mark = _load_table(state, name, data, marks, decided_hashes.get(name, ""))
        for entry in journal.entries:
            if mark is None or entry.seq > mark.seq:
                state.apply_entry(entry, only=(name,))
    for entry in journal.entries:
        state.remember(entry)


def _load_table(
    state: WorkspaceState, name: str, data: bytes | None, marks: Sequence[TableMark], decided_hash: str
) -> TableMark | None:
    """Load a table from its file, or from the copy that a checkpoint writes before it replaces the file.

    Returns the mark of the version that was loaded, after which the journal's actions are applied; None if
    there was no such version.

    Args:
        state: The state to add the table to.
        name: The table's name.
        data: The bytes of its file, None if the file is missing.
        marks: The marks of the versions that the store wrote or announced.
        decided_hash: The hash of a changed file that the candidate has decided about, '' for none.
    """
    mark_by_hash = {mark.sha256: mark for mark in marks}
    state.tables[name] = MutableTable.empty(name)
    if data is None and not mark_by_hash:
        return None
    file_mark = mark_by_hash.get(sha256(data)) if data is not None else None
    if file_mark is not None and data is not None:
        return _use_file(state, name, data, file_mark)
    # The file is missing, or not as the store wrote it. The copy may be.
    copy = durable_io.read(state.paths.table_copy(name)) if mark_by_hash else None
    copy_mark = mark_by_hash.get(sha256(copy)) if copy is not None else None
    if copy_mark is not None and copy is not None:
        _use_file(state, name, copy, copy_mark)
    elif mark_by_hash:
        # The copy is lost, too. The last mark is the manifest's; the announced versions come before it.
        return _use_changed_file(state, name, data, marks[-1])
    if copy is not None and is_truncated(data, copy):
        state.restored[name] = copy
        state.notices.append(_restored_problem(name, data, copy_mark))
    elif data is not None and sha256(data) != decided_hash:
        # Another program's edit: the candidate decides about it, row by row.
        state.external_edits[name] = compare(state.tables[name], data)
    return copy_mark


def _use_file(state: WorkspaceState, name: str, data: bytes, mark: TableMark) -> TableMark:
    decoded = decode(name, data)
    state.tables[name] = MutableTable.of(name, decoded)
    state.notices += decoded.notices
    state.marks[name] = mark
    return mark


def _use_changed_file(
    state: WorkspaceState, name: str, data: bytes | None, mark: TableMark
) -> TableMark | None:
    """Use a changed file whose second copy is lost; return `mark`, or None if the file can't be read."""
    try:
        decoded = decode(name, data or b"")
    except Unreadable as error:
        state.unreadable[name] = error
        return None
    state.tables[name] = MutableTable.of(name, decoded)
    state.marks[name] = TableMark(sha256=sha256(data or b""), rows=len(decoded.rows), seq=mark.seq)
    state.dirty.add(name)
    what = "The file is not as the program last wrote it, and the copy to compare it with is lost."
    remedy = "Look through its rows."
    state.notices.append(Problem(table=name, line=0, column="", what=what, remedy=remedy))
    return mark


def _restored_problem(name: str, data: bytes | None, mark: TableMark | None) -> Problem:
    file_state = "missing" if data is None else "empty" if not data.strip(b"\x00") else "cut short"
    rows = mark.rows if mark else 0
    what = f"The file was {file_state}; its rows as last saved ({rows}) are used and will be put back."
    remedy = "Nothing to do. To delete rows, use the program, not an empty file."
    return Problem(table=name, line=0, column="", what=what, remedy=remedy)
