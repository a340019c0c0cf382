"""What holds for every workspace on every day, whatever the playbook's numbers are."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.cadence import BusinessCalendar, Step, StepKind, StepState, application_steps
from followup_core.models import Application, Touchpoint

from .text_tables import Row, Tables, after
from .workspace_strategies import Workspace, workspaces

pytestmark = pytest.mark.thorough

THANKS = {"thank_you_email", "thank_you_note", "linkedin_request"}
CHASES = {"status_email", "voicemail"}
CHAIN = {*CHASES, "let_go"}
many = settings(max_examples=60)


def kinds(found: Iterable[Step]) -> set[str]:
    return {step.kind.value for step in found}


def of_interview(found: Iterable[Step], interview_id: str) -> list[Step]:
    return [step for step in found if step.interview_id == interview_id]


def chases_sent(opening: Application, today: date) -> list[Touchpoint]:
    """The status emails and voicemails of an application that were sent and did not bounce."""
    touches = [touch for each in opening.rounds for touch in each.touchpoints]
    return [t for t in touches if t.kind.value in CHASES and t.sent_on <= today and not t.bounced]


def last_response(workspace: Workspace, interview_id: str) -> date | None:
    touches = workspace.records.interviews[interview_id].touchpoints
    days = [touch.counted_response_on for touch in touches if touch.sent_on <= workspace.today]
    return max((day for day in days if day is not None and day <= workspace.today), default=None)


def promised_date(workspace: Workspace, interview_id: str) -> date | None:
    """The decision date that no later answer has overtaken."""
    named = workspace.records.interviews[interview_id].interview.decision_by
    answered = last_response(workspace, interview_id)
    return named if named is not None and (answered is None or named > answered) else None


@many
@given(workspaces())
def test_a_chain_step_waits_for_a_business_day_the_gap_and_a_promised_date(workspace: Workspace) -> None:
    numbers, records = workspace.numbers, workspace.records
    calendar = BusinessCalendar(records.settings.country)
    for step in workspace.steps:
        if step.kind is StepKind.KEEP_IN_TOUCH:
            assert calendar.is_business_day(step.earliest)
        if step.kind.value not in CHAIN:
            continue
        assert calendar.is_business_day(step.earliest)
        assert calendar.is_business_day(step.due)
        for touch in chases_sent(records.application_of[step.interview_id], workspace.today):
            assert step.earliest >= touch.sent_on + timedelta(days=numbers.gap_days)
        promised = promised_date(workspace, step.interview_id)
        if promised is not None:
            assert step.earliest >= calendar.add(promised, numbers.after_decision_business_days)


@many
@given(workspaces())
def test_there_is_no_ask_beyond_the_last_without_a_date_named_after_the_last_answer(
    workspace: Workspace,
) -> None:
    for step in workspace.steps:
        details = workspace.records.interviews[step.interview_id]
        asked = chases_sent(Application(rounds=(details,)), workspace.today)
        answered = last_response(workspace, step.interview_id)
        if step.kind.value in CHASES and len(asked) >= workspace.numbers.max_asks:
            assert answered is not None
            assert promised_date(workspace, step.interview_id) is not None
            assert all(touch.sent_on <= answered for touch in asked)


@many
@given(workspaces(), st.data())
def test_a_response_today_leaves_no_chase_that_is_due(workspace: Workspace, data: st.DataObject) -> None:
    interview_id = data.draw(st.sampled_from(sorted(workspace.records.interviews)))
    today = workspace.today.isoformat()
    answered: Row = data.draw(
        st.sampled_from(
            (
                {"kind": "heard_from_employer", "sent_on": today},
                {"kind": "heard_from_employer", "sent_on": today, "response": "out_of_office"},
                {"kind": "status_email", "sent_on": today, "responded_on": today, "response": "reply"},
                {"kind": "question", "sent_on": after(today, -9), "responded_on": today, "response": "reply"},
                {"kind": "thank_you_email", "sent_on": today, "responded_on": today, "response": "reply"},
            )
        )
    )
    row = {"touchpoint_id": "new", "interview_id": interview_id, "person_id": "", **answered}
    after_it = workspace.with_table("touchpoints", [*workspace.tables["touchpoints"], row])
    for step in of_interview(after_it.steps, interview_id):
        assert step.kind.value not in CHAIN or step.state is StepState.WAITING


@many
@given(workspaces())
def test_every_reason_is_one_plain_sentence_with_a_day_in_it(workspace: Workspace) -> None:
    for step in workspace.steps:
        assert re.fullmatch(r"[A-Z][^.!?\n]*\.", step.because), step.because
        assert re.search(r"\b[A-Z][a-z]+ \d+\b|\b\d+ [A-Z][a-z]+\b", step.because)
        assert re.fullmatch(r"[A-Z][^.!?\n]*\.", step.cause), step.cause
        assert re.search(
            r"\b[A-Z][a-z]+ \d+\b|\b\d+ [A-Z][a-z]+\b|\b(to|yester)day\b|\btomorrow\b|\bon [A-Z][a-z]+day\b",
            step.cause,
        )
        assert len(step.cause.split()) <= len(step.because.split())
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
@given(workspaces())
def test_the_steps_of_an_application_depend_on_no_other_one(workspace: Workspace) -> None:
    for opening in workspace.records.applications:
        mine = {each.interview.interview_id for each in opening.rounds}
        own_steps = tuple(step for step in workspace.steps if step.interview_id in mine)
        alone: Tables = {
            table: [row for row in rows if row.get("interview_id", "") in mine or "interview_id" not in row]
            for table, rows in workspace.tables.items()
        }
        only = Workspace(tables=alone, today=workspace.today, numbers=workspace.numbers)
        assert only.steps == own_steps
        assert own_steps == application_steps(workspace.records, opening, workspace.numbers, workspace.today)
