"""Writing a message from the records: facts, kept drafts, what was sent, and what the checker knows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from followup_core.messages import Check, Message, MessageKind, Status, Tone
from followup_core.models import BadValue, Given, Part, Touch
from followup_core.playbook import DraftKind, DraftStatus
from followup_core.services.candidate_settings import save_settings
from followup_core.services.checklist_answers import answer
from followup_core.services.messages.message_facts import PLACES, Wish, facts_for, save_fact
from followup_core.services.messages.message_writing import findings, step_for, texts, usual_person, write
from followup_core.services.messages.saved_drafts import (
    TOUCH_OF,
    forget_draft,
    keep_draft,
    kept_draft,
    parted,
    sent,
    touch_of,
)
from followup_core.services.people import meet, set_discussed
from followup_core.services.touchpoints import TouchEntry, log_reply, log_touch
from followup_core.services.workspace import Desk, Unknown

from .workspaces import TODAY, everything, moment, rows, started, view, with_person

THANKS = MessageKind.THANK_YOU_EMAIL


@pytest.fixture
def met(desk: Desk) -> tuple[str, str]:
    """An interview yesterday with one person."""
    made = started(desk, "Acme Robotics", TODAY - timedelta(days=1))
    return made, with_person(desk, made)


def test_the_facts_come_from_where_they_are_kept(desk: Desk, met: tuple[str, str]) -> None:
    interview_id, person_id = met
    save_settings(desk, moment(), {"name": "Robin Ashby", "phone": "+1 212 555 0100", "strengths": "calm"})
    set_discussed(desk, moment(), interview_id, person_id, "the new calendar")
    meet(desk, moment(), interview_id, name="Tomas Berg", part=Part.INTERVIEWER)
    facts = facts_for(view(desk), interview_id, Wish(kind=THANKS, person_id=person_id, tone=Tone.WARM))
    assert (facts.my_name, facts.my_phone, facts.strength) == ("Robin Ashby", "+1 212 555 0100", "calm")
    assert (facts.name, facts.organization, facts.role) == ("Dana Ruiz", "Acme Robotics", "Analyst")
    assert (facts.met_on, facts.discussed) == ("Tuesday 17 November", "the new calendar")
    assert (facts.others, facts.seat, facts.tone) == (("Tomas Berg",), 0, Tone.WARM)


@pytest.mark.parametrize("fact", sorted(PLACES))
def test_every_fact_that_is_asked_for_is_kept_and_used(desk: Desk, met: tuple[str, str], fact: str) -> None:
    interview_id, person_id = met
    words = {"email": "robin@example.org", "phone": "+1 212 555 0100"}.get(
        fact.removeprefix("my_"), "some words"
    )
    save_fact(desk, moment(), interview_id, person_id, fact, f"  {words} ")
    found = facts_for(view(desk), interview_id, Wish(kind=THANKS, person_id=person_id))
    assert getattr(found, fact) == words
    assert desk.store.problems() == ()


def test_a_blank_fact_an_unknown_one_and_a_wrong_address_are_refused(
    desk: Desk, met: tuple[str, str]
) -> None:
    before = everything(desk)
    with pytest.raises(BadValue):
        save_fact(desk, moment(), *met, "interest", "  ")
    with pytest.raises(Unknown):
        save_fact(desk, moment(), *met, "shoe_size", "42")
    with pytest.raises(BadValue, match="not an email address"):
        save_fact(desk, moment(), *met, "email", "not an address")
    assert everything(desk) == before


@pytest.mark.parametrize(
    ("decision_in", "replied", "status"),
    [
        (None, False, Status.NO_DATE),
        (-2, False, Status.DATE_PASSED),
        (None, True, Status.MORE_TIME),
        (1, True, Status.DATE_PASSED),
    ],
)
def test_a_status_email_answers_to_what_the_cadence_counts_from(
    desk: Desk, decision_in: int | None, replied: bool, status: Status
) -> None:
    from followup_core.services.interviews import start_interview

    from .workspaces import entry

    day = None if decision_in is None else TODAY + timedelta(days=decision_in)
    made = start_interview(desk, moment(), entry(decision_by=day))
    if replied:
        log_reply(desk, moment(), made, on=TODAY - timedelta(days=5))
    assert facts_for(view(desk), made, Wish(kind=MessageKind.STATUS_EMAIL)).status is status


def test_the_second_try_knows_that_it_is_one_until_they_answer(desk: Desk) -> None:
    made = started(desk, held_on=date(2026, 10, 1))
    wish = Wish(kind=MessageKind.VOICEMAIL)
    assert facts_for(view(desk), made, wish).number == 1
    log_touch(
        desk,
        moment(),
        TouchEntry(interview_id=made, kind=Touch.STATUS_EMAIL, sent_on=date(2026, 10, 10)),
    )
    assert facts_for(view(desk), made, wish).number == 2
    log_reply(desk, moment(), made, on=date(2026, 10, 20))
    assert facts_for(view(desk), made, wish).number == 1


def test_a_forgotten_time_frame_is_asked_for_in_the_thank_you(desk: Desk, met: tuple[str, str]) -> None:
    interview_id, person_id = met
    item = next(each for each in view(desk).playbook.checklist if each.id == "asked_time_frame")
    answer(desk, moment(), interview_id, item, Given.NO)
    templates, _ = texts().current()
    body = write(view(desk), templates, interview_id, Wish(kind=THANKS, person_id=person_id)).message.body
    assert "decide" in body or "decision" in body
    assert "?" in body


def test_a_changed_draft_is_kept_read_back_and_begun_again(desk: Desk, met: tuple[str, str]) -> None:
    interview_id, person_id = met
    wish = Wish(kind=THANKS, person_id=person_id)
    before = everything(desk)
    keep_draft(desk, moment(), interview_id, wish, Message(kind=THANKS, subject="S", body="B\n\nmore"))
    assert kept_draft(view(desk), interview_id, wish) == ("S", "B\n\nmore")
    assert kept_draft(view(desk), interview_id, replace(wish, person_id="")) is None
    forget_draft(desk, moment(), interview_id, wish)
    assert everything(desk) == before
    with pytest.raises(BadValue, match="20 kB"):
        keep_draft(desk, moment(), interview_id, wish, Message(kind=THANKS, body="x" * 20_001))


def test_what_was_sent_is_kept_with_its_words_and_the_cadence_moves_on(
    desk: Desk, met: tuple[str, str]
) -> None:
    interview_id, person_id = met
    wish = Wish(kind=THANKS, person_id=person_id)
    assert step_for(view(desk), interview_id, wish) is not None
    keep_draft(desk, moment(), interview_id, wish, Message(kind=THANKS, subject="S", body="B"))
    before = everything(desk)
    when = moment()
    sent(
        desk,
        when,
        interview_id,
        wish,
        Message(kind=THANKS, subject="Thanks", body="Dear Dana,\n\nthank you."),
    )
    [touch] = rows(desk, "touchpoints")
    assert (touch["kind"], touch["person_id"], touch["sent_on"]) == (THANKS, person_id, TODAY.isoformat())
    assert parted(touch["note"]) == ("Thanks", "Dear Dana,\n\nthank you.")
    assert rows(desk, "answers") == [], "the draft is gone with the sending"
    assert step_for(view(desk), interview_id, wish) is None
    desk.undo(moment(), when.op_id)
    assert everything(desk) == before


def test_sending_twice_on_a_day_is_noted_once_and_other_words_again(desk: Desk, met: tuple[str, str]) -> None:
    interview_id, person_id = met
    wish = Wish(kind=MessageKind.QUESTION, person_id=person_id)
    for body in ("One?", "One?", "Two?"):
        sent(desk, moment(), interview_id, wish, Message(kind=MessageKind.QUESTION, body=body))
    assert [row["note"] for row in rows(desk, "touchpoints")] == ["One?", "Two?"]


def test_a_withdrawal_ends_the_interview_in_the_same_action(desk: Desk, met: tuple[str, str]) -> None:
    interview_id, person_id = met
    wish = Wish(kind=MessageKind.WITHDRAWAL, person_id=person_id)
    sent(desk, moment(), interview_id, wish, Message(kind=MessageKind.WITHDRAWAL, body="I withdraw."))
    [row] = rows(desk, "interviews")
    assert (row["outcome"], row["outcome_on"]) == ("withdrawn", TODAY.isoformat())


def test_every_kind_of_message_is_noted_as_a_touchpoint_that_is_sent() -> None:
    kinds = {kind: touch_of(kind) for kind in MessageKind}
    assert Touch.HEARD_FROM_EMPLOYER not in kinds.values()
    assert all(kinds[kind].value == kind.value for kind in MessageKind if kind not in TOUCH_OF)


def test_the_playbook_and_the_messages_name_kinds_alike() -> None:
    assert {each.value for each in DraftKind if each} == {each.value for each in MessageKind}
    assert {each.value for each in DraftStatus if each} == {each.value for each in Status}


def test_the_usual_person_is_the_one_of_the_step(desk: Desk, met: tuple[str, str]) -> None:
    interview_id, person_id = met
    meet(desk, moment(), interview_id, name="Rae Quinn", part=Part.RECRUITER)
    assert usual_person(view(desk), interview_id, MessageKind.STATUS_EMAIL) == person_id
    alone = started(desk, "Nobody Inc")
    assert usual_person(view(desk), alone, THANKS) == ""


def test_the_checker_knows_the_panel_the_other_interviews_and_the_day(
    desk: Desk, met: tuple[str, str]
) -> None:
    interview_id, person_id = met
    other = with_person(desk, started(desk, "Borealis Labs"), "Hana Sato")
    assert other
    second = meet(desk, moment(), interview_id, name="Tomas Berg", part=Part.INTERVIEWER)
    body = (
        "Dear Tomas,\n\nyour story about the warehouse move stayed with me all evening long."
        " I once moved four thousand boxes in a single weekend with a team of five."
        " I would love to do that work with your people.\n\nRobin\n+1 212 555 0100"
    )
    first = Wish(kind=THANKS, person_id=second)
    sent(desk, moment(), interview_id, first, Message(kind=THANKS, body=body))
    templates, _ = texts().current()
    writing = write(view(desk), templates, interview_id, Wish(kind=THANKS, person_id=person_id))
    copied = body.replace("Tomas", "Hana") + "\nBorealis Labs"
    found = {each.check for each in findings(view(desk), writing, Message(kind=THANKS, body=copied))}
    assert {Check.TOO_ALIKE, Check.WRONG_NAME, Check.WRONG_ORGANIZATION} <= found
    early = write(
        view(desk), templates, interview_id, Wish(kind=MessageKind.STATUS_EMAIL, person_id=person_id)
    )
    [soon] = [each for each in findings(view(desk), early, early.message) if each.check is Check.TOO_EARLY]
    assert soon.why.startswith("Not before Tuesday 24 November: ")


def test_four_people_of_a_panel_get_four_messages_the_checker_tells_apart(desk: Desk) -> None:
    made = started(desk, "Acme Robotics", TODAY)
    save_settings(
        desk, moment(), {"name": "Robin Ashby", "phone": "+1 212 555 0100", "email": "r@example.org"}
    )
    templates, _ = texts().current()
    bodies = set()
    for name in ("Dana Ruiz", "Tomas Berg", "Maeve Donnelly", "Ravi Menon"):
        person = with_person(desk, made, name)
        set_discussed(desk, moment(), made, person, f"what {name.split()[0]} said about the new calendar")
        for fact, words in (
            ("strength", "patience with untidy data"),
            ("example", "Last year I brought forty spreadsheets into one report."),
            ("interest", "the chance to build something new"),
        ):
            save_fact(desk, moment(), made, person, fact, words)
        wish = Wish(kind=THANKS, person_id=person)
        writing = write(view(desk), templates, made, wish)
        assert findings(view(desk), writing, writing.message) == ()
        bodies.add(writing.message.body)
        sent(desk, moment(), made, wish, writing.message)
    assert len(bodies) == 4
