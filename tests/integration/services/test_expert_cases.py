"""Twelve real letters to career columns: what the product advises beside what the expert did."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from followup_core.cadence import StepKind
from followup_core.models import InterviewerPart, MessageKind, Outcome, TouchpointKind
from followup_core.playbook import RecordedFact
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interview_service import set_decision, set_outcome, start_interview
from followup_core.services.situations.recording import SavedFact, SavedKind
from followup_core.services.situations.situation_service import (
    NOTHING_MORE,
    Advice,
    SituationAnswers,
    advice,
    detected_situations,
)
from followup_core.services.situations.situation_text import saved_sentence
from followup_core.services.touchpoints import (
    ResponseKind,
    TouchpointEntry,
    record_response,
    record_touchpoint,
)
from followup_core.services.workspace import Workspace, WorkspaceView

from .workspaces import MONDAY, TODAY, at, entry, moment, started, view, with_person

FILE = Path(__file__).parents[2] / "cases" / "letters.json"
LETTERS: dict[str, dict[str, Any]] = {
    letter["id"]: letter for letter in json.loads(FILE.read_text(encoding="utf-8"))
}
YESTERDAY = TODAY - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A letter as it was entered: the interview, and the situation that is reported with it."""

    interview_id: str
    situation_id: str
    answers: SituationAnswers = NOTHING_MORE
    today: date = TODAY


def sent(
    workspace: Workspace, interview_id: str, kind: TouchpointKind, on: date, person_id: str = ""
) -> None:
    """Note a message on the day it went out."""
    record_touchpoint(
        workspace,
        moment(on),
        TouchpointEntry(interview_id=interview_id, person_id=person_id, kind=kind, sent_on=on),
    )


def rounds(workspace: Workspace, count: int, last: date = MONDAY, role: str = "Analyst") -> str:
    """Enter several rounds of one opening, a week apart; return the id of the last."""
    interview_id = ""
    for before in reversed(range(count)):
        day = last - timedelta(weeks=before)
        interview_id = start_interview(workspace, moment(), entry(held_at=at(f"{day}T10:00"), role=role))
    return interview_id


def with_thanked_person(workspace: Workspace, interview_id: str) -> str:
    """Add Dana Ruiz, the hiring manager, thanked on the day of the interview; return her id."""
    manager = with_person(workspace, interview_id)
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, MONDAY, manager)
    return manager


# --- the twelve, as their facts say -----------------------------------------------------------------


def withdrew_and_asked_back(workspace: Workspace) -> Entered:
    interview_id = rounds(workspace, 2)
    manager = with_person(workspace, interview_id)
    set_outcome(workspace, moment(), interview_id, Outcome.WITHDRAWN, date(2026, 11, 9))
    return Entered(
        interview_id=interview_id, situation_id="asked_back", answers=SituationAnswers(person_id=manager)
    )


def runner_up_and_posted_again(workspace: Workspace) -> Entered:
    first = rounds(workspace, 1, date(2026, 10, 5), role="Planner")
    set_outcome(workspace, moment(), first, Outcome.REJECTED, date(2026, 10, 12))
    interview_id = rounds(workspace, 2)
    with_thanked_person(workspace, interview_id)
    set_decision(workspace, moment(), interview_id, date(2026, 11, 9))
    sent(workspace, interview_id, TouchpointKind.VOICEMAIL, YESTERDAY)
    return Entered(interview_id=interview_id, situation_id="reposted")


def six_interviews_and_a_delay(workspace: Workspace) -> Entered:
    interview_id = rounds(workspace, 6)
    with_thanked_person(workspace, interview_id)
    set_decision(workspace, moment(), interview_id, date(2026, 11, 16))
    return Entered(interview_id=interview_id, situation_id="not_yet", answers=SituationAnswers(on=YESTERDAY))


def a_kind_answer_without_a_date(workspace: Workspace) -> Entered:
    interview_id = started(workspace)
    manager = with_person(workspace, interview_id)
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, date(2026, 11, 3), manager)
    record_response(workspace, moment(date(2026, 11, 4)), interview_id, on=date(2026, 11, 4))
    answers = SituationAnswers(on=date(2026, 11, 4))
    return Entered(interview_id=interview_id, situation_id="vague_promise", answers=answers)


def another_company_calls_back(workspace: Workspace) -> Entered:
    interview_id = started(workspace)
    people_office = with_person(workspace, interview_id, part=InterviewerPart.COORDINATOR)
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, date(2026, 11, 3), people_office)
    return Entered(interview_id=interview_id, situation_id="other_interest")


def before_thanksgiving(workspace: Workspace) -> Entered:
    save_settings(workspace, moment(), {"country": "US"})
    interview_id = started(workspace)
    with_thanked_person(workspace, interview_id)
    set_decision(workspace, moment(), interview_id, date(2026, 11, 25))
    return Entered(interview_id=interview_id, situation_id="holidays", today=date(2026, 11, 27))


def turned_down_by_a_friendly_call(workspace: Workspace) -> Entered:
    interview_id = started(workspace)
    return Entered(interview_id=interview_id, situation_id="rejected_warmly")


def three_interviews_and_a_letter(workspace: Workspace) -> Entered:
    return Entered(interview_id=rounds(workspace, 3), situation_id="rejected")


def an_offer_elsewhere(workspace: Workspace) -> Entered:
    interview_id = started(workspace)
    with_thanked_person(workspace, interview_id)
    set_decision(workspace, moment(), interview_id, date(2026, 11, 30))  # still to come
    return Entered(interview_id=interview_id, situation_id="other_offer")


def two_promises_missed(workspace: Workspace) -> Entered:
    interview_id = started(workspace)
    with_thanked_person(workspace, interview_id)
    set_decision(workspace, moment(), interview_id, date(2026, 11, 6))
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 9))
    answered = date(2026, 11, 10)
    new_date = date(2026, 11, 17)
    record_response(
        workspace,
        moment(answered),
        interview_id,
        on=answered,
        kind=ResponseKind.NEW_DATE,
        decision_by=new_date,
    )
    return Entered(interview_id=interview_id, situation_id="second_date_passed")


def six_hours_and_many_messages(workspace: Workspace) -> Entered:
    interview_id = started(workspace)
    for name in ("Dana Ruiz", "Kim Osei"):
        manager = with_person(workspace, interview_id, name)
        sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 9), manager)
    recruiter = with_person(workspace, interview_id, "Lee Park", InterviewerPart.RECRUITER)
    for day in (date(2026, 11, 10), date(2026, 11, 12)):
        sent(workspace, interview_id, TouchpointKind.VOICEMAIL, day)
    for day in (date(2026, 11, 13), date(2026, 11, 16)):  # texts to a mobile
        sent(workspace, interview_id, TouchpointKind.QUESTION, day, recruiter)
    return Entered(interview_id=interview_id, situation_id="many_asks")


def a_no_from_the_people_office(workspace: Workspace) -> Entered:
    interview_id = started(workspace)
    with_person(workspace, interview_id)
    with_person(workspace, interview_id, "Ida Holm", InterviewerPart.COORDINATOR)
    return Entered(interview_id=interview_id, situation_id="rejected")


ENTER: dict[str, Callable[[Workspace], Entered]] = {
    "infosec-withdrew-asked-back": withdrew_and_asked_back,
    "ath-2011-runner-up-job-b": runner_up_and_posted_again,
    "ath-six-interviews-delay-notice": six_interviews_and_a_delay,
    "careerdoctor-second-followup": a_kind_answer_without_a_date,
    "kleiman-2005-ok-to-call": another_company_calls_back,
    "forwardtimes-before-thanksgiving": before_thanksgiving,
    "slinua-stay-in-touch": turned_down_by_a_friendly_call,
    "kenlloyd-thank-after-rejection": three_interviews_and_a_letter,
    "efc-2007-waiting-right-offer": an_offer_elsewhere,
    "anitaoaks-two-promises-missed": two_promises_missed,
    "backatwork-six-hour-interview": six_hours_and_many_messages,
    "myrightfit-note-after-no": a_no_from_the_people_office,
}

ARGUED: dict[str, str] = {
    "ath-2011-runner-up-job-b": "wait",
    "careerdoctor-second-followup": "send_status_email",
    "kleiman-2005-ok-to-call": "send_status_email",
    "efc-2007-waiting-right-offer": "tell_now",
}
"""The verdicts of the product where it advises otherwise than the expert."""


def advised(workspace: Workspace, letter: str) -> tuple[Entered, Advice]:
    entered = ENTER[letter](workspace)
    result = advice(
        view(workspace, entered.today), entered.interview_id, entered.situation_id, entered.answers
    )
    return entered, result


def test_every_letter_is_entered_and_only_those() -> None:
    assert list(ENTER) == list(LETTERS)
    assert len(LETTERS) == 12


@pytest.mark.parametrize("letter", [letter for letter in LETTERS if letter not in ARGUED])
def test_the_verdict_is_the_experts_or_one_the_expert_allows(workspace: Workspace, letter: str) -> None:
    _, result = advised(workspace, letter)
    assert result.verdict.value in (LETTERS[letter]["verdict"], *LETTERS[letter]["also_ok"])


@pytest.mark.parametrize("letter", ARGUED)
def test_where_the_product_advises_otherwise_it_says_why(workspace: Workspace, letter: str) -> None:
    _, result = advised(workspace, letter)
    assert result.verdict.value == ARGUED[letter]
    assert result.verdict.value not in (LETTERS[letter]["verdict"], *LETTERS[letter]["also_ok"])
    assert result.disagree == result.situation.disagree != ""


@pytest.mark.parametrize("letter", ["careerdoctor-second-followup", "kleiman-2005-ok-to-call"])
def test_a_call_that_was_invited_comes_before_the_email(workspace: Workspace, letter: str) -> None:
    entered, _ = advised(workspace, letter)
    assert advice(view(workspace), entered.interview_id, "invited_call").verdict == LETTERS[letter]["verdict"]


def test_the_one_letter_about_an_offer_is_answered_before_the_date(workspace: Workspace) -> None:
    entered, result = advised(workspace, "efc-2007-waiting-right-offer")
    [step] = result.steps
    assert step.earliest == date(2026, 12, 1) > entered.today
    assert result.draft is not None
    assert result.draft.not_before == entered.today


def test_after_one_more_week_of_silence_the_reposted_job_is_let_go_as_the_expert_did(
    workspace: Workspace,
) -> None:
    entered, _ = advised(workspace, "ath-2011-runner-up-job-b")
    asked_again, enough = date(2026, 11, 24), date(2026, 12, 1)
    again = advice(view(workspace, asked_again), entered.interview_id, entered.situation_id)
    assert again.verdict == "send_status_email"
    sent(workspace, entered.interview_id, TouchpointKind.STATUS_EMAIL, asked_again)
    ended = advice(view(workspace, enough), entered.interview_id, entered.situation_id)
    assert ended.verdict == LETTERS["ath-2011-runner-up-job-b"]["verdict"]


# --- the tags ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Case:
    """A letter as entered, seen, and advised on."""

    entered: Entered
    view: WorkspaceView
    advice: Advice

    @property
    def seen(self) -> set[str]:
        """The situations that the records show by themselves."""
        return {situation.id for situation in detected_situations(self.view, self.entered.interview_id)}

    @property
    def decision(self) -> date | None:
        return self.view.interview_details(self.entered.interview_id).interview.decision_by

    def saves(self, kind: SavedKind, day: date | None = None) -> bool:
        """Whether recording the situation saves this fact."""
        return saved_sentence(SavedFact(kind=kind, day=day), self.view.day_format) in self.advice.records

    def outcomes(self) -> set[Outcome | None]:
        return {details.interview.outcome for details in self.view.records.interviews.values()}


def days_to_hello(case: Case) -> int:
    [hello] = [step for step in case.advice.steps if step.kind is StepKind.KEEP_IN_TOUCH]
    return (hello.earliest - case.entered.today).days


TAGS: dict[str, Callable[[Case], bool]] = {
    "withdrawn": lambda case: case.outcomes() == {None, Outcome.WITHDRAWN},
    "employer_reopens": lambda case: RecordedFact.REOPENED in case.advice.situation.records,
    "promise_missed": lambda case: case.decision is not None and case.decision < case.entered.today,
    "reposted": lambda case: case.entered.situation_id == "reposted",
    "runner_up": lambda case: (
        Outcome.REJECTED in case.outcomes() and len(case.view.records.applications) == 2
    ),
    "employer_replies_delay": lambda case: case.saves(SavedKind.ANSWERED, YESTERDAY),
    "ultimatum": lambda case: "deadline" in case.advice.do_not,
    "no_promise": lambda case: case.decision is None,
    "vague_promise": lambda case: case.entered.situation_id == "vague_promise" and case.decision is None,
    "second_option": lambda case: (
        case.entered.situation_id == "other_interest" and not case.advice.overrides_not_yet
    ),
    "holiday": lambda case: "holidays" in case.seen,
    "no_reproach": lambda case: any(word in case.advice.do_not for word in ("reproach", "remind")),
    "rejected_warmly": lambda case: case.saves(SavedKind.REJECTED) and case.saves(SavedKind.INTERESTED),
    "keep_in_touch_rhythm": lambda case: 60 <= days_to_hello(case) <= 125,
    "reply_to_rejection": lambda case: (
        case.advice.draft is not None
        and case.advice.draft.kind is MessageKind.ANSWER_REJECTION
        and case.advice.draft.not_before == case.entered.today
    ),
    "competing_offer": lambda case: case.advice.overrides_not_yet,
    "second_promise_missed": lambda case: "second_date_passed" in case.seen,
    "overcalling": lambda case: "many_asks" in case.seen,
    "cap_one_email": lambda case: case.advice.draft is None,
    "email_not_phone": lambda case: "don't call" in case.advice.do_not,
    "rejection_via_hr": lambda case: any("Dana Ruiz" in sentence for sentence in case.advice.sentences),
}


@pytest.mark.parametrize(
    ("letter", "tag"), [(letter, tag) for letter, entry in LETTERS.items() for tag in entry["tags"]]
)
def test_what_each_letter_is_tagged_with_is_in_its_records_or_its_advice(
    workspace: Workspace, letter: str, tag: str
) -> None:
    entered, result = advised(workspace, letter)
    assert TAGS[tag](Case(entered=entered, view=view(workspace, entered.today), advice=result))


def test_every_tag_is_looked_at() -> None:
    assert set(TAGS) == {tag for letter in LETTERS.values() for tag in letter["tags"]}
