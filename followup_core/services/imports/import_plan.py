"""An arrival made ready for the workspace: what a person decided is put in, ids are given, rounds counted."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from followup_core.formats.parsed_file import ParsedFile, SkippedRow, SkipReason
from followup_core.models import MAX_ROUND, SCHEMA, Row, all_valid, normalize_name, read_row
from followup_core.services.record_cache import rows_of
from followup_core.services.workspace import ActionContext, Workspace
from followup_core.services.workspace_registry import csv_store, open_workspace
from followup_core.store import Receipt, Snapshot, back_up_before

from .id_matching import GENERATED_ID
from .import_diff import MergeResult, diff_rows
from .row_matching import NOON, with_matched_ids

_DAY = len("2026-11-02")
_NO_DAY = SkippedRow(
    line=0,
    what="{title}: the file does not tell the day of the interview.",
    remedy="Choose the day and it comes in.",
    reason=SkipReason.NO_DAY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """What a person decided about an arrival.

    `cells` are cells typed anew, by interview; `left_out` are the interviews, and `people_out` the
    people, that shall not come in. `proposed` are those of an address book who matter here.
    """

    cells: Mapping[str, Row] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    people_out: frozenset[str] = frozenset()
    proposed: frozenset[str] = frozenset()


_NOT_BEFORE = {
    "decision_by": "the day of the decision is before the interview.",
    "outcome_on": "the day it ended is before the interview.",
}
_LEFT_BLANK = "The day was left blank."


AS_IT_IS = ImportChoices()

DescribeMerge = Callable[[float, str], None]
"""Hears how far something is, from 0 to 1, and what is done now."""


def _quietly(_done: float, _what: str) -> None:
    pass


def title_of(interview: Row) -> str:
    """Return how an interview of an arrival is named: organization, then role where the file tells it."""
    return ", ".join(filter(None, (interview["organization"].strip(), interview["role"].strip())))[:120]


def rows_without_date(arrival: ParsedFile) -> tuple[Row, ...]:
    """Return the interviews whose day the file does not tell."""
    return tuple(row for row in arrival.rows.get("interviews", ()) if not row["held_at"].strip())


def apply_choices(arrival: ParsedFile, choices: ImportChoices = AS_IT_IS) -> ParsedFile:
    """Return the arrival as it comes in: decided, each row whole and sound; what cannot come in is named."""
    skipped = list(arrival.skipped)
    interviews = tuple(_interviews(arrival, choices, skipped))
    coming = {row["interview_id"] for row in interviews}
    gone = {row["interview_id"] for row in arrival.rows.get("interviews", ())} - coming
    parts = {
        table: tuple(row for row in arrival.rows.get(table, ()) if row["interview_id"] not in gone)
        for table in ("interviewers", "answers", "touchpoints")
    }
    alone = _only_met_in(gone, arrival.rows.get("interviewers", ()))
    left = alone | choices.people_out
    people = tuple(row for row in arrival.rows.get("people", ()) if row["person_id"] not in left)
    parts["interviewers"] = tuple(row for row in parts["interviewers"] if row["person_id"] not in left)
    rows = {"interviews": interviews, "people": people, **parts}
    rows["settings"] = arrival.rows.get("settings", ())
    sound = {table: tuple(_sound(table, mine, skipped)) for table, mine in rows.items() if mine}
    return replace(arrival, rows=_named(sound, arrival.rows.get("interviews", ())), skipped=tuple(skipped))


def _interviews(arrival: ParsedFile, choices: ImportChoices, skipped: list[SkippedRow]) -> Iterator[Row]:
    for row in arrival.rows.get("interviews", ()):
        if row["interview_id"] in choices.left_out:
            continue
        whole = {**row, **choices.cells.get(row["interview_id"], {})}
        held_at = whole["held_at"].strip()
        if not held_at:
            skipped.append(replace(_NO_DAY, what=_NO_DAY.what.format(title=title_of(whole))))
            continue
        whole["held_at"] = f"{held_at}T{NOON}" if len(held_at) == _DAY else held_at
        for column, what in _NOT_BEFORE.items():
            if whole[column] and whole[column] < held_at[:_DAY]:
                what = f"{title_of(whole)}: {what}"
                skipped.append(SkippedRow(line=0, what=what, remedy=_LEFT_BLANK, count=0))
                whole[column] = ""
        yield whole


def _only_met_in(gone: Collection[str], interviewers: Iterable[Row]) -> frozenset[str]:
    """Return the people who were met in these interviews only."""
    here: set[str] = set()
    elsewhere: set[str] = set()
    for row in interviewers:
        (here if row["interview_id"] in gone else elsewhere).add(row["person_id"])
    return frozenset(here - elsewhere)


def _sound(table: str, rows: Sequence[Row], skipped: list[SkippedRow]) -> Iterator[Row]:
    """Yield whole rows that can be stored; a cell that means nothing to us is left blank and named."""
    blank = dict.fromkeys(SCHEMA[table].columns, "")
    wholes = [{**blank, **row} for row in rows]
    if all_valid(table, wholes):
        yield from wholes
        return
    for whole in wholes:
        values, faults = read_row(table, whole)
        skipped += (
            SkippedRow(line=0, what=each.what, remedy=each.remedy, count=int(values is None and not place))
            for place, each in enumerate(faults)
        )
        if values is not None:
            yield {**whole, **dict.fromkeys((each.column for each in faults), "")} if faults else whole


def _named(rows: Mapping[str, tuple[Row, ...]], as_read: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    """Give ids made from what the rows say: the same row gets the same id whenever it comes, on any computer.

    An interview's is made from the organization and role that the file tells (`as_read`), so that the file
    is recognized the next time although a person corrected them. Ids that this program made stay.
    """
    ids = {
        table: {
            row[column]: _id(letter, table, row)
            for row in rows.get(table, ())
            if not GENERATED_ID.fullmatch(row[column])
        }
        for table, column, letter in (
            ("interviews", "interview_id", "i"),
            ("people", "person_id", "p"),
            ("touchpoints", "touchpoint_id", "t"),
        )
    }
    columns = {
        "interview_id": _as_told(ids["interviews"], rows.get("interviews", ()), as_read),
        "person_id": ids["people"],
        "touchpoint_id": ids["touchpoints"],
    }
    return {table: tuple(_renamed(row, columns) for row in mine) for table, mine in rows.items()}


def _as_told(ids: Mapping[str, str], interviews: Iterable[Row], as_read: Iterable[Row]) -> Mapping[str, str]:
    """Return the ids made from what the file tells; two that only a correction tells apart keep their own."""
    read = {row["interview_id"]: {name: row[name] for name in _CORRECTED} for row in as_read}
    told = {
        row["interview_id"]: _id("i", "interviews", {**row, **read[row["interview_id"]]})
        for row in interviews
        if row["interview_id"] in ids
    }
    same = Counter(new for new, _ in {(told[each], ids[each]) for each in told})
    return {each: new if same[new] == 1 else ids[each] for each, new in told.items()}


def _renamed(row: Row, columns: Mapping[str, Mapping[str, str]]) -> Row:
    new = {name: ids.get(row[name], row[name]) for name, ids in columns.items() if name in row}
    return {**row, **new}


_CORRECTED = ("organization", "role")
_SAYS_WHICH = {
    "interviews": ("organization", "role", "held_at", "round"),
    "people": ("name", "organization", "email"),
    "touchpoints": ("interview_id", "person_id", "kind", "sent_on"),
}


def _id(letter: str, table: str, row: Row) -> str:
    said = "\x1f".join(normalize_name(row[name]) for name in _SAYS_WHICH[table])
    return f"{letter}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


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
