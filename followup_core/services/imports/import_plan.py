"""The import of a parsed file: what it would change, and the action that changes it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import MAX_ROUND, Row, normalize_name
from followup_core.services.record_cache import rows_of
from followup_core.services.workspace import ActionContext, Workspace
from followup_core.services.workspace_registry import csv_store, open_workspace
from followup_core.store import Receipt, Snapshot, back_up_before

from .import_diff import MergeResult, diff_rows
from .row_matching import with_matched_ids

DescribeMerge = Callable[[float, str], None]
"""Hears how far something is, from 0 to 1, and what is done now."""


def _quietly(_done: float, _what: str) -> None:
    pass


def preview(workspace: Workspace, arrival: ParsedFile) -> MergeResult:
    """Return what bringing a settled arrival in would do now; nothing is changed."""
    return merged(workspace.store.load(), arrival)


def merge(workspace: Workspace, context: ActionContext, arrival: ParsedFile) -> Receipt:
    """Bring a settled arrival in, as one action that can be undone; a second time it changes nothing."""
    return workspace.execute(
        context,
        _label(arrival),
        lambda snapshot: merged(snapshot, arrival).changes,
    )


def _label(arrival: ParsedFile) -> str:
    return f"{arrival.title} brought in"


def import_parsed_file(
    workspace: Path, context: ActionContext, arrival: ParsedFile, tell: DescribeMerge = _quietly
) -> Receipt:
    """Bring a settled arrival in, with a backup of what is here before; `tell` hears how far it is."""
    desk = open_workspace(workspace)
    tell(0.1, "Comparing with what is here")
    snapshot = desk.store.load()
    found = merged(snapshot, arrival)
    if found.changes:
        tell(0.4, "Making a backup")
        back_up_before(csv_store(workspace), context.today, "import")
    tell(0.6, "Saving")
    return desk.execute(
        context,
        _label(arrival),
        lambda now: (found if now.seq == snapshot.seq else merged(now, arrival)).changes,
    )


def merged(snapshot: Snapshot, arrival: ParsedFile) -> MergeResult:
    """Return what bringing a settled arrival into these rows would do."""
    ours = {table: rows_of(snapshot, table) for table in ("interviews", "people", "interviewers")}
    rows = with_matched_ids(ours, arrival.rows)
    rows["interviews"] = tuple(_placed(tuple(ours["interviews"].values()), rows.get("interviews", ())))
    return diff_rows(snapshot, rows, fill=True)


def _placed(ours: Sequence[Row], theirs: Sequence[Row]) -> Iterator[Row]:
    """Yield their interviews with the time and round of ours that they are, or with a new round."""
    by_id = {row["interview_id"]: row for row in ours}
    rounds: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for row in ours:
        rounds.setdefault(_opening(row), []).append((row["held_at"], _round(row)))
    for row in sorted(theirs, key=lambda row: row["held_at"]):
        if row["interview_id"] in by_id:
            mine = by_id[row["interview_id"]]
            yield {**row, "round": mine["round"], "held_at": mine["held_at"]}
            continue
        taken = rounds.setdefault(_opening(row), [])
        before = (number for held_at, number in taken if held_at < row["held_at"])
        number = _round(row) if row["round"] else min(max(before, default=0) + 1, MAX_ROUND)
        taken.append((row["held_at"], number))
        yield {**row, "round": str(number)}


def _opening(row: Row) -> tuple[str, str]:
    return normalize_name(row["organization"]), normalize_name(row["role"])


def _round(row: Row) -> int:
    return int(row["round"]) if row["round"].isdecimal() else 1
