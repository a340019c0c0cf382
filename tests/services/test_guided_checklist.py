"""Answers: each in the one place where its fact is kept; the guided checklist they make up."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from followup_core.cadence import StepKind
from followup_core.models import AnswerValue, Outcome, TouchpointKind
from followup_core.playbook import ChecklistItem, StoredIn
from followup_core.services.guided_checklist import (
    acknowledge,
    checklist_progress,
    decline_step,
    save_answer,
    unfinished_checklists,
)
from followup_core.services.interviews import set_decision, set_outcome, start_interview
from followup_core.services.touchpoints import TouchpointEntry, log_touchpoint
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import MONDAY, TODAY, entry, moment, opened, rows, started, view, with_person


def item(desk: Workspace, name: str) -> ChecklistItem:
    """Return a checklist item of the program's own playbook."""
    return next(each for each in view(desk).playbook.checklist if each.id == name)


def test_an_answer_is_kept_with_its_moment(desk: Workspace) -> None:
    interview_id = started(desk)
    save_answer(
        desk,
        moment(),
        interview_id,
        item(desk, "asked_time_frame"),
        AnswerValue.YES,
        detail="they did not know",
    )
    assert rows(desk, "answers") == [
        {
            "interview_id": interview_id,
            "person_id": "",
            "item": "asked_time_frame",
            "answer": "yes",
            "detail": "they did not know",
            "answered_at": "2026-11-18T09:00:00Z",
        }
    ]


def test_a_second_thought_replaces_the_first(desk: Workspace) -> None:
    interview_id = started(desk)
    for given in (AnswerValue.NO, AnswerValue.SKIPPED, AnswerValue.YES):
        save_answer(desk, moment(), interview_id, item(desk, "may_contact"), given)
    assert [row["answer"] for row in rows(desk, "answers")] == ["yes"]


def test_interest_is_kept_with_the_interview_and_only_a_skip_as_an_answer(desk: Workspace) -> None:
    interview_id = started(desk)
    interest = item(desk, "still_interested")
    save_answer(desk, moment(), interview_id, interest, AnswerValue.NO)
    assert rows(desk, "interviews")[0]["still_interested"] == "no"
    assert rows(desk, "answers") == []
    save_answer(desk, moment(), interview_id, interest, AnswerValue.SKIPPED)
    assert [row["answer"] for row in rows(desk, "answers")] == ["skipped"]


def test_not_for_me_hides_one_step_of_one_person(desk: Workspace) -> None:
    interview_id = started(desk)
    dana, maja = with_person(desk, interview_id, "Dana"), with_person(desk, interview_id, "Maja")
    decline_step(desk, moment(), interview_id, dana, StepKind.THANK_YOU_EMAIL)
    thanks = [step.person_id for step in view(desk).steps if step.kind is StepKind.THANK_YOU_EMAIL]
    assert thanks == [maja]


def test_a_hundred_windows_answering_at_once_lose_no_answer(desk: Workspace) -> None:
    interview_id = started(desk)
    base = item(desk, "asked_next_steps")
    items = [replace(base, id=f"question_{number:03}") for number in range(100)]
    together = Barrier(len(items))

    def give(each: ChecklistItem) -> None:
        together.wait()
        save_answer(desk, moment(), interview_id, each, AnswerValue.YES)

    with ThreadPoolExecutor(len(items)) as windows:
        for done in [windows.submit(give, each) for each in items]:
            done.result()
    assert sorted(row["item"] for row in rows(desk, "answers")) == [each.id for each in items]


def test_two_programs_answering_in_turn_lose_no_answer(folder: Path) -> None:
    with opened(folder) as one, opened(folder) as other:
        interview_id = started(one)
        base = item(one, "asked_next_steps")
        for number in range(30):
            desk = one if number % 2 else other
            save_answer(
                desk, moment(), interview_id, replace(base, id=f"question_{number:02}"), AnswerValue.NO
            )
        assert len(rows(one, "answers")) == len(rows(other, "answers")) == 30
    with opened(folder) as again:
        assert len(rows(again, "answers")) == 30


def test_an_answer_sent_twice_under_one_id_is_one_action(desk: Workspace) -> None:
    interview_id = started(desk)
    before = desk.store.load().seq
    for _ in range(2):
        save_answer(
            desk, moment(op_id="0123456789abcdef"), interview_id, item(desk, "may_contact"), AnswerValue.YES
        )
    assert desk.store.load().seq == before + 1


# --- the guide --------------------------------------------------------------------------------------


def test_the_guide_begins_with_the_interview_and_goes_on_person_by_person(desk: Workspace) -> None:
    interview_id = started(desk)
    dana, maja = with_person(desk, interview_id, "Dana"), with_person(desk, interview_id, "Maja")
    walk = checklist_progress(view(desk), interview_id)
    assert [(asked.item.id, asked.person_id) for asked in walk.asked] == [
        ("asked_next_steps", ""),
        ("asked_time_frame", ""),
        ("may_contact", ""),
        ("people", ""),
        *((name, dana) for name in ("business_card", "asked_linkedin", "discussed", "thanked")),
        *((name, maja) for name in ("business_card", "asked_linkedin", "discussed", "thanked")),
        ("still_interested", ""),
    ]
    assert walk.asked[4].text == "Do you have a business card from Dana?"
    assert (walk.answered, walk.place()) == (1, 0)


def test_a_yes_to_linkedin_opens_its_question_and_a_no_closes_it(desk: Workspace) -> None:
    interview_id = started(desk)
    dana = with_person(desk, interview_id)

    def asked() -> list[str]:
        return [question.item.id for question in checklist_progress(view(desk), interview_id).asked]

    assert "agreed_linkedin" not in asked()
    save_answer(desk, moment(), interview_id, item(desk, "asked_linkedin"), AnswerValue.YES, person_id=dana)
    assert asked().index("agreed_linkedin") == asked().index("asked_linkedin") + 1
    save_answer(desk, moment(), interview_id, item(desk, "asked_linkedin"), AnswerValue.NO, person_id=dana)
    assert "agreed_linkedin" not in asked()


def test_a_thank_you_that_was_sent_answers_its_question(desk: Workspace) -> None:
    interview_id = started(desk)
    dana = with_person(desk, interview_id)
    sent = TouchpointEntry(
        interview_id=interview_id, person_id=dana, kind=TouchpointKind.THANK_YOU_EMAIL, sent_on=TODAY
    )
    log_touchpoint(desk, moment(), sent)
    [thanked] = [
        q for q in checklist_progress(view(desk), interview_id).asked if q.item.keeps is StoredIn.THANKED
    ]
    assert thanked.answer is AnswerValue.YES


def test_the_place_of_a_question_is_found_and_otherwise_the_first_open_one(desk: Workspace) -> None:
    interview_id = started(desk)
    save_answer(desk, moment(), interview_id, item(desk, "asked_next_steps"), AnswerValue.SKIPPED)
    walk = checklist_progress(view(desk), interview_id)
    assert walk.place() == 1
    assert walk.place("may_contact") == 2
    assert walk.place("no_such_question") == 1


def test_the_echo_says_what_an_answer_is_worth(desk: Workspace) -> None:
    interview_id = started(desk)
    with_person(desk, interview_id)
    asked = {question.item.id: question for question in checklist_progress(view(desk), interview_id).asked}
    assert (
        acknowledge(asked["asked_next_steps"], AnswerValue.YES, today=TODAY).word
        == "Saved. Good. You know what is coming."
    )
    assert acknowledge(asked["asked_next_steps"], AnswerValue.NO, today=TODAY).word == (
        "Saved. You can still ask in today's thank-you: one sentence is enough."
    )
    assert acknowledge(asked["asked_next_steps"], AnswerValue.SKIPPED, today=TODAY).word == "Saved."
    assert (
        acknowledge(asked["thanked"], AnswerValue.SKIPPED, today=TODAY).word
        == "Saved. It is on your list, with its date."
    )
    stays = [name for name in asked if acknowledge(asked[name], AnswerValue.YES, today=TODAY).stays]
    assert stays == ["asked_time_frame", "business_card"]
    assert not any(acknowledge(asked[name], AnswerValue.NO, today=TODAY).stays for name in asked)


def test_a_date_that_is_known_holds_although_nobody_asked_for_it(desk: Workspace) -> None:
    interview_id = start_interview(desk, moment(), entry(decision_by=date(2026, 12, 4)))
    save_answer(desk, moment(), interview_id, item(desk, "asked_time_frame"), AnswerValue.NO)
    walk = checklist_progress(view(desk), interview_id)
    [asked] = [question for question in walk.asked if question.item.id == "asked_time_frame"]
    decision_by = walk.round.interview.decision_by
    said = acknowledge(asked, AnswerValue.NO, decision_by, today=TODAY)
    assert said.word == "Saved. You have a date all the same: Friday 4 December. The plan goes by that."
    assert acknowledge(asked, AnswerValue.YES, decision_by, today=TODAY).word.startswith("Saved. Good.")
    assert not any("five business days" in line for line in walk.review.repair)
    set_decision(desk, moment(), interview_id, None)
    assert any(
        "five business days" in line for line in checklist_progress(view(desk), interview_id).review.repair
    )


def test_the_unfinished_are_held_open_and_latest_first(desk: Workspace) -> None:
    old, new = started(desk, "Borealis", date(2026, 10, 5)), started(desk, "Acme")
    started(desk, "Not yet held", date(2026, 11, 30))
    over = started(desk, "Over")
    set_outcome(desk, moment(), over, Outcome.REJECTED, None)
    done = started(desk, "Through", date(2026, 11, 12))
    for question in checklist_progress(view(desk), done).asked:
        save_answer(desk, moment(), done, question.item, AnswerValue.SKIPPED)
    assert checklist_progress(view(desk), done).place() == len(checklist_progress(view(desk), done).asked)
    assert [each.interview.interview_id for each in unfinished_checklists(view(desk))] == [new, old]


def test_an_interview_that_is_gone_has_no_guide(desk: Workspace) -> None:
    with pytest.raises(NotFound, match=r"^There is no interview “i-gone”"):
        checklist_progress(view(desk), "i-gone")


def test_the_day_of_the_interview_already_counts_as_held(desk: Workspace) -> None:
    interview_id = started(desk, held_on=MONDAY)
    assert [each.interview.interview_id for each in unfinished_checklists(view(desk, MONDAY))] == [
        interview_id
    ]
    assert unfinished_checklists(view(desk, date(2026, 11, 1))) == ()
