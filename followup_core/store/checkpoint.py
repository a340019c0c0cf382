"""Writes the tables from memory and starts a new journal, so that no crash loses anything.

The order keeps the tables consistent with each other. The journal announces the new files; then a second copy
of each table is written, then the tables, an empty new journal, and last the manifest that makes them count.
`recovery` reads these files.
"""

from collections.abc import Mapping

from followup_core import durable_io
from followup_core.models import SCHEMA

from . import journal
from .disk_reserve import keep_reserve
from .external_edits import sha256
from .journal import TableMark
from .journal_writer import append_to_journal, switch_journal
from .manifest import MAX_RECENT, Manifest
from .quarantined_files import quarantine
from .workspace_state import WorkspaceState

ACTIONS_PER_CHECKPOINT = 20
"""How many actions the journal collects before the tables are written, unless the disk refuses."""


def initialize(state: WorkspaceState) -> None:
    """Write the store's own files for a workspace that has no tables yet, or tables of another program."""
    paths = state.paths
    durable_io.make_folder(paths.copies)
    for name in state.marks:
        durable_io.write_file(paths.table_copy(name), durable_io.read(paths.table(name)) or b"")
    durable_io.sync_folder(paths.copies)
    switch_journal(state, Manifest(seq=state.seq, journal=1, tables=dict(state.marks)), b"")
    keep_reserve(paths.reserve)


def write_again(state: WorkspaceState) -> None:
    """Write everything in memory again, after the files were removed or replaced by older ones.

    Existing files with another content are quarantined.
    """
    paths = state.paths
    durable_io.make_folder(paths.copies)
    names = [name for name in SCHEMA if name not in state.unreadable]
    bodies = {name: state.tables[name].encoded() for name in names if state.tables[name].all_rows()}
    for path in (*map(paths.table, SCHEMA), paths.manifest, paths.manifest_copy, *paths.journals):
        if (data := durable_io.read(path)) and data not in bodies.values():
            quarantine(state, f"{path.name}-{sha256(data)[:12]}", data)
    marks = _marks(state, bodies)
    _write_tables(state, bodies, marks)
    numbers = [path.name.removeprefix("journal-") for path in paths.journals]
    highest_number = max([state.journal_number, *(int(number) for number in numbers if number.isdecimal())])
    recent = tuple(state.recent.values())[-MAX_RECENT:]
    manifest = Manifest(seq=state.seq, journal=highest_number + 1, tables=marks, recent=recent)
    switch_journal(state, manifest, b"")


def write_checkpoint(state: WorkspaceState) -> bool:
    """Write the changed tables and start a new journal; return False if the candidate must decide first."""
    if state.external_edits or state.damage or not state.tables_as_seen():
        return False
    bodies = {name: state.tables[name].encoded() for name in SCHEMA if name in state.dirty}
    marks = _marks(state, bodies)
    # Announced before they are written, so that after a crash the new files aren't taken for external edits.
    append_to_journal(state, journal.checkpoint_line(marks))
    _write_tables(state, bodies, marks)
    manifest = Manifest(
        seq=state.seq,
        journal=state.journal_number + 1,
        tables=dict(state.marks),
        recent=tuple(state.recent.values())[-MAX_RECENT:],
    )
    switch_journal(state, manifest, b"")
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
        durable_io.write_file(paths.table_copy(name), body)
    durable_io.sync_folder(paths.copies)
    for name, body in bodies.items():
        durable_io.write_file(paths.table(name), body)
        state.seen[name] = durable_io.identity(paths.table(name))
        state.marks[name] = marks[name]
    durable_io.sync_folder(paths.folder)


def _reset_after_checkpoint(state: WorkspaceState) -> None:
    """Clear the parts of the state that were only needed until the tables were written."""
    for name in state.dirty:
        state.tables[name].lines = {}
        state.tables[name].problems = ()
    state.dirty = set()
    state.actions = 0
    keep_reserve(state.paths.reserve)
    recent = state.manifest.recent if state.manifest else ()
    state.recent = {entry.operation.op_id: entry for entry in recent}
