"""Touchpoints: what was sent is recorded once, and an answer is counted to the message it answers."""

from datetime import date

import pytest

from followup_core.models import Outcome, Response, TouchpointKind
from followup_core.services.touchpoints import (
    ResponseKind,
    TouchpointEntry,
    delete_touchpoint,
    record_response,
    record_touchpoint,
    set_response,
)
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import TODAY, everything, moment, refusal, rows, sent, started, taken_back, view, with_person

YESTERDAY, TOMORROW = date(2026, 11, 17), date(2026, 11, 19)
SUNDAY_BEFORE = date(2026, 11, 1)
ANY_DAY = (TouchpointKind.QUESTION, TouchpointKind.CANDIDATE_REPLY, TouchpointKind.HEARD_FROM_EMPLOYER)
EMAIL, THANKS = TouchpointKind.STATUS_EMAIL, TouchpointKind.THANK_YOU_EMAIL

HEARD_TODAY = ("heard_from_employer", "2026-11-18", "", "")
ANSWERED_TODAY = ("status_email", "2026-11-17", "reply", "2026-11-18")


@pytest.fixture
def interview_id(workspace: Workspace) -> str:
    """An interview on Monday, November 2."""
    return started(workspace)


def stored(workspace: Workspace) -> list[tuple[str, str, str, str]]:
    """Return every touchpoint as kind, day, answer, day of the answer."""
    return [
        (row["kind"], row["sent_on"], row["response"], row["responded_on"])
        for row in rows(workspace, "touchpoints")
    ]


def answer(
    workspace: Workspace, response: Response | None = Response.ANSWERED, on: date | None = None
) -> None:
    """Note what came back on the first message."""
    set_response(workspace, moment(), rows(workspace, "touchpoints")[0]["touchpoint_id"], response, on)


# --- sent -------------------------------------------------------------------------------------------


def test_a_double_tap_is_one_message(workspace: Workspace, interview_id: str) -> None:
    sent(workspace, interview_id, note="They were kind.")
    before = everything(workspace)
    sent(workspace, interview_id, note="They were kind.")
    sent(workspace, interview_id)
    assert everything(workspace) == before
    assert rows(workspace, "touchpoints")[0]["note"] == "They were kind."
    assert workspace.recent()[0].operation.label == "Status email recorded"


def test_another_person_day_kind_or_note_is_another_message(workspace: Workspace, interview_id: str) -> None:
    dana = with_person(workspace, interview_id)
    sent(workspace, interview_id)
    sent(workspace, interview_id, person_id=dana)
    assert workspace.recent()[0].operation.label == "Status email to Dana Ruiz recorded"
    sent(workspace, interview_id, on=YESTERDAY)
    sent(workspace, interview_id, TouchpointKind.VOICEMAIL)
    sent(workspace, interview_id, note="Another")
    assert len(rows(workspace, "touchpoints")) == 5


def test_a_message_that_came_back_may_be_sent_again_on_the_same_day(
    workspace: Workspace, interview_id: str
) -> None:
    sent(workspace, interview_id)
    answer(workspace, Response.BOUNCED)
    sent(workspace, interview_id)
    assert [row["response"] for row in rows(workspace, "touchpoints")] == ["bounced", ""]


@pytest.mark.parametrize("kind", TouchpointKind)
def test_nothing_was_sent_tomorrow_and_little_before_the_interview(
    workspace: Workspace, interview_id: str, kind: TouchpointKind
) -> None:
    def send(day: date) -> None:
        entry = TouchpointEntry(interview_id=interview_id, kind=kind, sent_on=day)
        record_touchpoint(workspace, moment(), entry)

    said = refusal(workspace, lambda: send(TOMORROW))
    assert said.startswith("The day it was sent has not come yet.")
    if kind in ANY_DAY:
        send(SUNDAY_BEFORE)
        assert stored(workspace) == [(kind.value, "2026-11-01", "", "")]
    else:
        said = refusal(workspace, lambda: send(SUNDAY_BEFORE))
        assert said.startswith("The day it was sent is before the interview on November 2, 2026")


# --- answered ---------------------------------------------------------------------------------------


def test_an_answer_is_counted_once_to_the_latest_message_without_one(
    workspace: Workspace, interview_id: str
) -> None:
    sent(workspace, interview_id, THANKS, date(2026, 11, 3))
    sent(workspace, interview_id, EMAIL, YESTERDAY)
    for _ in range(2):
        record_response(workspace, moment(), interview_id, on=TODAY)
        assert stored(workspace) == [("thank_you_email", "2026-11-03", "", ""), ANSWERED_TODAY]


def test_an_out_of_office_message_can_still_be_answered(workspace: Workspace, interview_id: str) -> None:
    sent(workspace, interview_id, EMAIL, YESTERDAY)
    answer(workspace, Response.OUT_OF_OFFICE)
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert stored(workspace) == [ANSWERED_TODAY]


def test_an_answer_is_never_counted_to_what_bounced_or_was_sent_later_or_asks_for_nothing(
    workspace: Workspace, interview_id: str
) -> None:
    sent(workspace, interview_id, THANKS, date(2026, 11, 3))
    answer(workspace, Response.BOUNCED, date(2026, 11, 3))
    sent(workspace, interview_id, TouchpointKind.CANDIDATE_REPLY, date(2026, 11, 4))
    sent(workspace, interview_id, EMAIL, TODAY)
    record_response(workspace, moment(), interview_id, on=YESTERDAY)
    assert stored(workspace)[1:] == [
        ("reply", "2026-11-04", "", ""),
        ("status_email", "2026-11-18", "", ""),
        ("heard_from_employer", "2026-11-17", "", ""),
    ]


@pytest.mark.parametrize("news", [ResponseKind.NEXT_ROUND, ResponseKind.OFFER, ResponseKind.REJECTED])
def test_news_is_saved_with_the_answer_as_one_action(
    workspace: Workspace, interview_id: str, news: ResponseKind
) -> None:
    with taken_back(workspace) as action:
        record_response(workspace, action, interview_id, on=TODAY, kind=news)
        [row] = rows(workspace, "interviews")
        assert (row["outcome"], row["outcome_on"]) == (news.value, "2026-11-18")
        assert stored(workspace) == [HEARD_TODAY]


def test_a_no_that_came_before_the_interview_calls_it_off_and_an_offer_does_not(workspace: Workspace) -> None:
    ahead = started(workspace, held_on=date(2026, 11, 20))
    message = refusal(
        workspace, lambda: record_response(workspace, moment(), ahead, on=TODAY, kind=ResponseKind.OFFER)
    )
    assert "is before the interview on November 20, 2026" in message
    with taken_back(workspace) as action:
        record_response(workspace, action, ahead, on=TODAY, kind=ResponseKind.REJECTED)
        [row] = rows(workspace, "interviews")
        assert (row["outcome"], row["outcome_on"]) == ("rejected", "2026-11-18")


def test_news_told_after_the_answer_adds_no_second_answer(workspace: Workspace, interview_id: str) -> None:
    before = rows(workspace, "interviews")
    for news in (None, ResponseKind.NOT_YET):
        record_response(workspace, moment(), interview_id, on=TODAY, kind=news)
        assert rows(workspace, "interviews") == before
    record_response(workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.REJECTED)
    assert stored(workspace) == [HEARD_TODAY]
    assert view(workspace).interview_details(interview_id).interview.outcome is Outcome.REJECTED


def test_a_new_date_is_what_is_waited_for(workspace: Workspace, interview_id: str) -> None:
    day = date(2026, 12, 2)
    record_response(workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.NEW_DATE, decision_by=day)
    assert rows(workspace, "interviews")[0]["decision_by"] == "2026-12-02"


@pytest.mark.parametrize(
    ("on", "kind", "new_date", "sentence"),
    [
        (TODAY, ResponseKind.NEW_DATE, None, "The new date is missing. Choose the day by which they will"),
        (TODAY, ResponseKind.NEW_DATE, TODAY, "The new date is not after their answer. Choose a later day."),
        (TOMORROW, None, None, "The day they answered has not come yet."),
        (SUNDAY_BEFORE, ResponseKind.OFFER, None, "The day of the outcome is before the interview"),
    ],
)
def test_an_answer_on_a_day_that_cannot_be_is_refused_whole(
    workspace: Workspace,
    interview_id: str,
    on: date,
    kind: ResponseKind | None,
    new_date: date | None,
    sentence: str,
) -> None:
    said = refusal(
        workspace,
        lambda: record_response(workspace, moment(), interview_id, on=on, kind=kind, decision_by=new_date),
    )
    assert said.startswith(sentence)


# --- what came back on one message ------------------------------------------------------------------


def test_what_came_back_is_noted_and_taken_back(workspace: Workspace, interview_id: str) -> None:
    sent(workspace, interview_id, EMAIL, YESTERDAY)
    answer(workspace)
    assert stored(workspace) == [ANSWERED_TODAY]
    assert workspace.recent()[0].operation.label == "Answer to a message recorded"
    answer(workspace, None)
    assert workspace.recent()[0].operation.label == "Answer to a message removed"
    assert stored(workspace) == [("status_email", "2026-11-17", "", "")]


def test_an_answer_is_neither_earlier_than_its_message_nor_still_to_come(
    workspace: Workspace, interview_id: str
) -> None:
    sent(workspace, interview_id, EMAIL, YESTERDAY)
    early = refusal(workspace, lambda: answer(workspace, on=date(2026, 11, 16)))
    assert early == "The answer is earlier than the message. Choose a later day."
    late = refusal(workspace, lambda: answer(workspace, on=TOMORROW))
    assert late.startswith("The day they answered has not come yet.")


def test_an_entry_noted_by_mistake_is_deleted_and_brought_back(
    workspace: Workspace, interview_id: str
) -> None:
    sent(workspace, interview_id, TouchpointKind.QUESTION)
    sent(workspace, interview_id, EMAIL)
    with taken_back(workspace) as action:
        delete_touchpoint(workspace, action, rows(workspace, "touchpoints")[0]["touchpoint_id"])
        assert [kind for kind, *_ in stored(workspace)] == ["status_email"]


def test_an_entry_that_is_gone_is_told_in_a_sentence(workspace: Workspace, interview_id: str) -> None:
    for attempt in (
        lambda: delete_touchpoint(workspace, moment(), "t-gone"),
        lambda: set_response(workspace, moment(), "t-gone", Response.ANSWERED, None),
    ):
        assert refusal(workspace, attempt, NotFound).startswith("This entry is not there anymore.")
