"""A facilitator's own question becomes a prompt like the playbook's, at the place where it was asked."""

from dataclasses import replace

import pytest

from followup_core.playbook import DisclosureLevel
from followup_core.workshop.agenda import (
    AgendaStep,
    agenda_steps,
    index_of,
    replace_activity,
    role_play_number,
    set_level,
)
from followup_core.workshop.facilitator_questions import (
    OWN_TITLE,
    choice_question,
    heading_of,
    is_scale,
    prompt_of_question,
    scale_question,
    with_prompts,
    with_question,
    with_question_now,
    without_activity,
)
from followup_core.workshop.workshop_model import FacilitatorQuestion, Plan, WorkshopError
from followup_core.workshop.workshop_state import read_plan, stored_plan
from tests.unit.row_table import each_row

from .workshop_events import PLAN

QUESTION = choice_question("Who has an interview this week?", ["I do", "", " Not  yet "])
OPEN, PRIVATE = DisclosureLevel.OPEN, DisclosureLevel.PRIVATE
_PLAY = replace(PLAN.agenda[2], prompts=("c1", "c2"))
TWO_PLAYS = replace(PLAN, agenda=(*PLAN.agenda[:2], _PLAY, *PLAN.agenda[3:]))


def outline(plan: Plan) -> str:
    return " ".join(f"{part.activity_id}:{','.join(part.prompts)}" for part in plan.agenda)


def named(plan: Plan, step: AgendaStep) -> str:
    return f"{''.join(plan.agenda[step.activity].prompts[step.prompt : step.prompt + 1])} {step.phase}"


def test_a_choice_has_the_answers_that_were_written_each_on_a_line() -> None:
    assert FacilitatorQuestion(ask="Who has an interview this week?", answers=("I do", "Not yet")) == QUESTION
    options = prompt_of_question("own-1", QUESTION).options
    assert [(option.id, option.words) for option in options] == [("o1", "I do"), ("o2", "Not yet")]


def test_a_scale_goes_from_one_to_five_and_says_what_its_ends_mean() -> None:
    ends = scale_question("How nervous are you?", "calm", "very").answers
    assert ends == ("1: calm", "2", "3", "4", "5: very")
    bare = scale_question("How nervous?", " ", "")
    assert bare.answers == ("1", "2", "3", "4", "5")
    assert is_scale(prompt_of_question("own-1", bare))
    assert not is_scale(prompt_of_question("own-1", QUESTION))


@each_row(
    ("ask", "answers", "why"),
    [
        (" ", ["a", "b"], "The question is missing"),
        ("x" * 201, ["a", "b"], "can have 200"),
        ("Who?", ["a", " "], "needs two answers"),
        ("Who?", ["a", "b", " a "], "are the same"),
        ("Who?", list("abcdefghi"), "can have 8 answers"),
        ("Who?", ["a", "b" * 81], "can have 80"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_reason(ask: str, answers: list[str], why: str) -> None:
    with pytest.raises(WorkshopError, match=why):
        choice_question(ask, answers)


def test_questions_written_before_share_a_part_before_the_evaluation() -> None:
    once = with_question(PLAN, QUESTION, OPEN)
    twice = with_question(once, QUESTION, DisclosureLevel.PRIVATE)
    assert outline(twice) == "a1:why a2:p1,p2 a3:c1 a4:f1 a5: poll-1:own-1,own-2 a6:q1,q2"
    assert [twice.agenda[5].level_of(each) for each in ("own-1", "own-2")] == [OPEN, DisclosureLevel.PRIVATE]
    assert read_plan(stored_plan(twice, 7)) == (twice, 7)


@each_row(
    ("now", "expected", "afterwards"),
    [
        (None, "poll-1:own-1 a1:why a2:p1,p2 a3:c1,c2 a4:f1 a5: a6:q1,q2", "why showing"),
        (0, "a1:own-1,why a2:p1,p2 a3:c1,c2 a4:f1 a5: a6:q1,q2", "why showing"),
        (1, "a1:why a2:own-1,p1,p2 a3:c1,c2 a4:f1 a5: a6:q1,q2", "p1 asking"),
        (4, "a1:why a2:p1,p2,own-1 a3:c1,c2 a4:f1 a5: a6:q1,q2", "c1 asking"),
        (5, "a1:why a2:p1,p2 a3:own-1,c1,c2 a4:f1 a5: a6:q1,q2", "c1 asking"),
        (6, "a1:why a2:p1,p2 a3:c1,own-1,c2 a4:f1 a5: a6:q1,q2", "c2 asking"),
        (8, "a1:why a2:p1,p2 a3:c1,c2,own-1 a4:f1 a5: a6:q1,q2", "f1 asking"),
        (9, "a1:why a2:p1,p2 a3:c1,c2 a4:own-1,f1 a5: a6:q1,q2", "f1 asking"),
        (10, "a1:why a2:p1,p2 a3:c1,c2 a4:f1 poll-1:own-1 a5: a6:q1,q2", " asking"),
        (12, "a1:why a2:p1,p2 a3:c1,c2 a4:f1 a5: a6:q1,own-1,q2", "q2 asking"),
    ],
)
def test_a_question_on_the_spot_comes_at_once_and_then_what_it_interrupted(
    now: int | None, expected: str, afterwards: str
) -> None:
    before = TWO_PLAYS
    steps = agenda_steps(before)
    plan, asking = with_question_now(before, None if now is None else steps[now], QUESTION, OPEN)
    names = [named(plan, step) for step in agenda_steps(plan)]
    assert outline(plan) == expected
    assert names[asking : asking + 3] == ["own-1 asking", "own-1 showing", afterwards]
    untouched = [named(before, step) for step in steps]
    assert names[:asking] == untouched[:asking], "nothing moves before it"
    assert names[asking + 2 :] == untouched[asking:], "nothing is skipped after it"
    assert replace(plan, own={}, agenda=before.agenda) == before


def test_only_a_question_among_those_of_others_has_a_heading_of_its_own() -> None:
    among, _ = with_question_now(TWO_PLAYS, agenda_steps(TWO_PLAYS)[1], QUESTION, OPEN)
    apart = with_question(TWO_PLAYS, QUESTION, OPEN)
    headings = [
        [heading_of(plan, activity, prompt_id) for activity in plan.agenda for prompt_id in activity.prompts]
        for plan in (among, apart)
    ]
    assert [heading for heading in headings[0] if heading] == [OWN_TITLE]
    assert set(headings[1]) == {""}


def test_a_question_within_a_role_play_turns_nobody_into_another_part() -> None:
    for now in range(5, 9):
        plan, _ = with_question_now(TWO_PLAYS, agenda_steps(TWO_PLAYS)[now], QUESTION, OPEN)
        numbers = {
            named(plan, step): role_play_number(plan, step)
            for step in agenda_steps(plan)
            if step.activity == 2
        }
        assert (numbers["c1 asking"], numbers["c2 asking"]) == (0, 1)


def test_a_question_that_moves_to_another_part_keeps_its_level_whatever_the_order() -> None:
    plan = with_question(PLAN, QUESTION, OPEN)
    [home] = [part.activity_id for part in plan.agenda if "own-1" in part.prompts]

    def put(plan: Plan, activity_id: str, *prompts: str) -> Plan:
        changed = with_prompts(plan, activity_id, prompts)
        return replace(plan, agenda=replace_activity(plan.agenda, changed))

    def level(plan: Plan, activity_id: str) -> DisclosureLevel:
        return plan.agenda[index_of(plan.agenda, activity_id)].level_of("own-1")

    added_first = put(put(plan, "a1", "why", "own-1"), home)
    taken_out_first = put(put(plan, home), "a1", "why", "own-1")
    part_removed = replace(plan, agenda=without_activity(plan, home))
    for moved in (added_first, taken_out_first, put(part_removed, "a3", "own-1")):
        assert [level(moved, part.activity_id) for part in moved.agenda if "own-1" in part.prompts] == [OPEN]
    private = replace(added_first, agenda=set_level(added_first.agenda, "a1", "own-1", PRIVATE))
    assert level(put(put(private, "a1", "why"), home, "own-1"), home) is PRIVATE, (
        "the last choice, not an old one"
    )
    assert level(put(private, "a1", "own-1", "why"), "a1") is PRIVATE
