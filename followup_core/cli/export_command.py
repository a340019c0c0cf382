"""`export`: everything written out, as a calendar, a workbook, tables or one file to come in again."""

from collections.abc import Iterator
from pathlib import Path

from followup_core.models import SCHEMA
from followup_core.services.export import write_export

from .command_context import DONE, CommandContext
from .output import print_json, warn_of_playbook


def run(call: CommandContext) -> int:
    """Write it, and say what was written; a place that cannot be written to raises ExportNotWritten."""
    view = call.view()
    warn_of_playbook(view.playbook_fault)
    out = Path(call.asked.out)
    said = write_export(call.desk, call.asked.kind, out, view.today, call.now)
    if call.json:
        sizes = [{"path": str(path), "bytes": path.stat().st_size} for path in _written(out)]
        print_json({"kind": call.asked.kind, "written": sizes})
    else:
        print(said)
    return DONE


def _written(out: Path) -> Iterator[Path]:
    """Yield the files that are there now: the one asked for, or the tables in a folder."""
    place = out.expanduser().resolve()
    if place.is_dir():
        yield from (place / f"{name}.csv" for name in ("summary", *SCHEMA))
    else:
        yield place
