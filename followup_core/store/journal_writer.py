"""Writes to the journal: appends a line, renews a damaged journal, or switches to the next journal."""

from followup_core import durable_io

from . import append_log, journal
from .external_edits import sha256
from .manifest import Manifest, write_manifest
from .quarantined_files import quarantine
from .workspace_state import WorkspaceState

REWRITTEN = (
    "Another program changed or removed the file that records what you save. Everything you saved was"
    " written again, and a changed file is kept in the folder “outside”. Keep other programs out of the"
    " workspace's folder .store."
)


def append_to_journal(state: WorkspaceState, line: bytes) -> bool:
    """Append a line to the journal durably; return False if the whole journal had to be rewritten."""
    path = state.paths.journal(state.journal_number)
    if not append_log.append(path, line, state.journal):
        renew_journal(state, line)
        return False
    state.journal_id = durable_io.identity(path)
    return True


def renew_journal(state: WorkspaceState, line: bytes = b"") -> None:
    """Write the valid part of the journal, and `line`, to a new file, and use that file from now on.

    If the old file has another content, it is quarantined. If the journal was lost, the valid lines that
    other processes added to it are kept, too.
    """
    paths, manifest = state.paths, state.manifest
    if manifest is None:
        return
    data = durable_io.read(paths.journal(manifest.journal)) or b""
    if data != state.journal and data:
        quarantine(state, f"journal-{manifest.journal}-damaged-{sha256(data)[:12]}", data)
    new_lines = journal.lines_after(data, state.seq) if state.journal_lost else line
    if state.journal_lost or line:
        state.rewrite_warning = REWRITTEN
    # After damage, a table may hold later actions than the journal; their numbers will be used again.
    tables = {name: mark._replace(seq=min(mark.seq, state.seq)) for name, mark in state.marks.items()}
    renewed = Manifest(seq=manifest.seq, journal=manifest.journal + 1, tables=tables, recent=manifest.recent)
    header_size = len(journal.header_line(manifest.seq))
    switch_journal(state, renewed, bytes(state.journal[header_size:]) + new_lines)
    state.truncated = b""


def switch_journal(state: WorkspaceState, manifest: Manifest, lines: bytes) -> None:
    """Write a new journal with `lines`, make a manifest the current one, and delete the old journal."""
    paths = state.paths
    content = journal.header_line(manifest.seq) + lines
    durable_io.write_file(paths.journal(manifest.journal), content)
    durable_io.sync_folder(paths.inner)
    write_manifest(paths, manifest)
    if state.manifest is not None:
        durable_io.remove(paths.journal(state.journal_number))
    state.manifest, state.manifest_id = manifest, durable_io.identity(paths.manifest)
    state.journal = bytearray(content)
    state.journal_id = durable_io.identity(paths.journal(manifest.journal))
    state.mark_all_certain()
