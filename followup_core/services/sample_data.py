"""The invented sample data, with dates relative to today, for a workspace of its own."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from followup_core.models import SCHEMA
from followup_core.regular_files import read_regular_file
from followup_core.store import Change, Snapshot

from .record_cache import rows_of
from .row_changes import delete_row
from .workspace import ActionContext, Workspace

_RELATIVE = re.compile(r"today(?P<days>[+-]\d+)?(?P<time>T\d{2}:\d{2})?")
_SATURDAY = 5
_MAX_TABLE_BYTES = 1_000_000
REMARK = "Sample data, all invented"
"""The remark on every printable file made from the sample, so that nobody takes it for real data."""
LOAD_SAMPLE_LABEL = "Sample data"
"""The label of the action that loads the sample; the list of recent actions leaves it out."""


def load_sample_data(workspace: Workspace, context: ActionContext, folder: Path) -> None:
    """Replace everything in `workspace` with the sample in `folder`, dated relative to `context.today`."""

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        sample_keys = {(change.table, change.key) for change in sample}
        for table in SCHEMA:
            for key in rows_of(snapshot, table):
                if (table, key) not in sample_keys:
                    yield delete_row(table, key)
        yield from sample

    sample = tuple(_sample_changes(folder, context.today))
    workspace.execute(context, LOAD_SAMPLE_LABEL, build_changes)


def _sample_changes(folder: Path, today: date) -> Iterator[Change]:
    for name, schema in SCHEMA.items():
        text = read_regular_file(folder / f"{name}.csv", _MAX_TABLE_BYTES).decode()
        for raw in csv.DictReader(io.StringIO(text, newline=""), strict=True):
            row = {column: _with_real_date(cell, today) for column, cell in raw.items()}
            yield Change(table=name, key=schema.key_of(row), row=row)


def _with_real_date(text: str, today: date) -> str:
    """Return `today-12` or `today+4T13:00` as an ISO date, weekends moved to Friday; else the text itself."""
    match = _RELATIVE.fullmatch(text)
    if match is None:
        return text
    day = today + timedelta(days=int(match["days"] or 0))
    weekday = day.weekday()
    if weekday >= _SATURDAY:
        day -= timedelta(days=weekday - _SATURDAY + 1)
    return day.isoformat() + (match["time"] or "")
