"""One message a day: a situation that is told again on the day of its message, or on that of a thank-you."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from followup_core.messages import Message
from followup_core.models import InterviewerPart, MessageKind, Outcome, TouchpointKind
from followup_core.playbook import Verdict, load_playbook
from followup_core.services.interview_service import set_outcome
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_recording import record_sent_message
from followup_core.services.situations.situation_service import (
    NOTHING_MORE,
    Advice,
    DraftOffer,
    SituationAnswers,
    advice,
    applicable_situations,
    record_situation,
)
from followup_core.services.workspace import Workspace
from followup_core.services.workspace_registry import PLAYBOOK_DIR

from .situation_setups import MANAGER, unthanked, waited_for
from .workspaces import MONDAY, TODAY, moment, opened, sent, thanked, view, with_person

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)

WROTE = "You sent them a message today. If that was about this, there's nothing more to send."
"""What is said beside the draft where a message of today may have been it."""


def found(
    workspace: Workspace,
    interview_id: str,
    situation: str,
    on: date = TODAY,
    answers: SituationAnswers = NOTHING_MORE,
) -> Advice:
    return advice(view(workspace, on), interview_id, situation, answers)


def mark_as_sent(workspace: Workspace, interview_id: str, offer: DraftOffer, on: date) -> None:
    request = DraftRequest(offer.kind, offer.person_id)
    message = Message(kind=offer.kind, subject="Analyst", body="Hello Dana")
    record_sent_message(workspace, moment(on), interview_id, request, message)


@pytest.mark.parametrize(
    ("enter", "outcome"), [(unthanked, None), (waited_for, Outcome.REJECTED), (waited_for, Outcome.OFFER)]
)
def test_what_was_marked_as_sent_today_is_said_when_it_is_told_again(
    tmp_path: Path, enter: Callable[[Workspace], str], outcome: Outcome | None
) -> None:
    offered = set()
    for situation in load_playbook(PLAYBOOK_DIR).situations:
        with opened(tmp_path / situation.id) as workspace:
            interview_id = enter(workspace)
            with_person(workspace, interview_id, "Lee Park", InterviewerPart.RECRUITER)
            if outcome:
                set_outcome(workspace, moment(), interview_id, outcome, TODAY)
            if not is_offered(workspace, interview_id, situation.id):
                continue
            offer = found(workspace, interview_id, situation.id).draft
            record_situation(workspace, moment(), interview_id, situation.id)
            if offer is None or offer.not_before > TODAY:
                continue
            offered.add(situation.id)
            mark_as_sent(workspace, interview_id, offer, TODAY)
            if is_offered(workspace, interview_id, situation.id):
                again = found(workspace, interview_id, situation.id)
                is_later = again.draft is None or again.draft.not_before > TODAY
                assert is_later or again.sentences[0] == WROTE, situation.id
    assert len(offered) >= 2


def is_offered(workspace: Workspace, interview_id: str, situation: str) -> bool:
    return situation in [each.id for each in applicable_situations(view(workspace), interview_id)]


@pytest.mark.parametrize("situation", ["thank_you_mistake", "meeting_missed", "other_offer"])
def test_a_message_of_today_may_have_been_about_something_else_so_advice_and_draft_stay(
    workspace: Workspace, interview_id: str, situation: str
) -> None:
    before = found(workspace, interview_id, situation)
    assert before.draft is not None
    mark_as_sent(workspace, interview_id, before.draft, TODAY)
    again = found(workspace, interview_id, situation)
    assert (again.verdict, again.draft) == (before.verdict, before.draft)
    assert again.sentences == (WROTE, *before.sentences)
    assert WROTE not in found(workspace, interview_id, situation, TODAY + timedelta(days=1)).sentences
    kim = with_person(workspace, interview_id, "Kim Osei", InterviewerPart.INTERVIEWER)
    other = found(workspace, interview_id, situation, answers=SituationAnswers(person_id=kim))
    assert other.draft is not None
    assert (other.draft.person_id, WROTE in other.sentences) == (kim, False)


def test_an_offer_that_was_answered_is_not_answered_again(workspace: Workspace, interview_id: str) -> None:
    record_situation(workspace, moment(), interview_id, "offer_to_weigh")
    offer = found(workspace, interview_id, "offer_to_weigh").draft
    assert offer is not None
    mark_as_sent(workspace, interview_id, offer, TODAY)
    later = found(workspace, interview_id, "offer_to_weigh", TODAY + timedelta(days=2))
    assert (later.draft, later.sentences) == (
        None,
        ("You were in touch on November 18, so this needs no other answer.",),
    )


def test_what_was_answered_today_names_no_message_that_is_due_today(workspace: Workspace) -> None:
    interview_id = unthanked(workspace)
    sent(workspace, interview_id, TouchpointKind.CANDIDATE_REPLY, TODAY, MANAGER)
    assert found(workspace, interview_id, "verbal_yes").sentences == (
        "You were in touch on November 18, so this needs no other answer.",
    )


@pytest.mark.parametrize("situation", ["vague_promise", "not_yet"])
@pytest.mark.parametrize("day", [MONDAY, TUESDAY, WEDNESDAY, TODAY])
def test_a_thank_you_that_is_owed_comes_before_a_reply_to_the_same_person(
    workspace: Workspace, situation: str, day: date
) -> None:
    interview_id = unthanked(workspace, None)
    result = found(workspace, interview_id, situation, day)
    assert result.verdict is Verdict.SEND_THANK_YOU
    is_question = situation == "vague_promise" and day > TUESDAY
    assert result.sentences[0] == (
        "Send Dana Ruiz your thank-you before you ask for news."
        if is_question
        else "Send Dana Ruiz your thank-you first, and answer on the next business day."
    )
    assert ("still an answer" in str(result.sentences)) is (situation == "vague_promise" and not is_question)
    assert ("still considering you" in str(result.sentences)) is (situation == "not_yet")
    assert "late" not in result.why or day > TUESDAY
    assert result.draft is not None
    assert (result.draft.kind, result.draft.person_id) == (MessageKind.THANK_YOU_EMAIL, MANAGER)


@pytest.mark.parametrize("situation", ["vague_promise", "not_yet"])
def test_a_reply_waits_for_the_day_after_a_thank_you_to_the_same_person(
    workspace: Workspace, situation: str
) -> None:
    interview_id = unthanked(workspace, None)
    thanked(workspace, interview_id, TUESDAY, MANAGER)
    record_situation(workspace, moment(TUESDAY), interview_id, situation)
    result = found(workspace, interview_id, situation, TUESDAY)
    assert result.sentences[0] == "You sent your thank-you today, so answer on Wednesday, November 4."
    assert not [words for words in result.sentences if "now" in words.split()]
    assert result.draft is not None
    assert (result.draft.kind, result.draft.not_before) == (MessageKind.REPLY, WEDNESDAY)
    told = SituationAnswers(on=TUESDAY)
    next_day = found(workspace, interview_id, situation, WEDNESDAY, told).draft
    assert next_day is not None
    assert (next_day.kind, next_day.not_before) == (MessageKind.REPLY, WEDNESDAY)


def test_a_thank_you_to_somebody_else_holds_no_reply_back(workspace: Workspace, interview_id: str) -> None:
    kim = with_person(workspace, interview_id, "Kim Osei", InterviewerPart.INTERVIEWER)
    thanked(workspace, interview_id, TODAY, kim)
    draft = found(workspace, interview_id, "vague_promise").draft
    assert draft is not None
    assert (draft.kind, draft.person_id, draft.not_before) == (MessageKind.REPLY, MANAGER, TODAY)
