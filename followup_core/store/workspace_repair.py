"""Repairs the files of a loaded workspace: cleans up once, or removes what can't be read."""

from followup_core import durable_io

from .disk_reserve import keep_reserve
from .external_edits import sha256
from .journal_writer import renew_journal
from .quarantined_files import quarantine, restore_from_copy
from .workspace_state import WorkspaceState


def clean_up(state: WorkspaceState) -> None:
    """Clean up once after opening.

    This deletes unfinished files and old journals, cuts the journal's torn end, restores lost tables, and
    quarantines the files of external edits.
    """
    if state.is_cleaned_up and not state.truncated:
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
    state.is_cleaned_up = True


def accept_loss(state: WorkspaceState) -> None:
    """Quarantine the files that can't be read. Afterwards the workspace must be loaded again."""
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
