"""Files that are set aside: bytes that cannot be used, or that another program wrote."""

from followup_core import durable_io

from .external_edits import sha256
from .workspace_state import WorkspaceState


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
