"""The linter against a reader's judgement, over the labelled messages."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from followup_core.messages import Facts, LintContext, Message, lint
from followup_core.messages.message_model import Check
from followup_core.models import MessageKind
from tests.unit.row_table import each_row

from .labelled_messages import Labelled, Score, faults, labelled, overall, phrases, scores

ENOUGH = 0.95
ALL = labelled()
HELD_OUT = tuple(row for row in ALL if row.hold)
TUNED = tuple(row for row in ALL if not row.hold)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A message with the checks that a careful reader expects of it, in whatever number and order."""

    id: str
    kind: str
    subject: str
    body: str
    expected: list[str]
    facts: dict[str, Any]

    @property
    def found(self) -> set[str]:
        message = Message(kind=MessageKind(self.kind), subject=self.subject, body=self.body)
        context = LintContext(facts=Facts(**self.facts), today=date(2026, 11, 28))
        return {finding.check.value for finding in lint(message, context, phrases())}


HERE = Path(__file__).parent
JUDGED = [
    Judged(**row)
    for file in (HERE.parents[1] / "cases" / "messages.json", HERE / "judged_messages.json")
    for row in json.loads(file.read_text(encoding="utf-8"))
]
"""47 messages whose judgement is agreed, and 25 that were written before their check was tried."""


@each_row("row", JUDGED)
def test_a_judged_message_gets_exactly_the_expected_checks(row: Judged) -> None:
    assert row.found == set(row.expected)


def show(title: str, table: dict[Check, Score]) -> None:
    print(f"\n{title}\n{'check':<20}{'found':>6}{'missed':>7}{'false':>6}{'recall':>8}{'precision':>10}")
    for name, row in (*((name.value, row) for name, row in table.items()), ("overall", overall(table))):
        print(
            f"{name:<20}{row.found:>6}{row.missed:>7}{row.false:>6}{row.recall:>8.3f}{row.precision:>10.3f}"
        )


def test_the_set_is_large_varied_and_a_third_is_held_out() -> None:
    assert len(ALL) >= 70
    assert len({row.id for row in ALL}) == len(ALL)
    assert 0.3 <= len(HELD_OUT) / len(ALL) <= 0.45
    seen = {label.check.value for row in ALL for label in row.finds}
    assert seen | {check for row in JUDGED for check in row.expected} == set(Check)
    assert sum(not row.finds for row in ALL) >= 25


@pytest.mark.parametrize("rows", [pytest.param(TUNED, id="tuned"), pytest.param(HELD_OUT, id="held out")])
def test_the_linter_agrees_with_the_reader_overall(rows: tuple[Labelled, ...]) -> None:
    table = scores(rows)
    show(f"{len(rows)} messages", table)
    assert overall(table).recall >= ENOUGH
    assert overall(table).precision >= ENOUGH


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted({label.check for row in ALL for label in row.finds}))
def test_each_check_agrees_with_the_reader(name: Check) -> None:
    row = scores(ALL)[name]
    assert row.recall >= ENOUGH, [r.id for r in ALL if any(label.check is name for label in faults(r)[0])]
    assert row.precision >= ENOUGH, [r.id for r in ALL if any(found.check is name for found in faults(r)[1])]


def test_a_message_that_is_all_right_gets_no_finding_at_all() -> None:
    good = [row for row in ALL if not row.finds and not row.may]
    assert [row.id for row in good if faults(row)[1]] == []
