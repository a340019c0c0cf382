"""Keeps files that can't be used, or that another program wrote, in the workspace's quarantine folder."""

from followup_core import durable_io

from .external_edits import sha256
from .workspace_state import WorkspaceState


def quarantine(state: WorkspaceState, name: str, data: bytes) -> None:
    """Save bytes as a file in the quarantine folder, unless the file already has these bytes."""
    folder = state.paths.quarantine
    durable_io.make_folder(folder)
    if durable_io.read(folder / name) != data:
        durable_io.write_file(folder / name, data)
        durable_io.sync_folder(folder)


def restore_from_copy(state: WorkspaceState, name: str, copy: bytes) -> None:
    """Write a table's second copy to its file, after quarantining the file's present content."""
    path = state.paths.table(name)
    if data := durable_io.read(path):
        quarantine(state, f"{name}-{sha256(data)[:12]}.csv", data)
    durable_io.write_file(path, copy)
    durable_io.sync_folder(state.paths.folder)
    state.seen[name] = durable_io.identity(path)
