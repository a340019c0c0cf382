"""The `export` command: writes all data as a calendar, a workbook, tables, or one importable file."""

from collections.abc import Iterator
from pathlib import Path

from followup_core.models import SCHEMA
from followup_core.services.workspace_export import write_export

from .command_context import DONE, CommandContext
from .output import print_json, warn_of_playbook


def run(call: CommandContext) -> int:
    """Write the export and print what was written; raise ExportNotWritten if it can't be written."""
    view = call.view()
    warn_of_playbook(view.playbook_fault)
    output = Path(call.arguments.out)
    message = write_export(call.workspace, call.arguments.kind, output, view.today, call.now)
    if call.json:
        sizes = [{"path": str(path), "bytes": path.stat().st_size} for path in _written_paths(output)]
        print_json({"kind": call.arguments.kind, "written": sizes})
    else:
        print(message)
    return DONE


def _written_paths(output: Path) -> Iterator[Path]:
    """Yield the paths of the written files: of the requested file, or of the tables in a folder."""
    path = output.expanduser().resolve()
    if path.is_dir():
        yield from (path / f"{name}.csv" for name in ("summary", *SCHEMA))
    else:
        yield path
