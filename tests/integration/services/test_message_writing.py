"""Writing a message from the records: facts, kept drafts, what was sent, and what the checker knows."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from followup_core.messages import Check, Facts, Message, Tone
from followup_core.models import (
    AnswerValue,
    InterviewerPart,
    MessageKind,
    Occasion,
    Outcome,
    TouchpointKind,
)
from followup_core.services.candidate_settings import save_settings
from followup_core.services.guided_checklist import save_answer
from followup_core.services.interview_service import set_decision, set_outcome, start_interview
from followup_core.services.messages.message_facts import FACT_LOCATIONS, DraftRequest, facts_for, save_fact
from followup_core.services.messages.message_recording import record_sent_message
from followup_core.services.messages.message_writing import (
    DraftedMessage,
    draft_message,
    findings,
    step_for,
    template_repository,
)
from followup_core.services.messages.saved_drafts import delete_draft, load_draft, save_draft, split_subject
from followup_core.services.people_service import add_interviewer, save_person, set_discussed
from followup_core.services.situations.situation_service import SituationAnswers, record_situation
from followup_core.services.touchpoints import record_response
from followup_core.services.workspace import NotFound, Workspace

from .situation_setups import MANAGER, waited_for
from .workspaces import (
    TODAY,
    checklist_item,
    entry,
    everything,
    moment,
    refusal,
    rows,
    sent,
    started,
    taken_back,
    view,
    with_person,
)

THANKS, STATUS = MessageKind.THANK_YOU_EMAIL, MessageKind.STATUS_EMAIL


Met = tuple[str, str]
"""An interview and the person who was met there."""


@pytest.fixture
def met(workspace: Workspace) -> Met:
    """An interview yesterday with one person."""
    interview_id = started(workspace, "Acme Robotics", TODAY - timedelta(days=1))
    return interview_id, with_person(workspace, interview_id)


def facts_of(workspace: Workspace, interview_id: str, kind: MessageKind, person_id: str = "") -> Facts:
    return facts_for(view(workspace), interview_id, DraftRequest(kind=kind, person_id=person_id))


def drafted(
    workspace: Workspace, interview_id: str, kind: MessageKind, person_id: str = "", on: date = TODAY
) -> DraftedMessage:
    templates, _ = template_repository().current()
    request = DraftRequest(kind=kind, person_id=person_id)
    return draft_message(view(workspace, on), templates, interview_id, request)


# --- facts ------------------------------------------------------------------------------------------


def test_the_facts_come_from_where_they_are_kept(workspace: Workspace, met: Met) -> None:
    interview_id, dana = met
    mine = {"name": "Robin Ashby", "phone": "+1 212 555 0100", "strengths": "calm"}
    save_settings(workspace, moment(), mine)
    set_discussed(workspace, moment(), interview_id, dana, "the new calendar")
    tomas = with_person(workspace, interview_id, "Tomas Berg", InterviewerPart.INTERVIEWER)
    request = DraftRequest(kind=THANKS, person_id=dana, tone=Tone.WARM)
    facts = facts_for(view(workspace), interview_id, request)
    assert (facts.my_name, facts.my_phone, facts.strength) == tuple(mine.values())
    assert (facts.name, facts.organization, facts.role) == ("Dana Ruiz", "Acme Robotics", "Analyst")
    assert (facts.met_on, facts.met_when) == ("Tuesday", "yesterday")
    assert facts.discussed == "the new calendar"
    assert (facts.others, facts.panel_index, facts.tone) == (("Tomas Berg",), 0, Tone.WARM)
    assert facts_of(workspace, interview_id, THANKS, tomas).panel_index == 1


def save_argument(workspace: Workspace, interview_id: str, person_id: str) -> None:
    """Save what somebody said the job needs, its example, and the reason for wanting the job."""
    words = {"strength": "stays calm", "example": "trained six clerks", "interest": "the team is small"}
    for fact, text in words.items():
        save_fact(workspace, moment(), interview_id, person_id, fact, text)


def test_who_said_what_the_job_needs_is_told_so_and_gets_its_example(workspace: Workspace, met: Met) -> None:
    interview_id, dana = met
    tomas = with_person(workspace, interview_id, "Tomas Berg", InterviewerPart.INTERVIEWER)
    save_fact(workspace, moment(), interview_id, tomas, "strength", "stays calm")
    save_fact(workspace, moment(), interview_id, tomas, "example", "trained six clerks")
    facts = facts_of(workspace, interview_id, THANKS, tomas)
    assert (facts.strength, facts.example, facts.strength_said) == ("stays calm", "trained six clerks", "yes")
    body = drafted(workspace, interview_id, THANKS, tomas).message.body
    assert "From what you told me, the team needs someone who stays calm." in body
    facts = facts_of(workspace, interview_id, THANKS, dana)
    assert (facts.strength, facts.example, facts.strength_said) == ("", "", "no")


def test_of_a_panel_one_person_is_told_why_the_candidate_wants_the_job(
    workspace: Workspace, met: Met
) -> None:
    interview_id, dana = met
    coordinator = with_person(workspace, interview_id, "Cora Lund", InterviewerPart.COORDINATOR)
    tomas = with_person(workspace, interview_id, "Tomas Berg", InterviewerPart.INTERVIEWER)
    maeve = with_person(workspace, interview_id, "Maeve Donnelly", InterviewerPart.INTERVIEWER)
    save_argument(workspace, interview_id, dana)
    save_settings(workspace, moment(), {"name": "Robin Ashby", "strengths": "careful records"})
    lead = drafted(workspace, interview_id, THANKS, dana)
    assert "because the team is small." in lead.message.body
    assert "I trained six clerks." in lead.message.body
    for person in (coordinator, tomas, maeve):
        other = drafted(workspace, interview_id, THANKS, person)
        body = other.message.body
        assert other.facts.panel_lead == "Dana Ruiz"
        assert not re.search("small|calm|careful|clerks", body), body
        assert re.search(r"interested in the|would really like to work|be glad to join", body), body
        assert "interest" not in {question.fact for question in other.questions}
        reasons = [found.why for found in findings(view(workspace), other, other.message)]
        assert not [why for why in reasons if "example" in why or "interested" in why]


def test_the_hiring_manager_is_told_the_reason_whoever_was_added_first(workspace: Workspace) -> None:
    interview_id = started(workspace, "Acme Robotics", TODAY - timedelta(days=1))
    first = with_person(workspace, interview_id, "Tomas Berg", InterviewerPart.INTERVIEWER)
    manager = with_person(workspace, interview_id, "Maeve Donnelly", InterviewerPart.HIRING_MANAGER)
    save_argument(workspace, interview_id, manager)
    assert facts_of(workspace, interview_id, THANKS, first).panel_lead == "Maeve Donnelly"
    assert facts_of(workspace, interview_id, THANKS, first).interest == ""
    facts = facts_of(workspace, interview_id, THANKS, manager)
    assert (facts.panel_lead, facts.interest) == ("", "the team is small")
    assert facts_of(workspace, interview_id, STATUS, first).interest == "the team is small"


def test_what_was_typed_for_the_whole_interview_goes_to_who_decides(workspace: Workspace, met: Met) -> None:
    interview_id, dana = met
    save_fact(workspace, moment(), interview_id, "", "strength", "stays calm")
    assert facts_of(workspace, interview_id, THANKS, dana).strength_said == "yes"
    tomas = with_person(workspace, interview_id, "Tomas Berg", InterviewerPart.INTERVIEWER)
    facts = facts_of(workspace, interview_id, THANKS, dana)
    assert (facts.strength, facts.strength_said) == ("stays calm", "no")
    assert facts_of(workspace, interview_id, THANKS, tomas).strength == ""
    save_fact(workspace, moment(), interview_id, dana, "strength", "")
    assert facts_of(workspace, interview_id, THANKS, dana).strength == ""


@pytest.mark.parametrize(
    ("country", "on", "wish"),
    [
        ("US", date(2026, 11, 19), "I hope you have a good break."),
        ("US", date(2026, 11, 26), "I hope you have a good break."),
        ("US", date(2026, 11, 27), "I hope you had a good break."),
        ("US", date(2026, 12, 3), "I hope you had a good break."),
        ("US", date(2026, 12, 10), "I hope you are well."),
        ("", date(2026, 11, 27), "I hope you are well."),
    ],
)
def test_a_break_is_wished_before_a_holiday_and_was_good_after_it(
    workspace: Workspace, country: str, on: date, wish: str
) -> None:
    interview_id = started(workspace, held_on=date(2026, 11, 2))
    if country:
        save_settings(workspace, moment(), {"country": country})
    request = DraftRequest(kind=STATUS, occasion=Occasion.HOLIDAYS)
    templates, _ = template_repository().current()
    assert wish in draft_message(view(workspace, on), templates, interview_id, request).message.body


def test_the_break_is_over_on_the_day_they_are_back(workspace: Workspace) -> None:
    interview_id = waited_for(workspace)
    back_on = TODAY + timedelta(days=30)
    record_situation(workspace, moment(), interview_id, "holidays", SituationAnswers(back_on=back_on))
    before = drafted(workspace, interview_id, STATUS, on=back_on - timedelta(days=1))
    assert "I hope you have a good break." in before.message.body
    assert "had a good break" in drafted(workspace, interview_id, STATUS, on=back_on).message.body


def test_the_second_round_thanks_the_same_person_in_other_words(workspace: Workspace, met: Met) -> None:
    first, dana = met
    second = started(workspace, "Acme Robotics", TODAY)
    part = InterviewerPart.HIRING_MANAGER
    add_interviewer(workspace, moment(), second, person_id=dana, name="", part=part)
    for kind in (THANKS, MessageKind.THANK_YOU_NOTE):
        one, other = (drafted(workspace, each, kind, dana).message for each in (first, second))
        assert one.body.split("\n\n")[1].split()[:4] != other.body.split("\n\n")[1].split()[:4]


@pytest.mark.parametrize("fact", sorted(FACT_LOCATIONS))
def test_every_fact_that_is_asked_for_is_kept_and_used(workspace: Workspace, met: Met, fact: str) -> None:
    words = {"email": "robin@example.org", "phone": "+1 212 555 0100"}
    text = words.get(fact.removeprefix("my_"), "some words")
    save_fact(workspace, moment(), *met, fact, f"  {text} ")
    assert getattr(facts_of(workspace, met[0], THANKS, met[1]), fact) == text
    assert workspace.store.problems() == ()


def test_typed_words_can_be_taken_away_again(workspace: Workspace, met: Met) -> None:
    for fact in ("discussed", "interest"):
        save_fact(workspace, moment(), *met, fact, "the new lab")
        save_fact(workspace, moment(), *met, fact, " ")
        assert getattr(facts_of(workspace, met[0], THANKS, met[1]), fact) == ""


def test_a_blank_fact_an_unknown_one_and_a_wrong_address_are_refused(workspace: Workspace, met: Met) -> None:
    said = refusal(workspace, lambda: save_fact(workspace, moment(), *met, "addressed_as", "  "))
    assert said.startswith("The form of address is missing.")
    refusal(workspace, lambda: save_fact(workspace, moment(), *met, "shoe_size", "42"), NotFound)
    said = refusal(workspace, lambda: save_fact(workspace, moment(), *met, "email", "not an address"))
    assert "not an email address" in said


@pytest.mark.parametrize(
    ("situation", "answers", "occasion"),
    [
        ("slow_organization", SituationAnswers(), Occasion.NO_DATE),
        ("contact_away", SituationAnswers(back_on=TODAY + timedelta(days=7)), Occasion.NO_DATE),
        ("holidays", SituationAnswers(back_on=TODAY + timedelta(days=7)), Occasion.HOLIDAYS),
        ("promise_missed", SituationAnswers(decision_by=TODAY - timedelta(days=2)), Occasion.PROMISED_CALL),
        ("verbal_yes", SituationAnswers(decision_by=TODAY + timedelta(days=2)), Occasion.SPOKEN_YES),
    ],
)
def test_a_day_that_they_never_named_for_a_decision_is_not_told_to_them_as_one(
    workspace: Workspace, situation: str, answers: SituationAnswers, occasion: Occasion
) -> None:
    interview_id = waited_for(workspace)
    record_situation(workspace, moment(), interview_id, situation, answers)
    written = drafted(workspace, interview_id, STATUS, on=TODAY + timedelta(days=40))
    assert (written.facts.decision_by, written.facts.occasion) == ("", occasion)
    assert not re.search(r"expected|hoping|decide by|told to expect a decision", written.message.body)
    set_decision(workspace, moment(), interview_id, TODAY + timedelta(days=2))
    assert facts_of(workspace, interview_id, STATUS).decision_when == "by Friday"


@pytest.mark.parametrize(
    ("kind", "decision_in", "replied", "occasion", "named"),
    [
        (STATUS, None, False, Occasion.NO_DATE, ""),
        (STATUS, -2, False, Occasion.DATE_PASSED, "Monday"),
        (STATUS, None, True, Occasion.MORE_TIME, ""),
        (STATUS, 1, True, Occasion.MORE_TIME, "Thursday"),
        (MessageKind.REPLY, 0, False, Occasion.DATE_PASSED, ""),
        (MessageKind.REPLY, 4, False, Occasion.DATE_PASSED, "Sunday"),
    ],
)
def test_a_message_goes_by_what_the_cadence_counts_from_and_a_reply_names_no_day_that_has_passed(
    workspace: Workspace,
    kind: MessageKind,
    decision_in: int | None,
    replied: bool,
    occasion: Occasion,
    named: str,
) -> None:
    day = None if decision_in is None else TODAY + timedelta(days=decision_in)
    interview_id = start_interview(workspace, moment(), entry(decision_by=day))
    if replied:
        record_response(workspace, moment(), interview_id, on=TODAY - timedelta(days=5))
    facts = facts_of(workspace, interview_id, kind)
    assert (facts.occasion, facts.decision_by) == (occasion, named)


def test_the_second_try_knows_that_it_is_one_until_they_answer(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=date(2026, 10, 1))
    numbers = [facts_of(workspace, interview_id, MessageKind.VOICEMAIL).number]
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 10, 10))
    numbers.append(facts_of(workspace, interview_id, MessageKind.VOICEMAIL).number)
    record_response(workspace, moment(), interview_id, on=date(2026, 10, 20))
    numbers.append(facts_of(workspace, interview_id, MessageKind.VOICEMAIL).number)
    assert numbers == [1, 2, 1]


def test_a_forgotten_time_frame_is_asked_for_in_the_thank_you(workspace: Workspace, met: Met) -> None:
    interview_id, dana = met
    assert not facts_of(workspace, interview_id, THANKS, dana).ask_time_frame
    asked = checklist_item(workspace, "asked_time_frame")
    save_answer(workspace, moment(), interview_id, asked, AnswerValue.NO)
    assert facts_of(workspace, interview_id, THANKS, dana).ask_time_frame


# --- kept and sent ----------------------------------------------------------------------------------


def test_a_changed_draft_is_kept_read_back_and_begun_again(workspace: Workspace, met: Met) -> None:
    interview_id, dana = met
    request = DraftRequest(kind=THANKS, person_id=dana)
    before = everything(workspace)
    changed = Message(kind=THANKS, subject="S", body="B\n\nmore")
    save_draft(workspace, moment(), interview_id, request, changed)
    assert load_draft(view(workspace), interview_id, request) == ("S", "B\n\nmore")
    assert load_draft(view(workspace), interview_id, request._replace(person_id="")) is None
    delete_draft(workspace, moment(), interview_id, request)
    assert everything(workspace) == before
    long = Message(kind=THANKS, body="x" * 20_001)
    said = refusal(workspace, lambda: save_draft(workspace, moment(), interview_id, request, long))
    assert "20 kB" in said


def test_what_was_sent_is_kept_with_its_words_and_the_cadence_moves_on(
    workspace: Workspace, met: Met
) -> None:
    interview_id, dana = met
    request = DraftRequest(kind=THANKS, person_id=dana)
    assert step_for(view(workspace), interview_id, request) is not None
    save_draft(workspace, moment(), interview_id, request, Message(kind=THANKS, subject="S", body="B"))
    message = Message(kind=THANKS, subject="Thanks", body="Dear Dana,\n\nthank you.")
    with taken_back(workspace) as action:
        record_sent_message(workspace, action, interview_id, request, message)
        [touch] = rows(workspace, "touchpoints")
        assert (touch["kind"], touch["person_id"], touch["sent_on"]) == (THANKS, dana, "2026-11-18")
        assert split_subject(touch["note"]) == ("Thanks", "Dear Dana,\n\nthank you.")
        assert rows(workspace, "answers") == [], "the draft is gone with the sending"
        assert step_for(view(workspace), interview_id, request) is None


@pytest.mark.parametrize("organization", ["", "Talent Bridge"])
def test_a_question_before_its_day_is_too_early_whoever_gets_it(
    workspace: Workspace, organization: str
) -> None:
    interview_id = waited_for(workspace, TODAY + timedelta(days=2))
    lee = with_person(workspace, interview_id, "Lee Park", InterviewerPart.RECRUITER)
    save_person(workspace, moment(), replace(view(workspace).person(lee), organization=organization))
    for person_id in (MANAGER, lee):
        writing = drafted(workspace, interview_id, MessageKind.STATUS_EMAIL, person_id)
        checks = [finding.check for finding in findings(view(workspace), writing, writing.message)]
        assert Check.TOO_EARLY in checks


def noted(workspace: Workspace, interview_id: str, request: DraftRequest, body: str) -> None:
    """Note that a message was sent."""
    message = Message(kind=request.kind, body=body)
    record_sent_message(workspace, moment(), interview_id, request, message)


def test_sending_twice_on_a_day_is_noted_once_and_other_words_again(workspace: Workspace, met: Met) -> None:
    for body in ("One?", "One?", "Two?"):
        noted(workspace, met[0], DraftRequest(kind=MessageKind.QUESTION, person_id=met[1]), body)
    assert [row["note"] for row in rows(workspace, "touchpoints")] == ["One?", "Two?"]


def test_a_withdrawal_ends_the_interview_in_the_same_action(workspace: Workspace, met: Met) -> None:
    noted(workspace, met[0], DraftRequest(kind=MessageKind.WITHDRAWAL), "I withdraw.")
    [row] = rows(workspace, "interviews")
    assert (row["outcome"], row["outcome_on"]) == ("withdrawn", "2026-11-18")


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("kind", [MessageKind.ANSWER_REJECTION, MessageKind.WITHDRAWAL])
def test_nobody_is_thanked_for_a_conversation_that_never_took_place(
    workspace: Workspace, kind: MessageKind, tone: Tone
) -> None:
    templates, _ = template_repository().current()
    interview_id = started(workspace, held_on=date(2026, 11, 20))
    for part in InterviewerPart:
        with_person(workspace, interview_id, f"{part.value.title()} Ruiz", part)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, None)
    for day in (TODAY, date(2026, 11, 23)):
        for interviewer in view(workspace).interview_details(interview_id).interviewers:
            request = DraftRequest(kind=kind, person_id=interviewer.person_id, tone=tone)
            body = draft_message(view(workspace, day), templates, interview_id, request).message.body
            assert not re.search(r"(?i)\bmet\b|\bmeet\b|talk|enjoyed|had the interview|my interview", body)


def test_who_was_met_in_an_earlier_round_is_thanked_for_that(workspace: Workspace) -> None:
    first = started(workspace)
    dana = with_person(workspace, first)
    second = started(workspace, held_on=date(2026, 11, 20))
    add_interviewer(workspace, moment(), second, person_id=dana, part=InterviewerPart.INTERVIEWER)
    assert facts_of(workspace, second, MessageKind.WITHDRAWAL, dana).was_met == "yes"
    assert facts_of(workspace, second, MessageKind.WITHDRAWAL, dana).met_when == ""


# --- checked ----------------------------------------------------------------------------------------


def checks(workspace: Workspace, writing: DraftedMessage, message: Message) -> dict[Check, str]:
    return {finding.check: finding.why for finding in findings(view(workspace), writing, message)}


def test_the_checker_knows_the_panel_the_other_interviews_and_the_day(workspace: Workspace, met: Met) -> None:
    interview_id, dana = met
    with_person(workspace, started(workspace, "Borealis Labs"), "Hana Sato")
    tomas = with_person(workspace, interview_id, "Tomas Berg", InterviewerPart.INTERVIEWER)
    body = (
        "Dear Tomas,\n\nyour story about the warehouse move stayed with me all evening long."
        " I once moved four thousand boxes in a single weekend with a team of five."
        " I would love to do that work with your people.\n\nRobin\n+1 212 555 0100"
    )
    noted(workspace, interview_id, DraftRequest(kind=THANKS, person_id=tomas), body)
    copied = Message(kind=THANKS, body=body.replace("Tomas", "Hana") + "\nBorealis Labs")
    found = checks(workspace, drafted(workspace, interview_id, THANKS, dana), copied)
    assert {Check.ALIKE, Check.WRONG_NAME, Check.WRONG_ORGANIZATION} <= found.keys()
    early = drafted(workspace, interview_id, STATUS, dana)
    soon = checks(workspace, early, early.message)[Check.TOO_EARLY]
    assert soon.startswith("Not before November 24: ")
