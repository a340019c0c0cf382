"""Parses a workspace's stored rows into records, and reports every problem in them."""

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
"""Rows with their line numbers in the file; a row that isn't in a file has line 0."""

_Instance = TypeVar("_Instance")
_Detail = TypeVar("_Detail", Interviewer, Answer, Touchpoint)


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
    is_usable = True
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
            is_usable = is_usable and column not in schema.required
            problems.append(
                Problem(table=table, line=line, column=column, what=problem.what, remedy=problem.remedy)
            )
    if table == "settings" and is_usable:
        problems += _parse_setting(values, line)
    return (values if is_usable else None), problems


def _parse_setting(values: dict[str, object], line: int) -> list[Problem]:
    """Replace a setting's text in `values` by its parsed value, or remove it; return the problems."""
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
    tables: Mapping[str, Numbered], table: str, entity: type[_Instance], problems: list[Problem]
) -> list[tuple[int, _Instance]]:
    """Return the usable rows of a table as entities with their lines, and add to `problems`."""
    numbered_rows = list(tables.get(table, ()))
    entities = parse_valid_table(table, [row for _, row in numbered_rows], entity)
    if entities is not None:
        return [(line, instance) for (line, _), instance in zip(numbered_rows, entities, strict=True)]
    parsed_rows: list[tuple[int, _Instance]] = []
    for line, row in numbered_rows:
        values, row_problems = read_row(table, row, line)
        problems += row_problems
        if values is not None:
            parsed_rows.append((line, entity(**values)))
    return parsed_rows


def _read_settings(tables: Mapping[str, Numbered], problems: list[Problem]) -> Settings:
    settings: dict[str, Any] = {}  # Any, because each value was converted by the reader of its own key
    for line, row in tables.get("settings", ()):
        values, row_problems = read_row("settings", row, line)
        problems += row_problems
        if values is not None and values["key"] in SETTING_KEYS and "value" in values:
            settings[str(values["key"])] = values["value"]
    return Settings(**settings)


def _orphan_problem(table: str, line: int, column: str, missing_id: str) -> Problem:
    return Problem(
        table=table,
        line=line,
        column=column,
        what=f"There is no row “{missing_id[:60]}” for this to belong to.",
        remedy="Correct the id, or delete this row.",
    )


@garbage_collection_paused()
def parse(tables: Mapping[str, Numbered]) -> tuple[Records, tuple[Problem, ...]]:
    """Return a workspace's rows as records, and every problem found in them.

    The order of rows is preserved. Each of these is reported:
    - A row with an invalid required cell is left out.
    - A row of an interview that doesn't exist is left out.
    - An invalid optional cell counts as blank.
    - A row about a person who isn't in the people table stays: a message that was sent
      stays sent, even if nobody knows to whom.
    """
    problems: list[Problem] = []
    interviews = _read_table(tables, "interviews", Interview, problems)
    people = {person.person_id: person for _, person in _read_table(tables, "people", Person, problems)}
    interview_ids = [interview.interview_id for _, interview in interviews]

    def by_interview(table: str, entity: type[_Detail]) -> dict[str, list[_Detail]]:
        """Return a table's entities by the id of their interview; report those without an interview."""
        details: dict[str, list[_Detail]] = {interview_id: [] for interview_id in interview_ids}
        for line, detail in _read_table(tables, table, entity, problems):
            if detail.person_id and detail.person_id not in people:
                problems.append(_orphan_problem(table, line, "person_id", detail.person_id))
            if detail.interview_id in details:
                details[detail.interview_id].append(detail)
            else:
                problems.append(_orphan_problem(table, line, "interview_id", detail.interview_id))
        return details

    interviewers = by_interview("interviewers", Interviewer)
    answers = by_interview("answers", Answer)
    touchpoints = by_interview("touchpoints", Touchpoint)
    rounds = {
        interview.interview_id: InterviewDetails(
            interview=interview,
            interviewers=tuple(interviewers[interview.interview_id]),
            answers=tuple(answers[interview.interview_id]),
            touchpoints=tuple(touchpoints[interview.interview_id]),
        )
        for _, interview in interviews
    }
    return assemble(rounds.values(), people.values(), _read_settings(tables, problems)), tuple(problems)


def with_details(records: Records, new_details: InterviewDetails) -> Records:
    """Return the records of one job application, with `new_details` for their interview.

    People and settings stay; other job applications are left out.
    """
    interview_id = new_details.interview.interview_id
    rounds = (
        new_details if details.interview.interview_id == interview_id else details
        for details in records.application_of[interview_id].rounds
    )
    return assemble(rounds, records.people.values(), records.settings)


def assemble(rounds: Iterable[InterviewDetails], people: Iterable[Person], settings: Settings) -> Records:
    """Return records with the interviews grouped into job applications, each with the lowest round first.

    The job applications are in the order in which their interviews first appear.
    """
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
