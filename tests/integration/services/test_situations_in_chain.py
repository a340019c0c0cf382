"""The advice on a situation fits the place in the chain: before the email, the voicemail, or letting go."""

import re
from datetime import date, timedelta

import pytest

from followup_core.models import MessageKind, Response, TouchpointKind, YesNo
from followup_core.playbook import InterviewStage, Situation, Verdict
from followup_core.services.interview_service import set_interest
from followup_core.services.situations.situation_service import (
    Advice,
    SituationAnswers,
    advice,
    detected_situations,
)
from followup_core.services.touchpoints import set_response
from followup_core.services.workspace import Workspace, WorkspaceView

from .situation_setups import DECISION, MANAGER, asked, unthanked
from .workspaces import MONDAY, moment, rows, thanked, view, with_person

EMAILED = DECISION + timedelta(days=1)
CALLED = EMAILED + timedelta(days=7)
AFTER_EMAIL = CALLED
AFTER_CALL = CALLED + timedelta(days=8)


def chain_situations(shown: WorkspaceView) -> list[Situation]:
    """Return the situations whose advice is a message of the chain, and that may happen at any time."""
    return [
        situation
        for situation in shown.playbook.situations
        if situation.verdict is Verdict.SEND_STATUS_EMAIL and InterviewStage.OPEN in situation.stages
    ]


def found(workspace: Workspace, interview_id: str, situation: str, on: date) -> Advice:
    return advice(view(workspace, on), interview_id, situation, SituationAnswers(on=MONDAY))


def after_the_call(workspace: Workspace, interview_id: str) -> None:
    asked(workspace, interview_id, TouchpointKind.STATUS_EMAIL, EMAILED.day)
    asked(workspace, interview_id, TouchpointKind.VOICEMAIL, CALLED.day)


def test_a_passed_date_after_both_messages_is_a_reason_to_let_go(
    workspace: Workspace, interview_id: str
) -> None:
    after_the_call(workspace, interview_id)
    last = found(workspace, interview_id, "date_passed", AFTER_CALL)
    assert last.verdict is Verdict.LET_GO
    assert last.sentences == (
        "Dates slip in almost every search, and it rarely has anything to do with you.",
        "You have asked twice, last on November 24, and that is enough; it's time to let this one go.",
    )
    assert (last.draft, last.disagree) == (None, "")
    assert last.why == "A message wouldn't help now, and that says nothing about you."
    assert last.do_not.startswith("Don't send a closing message.")


def test_every_advice_of_the_chain_is_to_call_after_the_email_and_speaks_of_no_other(
    workspace: Workspace, interview_id: str
) -> None:
    asked(workspace, interview_id, TouchpointKind.STATUS_EMAIL, EMAILED.day)
    for situation in chain_situations(view(workspace, AFTER_EMAIL)):
        result = found(workspace, interview_id, situation.id, AFTER_EMAIL)
        if situation.id not in (
            "slow_organization",
            "recruiter_between",
        ):  # puts it off, or has nobody to call
            assert result.verdict is Verdict.CALL, situation.id
            assert result.sentences[-1] == result.steps[0].because
        own = [words for words in result.sentences if not words.startswith("Your email of")]
        assert not [words for words in own if re.search(r"\bemail\b", words)], situation.id


def test_no_advice_says_how_to_write_where_nothing_is_left_to_send(
    workspace: Workspace, interview_id: str
) -> None:
    after_the_call(workspace, interview_id)
    for situation in chain_situations(view(workspace, AFTER_CALL)):
        result = found(workspace, interview_id, situation.id, AFTER_CALL)
        assert (result.verdict, result.draft) == (Verdict.LET_GO, None), situation.id
        advised = situation.advice_letting_go
        assert result.sentences[:-1] == advised or "{" in str(advised)
        assert result.sentences[-1] == result.steps[0].because
        assert "a last word closes it" in result.do_not


@pytest.mark.parametrize(
    "situation",
    [
        *("date_passed", "not_yet", "vague_promise", "meeting_missed"),
        *("other_offer", "offer_to_weigh", "verbal_yes"),
    ],
)
def test_nothing_is_written_that_shows_interest_in_a_job_that_is_not_wanted(
    workspace: Workspace, interview_id: str, situation: str
) -> None:
    set_interest(workspace, moment(), interview_id, YesNo.NO)
    result = found(workspace, interview_id, situation, EMAILED)
    assert result.draft is not None
    assert (result.verdict, result.draft.kind) == (Verdict.WAIT, MessageKind.WITHDRAWAL)
    assert result.draft.not_before == EMAILED
    assert result.why == "You don't want this job anymore, so there's nothing left to ask."
    assert result.sentences == (
        "If you haven't told them yet, a short, friendly withdrawal is a good way to end it.",
    )


@pytest.mark.parametrize(
    ("situation", "kind"),
    [("offer_to_weigh", MessageKind.THANK_FOR_OFFER), ("rejected", MessageKind.ANSWER_REJECTION)],
)
def test_asking_for_news_is_no_answer_to_an_offer_or_a_rejection(
    workspace: Workspace, interview_id: str, situation: str, kind: MessageKind
) -> None:
    asked(workspace, interview_id, TouchpointKind.STATUS_EMAIL, EMAILED.day)
    told = SituationAnswers(on=DECISION)
    draft = advice(view(workspace, EMAILED), interview_id, situation, told).draft
    assert draft is not None
    assert draft.kind is kind


def test_a_spoken_yes_is_answered_however_often_they_were_asked_before_it(
    workspace: Workspace, interview_id: str
) -> None:
    asked(workspace, interview_id, TouchpointKind.STATUS_EMAIL, 6)
    asked(workspace, interview_id, TouchpointKind.QUESTION, 9)
    result = advice(view(workspace, EMAILED), interview_id, "verbal_yes")
    assert result.draft is not None
    assert (result.verdict, result.draft.kind) == (Verdict.REPLY, MessageKind.REPLY)


def test_a_thank_you_that_came_back_is_not_taken_for_one_that_was_forgotten(workspace: Workspace) -> None:
    interview_id = unthanked(workspace)
    thanked(workspace, interview_id, person_id=MANAGER)
    assert seen(workspace, interview_id) == []
    [row] = rows(workspace, "touchpoints")
    set_response(workspace, moment(), row["touchpoint_id"], Response.BOUNCED, None)
    assert seen(workspace, interview_id) == []
    with_person(workspace, interview_id, "Bo Li")
    assert seen(workspace, interview_id) == ["thanks_late"]


def seen(workspace: Workspace, interview_id: str) -> list[str]:
    """Return the situations that the records show a week after the interview."""
    later = view(workspace, MONDAY + timedelta(days=7))
    return [situation.id for situation in detected_situations(later, interview_id)]
