"""The parser of a workspace: stored text to records, with every problem named and nothing guessed."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from .bulk_parser import parse_valid_table
from .cell_parsers import SETTING_KEYS, SETTING_READERS, BadCell, read_cell
from .entities import (
    Answer,
    Application,
    Interview,
    InterviewDetails,
    Interviewer,
    Person,
    Records,
    Settings,
    Touchpoint,
)
from .errors import Problem
from .garbage_collection import garbage_collection_paused
from .schema import SCHEMA, Row

Numbered = Iterable[tuple[int, Row]]
"""Rows, each with its line number in the file (0 where there is none)."""

_Instance = TypeVar("_Instance")
_Part = TypeVar("_Part", Interviewer, Answer, Touchpoint)


def read_row(table: str, row: Row, line: int = 0) -> tuple[dict[str, object] | None, list[Problem]]:
    """Parse one stored row into field values.

    Returns:
        (values, problems). `values` has only the cells that are filled in and valid. It is None when a
        required cell is blank or invalid, because the row then means nothing. An invalid optional cell
        counts as blank.
    """
    schema = SCHEMA[table]
    values: dict[str, object] = {}
    problems: list[Problem] = []
    usable = True
    for column in schema.all_columns:
        text = row.get(column, "")
        if not text.strip() and column in schema.required:
            problem: BadCell | None = BadCell("The cell is blank.", "Fill it in, or delete the row.")
        elif not text:
            continue
        else:
            problem = None
            try:
                values[column] = read_cell(table, column, text)
            except BadCell as bad:
                problem = bad
        if problem is not None:
            usable = usable and column not in schema.required
            problems.append(
                Problem(table=table, line=line, column=column, what=problem.what, remedy=problem.remedy)
            )
    if table == "settings" and usable:
        problems += _read_setting(values, line)
    return (values if usable else None), problems


def _read_setting(values: dict[str, object], line: int) -> list[Problem]:
    key, text = str(values["key"]), str(values.get("value", ""))
    reader = SETTING_READERS.get(key)
    if reader is None or not text:
        return []
    try:
        values["value"] = reader(text)
    except BadCell as bad:
        values.pop("value")
        return [Problem(table="settings", line=line, column="value", what=bad.what, remedy=bad.remedy)]
    return []


def _read_table(
    tables: Mapping[str, Numbered], table: str, make: type[_Instance], problems: list[Problem]
) -> list[tuple[int, _Instance]]:
    numbered = list(tables.get(table, ()))
    entities = parse_valid_table(table, [row for _, row in numbered], make)
    if entities is not None:
        return [(line, entity) for (line, _), entity in zip(numbered, entities, strict=True)]
    parsed: list[tuple[int, _Instance]] = []
    for line, row in numbered:
        values, faults = read_row(table, row, line)
        problems += faults
        if values is not None:
            parsed.append((line, make(**values)))
    return parsed


def _settings(tables: Mapping[str, Numbered], problems: list[Problem]) -> Settings:
    known: dict[str, Any] = {}  # Any, because each value was converted by the reader of its own key
    for line, row in tables.get("settings", ()):
        values, row_problems = read_row("settings", row, line)
        problems += row_problems
        if values is not None and values["key"] in SETTING_KEYS and "value" in values:
            known[str(values["key"])] = values["value"]
    return Settings(**known)


def _orphan(table: str, line: int, column: str, missing: str) -> Problem:
    return Problem(
        table=table,
        line=line,
        column=column,
        what=f"There is no row “{missing[:60]}” for this to belong to.",
        remedy="Correct the id, or delete this row.",
    )


@garbage_collection_paused()
def parse(tables: Mapping[str, Numbered]) -> tuple[Records, tuple[Problem, ...]]:
    """Parse a workspace's rows into records.

    A row whose required cells are invalid, or that belongs to an interview that does
    not exist, is left out and reported. An invalid optional cell counts as blank and is
    reported. A row about a person who is not in the people table stays and is reported:
    a message that was sent stays sent, whoever it went to. The order of rows is
    preserved.

    Returns:
        (records, problems), with every problem found.
    """
    problems: list[Problem] = []
    interviews = _read_table(tables, "interviews", Interview, problems)
    people = {p.person_id: p for _, p in _read_table(tables, "people", Person, problems)}
    ids = [interview.interview_id for _, interview in interviews]

    def of_each(table: str, make: type[_Part]) -> dict[str, list[_Part]]:
        """Return the rows of a table that belong to an interview, by its id, and report the others."""
        parts: dict[str, list[_Part]] = {interview_id: [] for interview_id in ids}
        for line, part in _read_table(tables, table, make, problems):
            if part.person_id and part.person_id not in people:
                problems.append(_orphan(table, line, "person_id", part.person_id))
            if part.interview_id in parts:
                parts[part.interview_id].append(part)
            else:
                problems.append(_orphan(table, line, "interview_id", part.interview_id))
        return parts

    interviewers = of_each("interviewers", Interviewer)
    answers = of_each("answers", Answer)
    touchpoints = of_each("touchpoints", Touchpoint)
    rounds = {
        interview.interview_id: InterviewDetails(
            interview=interview,
            interviewers=tuple(interviewers[interview.interview_id]),
            answers=tuple(answers[interview.interview_id]),
            touchpoints=tuple(touchpoints[interview.interview_id]),
        )
        for _, interview in interviews
    }
    return assemble(rounds.values(), people.values(), _settings(tables, problems)), tuple(problems)


def with_details(records: Records, new: InterviewDetails) -> Records:
    """Return the records of one job application, with `new` in the place of its interview's old records.

    People and settings stay; other job applications are left out.
    """
    interview_id = new.interview.interview_id
    rounds = (
        new if details.interview.interview_id == interview_id else details
        for details in records.application_of[interview_id].rounds
    )
    return assemble(rounds, records.people.values(), records.settings)


def assemble(rounds: Iterable[InterviewDetails], people: Iterable[Person], settings: Settings) -> Records:
    """Group interviews into job applications, lowest round first, in the order of first appearance."""
    by_id = {details.interview.interview_id: details for details in rounds}
    grouped: dict[tuple[str, str], list[InterviewDetails]] = {}
    for details in by_id.values():
        grouped.setdefault(details.interview.application_key, []).append(details)
    applications = tuple(
        Application(rounds=tuple(sorted(group, key=lambda details: details.interview.place)))
        for group in grouped.values()
    )
    return Records(
        applications=applications,
        interviews=MappingProxyType(by_id),
        application_of=MappingProxyType(
            {
                details.interview.interview_id: application
                for application in applications
                for details in application.rounds
            }
        ),
        people=MappingProxyType({person.person_id: person for person in people}),
        settings=settings,
    )
