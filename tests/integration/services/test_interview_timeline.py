"""One interview's story, and the list of openings."""

from datetime import date

import pytest

from followup_core.charts import Lane
from followup_core.models import AnswerValue, InterviewerPart, Outcome, Response, TouchpointKind
from followup_core.services.application_list import ApplicationState, application_rows
from followup_core.services.guided_checklist import save_answer
from followup_core.services.interview_service import set_outcome, start_interview
from followup_core.services.interview_timeline import (
    TodoStatus,
    interviewer_todos,
    planned_days,
    timeline,
    timeline_sentence,
)
from followup_core.services.today_overview import today_overview
from followup_core.services.touchpoints import record_response, set_response
from followup_core.services.workspace import NotFound, Workspace
from tests.unit.cadence import text_tables

from .situation_histories import HISTORIES, view_of_tables
from .workspaces import (
    MONDAY,
    TODAY,
    at,
    checklist_item,
    entry,
    moment,
    rows,
    sent,
    started,
    thanked,
    view,
    with_person,
)


def test_the_timeline_tells_what_happened_and_what_is_planned_in_order(workspace: Workspace) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=date(2026, 11, 16)))
    dana = with_person(workspace, interview_id)
    thanked(workspace, interview_id, date(2026, 11, 3), dana)
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 17), dana)
    marks = [(mark.on, mark.lane, mark.what) for mark in timeline(view(workspace), interview_id)]
    assert marks == [
        (date(2026, 11, 2), Lane.THEY, "Interview, round 1"),
        (date(2026, 11, 3), Lane.YOU, "Thank-you email: Dana Ruiz"),
        (date(2026, 11, 16), Lane.THEY, "They meant to decide by"),
        (date(2026, 11, 17), Lane.YOU, "Status email: Dana Ruiz"),
        (date(2026, 11, 24), Lane.PLANNED, "Voicemail: Dana Ruiz"),
        (date(2026, 12, 1), Lane.PLANNED, "Let go: Acme Robotics"),
    ]


def test_an_answer_and_an_ending_are_part_of_the_story(workspace: Workspace) -> None:
    interview_id = started(workspace)
    thanked(workspace, interview_id)
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 10))
    record_response(workspace, moment(), interview_id, on=date(2026, 11, 12))
    record_response(workspace, moment(), interview_id, on=date(2026, 11, 16))
    set_outcome(workspace, moment(), interview_id, Outcome.OFFER, TODAY)
    marks = [(mark.on.day, mark.lane, mark.what) for mark in timeline(view(workspace), interview_id)]
    assert marks == [
        (2, Lane.THEY, "Interview, round 1"),
        (2, Lane.YOU, "Thank-you email"),
        (10, Lane.YOU, "Status email"),
        (12, Lane.THEY, "They answered"),
        (16, Lane.THEY, "They answered"),
        (18, Lane.THEY, "They made you an offer"),
    ]
    assert timeline_sentence(view(workspace), interview_id).endswith("Nothing more is planned.")


def test_an_overdue_step_is_planned_for_today_with_its_reason(workspace: Workspace) -> None:
    interview_id = started(workspace)
    first = next(mark for mark in timeline(view(workspace), interview_id) if mark.lane is Lane.PLANNED)
    assert (first.on, first.what) == (TODAY, "Thank the people you met")
    assert first.detail == view(workspace).steps[0].because


def test_each_planned_day_says_why_and_what_others_teach(workspace: Workspace) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=date(2026, 11, 20)))
    thanked(workspace, interview_id)
    days = planned_days(view(workspace), interview_id)
    assert [(day.on, day.what) for day in days] == [
        (date(2026, 11, 23), "Status email"),
        (date(2026, 11, 30), "Voicemail"),
        (date(2026, 12, 7), "Let go: Acme Robotics"),
    ]
    ranges = view(workspace).playbook.number_ranges
    assert days[0].because == view(workspace).steps[0].because
    assert days[0].other_advice == ranges["after_decision_business_days"]
    assert days[1].other_advice == ranges["gap_days"]


@pytest.mark.parametrize(
    ("outcome", "lane"),
    [
        (Outcome.LET_GO, Lane.YOU),
        (Outcome.WITHDRAWN, Lane.YOU),
        (Outcome.REJECTED, Lane.THEY),
        (Outcome.NEXT_ROUND, Lane.THEY),
    ],
)
def test_an_ending_and_a_reply_are_the_doing_of_whoever_decided(
    workspace: Workspace, outcome: Outcome, lane: Lane
) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id, TouchpointKind.CANDIDATE_REPLY, date(2026, 11, 16))
    set_outcome(workspace, moment(), interview_id, outcome, date(2026, 11, 17))
    lanes = {mark.on.day: mark.lane for mark in timeline(view(workspace), interview_id)}
    assert (lanes[16], lanes[17]) == (Lane.YOU, lane)


def test_an_interview_to_come_is_not_said_to_be_over(workspace: Workspace) -> None:
    ahead = started(workspace, held_on=date(2026, 11, 25))
    assert timeline_sentence(view(workspace), ahead) == (
        "You have an interview at Acme Robotics on November 25."
        " Next, if nothing else happens: thank-you email on Wednesday, November 25."
    )


@pytest.mark.parametrize(
    ("touchpoints", "words"),
    [([], "won't take place. Nothing"), (["reply"], "won't take place; you sent one message. Nothing")],
)
def test_an_interview_that_ended_before_its_day_is_not_said_to_be_ahead(
    touchpoints: list[str], words: str
) -> None:
    tables = {
        "interviews": [
            text_tables.interview("acme-1", "2026-11-20", outcome="withdrawn", outcome_on="2026-11-10")
        ],
        "touchpoints": [text_tables.touch(kind, "2026-11-10", "") for kind in touchpoints],
    }
    sentence = timeline_sentence(view_of_tables(tables, date(2026, 11, 12)), "acme-1")
    assert sentence.startswith(f"Your interview at Acme Robotics on November 20 {words} more")


@pytest.mark.parametrize(
    ("today", "words"),
    [(date(2026, 11, 12), "won't take place."), (date(2026, 11, 21), "didn't take place.")],
)
def test_an_interview_that_was_called_off_is_marked_so_and_never_said_to_be_held(
    workspace: Workspace, today: date, words: str
) -> None:
    interview_id = started(workspace, held_on=date(2026, 11, 20))
    set_outcome(workspace, moment(date(2026, 11, 10)), interview_id, Outcome.REJECTED, None)
    shown = view(workspace, today)
    assert [(mark.on.day, mark.what) for mark in timeline(shown, interview_id)] == [
        (10, "They said no"),
        (20, "Interview, round 1 (called off)"),
    ]
    assert f"on November 20 {words}" in timeline_sentence(shown, interview_id)
    [row] = application_rows(shown)
    assert (row.state, row.now) == (ApplicationState.CLOSED, "They said no on Tuesday, November 10.")
    assert row.rounds[0].label == "Round 1, Friday, November 20, called off"
    assert shown.steps == (), "nobody is thanked for a conversation that didn't take place"


@pytest.mark.parametrize(
    ("touches", "messages"), [(0, "no message"), (1, "one message"), (2, "two messages")]
)
def test_the_timeline_in_a_sentence(workspace: Workspace, touches: int, messages: str) -> None:
    interview_id = started(workspace)
    for number in range(touches):
        sent(workspace, interview_id, TouchpointKind.QUESTION, date(2026, 11, 3 + number))
    record_response(workspace, moment(), interview_id, on=MONDAY)
    assert timeline_sentence(view(workspace), interview_id) == (
        f"You interviewed at Acme Robotics on November 2 and sent {messages}."
        " Next, if nothing else happens: thank-you email today."
    )


def test_the_grid_tells_who_is_owed_what(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana = with_person(workspace, interview_id)
    for item_id, answer in (
        ("business_card", AnswerValue.NO),
        ("asked_linkedin", AnswerValue.YES),
        ("agreed_linkedin", AnswerValue.SKIPPED),
    ):
        item = checklist_item(workspace, item_id)
        save_answer(workspace, moment(), interview_id, item, answer, person_id=dana)
    thanked(workspace, interview_id, TODAY, dana)
    [row] = interviewer_todos(view(workspace), interview_id)
    assert (row.person.name, row.part) == ("Dana Ruiz", InterviewerPart.HIRING_MANAGER)
    answered = (row.card, row.asked_linkedin, row.agreed_linkedin)
    assert answered == (TodoStatus.NO, TodoStatus.DONE, TodoStatus.SKIPPED)
    assert (row.thanked, row.note, row.connected) == (TodoStatus.DONE, TodoStatus.OPEN, TodoStatus.OPEN)
    [touch] = rows(workspace, "touchpoints")
    set_response(workspace, moment(), touch["touchpoint_id"], Response.BOUNCED, None)
    [row] = interviewer_todos(view(workspace), interview_id)
    assert row.thanked is TodoStatus.OPEN, "what bounced is still owed"


def test_a_story_that_is_gone_is_told_in_a_sentence(workspace: Workspace) -> None:
    for tell in (timeline, interviewer_todos, timeline_sentence):
        with pytest.raises(NotFound, match=r"^There is no interview “i-gone”. Choose one from the list"):
            tell(view(workspace), "i-gone")


# --- the list ---------------------------------------------------------------------------------------


def test_openings_are_listed_latest_first_with_their_rounds(workspace: Workspace) -> None:
    first = started(workspace, "Acme Robotics")
    started(workspace, "Borealis", date(2026, 11, 4))
    second = started(workspace, "ACME robotics", date(2026, 11, 9))
    acme, borealis = application_rows(view(workspace))
    assert (acme.title, borealis.title) == ("ACME robotics, Analyst", "Borealis, Analyst")
    assert [(label.interview_id, label.label) for label in acme.rounds] == [
        (first, "Round 1, Monday, November 2"),
        (second, "Round 2, Monday, November 9"),
    ]


@pytest.mark.parametrize(
    ("search", "number"),
    [("", 3), ("  ROBOTICS   acme ", 1), ("ana acme", 1), ("analyst", 2), ("STRASSE", 1), (".*", 0)],
)
def test_the_search_finds_openings_with_every_word(workspace: Workspace, search: str, number: int) -> None:
    started(workspace, "Acme Robotics")
    started(workspace, "Borealis")
    start_interview(workspace, moment(), entry("Café Straße", role="Cook"))
    assert len(application_rows(view(workspace), search)) == number


def test_those_that_need_the_candidate_come_first_and_the_closed_ones_last(workspace: Workspace) -> None:
    set_outcome(workspace, moment(), started(workspace, "Over"), Outcome.LET_GO, date(2026, 11, 17))
    thanked(workspace, start_interview(workspace, moment(), entry("Waiting", decision_by=date(2026, 12, 1))))
    start_interview(workspace, moment(), entry("Ahead", at("2027-01-11T09:00")))
    for name, day in (("Older", date(2026, 10, 5)), ("Newer", MONDAY)):
        thanked(workspace, started(workspace, name, day))
    in_order = application_rows(view(workspace))
    assert [(row.organization, row.state, row.now) for row in in_order] == [
        ("Newer", ApplicationState.NEEDS_YOU, "Now: status email."),
        ("Ahead", ApplicationState.COMING, "Coming up on Monday, January 11, 2027."),
        ("Waiting", ApplicationState.WAITING, "Wait until Wednesday, December 2."),
        ("Older", ApplicationState.MAY_BE_LET_GO, "You can let it go, whenever you're ready."),
        ("Over", ApplicationState.CLOSED, "Let go on Tuesday, November 17."),
    ]
    assert [row.why for row in in_order] == ["", "", "You should hear by December 1.", "", ""]


OFFER = {"outcome": "offer", "outcome_on": "2026-11-10"}
INVITED = {"outcome": "next_round", "outcome_on": "2026-11-10"}
NEXT_ROUND = text_tables.interview("acme-2", "2026-11-20", round="2")
ANSWERED = text_tables.touch("heard_from_employer", "2026-11-11", "dana")
ANSWER_BY = {**text_tables.answer("answer_by", "yes"), "detail": "2026-11-20"}


@pytest.mark.parametrize(
    ("day", "cells", "history", "more", "state", "now"),
    [
        # Round 2 is ahead, but somebody of round 1 is still to be thanked.
        (12, {}, "never thanked, a date", {"interviews": [NEXT_ROUND]}, "NEEDS_YOU", "Now: thank-you email."),
        (12, OFFER, "never thanked, a date", {}, "NEEDS_YOU", "Now: thank-you email."),
        (
            12,
            {},
            "thanked, no date",
            {"touchpoints": [ANSWERED]},
            "NEEDS_YOU",
            "They answered: say what they said.",
        ),
        (
            12,
            OFFER,
            "thanked, no date",
            {"answers": [ANSWER_BY]},
            "WAITING",
            "Answer their offer by Friday, November 20.",
        ),
        (
            19,
            OFFER,
            "thanked, no date",
            {"answers": [ANSWER_BY]},
            "NEEDS_YOU",
            "Now: answer the offer from Acme Robotics.",
        ),
        (12, OFFER, "thanked, no date", {}, "CLOSED", "They made you an offer on Tuesday, November 10."),
        (12, INVITED, "thanked, no date", {}, "WAITING", "Invited to the next round: enter its day."),
        (
            12,
            INVITED,
            "thanked, no date",
            {"interviews": [NEXT_ROUND]},
            "COMING",
            "Coming up on Friday, November 20.",
        ),
        (
            12,
            {"still_interested": "no"},
            "thanked, no date",
            {},
            "WAITING",
            "Withdraw, if you haven't told them yet.",
        ),
    ],
)
def test_the_list_says_whatever_today_asks_for_and_closes_nothing_that_is_open(
    day: int,
    cells: dict[str, str],
    history: str,
    more: text_tables.Tables,
    state: str,
    now: str,
) -> None:
    known = {**HISTORIES[history], "interviews": [text_tables.interview(**cells)]}
    tables = {table: [*rows, *more.get(table, [])] for table, rows in known.items()}
    shown = view_of_tables(tables, date(2026, 11, day))
    [row] = application_rows(shown)
    assert (row.state, row.now) == (ApplicationState[state], now)
    asks = row.state is ApplicationState.NEEDS_YOU
    assert asks is bool(today_overview(shown).count - len(today_overview(shown).checklists))


def test_the_day_of_an_invitation_is_not_said_to_be_the_day_of_the_next_round() -> None:
    invited = [text_tables.interview(**INVITED), NEXT_ROUND]
    shown = view_of_tables({**HISTORIES["thanked, no date"], "interviews": invited}, date(2026, 11, 12))
    assert (date(2026, 11, 10), "Invited to the next round") in [
        (mark.on, mark.what) for mark in timeline(shown, "acme-1")
    ]


def test_a_thank_you_that_must_wait_is_planned_for_its_day_and_the_question_after_it() -> None:
    """They got another message today, and a question is overdue."""
    tables = {
        **HISTORIES["never thanked, a date that has passed"],
        "touchpoints": [text_tables.touch("reply", "2026-11-10", "dana")],
    }
    planned = planned_days(view_of_tables(tables, date(2026, 11, 10)), "acme-1")
    assert [(day.on, day.what) for day in planned][:2] == [
        (date(2026, 11, 11), "Thank-you email: Dana"),
        (date(2026, 11, 12), "Status email: Dana"),
    ]


def test_the_next_step_keeps_the_name_of_a_network() -> None:
    tables = {
        **HISTORIES["thanked, no date"],
        "answers": [text_tables.answer("agreed_linkedin", "yes", "dana")],
    }
    sentence = timeline_sentence(view_of_tables(tables, date(2026, 11, 3)), "acme-1")
    assert sentence.endswith("Next, if nothing else happens: LinkedIn request today.")
