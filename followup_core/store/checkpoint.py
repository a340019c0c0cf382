"""Checkpoints: write whole tables, then a manifest that refers to them, then start a new journal."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from followup_core import durable_io
from followup_core.models import SCHEMA

from . import append_log, journal
from .external_edits import sha256
from .journal import TableMark
from .manifest import MAX_RECENT, Manifest, write_manifest
from .workspace_state import WorkspaceState

EVERY = 20
"""How many actions the journal collects before the tables are written, unless the disk refuses."""


RESERVE_BYTES = 65_536
"""How much space is reserved for deleting on a full disk: enough for twenty deletions with long notes."""


MENDED = (
    "Another program changed or removed the file that records what you save. Everything you saved was"
    " written again, and a changed file is kept in the folder “outside”. Keep other programs out of the"
    " workspace's folder .store."
)


def clean_up(state: WorkspaceState) -> None:
    """Clean up once after opening: unfinished files, a truncated line, lost tables, stray journals."""
    if state.settled and not state.truncated:
        return
    paths = state.paths
    # Not in the folder of backups: one may be written at this moment, without the lock; see backups.py.
    for folder in (paths.folder, paths.inner, paths.copies, paths.quarantine):
        durable_io.remove_files(folder, f"*{durable_io.UNFINISHED}")
    if state.truncated:
        quarantine(state, f"journal-{state.journal_number}-torn", state.truncated)
        durable_io.cut(paths.journal(state.journal_number), len(state.journal))
        state.journal_id = durable_io.identity(paths.journal(state.journal_number))
        state.truncated = b""
    for path in paths.journals:
        if path != paths.journal(state.journal_number):
            durable_io.remove(path)
    for name, file in state.external_edits.items():
        quarantine(state, f"{name}-{file.sha256[:12]}.csv", file.data)
    for name, copy in state.restored.items():
        restore_from_copy(state, name, copy)
    state.restored = {}
    if state.manifest is not None:
        keep_reserve(paths.reserve)
    state.settled = True


def keep_reserve(path: Path) -> None:
    """Fill the reserve file, to be deleted on a full disk, if it is missing and the disk has space."""
    identity = durable_io.identity(path)
    if identity is None or identity[1] < RESERVE_BYTES:
        with suppress(OSError):
            durable_io.remove(path)
            durable_io.write_unsynced(
                path, os.urandom(RESERVE_BYTES)
            )  # random, because a file system that compresses would save space on anything else


def give_up_reserve(path: Path) -> bool:
    """Delete the reserve to free its space; return whether there was one."""
    there = durable_io.identity(path) is not None
    durable_io.remove(path)
    return there


def quarantine(state: WorkspaceState, name: str, data: bytes) -> None:
    """Save bytes that cannot be used, or that another program wrote, under a name in quarantine."""
    folder = state.paths.quarantine
    durable_io.make_folder(folder)
    if durable_io.read(folder / name) != data:
        durable_io.write_file(folder / name, data)
        durable_io.sync_folder(folder)


def restore_from_copy(state: WorkspaceState, name: str, copy: bytes) -> None:
    """Write a table's second copy to its file, after quarantining what is left of that file."""
    path = state.paths.table(name)
    if left := durable_io.read(path):
        quarantine(state, f"{name}-{sha256(left)[:12]}.csv", left)
    durable_io.write_file(path, copy)
    durable_io.sync_folder(state.paths.folder)
    state.seen[name] = durable_io.identity(path)


def initialize(state: WorkspaceState) -> None:
    """Start managing a workspace whose tables, if there are any, another program wrote."""
    paths = state.paths
    durable_io.make_folder(paths.copies)
    for name in state.marks:
        durable_io.write_file(paths.last(name), durable_io.read(paths.table(name)) or b"")
    durable_io.sync_folder(paths.copies)
    switch(state, Manifest(seq=state.seq, journal=1, tables=dict(state.marks)), b"")
    keep_reserve(paths.reserve)


def switch(state: WorkspaceState, manifest: Manifest, lines: bytes) -> None:
    """Make a manifest current, with a new journal that holds `lines`; delete the old journal."""
    paths = state.paths
    start = journal.header(manifest.seq)
    durable_io.write_file(paths.journal(manifest.journal), start + lines)
    durable_io.sync_folder(paths.inner)
    write_manifest(paths, manifest)
    if state.manifest is not None:
        durable_io.remove(paths.journal(state.journal_number))
    state.manifest, state.manifest_id = manifest, durable_io.identity(paths.manifest)
    state.journal = bytearray(start + lines)
    state.journal_id = durable_io.identity(paths.journal(manifest.journal))
    state.mark_all_certain()


def append_to_journal(state: WorkspaceState, line: bytes) -> bool:
    """Append a line to the journal; return False if the whole journal had to be rewritten.

    In both cases the line and everything before it can now be read from the disk.
    """
    path = state.paths.journal(state.journal_number)
    if not append_log.append(path, line, state.journal):
        renew_journal(state, line)
        return False
    state.journal_id = durable_io.identity(path)
    return True


def renew_journal(state: WorkspaceState, line: bytes = b"") -> None:
    """Write the valid part of the journal, and `line`, to a new file and continue with that file.

    A file with other content is quarantined, and valid lines that other processes added to it are kept.
    """
    paths, manifest = state.paths, state.manifest
    if manifest is None:
        return
    data = durable_io.read(paths.journal(manifest.journal)) or b""
    if data != state.journal and data:
        quarantine(state, f"journal-{manifest.journal}-damaged-{sha256(data)[:12]}", data)
    later = journal.lines_after(data, state.seq) if state.journal_lost else line
    if state.journal_lost or line:
        state.mended = MENDED
    # After damage, a table may hold later actions than the journal; their numbers will be used again.
    tables = {name: mark._replace(seq=min(mark.seq, state.seq)) for name, mark in state.marks.items()}
    renewed = Manifest(seq=manifest.seq, journal=manifest.journal + 1, tables=tables, recent=manifest.recent)
    start = len(journal.header(manifest.seq))
    switch(state, renewed, bytes(state.journal[start:]) + later)
    state.truncated = b""


def write_again(state: WorkspaceState) -> None:
    """Write everything in memory again, after the files were removed or replaced by older ones.

    Files that are in the way are quarantined.
    """
    paths = state.paths
    durable_io.make_folder(paths.copies)
    names = [name for name in SCHEMA if name not in state.unreadable]
    bodies = {name: state.tables[name].encoded() for name in names if state.tables[name].all_rows()}
    for path in (*map(paths.table, SCHEMA), paths.manifest, paths.manifest_copy, *paths.journals):
        if (left := durable_io.read(path)) and left not in bodies.values():
            quarantine(state, f"{path.name}-{sha256(left)[:12]}", left)
    marks = _marks(state, bodies)
    _write_tables(state, bodies, marks)
    numbers = [path.name.removeprefix("journal-") for path in paths.journals]
    free = max([state.journal_number, *(int(number) for number in numbers if number.isdecimal())]) + 1
    recent = tuple(state.recent.values())[-MAX_RECENT:]
    switch(state, Manifest(seq=state.seq, journal=free, tables=marks, recent=recent), b"")


def accept_loss(state: WorkspaceState) -> None:
    """Continue without what cannot be read: quarantine it. The workspace must then be loaded again."""
    paths = state.paths
    for name in state.unreadable:
        if data := durable_io.read(paths.table(name)):
            quarantine(state, f"{name}-{sha256(data)[:12]}.csv", data)
    if state.manifest is not None:
        renew_journal(state)
    elif state.damage:
        for path in (*paths.journals, paths.manifest, paths.manifest_copy):
            if data := durable_io.read(path):
                quarantine(state, f"{path.stem}-{sha256(data)[:12]}", data)
            durable_io.remove(path)
    # Last, so that after a crash before this point the loss can be accepted again.
    for name in state.unreadable:
        durable_io.remove(paths.table(name))


def write_checkpoint(state: WorkspaceState) -> bool:
    """Write the changed tables and start a new journal; return False if a person must decide first."""
    if state.external_edits or state.damage or not state.tables_as_seen():
        return False
    bodies = {name: state.tables[name].encoded() for name in SCHEMA if name in state.dirty}
    marks = _marks(state, bodies)
    # Announced first, so that after a crash the new files are not mistaken for external edits.
    append_to_journal(state, journal.intent(marks))
    _write_tables(state, bodies, marks)
    manifest = Manifest(
        seq=state.seq,
        journal=state.journal_number + 1,
        tables=dict(state.marks),
        recent=tuple(state.recent.values())[-MAX_RECENT:],
    )
    switch(state, manifest, b"")
    _reset_after_checkpoint(state)
    return True


def _marks(state: WorkspaceState, bodies: Mapping[str, bytes]) -> dict[str, TableMark]:
    return {
        name: TableMark(sha256=sha256(body), rows=len(state.tables[name].rows), seq=state.seq)
        for name, body in bodies.items()
    }


def _write_tables(state: WorkspaceState, bodies: Mapping[str, bytes], marks: Mapping[str, TableMark]) -> None:
    paths = state.paths
    for name, body in bodies.items():
        durable_io.write_file(paths.last(name), body)
    durable_io.sync_folder(paths.copies)
    for name, body in bodies.items():
        durable_io.write_file(paths.table(name), body)
        state.seen[name] = durable_io.identity(paths.table(name))
        state.marks[name] = marks[name]
    durable_io.sync_folder(paths.folder)


def _reset_after_checkpoint(state: WorkspaceState) -> None:
    """Forget what was only needed until the tables were written."""
    for name in state.dirty:
        state.tables[name].lines = {}
        state.tables[name].problems = ()
    state.dirty = set()
    state.actions = 0
    keep_reserve(state.paths.reserve)
    known = state.manifest.recent if state.manifest else ()
    state.recent = {entry.operation.op_id: entry for entry in known}
