"""Dealing cards: everybody is the candidate in turn, and nobody who can play only watches."""

import pytest

from followup_core.playbook import Outline
from followup_core.workshop.agenda import agenda_steps, role_play_number
from followup_core.workshop.prompts import agenda_of, role_card, role_of
from followup_core.workshop.workshop_model import ActivityKind, Phase, Plan, PlayedRole

from .content import BOOK
from .workshop_events import PLAN

SETS = list(BOOK.card_sets)


@pytest.mark.parametrize("number", range(6))
def test_a_pair_has_an_interviewer_and_a_candidate_and_nobody_who_watches(number: int) -> None:
    assert {role_of(place, 2, number) for place in range(2)} == {
        PlayedRole.INTERVIEWER,
        PlayedRole.CANDIDATE,
    }


@pytest.mark.parametrize("number", range(6))
def test_of_three_one_watches(number: int) -> None:
    assert {role_of(place, 3, number) for place in range(3)} == set(PlayedRole)


@pytest.mark.parametrize("of", [2, 3])
def test_everybody_is_the_candidate_once_in_as_many_sets_as_there_are_people(of: int) -> None:
    for place in range(of):
        parts = [role_of(place, of, number) for number in range(of)]
        assert parts.count(PlayedRole.CANDIDATE) == 1


@pytest.mark.parametrize("outline", BOOK.outlines.values(), ids=BOOK.outlines)
@pytest.mark.parametrize("people", [2, 3])
def test_the_parts_rotate_over_the_whole_agenda(outline: Outline, people: int) -> None:
    plan = Plan(title="T", held_on=PLAN.held_on, agenda=agenda_of(outline))
    numbers = [
        role_play_number(plan, step)
        for step in agenda_steps(plan)
        if plan.agenda[step.activity].kind is ActivityKind.ROLE_PLAY and step.phase is Phase.ASKING
    ]
    assert numbers == list(range(len(numbers)))
    candidates = [
        next(place for place in range(people) if role_of(place, people, number) is PlayedRole.CANDIDATE)
        for number in numbers
    ]
    first = candidates[:people]
    assert len(set(first)) == len(first), "nobody is the candidate twice before everybody was once"


def test_the_parts_of_the_first_three_sets() -> None:
    assert [[role_of(place, 3, number).value for place in range(3)] for number in range(3)] == [
        ["interviewer", "candidate", "observer"],
        ["candidate", "observer", "interviewer"],
        ["observer", "interviewer", "candidate"],
    ]


@pytest.mark.parametrize("set_id", SETS)
def test_a_card_says_what_its_part_has_to_do(set_id: str) -> None:
    found, source = {part: role_card(BOOK, set_id, part) for part in PlayedRole}, BOOK.card_sets[set_id]
    assert {each.role for each in found.values()} == set(PlayedRole)
    assert {each.title for each in found.values()} == {source.title}
    assert found[PlayedRole.OBSERVER].lines == source.points
    assert found[PlayedRole.INTERVIEWER].lines != found[PlayedRole.CANDIDATE].lines
    assert all(line.endswith((".", "?")) for line in found[PlayedRole.CANDIDATE].lines)


@pytest.mark.parametrize("set_id", SETS)
def test_the_candidate_does_not_read_what_the_interviewer_will_say(set_id: str) -> None:
    mine = set(role_card(BOOK, set_id, PlayedRole.CANDIDATE).lines)
    assert mine.isdisjoint(role_card(BOOK, set_id, PlayedRole.INTERVIEWER).lines)


def test_a_set_that_is_gone_has_no_card() -> None:
    with pytest.raises(KeyError):
        role_card(BOOK, "gone", PlayedRole.CANDIDATE)
