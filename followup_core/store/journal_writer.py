"""Writing to the journal: append a line, renew a damaged journal, or switch to the next one."""

from followup_core import durable_io

from . import append_log, journal
from .external_edits import sha256
from .manifest import Manifest, write_manifest
from .quarantined_files import quarantine
from .workspace_state import WorkspaceState

MENDED = (
    "Another program changed or removed the file that records what you save. Everything you saved was"
    " written again, and a changed file is kept in the folder “outside”. Keep other programs out of the"
    " workspace's folder .store."
)


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
