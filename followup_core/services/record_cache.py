"""Cached parsing of a workspace's rows: after an action, only what it changed is parsed again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from followup_core.models import (
    SCHEMA,
    Application,
    InterviewDetails,
    Key,
    Person,
    Records,
    Row,
    parse,
    read_row,
)
from followup_core.store import Snapshot

_TABLES_OF_INTERVIEW = ("interviewers", "answers", "touchpoints")
_MANY = 50  # above this many changed interviews, parsing everything is as fast

Changed = Mapping[str, frozenset[Key]]


def parse_records(snapshot: Snapshot) -> Records:
    """Parse a snapshot's rows; invalid ones are left out, and the command `check` reports them."""
    records, _ = parse(
        {name: enumerate(table.rows.values(), start=2) for name, table in snapshot.tables.items()}
    )
    return records


class IncrementalRecordParser:
    """Parses successive snapshots of one workspace; unchanged applications stay the same objects."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._records = Records()

    def read(self, snapshot: Snapshot) -> Records:
        """Return what `parse_records` would return, by updating the records of the snapshot before."""
        before, self._snapshot = self._snapshot, snapshot
        updated = _updated(self._records, before, snapshot) if before is not None else None
        self._records = updated if updated is not None else parse_records(snapshot)
        return self._records


def rows_of(snapshot: Snapshot, table: str) -> Mapping[Key, Row]:
    """Return one table's rows by key, {} for a table that does not exist yet."""
    stored = snapshot.tables.get(table)
    return stored.rows if stored else {}


def _updated(records: Records, before: Snapshot, after: Snapshot) -> Records | None:
    """Return the records with the changed interviews and people replaced, None if too much changed."""
    changed = {name: _changed(rows_of(before, name), rows_of(after, name)) for name in SCHEMA}
    if not any(changed.values()):
        return records
    affected = _affected(changed, before, after)
    if changed["settings"] or len(affected) > _MANY:
        return None
    fresh = _rounds(after, affected)
    if any(not _fits(records, fresh, interview_id) for interview_id in affected):
        return None
    people = _people(records, after, changed["people"]) if changed["people"] else records.people
    return _with_rounds(replace(records, people=people), fresh)


def _changed(before: Mapping[Key, Row], after: Mapping[Key, Row]) -> frozenset[Key]:
    # The store never changes a row in place: the same object is an unchanged row.
    if before is after:
        return frozenset()
    touched = {key for key, row in after.items() if before.get(key) is not row}
    if len(after) - len(touched) < len(before):
        touched.update(key for key in before if key not in after)
    return frozenset(touched)


def _affected(changed: Changed, before: Snapshot, after: Snapshot) -> frozenset[str]:
    affected = {key[0] for name in ("interviews", "interviewers", "answers") for key in changed[name]}
    for snapshot in (before, after):
        touchpoint_rows = rows_of(snapshot, "touchpoints")
        affected.update(
            touchpoint_rows[key]["interview_id"] for key in changed["touchpoints"] if key in touchpoint_rows
        )
        if people := {key[0] for key in changed["people"]}:
            for name in ("interviewers", "touchpoints"):
                rows = rows_of(snapshot, name).values()
                affected.update(row["interview_id"] for row in rows if row["person_id"] in people)
    return frozenset(affected)


def _rounds(snapshot: Snapshot, wanted: frozenset[str]) -> Mapping[str, InterviewDetails]:
    if not wanted:
        return {}
    tables: dict[str, Iterable[tuple[int, Row]]] = {
        name: [(0, row) for row in rows_of(snapshot, name).values() if row["interview_id"] in wanted]
        for name in _TABLES_OF_INTERVIEW
    }
    interviews = rows_of(snapshot, "interviews")
    tables["interviews"] = [
        (0, interviews[(interview_id,)]) for interview_id in wanted if (interview_id,) in interviews
    ]
    return parse(tables)[0].interviews


def _fits(records: Records, fresh: Mapping[str, InterviewDetails], interview_id: str) -> bool:
    """Whether an interview can be replaced where it is: same job application and round number as before."""
    old, new = records.interviews.get(interview_id), fresh.get(interview_id)
    if old is None or new is None:
        return old is new
    return (old.interview.application_key, old.interview.round) == (
        new.interview.application_key,
        new.interview.round,
    )


def _people(records: Records, snapshot: Snapshot, changed: frozenset[Key]) -> Mapping[str, Person]:
    people: dict[str, Person] = {}
    for key, row in rows_of(snapshot, "people").items():
        if key not in changed and key[0] in records.people:
            people[key[0]] = records.people[key[0]]
        elif (values := read_row("people", row)[0]) is not None:
            people[key[0]] = Person(**values)  # type: ignore[arg-type]  # read by their own readers
    return MappingProxyType(people)


def _with_rounds(records: Records, fresh: Mapping[str, InterviewDetails]) -> Records:
    if not fresh:
        return records
    renewed: dict[int, Application] = {}
    for interview_id in fresh:
        old = records.application_of[interview_id]
        rounds = tuple(fresh.get(details.interview.interview_id, details) for details in old.rounds)
        renewed[id(old)] = Application(rounds=rounds)
    application_of = {
        details.interview.interview_id: application
        for application in renewed.values()
        for details in application.rounds
    }
    return replace(
        records,
        applications=tuple(renewed.get(id(application), application) for application in records.applications),
        interviews=MappingProxyType({**records.interviews, **fresh}),
        application_of=MappingProxyType({**records.application_of, **application_of}),
    )
