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
_MAX_CHANGED_INTERVIEWS = 50  # above this many changed interviews, parsing everything is as fast

ChangedKeys = Mapping[str, frozenset[Key]]


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
        """Return what `parse_records` would return, by updating the records of the previous snapshot."""
        before, self._snapshot = self._snapshot, snapshot
        updated = _updated_records(self._records, before, snapshot) if before is not None else None
        self._records = updated if updated is not None else parse_records(snapshot)
        return self._records


def rows_of(snapshot: Snapshot, table: str) -> Mapping[Key, Row]:
    """Return one table's rows by key; {} if the table does not exist yet."""
    stored = snapshot.tables.get(table)
    return stored.rows if stored else {}


def _updated_records(records: Records, before: Snapshot, after: Snapshot) -> Records | None:
    """Return the records with the changed interviews and people replaced; None if too much changed."""
    changed = {name: _changed_keys(rows_of(before, name), rows_of(after, name)) for name in SCHEMA}
    if not any(changed.values()):
        return records
    affected = _affected_interviews(changed, before, after)
    if changed["settings"] or len(affected) > _MAX_CHANGED_INTERVIEWS:
        return None
    parsed_interviews = _parse_interviews(after, affected)
    if any(not _keeps_its_place(records, parsed_interviews, interview_id) for interview_id in affected):
        return None
    people = _updated_people(records, after, changed["people"]) if changed["people"] else records.people
    return _with_interviews(replace(records, people=people), parsed_interviews)


def _changed_keys(before: Mapping[Key, Row], after: Mapping[Key, Row]) -> frozenset[Key]:
    # The store never changes a row in place: the same object is an unchanged row.
    if before is after:
        return frozenset()
    changed_keys = {key for key, row in after.items() if before.get(key) is not row}
    if len(after) - len(changed_keys) < len(before):
        changed_keys.update(key for key in before if key not in after)
    return frozenset(changed_keys)


def _affected_interviews(changed: ChangedKeys, before: Snapshot, after: Snapshot) -> frozenset[str]:
    """Return the ids of the interviews whose own rows, or whose people's rows, changed."""
    affected = {key[0] for name in ("interviews", "interviewers", "answers") for key in changed[name]}
    for snapshot in (before, after):
        touchpoint_rows = rows_of(snapshot, "touchpoints")
        affected.update(
            touchpoint_rows[key]["interview_id"] for key in changed["touchpoints"] if key in touchpoint_rows
        )
        if person_ids := {key[0] for key in changed["people"]}:
            for name in ("interviewers", "touchpoints"):
                rows = rows_of(snapshot, name).values()
                affected.update(row["interview_id"] for row in rows if row["person_id"] in person_ids)
    return frozenset(affected)


def _parse_interviews(snapshot: Snapshot, interview_ids: frozenset[str]) -> Mapping[str, InterviewDetails]:
    if not interview_ids:
        return {}
    tables: dict[str, Iterable[tuple[int, Row]]] = {
        name: [(0, row) for row in rows_of(snapshot, name).values() if row["interview_id"] in interview_ids]
        for name in _TABLES_OF_INTERVIEW
    }
    interviews = rows_of(snapshot, "interviews")
    tables["interviews"] = [
        (0, interviews[(interview_id,)]) for interview_id in interview_ids if (interview_id,) in interviews
    ]
    return parse(tables)[0].interviews


def _keeps_its_place(
    records: Records, parsed_interviews: Mapping[str, InterviewDetails], interview_id: str
) -> bool:
    """Whether an interview has the same job application and round number as before, if it exists at all."""
    stored_details, parsed_details = records.interviews.get(interview_id), parsed_interviews.get(interview_id)
    if stored_details is None or parsed_details is None:
        return stored_details is parsed_details
    return (stored_details.interview.application_key, stored_details.interview.round) == (
        parsed_details.interview.application_key,
        parsed_details.interview.round,
    )


def _updated_people(records: Records, snapshot: Snapshot, changed: frozenset[Key]) -> Mapping[str, Person]:
    people: dict[str, Person] = {}
    for key, row in rows_of(snapshot, "people").items():
        if key not in changed and key[0] in records.people:
            people[key[0]] = records.people[key[0]]
        elif (values := read_row("people", row)[0]) is not None:
            people[key[0]] = Person(**values)  # type: ignore[arg-type]  # read by their own readers
    return MappingProxyType(people)


def _with_interviews(records: Records, parsed_interviews: Mapping[str, InterviewDetails]) -> Records:
    if not parsed_interviews:
        return records
    new_applications: dict[int, Application] = {}
    for interview_id in parsed_interviews:
        application = records.application_of[interview_id]
        rounds = tuple(
            parsed_interviews.get(details.interview.interview_id, details) for details in application.rounds
        )
        new_applications[id(application)] = Application(rounds=rounds)
    application_of = {
        details.interview.interview_id: application
        for application in new_applications.values()
        for details in application.rounds
    }
    return replace(
        records,
        applications=tuple(
            new_applications.get(id(application), application) for application in records.applications
        ),
        interviews=MappingProxyType({**records.interviews, **parsed_interviews}),
        application_of=MappingProxyType({**records.application_of, **application_of}),
    )
