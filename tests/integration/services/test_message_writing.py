"""Writing a message from the records: facts, kept drafts, what was sent, and what the checker knows."""

import re
from datetime import date, timedelta

import pytest

from followup_core.messages import Check, Message, Tone
from followup_core.models import AnswerValue, BadValue, InterviewerPart, MessageKind, Occasion, TouchpointKind
from followup_core.services.candidate_settings import save_settings
from followup_core.services.guided_checklist import save_answer
from followup_core.services.interview_service import set_decision
from followup_core.services.messages.message_facts import FACT_LOCATIONS, DraftRequest, facts_for, save_fact
from followup_core.services.messages.message_recording import record_sent_message
from followup_core.services.messages.message_writing import (
    default_recipient,
    draft_message,
    findings,
    step_for,
    template_repository,
)
from followup_core.services.messages.saved_drafts import (
    delete_draft,
    load_draft,
    save_draft,
    split_subject,
)
from followup_core.services.people_service import add_interviewer, set_discussed
from followup_core.services.situations.situation_service import SituationAnswers, record_situation
from followup_core.services.touchpoints import TouchpointEntry, record_response, record_touchpoint
from followup_core.services.workspace import NotFound, Workspace

from .situation_setups import waited_for
from .workspaces import TODAY, everything, moment, rows, started, view, with_person

THANKS = MessageKind.THANK_YOU_EMAIL


@pytest.fixture
def met(workspace: Workspace) -> tuple[str, str]:
    """An interview yesterday with one person."""
    interview_id = started(workspace, "Acme Robotics", TODAY - timedelta(days=1))
    return interview_id, with_person(workspace, interview_id)


def test_the_facts_come_from_where_they_are_kept(workspace: Workspace, met: tuple[str, str]) -> None:
    interview_id, person_id = met
    save_settings(
        workspace, moment(), {"name": "Robin Ashby", "phone": "+1 212 555 0100", "strengths": "calm"}
    )
    set_discussed(workspace, moment(), interview_id, person_id, "the new calendar")
    add_interviewer(workspace, moment(), interview_id, name="Tomas Berg", part=InterviewerPart.INTERVIEWER)
    facts = facts_for(
        view(workspace), interview_id, DraftRequest(kind=THANKS, person_id=person_id, tone=Tone.WARM)
    )
    assert (facts.my_name, facts.my_phone, facts.strength) == ("Robin Ashby", "+1 212 555 0100", "calm")
    assert (facts.name, facts.organization, facts.role) == ("Dana Ruiz", "Acme Robotics", "Analyst")
    assert (facts.met_on, facts.met_when) == ("Tuesday", "yesterday")
    assert facts.discussed == "the new calendar"
    assert (facts.others, facts.panel_index, facts.tone) == (("Tomas Berg",), 0, Tone.WARM)


@pytest.mark.parametrize("fact", sorted(FACT_LOCATIONS))
def test_every_fact_that_is_asked_for_is_kept_and_used(
    workspace: Workspace, met: tuple[str, str], fact: str
) -> None:
    interview_id, person_id = met
    words = {"email": "robin@example.org", "phone": "+1 212 555 0100"}.get(
        fact.removeprefix("my_"), "some words"
    )
    save_fact(workspace, moment(), interview_id, person_id, fact, f"  {words} ")
    facts = facts_for(view(workspace), interview_id, DraftRequest(kind=THANKS, person_id=person_id))
    assert getattr(facts, fact) == words
    assert workspace.store.problems() == ()


def test_typed_words_can_be_taken_away_again(workspace: Workspace, met: tuple[str, str]) -> None:
    for fact in ("discussed", "interest"):
        save_fact(workspace, moment(), *met, fact, "the new lab")
        save_fact(workspace, moment(), *met, fact, " ")
    facts = facts_for(view(workspace), met[0], DraftRequest(kind=THANKS, person_id=met[1]))
    assert (facts.discussed, facts.interest) == ("", "")


def test_a_blank_fact_an_unknown_one_and_a_wrong_address_are_refused(
    workspace: Workspace, met: tuple[str, str]
) -> None:
    before = everything(workspace)
    with pytest.raises(BadValue):
        save_fact(workspace, moment(), *met, "addressed_as", "  ")
    with pytest.raises(NotFound):
        save_fact(workspace, moment(), *met, "shoe_size", "42")
    with pytest.raises(BadValue, match="not an email address"):
        save_fact(workspace, moment(), *met, "email", "not an address")
    assert everything(workspace) == before


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
    later = view(workspace, TODAY + timedelta(days=40))
    templates, _ = template_repository().current()
    drafted = draft_message(later, templates, interview_id, DraftRequest(kind=MessageKind.STATUS_EMAIL))
    assert (drafted.facts.decision_by, drafted.facts.occasion) == ("", occasion)
    assert not re.search(r"expected|hoping|decide by|told to expect a decision", drafted.message.body)


def test_a_date_of_theirs_named_afterwards_is_one_again(workspace: Workspace) -> None:
    interview_id = waited_for(workspace)
    record_situation(workspace, moment(), interview_id, "slow_organization", SituationAnswers())
    set_decision(workspace, moment(), interview_id, TODAY + timedelta(days=2))
    facts = facts_for(view(workspace), interview_id, DraftRequest(kind=MessageKind.STATUS_EMAIL))
    assert (facts.decision_when, facts.occasion) == ("by Friday", Occasion.DATE_PASSED)


@pytest.mark.parametrize(
    ("decision_in", "replied", "occasion"),
    [
        (None, False, Occasion.NO_DATE),
        (-2, False, Occasion.DATE_PASSED),
        (None, True, Occasion.MORE_TIME),
        (1, True, Occasion.MORE_TIME),
    ],
)
def test_a_status_email_answers_to_what_the_cadence_counts_from(
    workspace: Workspace, decision_in: int | None, replied: bool, occasion: Occasion
) -> None:
    from followup_core.services.interview_service import start_interview

    from .workspaces import entry

    day = None if decision_in is None else TODAY + timedelta(days=decision_in)
    interview_id = start_interview(workspace, moment(), entry(decision_by=day))
    if replied:
        record_response(workspace, moment(), interview_id, on=TODAY - timedelta(days=5))
    assert (
        facts_for(view(workspace), interview_id, DraftRequest(kind=MessageKind.STATUS_EMAIL)).occasion
        is occasion
    )


@pytest.mark.parametrize(("decision_in", "named"), [(-2, ""), (0, ""), (4, "Sunday")])
def test_a_reply_names_no_day_that_has_passed(workspace: Workspace, decision_in: int, named: str) -> None:
    from followup_core.services.interview_service import start_interview

    from .workspaces import entry

    new = entry(decision_by=TODAY + timedelta(days=decision_in))
    interview_id = start_interview(workspace, moment(), new)
    facts = facts_for(view(workspace), interview_id, DraftRequest(kind=MessageKind.REPLY))
    assert facts.decision_by == named


def test_the_second_try_knows_that_it_is_one_until_they_answer(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=date(2026, 10, 1))
    request = DraftRequest(kind=MessageKind.VOICEMAIL)
    assert facts_for(view(workspace), interview_id, request).number == 1
    record_touchpoint(
        workspace,
        moment(),
        TouchpointEntry(
            interview_id=interview_id, kind=TouchpointKind.STATUS_EMAIL, sent_on=date(2026, 10, 10)
        ),
    )
    assert facts_for(view(workspace), interview_id, request).number == 2
    record_response(workspace, moment(), interview_id, on=date(2026, 10, 20))
    assert facts_for(view(workspace), interview_id, request).number == 1


def test_a_forgotten_time_frame_is_asked_for_in_the_thank_you(
    workspace: Workspace, met: tuple[str, str]
) -> None:
    interview_id, person_id = met
    item = next(entry for entry in view(workspace).playbook.checklist if entry.id == "asked_time_frame")
    save_answer(workspace, moment(), interview_id, item, AnswerValue.NO)
    templates, _ = template_repository().current()
    body = draft_message(
        view(workspace), templates, interview_id, DraftRequest(kind=THANKS, person_id=person_id)
    ).message.body
    assert "decide" in body or "decision" in body
    assert "?" in body


def test_a_changed_draft_is_kept_read_back_and_begun_again(
    workspace: Workspace, met: tuple[str, str]
) -> None:
    interview_id, person_id = met
    request = DraftRequest(kind=THANKS, person_id=person_id)
    before = everything(workspace)
    save_draft(
        workspace, moment(), interview_id, request, Message(kind=THANKS, subject="S", body="B\n\nmore")
    )
    assert load_draft(view(workspace), interview_id, request) == ("S", "B\n\nmore")
    assert load_draft(view(workspace), interview_id, request._replace(person_id="")) is None
    delete_draft(workspace, moment(), interview_id, request)
    assert everything(workspace) == before
    with pytest.raises(BadValue, match="20 kB"):
        save_draft(workspace, moment(), interview_id, request, Message(kind=THANKS, body="x" * 20_001))


def test_what_was_sent_is_kept_with_its_words_and_the_cadence_moves_on(
    workspace: Workspace, met: tuple[str, str]
) -> None:
    interview_id, person_id = met
    request = DraftRequest(kind=THANKS, person_id=person_id)
    assert step_for(view(workspace), interview_id, request) is not None
    save_draft(workspace, moment(), interview_id, request, Message(kind=THANKS, subject="S", body="B"))
    before = everything(workspace)
    when = moment()
    record_sent_message(
        workspace,
        when,
        interview_id,
        request,
        Message(kind=THANKS, subject="Thanks", body="Dear Dana,\n\nthank you."),
    )
    [touch] = rows(workspace, "touchpoints")
    assert (touch["kind"], touch["person_id"], touch["sent_on"]) == (THANKS, person_id, TODAY.isoformat())
    assert split_subject(touch["note"]) == ("Thanks", "Dear Dana,\n\nthank you.")
    assert rows(workspace, "answers") == [], "the draft is gone with the sending"
    assert step_for(view(workspace), interview_id, request) is None
    workspace.undo(moment(), when.op_id)
    assert everything(workspace) == before


def test_sending_twice_on_a_day_is_noted_once_and_other_words_again(
    workspace: Workspace, met: tuple[str, str]
) -> None:
    interview_id, person_id = met
    request = DraftRequest(kind=MessageKind.QUESTION, person_id=person_id)
    for body in ("One?", "One?", "Two?"):
        record_sent_message(
            workspace, moment(), interview_id, request, Message(kind=MessageKind.QUESTION, body=body)
        )
    assert [row["note"] for row in rows(workspace, "touchpoints")] == ["One?", "Two?"]


def test_a_withdrawal_ends_the_interview_in_the_same_action(
    workspace: Workspace, met: tuple[str, str]
) -> None:
    interview_id, person_id = met
    request = DraftRequest(kind=MessageKind.WITHDRAWAL, person_id=person_id)
    record_sent_message(
        workspace, moment(), interview_id, request, Message(kind=MessageKind.WITHDRAWAL, body="I withdraw.")
    )
    [row] = rows(workspace, "interviews")
    assert (row["outcome"], row["outcome_on"]) == ("withdrawn", TODAY.isoformat())


def test_every_kind_of_message_is_noted_as_a_touchpoint_that_is_sent() -> None:
    assert TouchpointKind.HEARD_FROM_EMPLOYER not in {kind.touchpoint for kind in MessageKind}


def test_the_usual_person_is_the_one_of_the_step(workspace: Workspace, met: tuple[str, str]) -> None:
    interview_id, person_id = met
    add_interviewer(workspace, moment(), interview_id, name="Rae Quinn", part=InterviewerPart.RECRUITER)
    assert default_recipient(view(workspace), interview_id, MessageKind.STATUS_EMAIL) == person_id
    alone = started(workspace, "Nobody Inc")
    assert default_recipient(view(workspace), alone, THANKS) == ""


def test_the_checker_knows_the_panel_the_other_interviews_and_the_day(
    workspace: Workspace, met: tuple[str, str]
) -> None:
    interview_id, person_id = met
    other = with_person(workspace, started(workspace, "Borealis Labs"), "Hana Sato")
    assert other
    second = add_interviewer(
        workspace, moment(), interview_id, name="Tomas Berg", part=InterviewerPart.INTERVIEWER
    )
    body = (
        "Dear Tomas,\n\nyour story about the warehouse move stayed with me all evening long."
        " I once moved four thousand boxes in a single weekend with a team of five."
        " I would love to do that work with your people.\n\nRobin\n+1 212 555 0100"
    )
    first = DraftRequest(kind=THANKS, person_id=second)
    record_sent_message(workspace, moment(), interview_id, first, Message(kind=THANKS, body=body))
    templates, _ = template_repository().current()
    writing = draft_message(
        view(workspace), templates, interview_id, DraftRequest(kind=THANKS, person_id=person_id)
    )
    copied = body.replace("Tomas", "Hana") + "\nBorealis Labs"
    checks = {
        finding.check for finding in findings(view(workspace), writing, Message(kind=THANKS, body=copied))
    }
    assert {Check.ALIKE, Check.WRONG_NAME, Check.WRONG_ORGANIZATION} <= checks
    early = draft_message(
        view(workspace),
        templates,
        interview_id,
        DraftRequest(kind=MessageKind.STATUS_EMAIL, person_id=person_id),
    )
    [soon] = [
        finding
        for finding in findings(view(workspace), early, early.message)
        if finding.check is Check.TOO_EARLY
    ]
    assert soon.why.startswith("Not before November 24: ")


def test_four_people_of_a_panel_get_four_messages_the_checker_tells_apart(workspace: Workspace) -> None:
    interview_id = started(workspace, "Acme Robotics", TODAY)
    save_settings(
        workspace, moment(), {"name": "Robin Ashby", "phone": "+1 212 555 0100", "email": "r@example.org"}
    )
    templates, _ = template_repository().current()
    bodies = set()
    for name in ("Dana Ruiz", "Tomas Berg", "Maeve Donnelly", "Ravi Menon"):
        person = with_person(workspace, interview_id, name)
        set_discussed(
            workspace, moment(), interview_id, person, f"what {name.split()[0]} said about the new calendar"
        )
        for fact, words in (
            ("strength", "patience with untidy data"),
            ("example", "Last year I brought forty spreadsheets into one report."),
            ("interest", "the chance to build something new"),
        ):
            save_fact(workspace, moment(), interview_id, person, fact, words)
        request = DraftRequest(kind=THANKS, person_id=person)
        writing = draft_message(view(workspace), templates, interview_id, request)
        assert findings(view(workspace), writing, writing.message) == ()
        bodies.add(writing.message.body)
        record_sent_message(workspace, moment(), interview_id, request, writing.message)
    assert len(bodies) == 4


def test_the_second_round_thanks_the_same_person_in_other_words(
    workspace: Workspace, met: tuple[str, str]
) -> None:
    first, person_id = met
    second = started(workspace, "Acme Robotics", TODAY)
    add_interviewer(
        workspace, moment(), second, person_id=person_id, name="", part=InterviewerPart.HIRING_MANAGER
    )
    assert view(workspace).interview_details(second).interview.round == 2
    templates = template_repository().current()[0]
    for kind in (THANKS, MessageKind.THANK_YOU_NOTE):
        request = DraftRequest(kind=kind, person_id=person_id)
        one, other = (
            draft_message(view(workspace), templates, interview_id, request).message
            for interview_id in (first, second)
        )
        assert one.body.split("\n\n")[1].split()[:4] != other.body.split("\n\n")[1].split()[:4]
        assert kind is MessageKind.THANK_YOU_NOTE or one.subject.split()[:4] != other.subject.split()[:4]
