"""The linter on messages judged as a whole: the set of its checks, and none on any shipped template."""

import json
import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from followup_core.messages.drafting import draft
from followup_core.messages.linter import lint
from followup_core.messages.message_model import Check, Facts, LintContext, Message, Tone
from followup_core.messages.templates import Templates, load_templates
from followup_core.models import MessageKind
from tests.unit.row_table import each_row

from .example_facts import FULL, VARIANTS
from .labelled_messages import PLAYBOOK, labelled, phrases

HERE = Path(__file__).parent
AGREED = (HERE.parents[1] / "cases" / "messages.json", HERE / "judged_messages.json")
UNSEEN = Path(__file__).with_name("unseen_messages.toml")
TODAY = date(2026, 12, 1)


def agreed() -> list[dict[str, Any]]:
    """The messages whose judgement is agreed, and 25 that were written before their check was tried."""
    return [row for file in AGREED for row in json.loads(file.read_text(encoding="utf-8"))]


def unseen() -> list[dict[str, Any]]:
    data = tomllib.loads(UNSEEN.read_text(encoding="utf-8"))
    return [{"subject": "", **row, "facts": data["cast"][row["cast"]]} for row in data["message"]]


ROWS = [*agreed(), *unseen()]


def checks_in(row: dict[str, Any]) -> set[str]:
    message = Message(kind=MessageKind(row["kind"]), subject=row["subject"], body=row["body"].strip())
    context = LintContext(facts=Facts(**row["facts"]), today=TODAY)
    return {finding.check.value for finding in lint(message, context, phrases())}


@each_row("row", ROWS)
def test_a_message_gets_exactly_the_checks_a_reader_expects(row: dict[str, Any]) -> None:
    assert checks_in(row) == set(row["expected"])


def test_every_check_has_a_message_that_needs_it() -> None:
    needed = {check for row in ROWS for check in row["expected"]}
    needed |= {label.check.value for row in labelled() for label in row.finds}
    assert needed == {check.value for check in Check}


@cache
def shipped() -> Templates:
    return load_templates(PLAYBOOK / "messages")


@pytest.mark.thorough
@each_row(("kind", "choice"), VARIANTS)
def test_a_draft_from_all_facts_gets_no_finding(kind: MessageKind, choice: dict[str, Any]) -> None:
    facts = replace(FULL, **choice)
    drafts = (replace(facts, tone=tone, panel_index=seat) for tone in Tone for seat in range(4))
    for message in {draft(each, kind, shipped()).message for each in drafts}:
        found = lint(message, LintContext(facts=facts, today=TODAY), phrases())
        assert list(found) == [], message.body


@each_row(
    ("text", "slip"),
    [
        ("Dear Ms. Castelano,\n\nThank you.", "Castelano"),
        ("The Castellanos were there.", ""),
        ("I would like to work at Nortlight Robotics.", "Nortlight"),
        ("I would like to work at North Light Robotics.", "North"),
        ("I would like to work at NORTHLIGHT.", ""),
        ("We met Tomas Burg.", "Burg"),
        ("Northlight's robots, and Northlights in general.", ""),
        ("Write to ines.castelano@example.org.", ""),
        ("The northern light was fine.", ""),
    ],
)
def test_a_name_that_is_nearly_right_is_a_slip(text: str, slip: str) -> None:
    found = lint(
        Message(kind=MessageKind.QUESTION, body=text), LintContext(facts=FULL, today=TODAY), phrases()
    )
    assert next((finding.quote for finding in found if finding.check is Check.MISSPELLED), "") == slip
