"""The week on one page: what happened in seven days, and what comes."""

import io
from datetime import date, timedelta

from pypdf import PdfReader

from followup_core.models import Outcome, Response, TouchpointKind
from followup_core.services.interview_service import set_outcome
from followup_core.services.open_cancellations import canceled_change
from followup_core.services.row_changes import upsert
from followup_core.services.sample_data import load_sample_data
from followup_core.services.statistics.weekly_review import weekly_review, weekly_review_pdf
from followup_core.services.touchpoints import (
    TouchpointEntry,
    record_response,
    record_touchpoint,
    set_response,
)
from followup_core.services.workspace import Workspace
from followup_core.services.workspace_registry import SAMPLE_DIR
from tests.unit.cadence.text_tables import setting

from .situation_histories import HISTORIES, view_of, view_of_tables
from .workspaces import TODAY, moment, started, view, with_person


def thanked(workspace: Workspace, interview_id: str, person_id: str, on: date) -> None:
    entry = TouchpointEntry(
        interview_id=interview_id, person_id=person_id, kind=TouchpointKind.THANK_YOU_EMAIL, sent_on=on
    )
    record_touchpoint(workspace, moment(), entry)


def test_the_week_holds_its_seven_days_and_nothing_before(workspace: Workspace) -> None:
    first = TODAY - timedelta(days=6)
    inside = started(workspace, "Acme", first)
    person = with_person(workspace, inside)
    thanked(workspace, inside, person, first)
    before = started(workspace, "Borealis", first - timedelta(days=1))
    thanked(workspace, before, with_person(workspace, before, "Ada Old"), first - timedelta(days=1))
    review = weekly_review(view(workspace))
    assert (review.first, review.last) == (first, TODAY)
    assert review.done == (
        "Thursday, November 12: Thank-you email to Dana Ruiz, Acme",
        "Thursday, November 12: interview, Acme, Analyst",
    )


def test_an_interview_that_was_called_off_is_nothing_done(workspace: Workspace) -> None:
    interview_id = started(workspace, "Acme", TODAY)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, TODAY - timedelta(days=1))
    review = weekly_review(view(workspace))
    assert review.done == ()
    assert review.let_go == ("Tuesday, November 17: Acme, Analyst. They said no.",)


def test_an_answer_and_an_ending_are_told_with_their_day(workspace: Workspace) -> None:
    interview_id = started(workspace, "Acme")
    record_response(workspace, moment(), interview_id, on=TODAY)
    gone = started(workspace, "Borealis")
    set_outcome(workspace, moment(), gone, Outcome.LET_GO, TODAY)
    review = weekly_review(view(workspace))
    assert review.heard == ("Wednesday, November 18: Acme, Analyst",)
    assert review.let_go == (
        "Wednesday, November 18: Borealis, Analyst. Let go. A good decision: your time goes to the next one.",
    )


def test_answers_without_a_day_are_named_among_the_statistics(workspace: Workspace) -> None:
    made = started(workspace, "Acme", date(2026, 9, 1))
    workspace.execute(
        moment(), "Import", lambda _: [upsert("interviews", interview_id=made, outcome="rejected")]
    )
    assert weekly_review(view(workspace)).statistics == (
        "The one interview old enough to count has an answer without a day.",
        "No answer has a day yet, so there is nothing to time.",
        "One answer has no day, so it isn't counted yet. Enter the day it came.",
    )


def test_what_is_due_and_what_waits_stand_apart(workspace: Workspace) -> None:
    with_person(workspace, started(workspace, "Acme", TODAY))
    review = weekly_review(view(workspace))
    assert review.due == ("Start the checklist: Acme, Analyst", "Due: Thank Dana Ruiz by email, Acme")
    assert review.waiting == ("Email Dana Ruiz for an update, Acme: not before Wednesday, November 25",)


def test_what_waits_names_the_day_on_which_it_can_be_done() -> None:
    """It was due on Friday, but nobody takes a call on a Saturday."""
    review = weekly_review(view_of("asked once on the day", date(2026, 11, 28)))
    assert review.waiting == ("Leave Dana a short voicemail, Acme Robotics: not before Monday, November 30",)


def test_a_handwritten_note_is_not_overdue_for_two_weeks() -> None:
    tables = {**HISTORIES["thanked, no date"], "settings": [setting("readable_handwriting", "yes")]}
    assert weekly_review(view_of_tables(tables, date(2026, 11, 6))).due[-1] == (
        "Due: Mail a handwritten note to Dana, Acme Robotics"
    )


def test_a_canceled_interview_is_something_to_do(workspace: Workspace) -> None:
    ahead = started(workspace, "Acme", TODAY + timedelta(days=2))
    workspace.execute(moment(), "Import", lambda _: [canceled_change(ahead, "2026-11-20")])
    assert weekly_review(view(workspace)).due == ("Acme, Analyst: canceled, say what becomes of it",)


def test_a_message_that_came_back_is_said_to_have_come_back(workspace: Workspace) -> None:
    interview_id = started(workspace, "Acme")
    thanked(workspace, interview_id, with_person(workspace, interview_id), TODAY)
    [touch] = view(workspace).interview_details(interview_id).touchpoints
    set_response(workspace, moment(), touch.touchpoint_id, Response.BOUNCED, None)
    [line] = weekly_review(view(workspace)).done
    assert line == "Wednesday, November 18: Thank-you email to Dana Ruiz, Acme, not delivered"


def test_the_sample_on_any_day_and_an_empty_workspace_fit_on_one_page(workspace: Workspace) -> None:
    assert len(PdfReader(io.BytesIO(weekly_review_pdf(view(workspace)))).pages) == 1
    for number in range(0, 366, 122):
        day = date(2026, 1, 1) + timedelta(days=number)
        load_sample_data(workspace, moment(day), SAMPLE_DIR)
        pages = PdfReader(io.BytesIO(weekly_review_pdf(workspace.view(day)))).pages
        assert len(pages) == 1, day
        text = pages[0].extract_text()
        for part in ("Done", "Do now", "Leave alone", "Statistics so far", "What to do differently"):
            assert part in text, day
