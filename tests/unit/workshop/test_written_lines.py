"""Lines that people write for the wall: hidden until they are read, one from each person, and their votes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.playbook import DisclosureLevel
from followup_core.workshop.agenda import agenda_steps
from followup_core.workshop.facilitator_questions import (
    choice_question,
    prompt_of_question,
    with_question,
    written_question,
)
from followup_core.workshop.prompts import build_prompts
from followup_core.workshop.workshop_model import Phase, WorkshopError
from followup_core.workshop.workshop_state import EventKind, WorkshopState, read_plan, stored_plan
from followup_core.workshop.written_lines import MAX_LINE_LENGTH, cleaned_line, read_vote, stored_vote
from tests.unit.row_table import each_row

from .content import BOOK, PLAYBOOK
from .workshop_events import PLAN, MadeUpEvent, joined, left, opened_workshop

QUESTION = written_question(" What do you\nfear most? ")
PLANNED = with_question(PLAN, QUESTION, DisclosureLevel.PROTECTED)
[ACTIVITY] = [part.activity_id for part in PLANNED.agenda if "own-1" in part.prompts]


def event(what: EventKind, who: str, value: str = "") -> MadeUpEvent:
    return MadeUpEvent(what=what, participant_id=who, activity_id=ACTIVITY, prompt_id="own-1", value=value)


def offered(who: str) -> MadeUpEvent:
    return event(EventKind.LINE_OFFERED, who)


def taken_back(who: str) -> MadeUpEvent:
    return event(EventKind.LINE_TAKEN_BACK, who)


def decided(who: str, value: str = "yes") -> MadeUpEvent:
    return event(EventKind.LINE_SHOWN, who, value)


def voted(who: str, number: int, yes: bool = True) -> MadeUpEvent:
    return event(EventKind.LINE_VOTED, who, stored_vote(number, yes))


def after(*events: MadeUpEvent) -> WorkshopState:
    return opened_workshop(*map(joined, "abc"), *events, plan=PLANNED)


Seen = list[tuple[int, str, bool, bool, list[str]]]


def lines(workshop: WorkshopState) -> Seen:
    """Return number, writer, whether it is read, whether it is shown, and who voted, of every line."""
    return [
        (line.number, line.participant_id, line.is_read, line.is_shown, sorted(line.voters))
        for line in workshop.lines_of(ACTIVITY, "own-1").all()
    ]


def test_a_written_question_has_no_answers_to_choose_and_one_step() -> None:
    assert (QUESTION.ask, QUESTION.answers) == ("What do you fear most?", ())
    prompt = prompt_of_question("own-1", QUESTION)
    assert (prompt.takes_lines, prompt.options, prompt.points, prompt.takes_several) == (True, (), (), False)
    at = [part.activity_id for part in PLANNED.agenda].index(ACTIVITY)
    assert [step.phase for step in agenda_steps(PLANNED) if step.activity == at] == [Phase.ASKING]
    with pytest.raises(WorkshopError, match="The question is missing"):
        written_question(" ")


def test_a_plan_that_was_stored_before_there_were_written_questions_loads_unchanged() -> None:
    plan = with_question(PLAN, choice_question("Nervous?", ["Yes", "No"]), DisclosureLevel.OPEN)
    old = stored_plan(plan, 7).replace(', "written": false', "")
    assert "written" not in old
    assert read_plan(old) == (plan, 7)
    assert read_plan(stored_plan(PLANNED, 7)) == (PLANNED, 7)


def test_an_invented_interview_takes_a_sentence_too() -> None:
    writing = replace(PLAN.agenda[3], prompts=(*BOOK.fictions, "own-1"))
    prompts = build_prompts(replace(PLANNED, agenda=(writing,)), BOOK, PLAYBOOK).values()
    assert [prompt.takes_lines for prompt in prompts] == [True] * (len(BOOK.fictions) + 1)


def test_lines_are_numbered_by_their_first_offer_and_hidden_until_they_are_shown() -> None:
    workshop = after(offered("b"), offered("a"), decided("a"), decided("b", "no"))
    assert lines(workshop) == [(1, "b", True, False, []), (2, "a", True, True, [])]
    assert workshop.chosen_options == {}
    assert opened_workshop(plan=PLANNED).lines == {}


def test_a_changed_line_is_hidden_again_without_its_votes_and_keeps_its_number() -> None:
    workshop = after(offered("a"), decided("a"), voted("b", 1), offered("b"), offered("a"))
    assert lines(workshop) == [(1, "a", False, False, []), (2, "b", False, False, [])]


def test_a_line_that_was_taken_back_is_gone_and_its_number_never_comes_again() -> None:
    workshop = after(offered("a"), decided("a"), voted("b", 1), taken_back("a"), taken_back("c"))
    assert lines(workshop) == []
    workshop.apply_event(offered("c"))
    workshop.apply_event(voted("b", 1))
    workshop.apply_event(offered("a"))
    assert lines(workshop) == [(2, "c", False, False, []), (3, "a", False, False, [])]


def test_one_vote_counts_for_each_person_and_none_for_ones_own_line() -> None:
    workshop = after(offered("a"), decided("a"), voted("b", 1), voted("b", 1), voted("a", 1), voted("c", 9))
    assert lines(workshop) == [(1, "a", True, True, ["b"])]
    workshop.apply_event(voted("c", 1))
    workshop.apply_event(voted("b", 1, False))
    assert lines(workshop) == [(1, "a", True, True, ["c"])]


def test_who_leaves_takes_the_line_and_the_votes_along() -> None:
    before = (offered("a"), offered("b"), decided("a"), decided("b"), voted("a", 2), voted("b", 1))
    workshop = after(*before, left("a"), voted("a", 2), offered("a"), decided("a"))
    assert lines(workshop) == [(2, "b", True, True, [])]


events_of_lines = st.one_of(
    st.builds(offered, st.sampled_from("abcd")),
    st.builds(taken_back, st.sampled_from("abc")),
    st.builds(decided, st.sampled_from("abc"), st.sampled_from(["yes", "no"])),
    st.builds(voted, st.sampled_from("abcd"), st.integers(1, 6), st.booleans()),
    st.builds(left, st.sampled_from("abc")),
    st.builds(joined, st.sampled_from("abc")),
)


@settings(max_examples=40)
@given(st.lists(events_of_lines, max_size=40))
def test_the_same_events_give_the_same_lines_with_numbers_of_their_own(history: list[MadeUpEvent]) -> None:
    workshop, numbers = after(), dict[int, str]()
    for each in history:
        before = {number: writer for number, writer, *_ in lines(workshop)}
        workshop.apply_event(each)
        for number, writer, _, _, voters in lines(workshop):
            assert writer in workshop.participants
            assert writer not in voters
            assert set(voters) <= set(workshop.participants)
            if number not in before:
                assert number > max(numbers, default=0), "a number never comes again"
            numbers[number] = writer
        assert all(one[0] < other[0] for one, other in pairwise(lines(workshop)))
    assert lines(after(*history)) == lines(workshop)


@each_row(
    ("text", "line"),
    [
        ("  I\n\tfreeze \x07 up\u2028 ", "I freeze up"),
        ("\u202eesrever\u202c <b>*bold*</b>", "esrever <b>*bold*</b>"),
        ("x" * 300, "x" * MAX_LINE_LENGTH),
        ("x" * 199 + " yz", "x" * 199),
        ("\ud800 or \ud83d", "or"),
        (" \n ", ""),
    ],
)
def test_a_line_is_one_line_without_control_characters(text: str, line: str) -> None:
    assert cleaned_line(text) == line


@each_row("vote", [(1, True), (1_000, False)])
def test_a_vote_survives_being_stored(vote: tuple[int, bool]) -> None:
    assert read_vote(stored_vote(*vote)) == vote
