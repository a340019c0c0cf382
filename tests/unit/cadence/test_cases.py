"""The agreed cases: a workspace, a day, and the exact list of steps."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from followup_core.cadence import Step, steps
from followup_core.models import Records
from followup_core.playbook import CadenceNumbers
from tests.unit.row_table import each_row

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
each_case = each_row("case", CASES)


def test_all_thirty_five_cases_are_here() -> None:
    assert len({case.name for case in CASES}) == 35


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
