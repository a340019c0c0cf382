"""What holds for every workspace on every day, whatever the playbook's numbers are."""

import re
from collections.abc import Iterable
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.cadence import Step, application_steps
from followup_core.models import Application, Touchpoint

from .text_tables import Tables
from .workspace_strategies import Workspace, workspaces

pytestmark = pytest.mark.thorough

THANKS = {"thank_you_email", "thank_you_note", "linkedin_request"}
NUDGES = {"status_email", "voicemail"}
CHAIN = {*NUDGES, "let_go"}
many = settings(max_examples=100)


def kinds(found: Iterable[Step]) -> set[str]:
    return {step.kind.value for step in found}


def of_interview(found: Iterable[Step], interview_id: str) -> list[Step]:
    return [step for step in found if step.interview_id == interview_id]


def nudges_sent(opening: Application, today: date) -> list[Touchpoint]:
    """The status emails and voicemails of an application that were sent and did not bounce."""
    touches = [touch for each in opening.rounds for touch in each.touchpoints]
    return [t for t in touches if t.kind.value in NUDGES and t.sent_on <= today and not t.bounced]


@many
@given(workspaces())
def test_every_reason_is_one_plain_sentence_with_a_day_in_it(workspace: Workspace) -> None:
    for step in workspace.steps:
        assert re.fullmatch(r"[A-Z][^.!?\n]*\.", step.because), step.because
        assert re.search(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ [A-Z][a-z]+", step.because)
        assert re.fullmatch(r"A([1-9]|1[01])", step.rule)
        assert "zero" not in step.because or workspace.numbers.stale_days == 0


@many
@given(workspaces(), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(workspace: Workspace, random: Random) -> None:
    """Only the interviewers table is read in its own order: it decides who is first."""
    shuffled = workspace
    for table in ("interviews", "people", "answers", "touchpoints", "settings"):
        rows = list(workspace.tables[table])
        random.shuffle(rows)
        shuffled = shuffled.with_table(table, rows)
    assert shuffled.steps == workspace.steps


@many
@given(workspaces(), st.data())
def test_other_applications_never_change_the_steps_of_one(workspace: Workspace, data: st.DataObject) -> None:
    records = workspace.records
    opening = data.draw(st.sampled_from(records.applications))
    mine = {each.interview.interview_id for each in opening.rounds}
    alone: Tables = {
        table: [row for row in rows if row.get("interview_id", "") in mine or "interview_id" not in row]
        for table, rows in workspace.tables.items()
    }
    only = Workspace(tables=alone, today=workspace.today, numbers=workspace.numbers)
    assert only.steps == tuple(step for step in workspace.steps if step.interview_id in mine)


@many
@given(workspaces())
def test_the_steps_of_an_application_are_the_steps_of_its_interviews(workspace: Workspace) -> None:
    records = workspace.records
    for opening in records.applications:
        ids = {each.interview.interview_id for each in opening.rounds}
        of_opening = application_steps(records, opening, workspace.numbers, workspace.today)
        assert of_opening == tuple(step for step in workspace.steps if step.interview_id in ids)
