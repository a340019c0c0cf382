"""Touchpoints: what was sent is recorded once, and an answer is counted to the message it answers."""

from collections.abc import Callable
from datetime import date

import pytest

from followup_core.cadence import StepKind
from followup_core.models import BadValue, Outcome, Response, TouchpointKind
from followup_core.services.touchpoints import (
    ResponseKind,
    TouchpointEntry,
    delete_touchpoint,
    record_response,
    record_touchpoint,
    set_response,
)
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import TODAY, everything, moment, rows, started, thanked, view, with_person

YESTERDAY = date(2026, 11, 17)
ANY_DAY = (TouchpointKind.QUESTION, TouchpointKind.CANDIDATE_REPLY, TouchpointKind.HEARD_FROM_EMPLOYER)


def sent(
    workspace: Workspace,
    interview_id: str,
    kind: TouchpointKind = TouchpointKind.STATUS_EMAIL,
    on: date = YESTERDAY,
    person_id: str = "",
    note: str = "",
) -> None:
    """Note a message."""
    record_touchpoint(
        workspace,
        moment(),
        TouchpointEntry(interview_id=interview_id, person_id=person_id, kind=kind, sent_on=on, note=note),
    )


def stored(workspace: Workspace) -> list[tuple[str, str, str, str]]:
    """Return every touchpoint as kind, day, answer, day of the answer."""
    return [
        (row["kind"], row["sent_on"], row["response"], row["responded_on"])
        for row in rows(workspace, "touchpoints")
    ]


# --- sent -------------------------------------------------------------------------------------------


def test_what_was_sent_is_noted_and_moves_the_chain_on(workspace: Workspace) -> None:
    interview_id = started(workspace)
    thanked(workspace, interview_id)
    assert [step.kind for step in view(workspace).steps] == [StepKind.STATUS_EMAIL]
    sent(workspace, interview_id, note="They were kind.")
    assert [step.kind for step in view(workspace).steps] == [StepKind.VOICEMAIL]
    assert rows(workspace, "touchpoints")[1]["note"] == "They were kind."


def test_a_reply_moves_nothing_on(workspace: Workspace) -> None:
    interview_id = started(workspace)
    before = view(workspace).steps
    sent(workspace, interview_id, TouchpointKind.CANDIDATE_REPLY)
    assert view(workspace).steps == before


def test_a_double_tap_is_one_message(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id)
    before = everything(workspace)
    sent(workspace, interview_id)
    assert everything(workspace) == before
    assert workspace.recent()[0].operation.label == "Status email recorded"


def test_another_person_day_or_kind_is_another_message(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana = with_person(workspace, interview_id)
    sent(workspace, interview_id)
    sent(workspace, interview_id, person_id=dana)
    sent(workspace, interview_id, on=TODAY)
    sent(workspace, interview_id, TouchpointKind.VOICEMAIL)
    assert len(rows(workspace, "touchpoints")) == 4


def test_a_message_that_came_back_may_be_sent_again_on_the_same_day(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id)
    set_response(
        workspace, moment(), rows(workspace, "touchpoints")[0]["touchpoint_id"], Response.BOUNCED, YESTERDAY
    )
    sent(workspace, interview_id)
    assert [row["response"] for row in rows(workspace, "touchpoints")] == ["bounced", ""]


def test_a_message_to_somebody_is_named_with_them(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(
        workspace,
        interview_id,
        TouchpointKind.THANK_YOU_EMAIL,
        person_id=with_person(workspace, interview_id),
    )
    assert workspace.recent()[0].operation.label == "Thank-you email to Dana Ruiz recorded"


@pytest.mark.parametrize(
    "kind",
    [kind for kind in TouchpointKind if kind not in ANY_DAY],
)
def test_on_a_day_before_the_interview_nothing_can_have_been_sent_about_it(
    workspace: Workspace, kind: TouchpointKind
) -> None:
    interview_id = started(workspace)
    with pytest.raises(BadValue, match=r"^The day it was sent is before the interview on 2026-11-02"):
        sent(workspace, interview_id, kind, date(2026, 11, 1))
    assert stored(workspace) == []


@pytest.mark.parametrize("kind", ANY_DAY)
def test_a_question_a_reply_or_their_message_may_come_before_the_interview(
    workspace: Workspace, kind: TouchpointKind
) -> None:
    sent(workspace, started(workspace), kind, date(2026, 10, 30))
    assert stored(workspace) == [(kind.value, "2026-10-30", "", "")]


@pytest.mark.parametrize("kind", list(TouchpointKind))
def test_nothing_was_sent_tomorrow(workspace: Workspace, kind: TouchpointKind) -> None:
    interview_id = started(workspace)
    with pytest.raises(BadValue, match=r"^The day it was sent has not come yet\."):
        sent(workspace, interview_id, kind, date(2026, 11, 19))
    assert stored(workspace) == []


# --- answered ---------------------------------------------------------------------------------------


def test_an_answer_is_counted_to_the_latest_message_without_one(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, date(2026, 11, 3))
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, YESTERDAY)
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert stored(workspace) == [
        ("thank_you_email", "2026-11-03", "", ""),
        ("status_email", "2026-11-17", "reply", "2026-11-18"),
    ]


def test_an_out_of_office_message_can_still_be_answered(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id)
    set_response(
        workspace, moment(), rows(workspace, "touchpoints")[0]["touchpoint_id"], Response.OUT_OF_OFFICE, TODAY
    )
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert stored(workspace) == [("status_email", "2026-11-17", "reply", "2026-11-18")]


def test_an_answer_is_not_counted_to_the_candidates_own_reply(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id, TouchpointKind.CANDIDATE_REPLY)
    record_response(workspace, moment(), interview_id, on=TODAY)
    kinds = [(row["kind"], row["responded_on"]) for row in rows(workspace, "touchpoints")]
    assert kinds == [("reply", ""), ("heard_from_employer", "")]


def test_an_answer_without_a_message_is_one_of_their_own(workspace: Workspace) -> None:
    interview_id = started(workspace)
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert stored(workspace) == [("heard_from_employer", "2026-11-18", "", "")]


def test_an_answer_is_never_counted_to_what_bounced_or_was_sent_later(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, date(2026, 11, 3))
    set_response(
        workspace,
        moment(),
        rows(workspace, "touchpoints")[0]["touchpoint_id"],
        Response.BOUNCED,
        date(2026, 11, 3),
    )
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, TODAY)
    record_response(workspace, moment(), interview_id, on=YESTERDAY)
    assert stored(workspace)[2] == ("heard_from_employer", "2026-11-17", "", "")
    assert stored(workspace)[1] == ("status_email", "2026-11-18", "", "")


def test_an_answer_told_twice_on_one_day_is_one_answer(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, date(2026, 11, 3))
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, YESTERDAY)
    record_response(workspace, moment(), interview_id, on=TODAY)
    before = everything(workspace)
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert everything(workspace) == before


def test_after_an_answer_nothing_is_due_that_day(workspace: Workspace) -> None:
    interview_id = started(workspace)
    thanked(workspace, interview_id)
    record_response(workspace, moment(), interview_id, on=TODAY)
    [step] = view(workspace).steps
    assert (step.kind, step.earliest) == (StepKind.STATUS_EMAIL, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("news", "outcome"),
    [
        (ResponseKind.NEXT_ROUND, "next_round"),
        (ResponseKind.OFFER, "offer"),
        (ResponseKind.REJECTED, "rejected"),
    ],
)
def test_news_is_saved_with_the_answer_as_one_action(
    workspace: Workspace, news: ResponseKind, outcome: str
) -> None:
    interview_id = started(workspace)
    before, seq = everything(workspace), workspace.store.load().seq
    act = moment()
    record_response(workspace, act, interview_id, on=TODAY, kind=news)
    [row] = rows(workspace, "interviews")
    assert (row["outcome"], row["outcome_on"]) == (outcome, "2026-11-18")
    assert stored(workspace) == [("heard_from_employer", "2026-11-18", "", "")]
    assert workspace.store.load().seq == seq + 1
    workspace.undo(moment(), act.op_id)
    assert everything(workspace)["interviews"] == before["interviews"]
    assert rows(workspace, "touchpoints") == []


def test_news_told_after_the_answer_adds_no_second_answer(workspace: Workspace) -> None:
    interview_id = started(workspace)
    record_response(workspace, moment(), interview_id, on=TODAY)
    record_response(workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.REJECTED)
    assert stored(workspace) == [("heard_from_employer", "2026-11-18", "", "")]
    assert view(workspace).interview_details(interview_id).interview.outcome is Outcome.REJECTED


def test_no_decision_yet_changes_nothing_but_the_answer(workspace: Workspace) -> None:
    interview_id = started(workspace)
    before = rows(workspace, "interviews")
    record_response(workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.NOT_YET)
    assert rows(workspace, "interviews") == before
    assert len(stored(workspace)) == 1


def test_a_new_date_is_what_is_waited_for(workspace: Workspace) -> None:
    interview_id = started(workspace)
    thanked(workspace, interview_id)
    record_response(
        workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.NEW_DATE, decision_by=date(2026, 12, 2)
    )
    assert rows(workspace, "interviews")[0]["decision_by"] == "2026-12-02"
    assert [step.earliest for step in view(workspace).steps] == [date(2026, 12, 3)]


@pytest.mark.parametrize(
    ("new_date", "sentence"),
    [
        (None, "The new date is missing. Choose the day by which they will decide."),
        (TODAY, "The new date is not after their answer. Choose a later day."),
        (YESTERDAY, "The new date is not after their answer. Choose a later day."),
    ],
)
def test_a_new_date_must_be_one_and_lie_ahead(
    workspace: Workspace, new_date: date | None, sentence: str
) -> None:
    interview_id = started(workspace)
    before = everything(workspace)
    with pytest.raises(BadValue) as caught:
        record_response(
            workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.NEW_DATE, decision_by=new_date
        )
    assert str(caught.value) == sentence
    assert everything(workspace) == before


def test_nobody_answered_tomorrow(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with pytest.raises(BadValue, match=r"^The day they answered has not come yet\."):
        record_response(workspace, moment(), interview_id, on=date(2026, 11, 19))
    assert stored(workspace) == []


def test_an_offer_before_the_interview_is_refused_whole(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with pytest.raises(BadValue, match=r"^The day of the outcome is before the interview"):
        record_response(workspace, moment(), interview_id, on=date(2026, 11, 1), kind=ResponseKind.OFFER)
    assert stored(workspace) == []


# --- what came back on one message ------------------------------------------------------------------


def the_only(workspace: Workspace) -> str:
    [row] = rows(workspace, "touchpoints")
    return row["touchpoint_id"]


def test_what_came_back_is_noted_and_taken_back(workspace: Workspace) -> None:
    sent(workspace, started(workspace))
    set_response(workspace, moment(), the_only(workspace), Response.ANSWERED, None)
    assert stored(workspace) == [("status_email", "2026-11-17", "reply", "2026-11-18")]
    assert workspace.recent()[0].operation.label == "Answer to a message recorded"
    set_response(workspace, moment(), the_only(workspace), None, None)
    assert workspace.recent()[0].operation.label == "Answer to a message removed"
    assert stored(workspace) == [("status_email", "2026-11-17", "", "")]


def test_an_answer_is_neither_earlier_than_its_message_nor_still_to_come(workspace: Workspace) -> None:
    sent(workspace, started(workspace))
    with pytest.raises(BadValue, match=r"^The answer is earlier than the message\. Choose a later day\.$"):
        set_response(workspace, moment(), the_only(workspace), Response.ANSWERED, date(2026, 11, 16))
    with pytest.raises(BadValue, match=r"^The day they answered has not come yet\."):
        set_response(workspace, moment(), the_only(workspace), Response.ANSWERED, date(2026, 11, 19))
    assert stored(workspace) == [("status_email", "2026-11-17", "", "")]


def test_an_entry_noted_by_mistake_is_deleted_and_brought_back(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent(workspace, interview_id, TouchpointKind.QUESTION)
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL)
    before = everything(workspace)
    act = moment()
    delete_touchpoint(workspace, act, rows(workspace, "touchpoints")[0]["touchpoint_id"])
    assert [kind for kind, *_ in stored(workspace)] == ["status_email"]
    workspace.undo(moment(), act.op_id)
    assert everything(workspace) == before


def test_an_entry_that_is_gone_is_told_in_a_sentence(workspace: Workspace) -> None:
    started(workspace)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: delete_touchpoint(workspace, moment(), "t-gone"),
        lambda: set_response(workspace, moment(), "t-gone", Response.ANSWERED, None),
    )
    for late in attempts:
        with pytest.raises(NotFound, match=r"^This entry is not there any more\."):
            late()
