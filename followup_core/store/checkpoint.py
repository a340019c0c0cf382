"""Bringing a workspace to rest: whole tables, then a manifest that counts them, then a new journal."""

from collections.abc import Mapping
from dataclasses import replace

from followup_core.records import SCHEMA

from . import disk, journal
from .journal import Mark
from .manifest import KEPT, Manifest, write_manifest
from .outside import sha256
from .state import State

EVERY = 20
"""How many actions the journal holds at most before the tables are written, unless the disk refuses."""


def settle(state: State) -> None:
    """Clean up once per opening: unfinished files, a torn line, lost tables, stray journals."""
    if state.settled and not state.torn:
        return
    places = state.places
    if state.torn:
        keep_aside(state, f"journal-{state.journal_number}-torn", state.torn)
        disk.cut(places.journal(state.journal_number), state.good)
        state.torn = b""
    for folder in (places.folder, places.inner, places.copies):
        disk.remove_files(folder, f"*{disk.NEW}")
    for path in places.journals:
        if path != places.journal(state.journal_number):
            disk.remove(path)
    for name, found in state.outside.items():
        keep_aside(state, f"{name}-{found.sha256[:12]}.csv", found.data)
    for name, copy in state.put_back.items():
        put_back(state, name, copy)
    state.put_back = {}
    state.settled = True


def keep_aside(state: State, name: str, data: bytes) -> None:
    """Keep bytes that cannot be used, or that someone else wrote, under a name of their own."""
    folder = state.places.outside
    disk.make_folder(folder)
    if disk.read(folder / name) != data:
        disk.write_file(folder / name, data)
        disk.sync_folder(folder)


def put_back(state: State, name: str, copy: bytes) -> None:
    """Put a table back from its second copy."""
    path = state.places.table(name)
    if left := disk.read(path):
        keep_aside(state, f"{name}-{sha256(left)[:12]}.csv", left)
    disk.write_file(path, copy)
    disk.sync_folder(state.places.folder)
    state.seen[name] = disk.identity(path)


def found_workspace(state: State) -> None:
    """Begin to keep a workspace whose tables, if there are any, somebody else wrote."""
    places = state.places
    disk.make_folder(places.copies)
    for name in state.marks:
        disk.write_file(places.last(name), disk.read(places.table(name)) or b"")
    disk.sync_folder(places.copies)
    switch(state, Manifest(seq=state.seq, journal=1, tables=dict(state.marks)), b"")


def switch(state: State, manifest: Manifest, lines: bytes) -> None:
    """Make a manifest count, with a new journal that holds `lines`; the old journal goes."""
    places = state.places
    start = journal.header(manifest.seq)
    disk.write_file(places.journal(manifest.journal), start + lines)
    disk.sync_folder(places.inner)
    write_manifest(places, manifest)
    if state.manifest is not None:
        disk.remove(places.journal(state.journal_number))
    state.manifest, state.manifest_id = manifest, disk.identity(places.manifest)
    state.good = len(start) + len(lines)
    state.last = start
    if lines:
        state.last = lines.splitlines(keepends=True)[-1]


def renew_journal(state: State) -> None:
    """Copy what can be used of the journal to a new file and go on with that one."""
    places, manifest = state.places, state.manifest
    if manifest is None:
        return
    data = disk.read(places.journal(manifest.journal)) or b""
    if data[state.good :]:
        keep_aside(state, f"journal-{manifest.journal}-damaged", data)
    # After damage a file may hold later actions than the journal; their numbers are given anew.
    tables = {name: replace(mark, seq=min(mark.seq, state.seq)) for name, mark in state.marks.items()}
    renewed = Manifest(seq=manifest.seq, journal=manifest.journal + 1, tables=tables, recent=manifest.recent)
    start = len(journal.header(manifest.seq))
    switch(state, renewed, data[start : state.good])
    state.torn = b""


def accept_loss(state: State) -> None:
    """Go on without what cannot be read; it is kept aside, and the workspace must be opened anew."""
    places = state.places
    for name in state.unreadable:
        if data := disk.read(places.table(name)):
            keep_aside(state, f"{name}-{sha256(data)[:12]}.csv", data)
    if state.manifest is not None:
        renew_journal(state)
    elif state.damage:
        for path in (*places.journals, places.manifest, places.manifest_copy):
            if data := disk.read(path):
                keep_aside(state, f"{path.stem}-{sha256(data)[:12]}", data)
            disk.remove(path)
    # Last, so that a crash before leaves the loss to be accepted again.
    for name in state.unreadable:
        disk.remove(places.table(name))


def checkpoint(state: State) -> bool:
    """Write the tables that changed and begin a new journal; False when a person must decide first."""
    if state.outside or state.damage or not state.tables_as_seen():
        return False
    bodies = {name: state.tables[name].encoded() for name in SCHEMA if name in state.dirty}
    marks = {
        name: Mark(sha256=sha256(body), rows=len(state.tables[name].rows), seq=state.seq)
        for name, body in bodies.items()
    }
    _announce(state, marks)
    _write_tables(state, bodies, marks)
    manifest = Manifest(
        seq=state.seq,
        journal=state.journal_number + 1,
        tables=dict(state.marks),
        recent=tuple(state.recent.values())[-KEPT:],
    )
    switch(state, manifest, b"")
    _rest(state)
    return True


def _announce(state: State, marks: Mapping[str, Mark]) -> None:
    """Say in the journal what is coming, so that a crash now does not look like somebody's edit."""
    line = journal.intent(marks)
    disk.append(state.places.journal(state.journal_number), line, state.good)
    state.good += len(line)
    state.last = line


def _write_tables(state: State, bodies: Mapping[str, bytes], marks: Mapping[str, Mark]) -> None:
    places = state.places
    for name, body in bodies.items():
        disk.write_file(places.last(name), body)
    disk.sync_folder(places.copies)
    for name, body in bodies.items():
        disk.write_file(places.table(name), body)
        state.seen[name] = disk.identity(places.table(name))
        state.marks[name] = marks[name]
    disk.sync_folder(places.folder)


def _rest(state: State) -> None:
    for name in state.dirty:
        state.tables[name].lines = {}
        state.tables[name].problems = ()
    state.dirty = set()
    state.actions = 0
    known = state.manifest.recent if state.manifest else ()
    state.recent = {entry.operation.op_id: entry for entry in known}
