"""Answers, each saved where its fact is stored, and the guided checklist that they make up."""

from dataclasses import replace
from datetime import date

import pytest

from followup_core.cadence import StepKind
from followup_core.checklist import ChecklistQuestion
from followup_core.models import AnswerValue, InterviewerPart, Outcome
from followup_core.models.date_text import DayFormat
from followup_core.services.guided_checklist import (
    asks_for_more,
    checklist_progress,
    decline_step,
    feedback,
    save_answer,
    skip_open_questions,
    thank_yous_to_write,
    unfinished_checklists,
)
from followup_core.services.interview_service import set_decision, set_outcome, start_interview
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import (
    MONDAY,
    TODAY,
    checklist_item,
    entry,
    moment,
    rows,
    started,
    taken_back,
    thanked,
    view,
    with_person,
)

DAYS = DayFormat(today=TODAY)


def test_an_answer_is_kept_with_its_moment_until_a_second_thought(workspace: Workspace) -> None:
    interview_id = started(workspace)
    item = checklist_item(workspace, "asked_time_frame")
    save_answer(workspace, moment(), interview_id, item, AnswerValue.NO)
    save_answer(workspace, moment(), interview_id, item, AnswerValue.YES, detail="they did not know")
    assert rows(workspace, "answers") == [
        {
            "interview_id": interview_id,
            "person_id": "",
            "item": "asked_time_frame",
            "answer": "yes",
            "detail": "they did not know",
            "answered_at": "2026-11-18T09:00:00Z",
        }
    ]


def test_interest_is_kept_with_the_interview_and_only_a_skip_as_an_answer(workspace: Workspace) -> None:
    interview_id = started(workspace)
    interest = checklist_item(workspace, "still_interested")
    save_answer(workspace, moment(), interview_id, interest, AnswerValue.NO)
    assert rows(workspace, "interviews")[0]["still_interested"] == "no"
    assert rows(workspace, "answers") == []
    save_answer(workspace, moment(), interview_id, interest, AnswerValue.SKIPPED)
    assert [row["answer"] for row in rows(workspace, "answers")] == ["skipped"]


def test_not_for_me_hides_one_step_of_one_person(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana, maja = with_person(workspace, interview_id, "Dana"), with_person(workspace, interview_id, "Maja")
    decline_step(workspace, moment(), interview_id, dana, StepKind.THANK_YOU_EMAIL)
    thanks = [step.person_id for step in view(workspace).steps if step.kind is StepKind.THANK_YOU_EMAIL]
    assert thanks == [maja]


# --- the guide --------------------------------------------------------------------------------------


def answered(workspace: Workspace, interview_id: str, name: str, given: AnswerValue) -> ChecklistQuestion:
    """Return a question of the interview as if it was answered so."""
    walk = checklist_progress(view(workspace), interview_id)
    return replace(next(each for each in walk.questions if each.item.id == name), answer=given)


def test_the_feedback_says_what_an_answer_is_worth_in_sentences_with_a_subject(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with_person(workspace, interview_id)

    def said(name: str, given: AnswerValue) -> str:
        return feedback(answered(workspace, interview_id, name, given), day_format=DAYS)

    assert said("asked_next_steps", AnswerValue.YES) == (
        "You asked what happens next, so you know what is coming."
    )
    assert said("asked_next_steps", AnswerValue.NO) == (
        "You can still ask what happens next in your thank-you: one sentence is enough."
        " Next time, say: “What are the next steps from here?”"
    )
    assert said("asked_next_steps", AnswerValue.SKIPPED) == ""
    assert said("business_card", AnswerValue.NO).startswith("You have no card from Dana Ruiz.")
    assert said("still_interested", AnswerValue.NO).endswith(
        "Next time: Ask yourself on the way home, before anyone else asks you."
    )


def test_a_yes_asks_for_more_where_there_is_something_to_fill_in(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with_person(workspace, interview_id)
    names = [each.item.id for each in checklist_progress(view(workspace), interview_id).questions]
    for given, found in ((AnswerValue.YES, ["asked_time_frame", "business_card"]), (AnswerValue.NO, [])):
        assert [n for n in names if asks_for_more(answered(workspace, interview_id, n, given))] == found


def test_a_date_that_is_known_holds_although_nobody_asked_for_it(workspace: Workspace) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=date(2026, 12, 4)))
    with_date = answered(workspace, interview_id, "asked_time_frame", AnswerValue.NO)
    said = feedback(with_date, date(2026, 12, 4), day_format=DAYS)
    assert said.startswith("You have a date all the same: Friday, December 4. The plan goes by that.")
    asked = checklist_item(workspace, "asked_time_frame")
    save_answer(workspace, moment(), interview_id, asked, AnswerValue.NO)
    for decision_by, is_repaired in ((date(2026, 12, 4), False), (None, True)):
        set_decision(workspace, moment(), interview_id, decision_by)
        repair = checklist_progress(view(workspace), interview_id).review.repair
        assert any("five business days" in line for line in repair) is is_repaired


def test_what_is_left_open_about_a_person_is_skipped_as_one_action(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana = with_person(workspace, interview_id)
    card = checklist_item(workspace, "business_card")
    save_answer(workspace, moment(), interview_id, card, AnswerValue.NO, person_id=dana)
    progress = checklist_progress(view(workspace), interview_id)
    screen = progress.screens[progress.index_of("business_card", dana)]
    with taken_back(workspace) as action:
        skip_open_questions(workspace, action, interview_id, screen)
        given = {(row["item"], row["answer"]) for row in rows(workspace, "answers")}
        assert given == {("business_card", "no"), ("asked_linkedin", "skipped"), ("discussed", "skipped")}
        assert workspace.recent()[0].operation.label == "Two questions about Dana Ruiz skipped"


def test_the_hiring_manager_is_thanked_first_and_who_was_thanked_not_again(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    tom = with_person(workspace, interview_id, "Tom Lee", InterviewerPart.INTERVIEWER)
    dana = with_person(workspace, interview_id, "Dana Ruiz")
    with_person(workspace, interview_id, "Jo Kim", InterviewerPart.COORDINATOR)
    assert [step.person_id for step in thank_yous_to_write(view(workspace), interview_id)] == [dana, tom]
    thanked(workspace, interview_id, TODAY, dana)
    assert [step.person_id for step in thank_yous_to_write(view(workspace), interview_id)] == [tom]


def test_the_unfinished_are_held_open_and_latest_first(workspace: Workspace) -> None:
    old, new = started(workspace, "Borealis", date(2026, 10, 5)), started(workspace, "Acme")
    started(workspace, "Not yet held", date(2026, 11, 30))
    over = started(workspace, "Over")
    set_outcome(workspace, moment(), over, Outcome.REJECTED, None)
    done = started(workspace, "Through", date(2026, 11, 12))
    for question in checklist_progress(view(workspace), done).questions:
        save_answer(workspace, moment(), done, question.item, AnswerValue.SKIPPED)
    assert checklist_progress(view(workspace), done).open_screens == ()
    unfinished = unfinished_checklists(view(workspace))
    assert [details.interview.interview_id for details in unfinished] == [new, old]
    assert len(unfinished_checklists(view(workspace, MONDAY))) == 2, "the day of the interview counts as held"
    assert len(unfinished_checklists(view(workspace, date(2026, 11, 1)))) == 1


def test_an_interview_that_is_gone_has_no_guide(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match=r"^There is no interview “i-gone”"):
        checklist_progress(view(workspace), "i-gone")
