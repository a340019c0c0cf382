"""Workspaces for tests, written as the text tables a person has on disk."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from followup_core.cadence import Step, StepKind, steps
from followup_core.models import SCHEMA, Numbered, Problem, Records, parse
from followup_core.playbook import CadenceNumbers
from followup_core.store import Snapshot, Table

Row = dict[str, str]
Tables = dict[str, list[Row]]
Told = tuple[str, str, str, str]
"""A step as a table test tells it: kind, person_id, earliest, due."""

MONDAY = date(2026, 11, 2)
"""The day of the interview in most examples; nothing is a holiday without a country."""


def numbered(tables: Mapping[str, Sequence[Row]]) -> dict[str, Numbered]:
    """Give each row its line as in a file, where the header is line 1."""
    return {table: list(enumerate(rows, start=2)) for table, rows in tables.items()}


def read(tables: Mapping[str, Sequence[Row]]) -> tuple[Records, tuple[Problem, ...]]:
    """Read tables that may be faulty."""
    return parse(numbered(tables))


def records_of(tables: Mapping[str, Sequence[Row]]) -> Records:
    """Read tables in which nothing is wrong."""
    records, problems = read(tables)
    assert problems == ()
    return records


def snapshot_of(tables: Mapping[str, Sequence[Row]]) -> Snapshot:
    """Return what a store that holds these rows loads."""
    stored = {
        name: Table(
            columns=SCHEMA[name].columns,
            rows={SCHEMA[name].key_of(row): row for row in rows},
        )
        for name, rows in tables.items()
    }
    return Snapshot(seq=0, tables=stored)


def steps_of(tables: Mapping[str, Sequence[Row]], today: str | date) -> tuple[Step, ...]:
    """Return the steps of tables in which nothing is wrong, by the default numbers."""
    return steps(records_of(tables), CadenceNumbers(), day(today))


def chain_of(tables: Mapping[str, Sequence[Row]], today: str | date) -> list[Told]:
    """Return only the steps that are about no single person's thank-you, as a table test tells them."""
    chain = (StepKind.STATUS_EMAIL, StepKind.VOICEMAIL, StepKind.LET_GO, StepKind.KEEP_IN_TOUCH)
    return [told(step) for step in steps_of(tables, today) if step.kind in chain]


def told(step: Step) -> Told:
    """Return a step as a table test tells it."""
    return (step.kind.value, step.person_id, step.earliest.isoformat(), step.due.isoformat())


def day(value: str | date) -> date:
    """Return a day given either way."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def after(start: str | date, days: int) -> str:
    """Return the day so many calendar days later, as it is stored."""
    return (day(start) + timedelta(days=days)).isoformat()


def interview(interview_id: str = "acme-1", held_on: str | date = MONDAY, **cells: str) -> Row:
    """Return an interview's row."""
    return {
        "interview_id": interview_id,
        "organization": "Acme Robotics",
        "role": "Analyst",
        "round": "1",
        "held_at": f"{day(held_on).isoformat()}T10:00",
        **cells,
    }


def met(person_id: str, part: str = "interviewer", interview_id: str = "acme-1", **cells: str) -> Row:
    """Return an interviewer's row."""
    return {"interview_id": interview_id, "person_id": person_id, "part": part, **cells}


def person(person_id: str, **cells: str) -> Row:
    """Return a person's row; the name is made from the id."""
    return {"person_id": person_id, "name": person_id.title(), **cells}


def answer(item: str, given: str, person_id: str = "", interview_id: str = "acme-1") -> Row:
    """Return an answer's row."""
    return {"interview_id": interview_id, "person_id": person_id, "item": item, "answer": given}


_SERIAL = iter(range(10**9))


def touch(kind: str, sent_on: str | date, person_id: str = "", **cells: str) -> Row:
    """Return a touchpoint's row with an id of its own."""
    return {
        "touchpoint_id": f"t{next(_SERIAL)}",
        "interview_id": "acme-1",
        "person_id": person_id,
        "kind": kind,
        "sent_on": day(sent_on).isoformat(),
        **cells,
    }


def setting(key: str, value: str) -> Row:
    """Return a setting's row."""
    return {"key": key, "value": value}
