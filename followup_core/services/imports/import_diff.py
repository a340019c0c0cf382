"""What a file would change here: new rows come in, blanks may be filled, nothing else of ours changes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from followup_core.models import MAX_COLUMNS, SCHEMA, Key, Problem, Row, normalize_name
from followup_core.services.record_cache import rows_of
from followup_core.store import Change, Snapshot

from .id_matching import Rows, with_local_ids

_SAID_ONCE = ("created_at", "answered_at")  # when something was entered, not what
_SAME_IN_ANY_CASE = ("organization", "role", "name", "email")
_PARTS = ("interviewers", "answers", "touchpoints")
_FILLED = ("interviews", "people")
LEFT_OUT = "It was left out; everything else comes in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One cell that differs: `what` it is about in words, our text, which stays, and theirs."""

    table: str
    key: Key
    what: str
    local: str
    incoming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    """What bringing a file in would do: rows by table that come in, are completed, are here already.

    `problems` are rows and cells of the file that cannot be used.
    """

    added: Mapping[str, int]
    updated: Mapping[str, int]
    unchanged: int
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]

    @property
    def differing(self) -> int:
        """How many rows differ."""
        return len({(each.table, each.key) for each in self.conflicts})


@dataclass(slots=True, kw_only=True)
class _DiffBuilder:
    """What a comparison has found so far."""

    changes: list[Change]
    problems: list[Problem]
    conflicts: list[Conflict]
    added: Counter[str]
    updated: Counter[str]
    unchanged: int = 0


def diff_rows(
    snapshot: Snapshot, rows: Rows, problems: Sequence[Problem] = (), *, fill: bool = False
) -> MergeResult:
    """Return what bringing these rows in would do now.

    With `fill`, blank cells of our interviews and people take what the file says; otherwise
    only a setting without a value does.
    """
    known = {table: dict(rows_of(snapshot, table)) for table in SCHEMA}
    theirs = with_local_ids(known, rows)
    others = {key[0] for key in known["interviews"]} - {
        row["interview_id"] for row in theirs.get("interviews", ())
    }
    tally = _DiffBuilder(
        changes=[], problems=list(problems), conflicts=[], added=Counter(), updated=Counter()
    )
    columns = {table: columns_with(snapshot, table, mine[0]) for table, mine in theirs.items() if mine}
    new_columns = {
        table: names for table, names in columns.items() if set(names) - set(columns_of(snapshot, table))
    }
    for table, key, row in _in_order(theirs):
        if key in known[table]:
            _beside(tally, table, key, row, known, fill=fill)
        elif table in _PARTS and row["interview_id"] in others:
            tally.problems.append(_stray(table, row))
        else:
            tally.added[table] += 1
            cells = {name: row[name] for name in columns[table] if name in row}
            names = new_columns.get(table, ())
            tally.changes.append(Change(table=table, key=key, row=cells, columns=names))
            known[table][key] = row
    return MergeResult(
        added=tally.added,
        updated=tally.updated,
        unchanged=tally.unchanged,
        conflicts=tuple(tally.conflicts),
        problems=(*tally.problems, *_unknown_columns(snapshot, rows)),
        changes=tuple(tally.changes),
    )


def _in_order(rows: Rows) -> Iterator[tuple[str, Key, Row]]:
    for table, schema in SCHEMA.items():
        for row in rows.get(table, ()):
            yield table, schema.key_of(row), row


def _beside(
    tally: _DiffBuilder, table: str, key: Key, theirs: Row, known: dict[str, dict[Key, Row]], *, fill: bool
) -> None:
    """Compare a row with ours of the same key: what is blank may be filled in, what differs is shown."""
    ours = known[table][key]
    new = _fills(table, ours, theirs, fill=fill)
    if new:
        known[table][key] = ours = {**ours, **new}
        tally.changes.append(Change(table=table, key=key, row=new))
        (tally.added if table == "settings" else tally.updated)[table] += 1
    differing = [name for name in theirs if _differs(table, name, ours, theirs, fill=fill)]
    tally.conflicts += (_conflict(table, key, name, ours, theirs, known) for name in differing)
    if not new and not differing:
        tally.unchanged += 1


def _fills(table: str, ours: Row, theirs: Row, *, fill: bool) -> dict[str, str]:
    """Return the cells that ours leaves blank and theirs does not."""
    if table != "settings" and not (fill and table in _FILLED):
        return {}
    return {
        name: text
        for name, text in theirs.items()
        if text.strip() and name in SCHEMA[table].columns and not ours.get(name, "").strip()
    }


def _stray(table: str, row: Row) -> Problem:
    what = f"A row belongs to an interview “{row['interview_id'][:60]}” that the file does not hold."
    return Problem(table=table, line=0, column="interview_id", what=what, remedy=LEFT_OUT)


def columns_with(snapshot: Snapshot, table: str, theirs: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that may be filled: those of our table, and of theirs while ours has no row."""
    ours = columns_of(snapshot, table)
    both = tuple(dict.fromkeys((*theirs, *ours)))
    return ours if rows_of(snapshot, table) or len(both) > MAX_COLUMNS else both


def columns_of(snapshot: Snapshot, table: str) -> tuple[str, ...]:
    """Return the columns that our table has."""
    found = snapshot.tables.get(table)
    return found.columns if found else SCHEMA[table].columns


def _unknown_columns(snapshot: Snapshot, rows: Rows) -> Iterator[Problem]:
    for table, mine in rows.items():
        for name in mine[0] if mine else ():
            if name not in columns_with(snapshot, table, mine[0]):
                what = f"Your table has no column “{name[:60]}”."
                yield Problem(table=table, line=1, column=name, what=what, remedy=LEFT_OUT)


def _differs(table: str, name: str, ours: Row, theirs: Row, *, fill: bool) -> bool:
    """Whether theirs says something that ours does not; a blank says nothing.

    A file from elsewhere only guesses somebody's part.
    """
    if name in SCHEMA[table].key or name in _SAID_ONCE or not theirs[name] or name not in ours:
        return False
    if fill and table == "interviewers":
        return False
    return _said(name, ours[name]) != _said(name, theirs[name])


def _said(name: str, text: str) -> str:
    if name == "round":
        return text.lstrip("0") or "1"
    return normalize_name(text) if name in _SAME_IN_ANY_CASE else text


def _conflict(
    table: str, key: Key, name: str, ours: Row, theirs: Row, known: Mapping[str, Mapping[Key, Row]]
) -> Conflict:
    interview = known["interviews"].get((ours.get("interview_id", ""),), {})
    person = known["people"].get((ours.get("person_id", ""),), {})
    word = (ours.get("item") or ours.get("kind") or "").replace("_", " ")
    about = filter(None, (interview.get("organization"), person.get("name"), word))
    cell = (key[0] if table == "settings" else name).replace("_", " ")
    what = cell if table == "settings" else f"{', '.join(about)}: {cell}"
    return Conflict(table=table, key=key, what=what, local=ours[name], incoming=theirs[name])
