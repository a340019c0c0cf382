"""Dealing cards: everybody is the candidate in turn, and nobody who can play only watches."""

import pytest

from followup_core.playbook import Outline
from followup_core.workshop.agenda import agenda_steps, role_play_number
from followup_core.workshop.prompts import agenda_of, role_card, role_of
from followup_core.workshop.workshop_model import ActivityKind, Phase, Plan, PlayedRole
from tests.unit.row_table import each_row

from .content import BOOK
from .workshop_events import PLAN

SETS = list(BOOK.card_sets)


def roles(of: int, number: int) -> list[str]:
    return [role_of(place, of, number).value for place in range(of)]


def test_a_pair_takes_turns_and_of_three_one_watches_in_turn() -> None:
    assert [roles(2, number) for number in range(2)] == [
        ["interviewer", "candidate"],
        ["candidate", "interviewer"],
    ]
    assert [roles(3, number) for number in range(3)] == [
        ["interviewer", "candidate", "observer"],
        ["candidate", "observer", "interviewer"],
        ["observer", "interviewer", "candidate"],
    ]


@each_row("outline", BOOK.outlines.values())
@each_row("people", [2, 3])
def test_over_the_whole_agenda_nobody_is_the_candidate_twice_before_everybody_was_once(
    outline: Outline, people: int
) -> None:
    plan = Plan(title="T", held_on=PLAN.held_on, agenda=agenda_of(outline))
    numbers = [
        role_play_number(plan, step)
        for step in agenda_steps(plan)
        if plan.agenda[step.activity].kind is ActivityKind.ROLE_PLAY and step.phase is Phase.ASKING
    ]
    assert numbers == list(range(len(numbers)))
    first = [roles(people, number).index("candidate") for number in numbers[:people]]
    assert len(set(first)) == len(first)


@each_row("set_id", SETS)
def test_a_card_says_what_its_part_has_to_do_and_not_what_the_others_will_say(set_id: str) -> None:
    cards, source = {part: role_card(BOOK, set_id, part) for part in PlayedRole}, BOOK.card_sets[set_id]
    assert {part: (card.role, card.title) for part, card in cards.items()} == {
        part: (part, source.title) for part in PlayedRole
    }
    assert cards[PlayedRole.OBSERVER].lines == source.points
    candidate = cards[PlayedRole.CANDIDATE].lines
    assert all(line.endswith((".", "?")) for line in candidate)
    assert set(candidate).isdisjoint(cards[PlayedRole.INTERVIEWER].lines)


def test_a_set_that_is_gone_has_no_card() -> None:
    with pytest.raises(KeyError):
        role_card(BOOK, "gone", PlayedRole.CANDIDATE)
