"""The linter on later messages: each fault is found by its check, and a good message gets no finding."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from followup_core.messages.linter import lint
from followup_core.messages.message_model import Facts, Finding, LintContext, Message
from followup_core.models import MessageKind
from tests.unit.row_table import each_row

from .labelled_messages import phrases

FILE = Path(__file__).with_name("later_messages.toml")
CONTENTS = tomllib.loads(FILE.read_text(encoding="utf-8"))
ROWS: list[dict[str, Any]] = CONTENTS["message"]
GOOD = [row for row in ROWS if not row["expected"]]
FAULTY = [row for row in ROWS if row["expected"]]


def findings(row: dict[str, Any]) -> tuple[Finding, ...]:
    message = Message(kind=MessageKind(row["kind"]), subject=row.get("subject", ""), body=row["body"].strip())
    context = LintContext(
        facts=Facts(**CONTENTS["cast"][row["cast"]]),
        today=date(2026, 12, 1),
        country="US",
        earliest=row.get("earliest"),
        elsewhere_people=tuple(row.get("elsewhere_people", ())),
        elsewhere_organizations=tuple(row.get("elsewhere_organizations", ())),
    )
    return lint(message, context, phrases())


@each_row("row", GOOD)
def test_a_good_message_gets_no_finding(row: dict[str, Any]) -> None:
    assert findings(row) == ()


@each_row("row", FAULTY)
def test_each_fault_of_a_message_is_found_by_its_check(row: dict[str, Any]) -> None:
    assert set(row["expected"]) <= {finding.check.value for finding in findings(row)}


@each_row(
    ("role", "text", "is_named"),
    [
        ("Veterinary Technician", "the vet tech job", True),
        ("Project Manager", "the PM job", True),
        ("Backend Developer", "the dev job", True),
        ("Registered Nurse, ICU", "the nursing job", True),
        ("Veterinary Technician", "the job we spoke about", False),
        ("Therapist", "the job at the clinic", False),
        (
            "Project Manager",
            "the job from 2 pm on Monday",
            True,
        ),  # not told apart: a missed hint, no false one
    ],
)
def test_a_role_may_be_named_briefly(role: str, text: str, is_named: bool) -> None:
    message = Message(
        kind=MessageKind.STATUS_EMAIL,
        body=f"Hi Dana,\n\nI would like to ask how it stands with {text}. We met on November 12.\n\nSam",
    )
    context = LintContext(
        facts=Facts(name="Dana Ruiz", role=role, my_name="Sam Ortiz"), today=date(2026, 12, 1)
    )
    assert (lint(message, context, phrases()) == ()) is is_named
