"""The agreed cases: a workspace, a day, and the exact list of steps."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from followup_core.cadence import Step, steps
from followup_core.models import Records
from followup_core.models.date_text import format_day
from followup_core.playbook import CadenceNumbers

from .text_tables import Row, Tables, records_of

CASES_FILE = Path(__file__).parents[2] / "cases" / "cadence.json"


@dataclass(frozen=True)
class Case:
    name: str
    today: date
    workspace: Tables
    expected: list[Row]

    @property
    def records(self) -> Records:
        return records_of(self.workspace)

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.records, CadenceNumbers(), self.today)


CASES = [
    Case(raw["name"], date.fromisoformat(raw["today"]), raw["workspace"], raw["expected"])
    for raw in json.loads(CASES_FILE.read_text(encoding="utf-8"))
]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def test_all_twenty_one_cases_are_here() -> None:
    assert len({case.name for case in CASES}) == 21


@each_case
def test_the_case_gives_exactly_its_steps(case: Case) -> None:
    assert [as_case(case.records, step) for step in case.steps] == case.expected


def as_case(records: Records, step: Step) -> Row:
    person = records.people.get(step.person_id)
    return {
        "kind": step.kind.value,
        "interview_id": step.interview_id,
        "person_id": step.person_id,
        "earliest": step.earliest.isoformat(),
        "due": step.due.isoformat(),
        "state": step.state.value,
        "organization": records.interviews[step.interview_id].interview.organization,
        "person": person.name if person else "",
    }


@each_case
def test_every_step_says_why_in_one_sentence_with_a_date_in_it(case: Case) -> None:
    for step in case.steps:
        assert re.fullmatch(r"[A-Z][^.!?\n]*\.", step.because), step.because
        dates = [step.earliest, step.due, case.records.interviews[step.interview_id].interview.held_on]
        assert any(format_day(day, case.today) in step.because for day in dates), step.because
        assert re.fullmatch(r"A([1-9]|1[01])", step.rule)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "the promised date has passed: the status email, to the hiring manager",
            "They said they would decide by Monday 16 November; from Tuesday 17 November"
            " a polite email asking for news is welcome, and writing sooner would be pushing.",
        ),
        (
            "no time frame was asked for: five business days after the interview",
            "You met on Monday 2 November and no decision date is known; after five business days,"
            " from Monday 9 November, a polite email asking for news is welcome.",
        ),
        (
            "a week of silence after the status email: the voicemail",
            "Your email of Tuesday 17 November has no answer yet; after seven days of quiet,"
            " from Tuesday 24 November, leave one short voicemail that restates your interest.",
        ),
        (
            "a week of silence after the voicemail: let it go",
            "You asked twice, last on Tuesday 24 November, and that is enough:"
            " without an answer by Tuesday 1 December, letting go is the good decision.",
        ),
        (
            "an old interview nobody followed up: too late for an email, let it go",
            "The email was due by Thursday 19 November 2026; more than 30 days later it would not"
            " help any more, so from Monday 21 December 2026 let this one go in peace.",
        ),
        (
            "rejected, still interested: keep in touch after ninety days",
            "The last contact was on Wednesday 18 November 2026; 90 days later,"
            " from Tuesday 16 February, an article or a congratulation keeps the door open.",
        ),
    ],
)
def test_the_last_step_of_a_case_is_explained_in_these_words(name: str, sentence: str) -> None:
    [case] = [case for case in CASES if case.name == name]
    assert case.steps[-1].because == sentence
