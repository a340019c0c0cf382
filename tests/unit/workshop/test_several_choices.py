"""A question with several choices: each answer is counted by itself, and all together tell no more."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.playbook import DisclosureLevel
from followup_core.workshop.disclosure_minimums import BATCH_SIZE, EXPORT_MINIMUM, WALL_MINIMUM
from followup_core.workshop.facilitator_questions import (
    answer_prompts,
    choice_question,
    prompt_of_question,
    stored_choice,
    with_question,
)
from followup_core.workshop.prompts import build_prompts
from followup_core.workshop.room_forecast import forecast
from followup_core.workshop.workshop_model import WorkshopError
from followup_core.workshop.workshop_state import read_plan, stored_plan

from .content import BOOK, PLAYBOOK
from .test_disclosure_control import Shown, vectors, what_is_shown
from .workshop_events import PLAN, MadeUpEvent, answered, joined, left, opened_workshop

QUESTION = choice_question("What did you ask?", ["The date", "The next steps", "Their email"], several=True)
ONE_CHOICE = choice_question("What did you ask?", ["The date", "The next steps"])
POINTS = ("own-1.1", "own-1.2", "own-1.3")
PROTECTED = DisclosureLevel.PROTECTED


PLANNED = with_question(PLAN, QUESTION, PROTECTED)
ACTIVITY = next(part.activity_id for part in PLANNED.agenda if "own-1" in part.prompts)


def chose(who: str, *points: str) -> MadeUpEvent:
    return answered(who, " ".join(points), ACTIVITY, "own-1")


def test_each_answer_is_a_prompt_of_its_own_with_the_level_of_the_question() -> None:
    prompts = build_prompts(with_question(PLAN, QUESTION, DisclosureLevel.OPEN), BOOK, PLAYBOOK)
    points = [prompt for prompt in prompts.values() if prompt.point_of == "own-1"]
    assert tuple(point.prompt_id for point in points) == POINTS
    assert tuple(point.ask for point in points) == QUESTION.answers
    assert {point.story for point in points} == {QUESTION.ask}
    assert {point.level for point in points} == {DisclosureLevel.OPEN}
    assert [option.id for option in points[0].options] == ["yes", "no"]
    asked = prompt_of_question("own-1", QUESTION)
    assert (asked.takes_several, asked.options, asked.points) == (True, (), QUESTION.answers)
    assert not prompt_of_question("own-1", ONE_CHOICE).takes_several
    assert answer_prompts("own-1", ONE_CHOICE) == ()


def test_a_plan_that_was_stored_before_there_were_several_choices_means_one() -> None:
    plan = with_question(PLAN, ONE_CHOICE, PROTECTED)
    old = stored_plan(plan, 7).replace(', "several": false', "")
    assert "several" not in old
    assert read_plan(old) == (plan, 7)
    assert read_plan(stored_plan(PLANNED, 7)) == (PLANNED, 7)


def test_choices_are_stored_in_their_order_and_none_is_one_of_them() -> None:
    prompt = prompt_of_question("own-1", QUESTION)
    assert stored_choice(prompt, ["own-1.3", "own-1.1"]) == "own-1.1 own-1.3"
    assert stored_choice(prompt, []) == ""
    for wrong in (["own-1.4"], ["own-1"], ["own-1.1 own-1.2"]):
        with pytest.raises(WorkshopError):
            stored_choice(prompt, wrong)
    with pytest.raises(WorkshopError):
        stored_choice(prompt_of_question("own-1", ONE_CHOICE), [])


def test_whoever_saves_has_answered_every_point_with_nothing_chosen_too_and_takes_all_along() -> None:
    workshop = opened_workshop(*map(joined, "ab"), chose("a", "own-1.2"), chose("b"), plan=PLANNED)
    assert [workshop.chosen_options["a", ACTIVITY, point] for point in POINTS] == ["no", "yes", "no"]
    assert [workshop.chosen_options["b", ACTIVITY, point] for point in POINTS] == ["no"] * 3
    assert [workshop.tally(ACTIVITY, point).answered for point in POINTS] == [2] * 3
    assert not workshop.may_set_level(ACTIVITY, "own-1", DisclosureLevel.OPEN)
    workshop.apply_event(left("a"))
    assert {who for who, _, _ in workshop.chosen_options} == {"b"}
    assert [workshop.tally(ACTIVITY, point).answered for point in POINTS] == [1] * 3


def test_a_question_with_several_choices_needs_as_many_people_as_one_with_yes_and_no() -> None:
    prompt = prompt_of_question("own-1", QUESTION)
    assert [forecast(replace(prompt, level=level)).people for level in DisclosureLevel] == [5, 20, None]


# What all counts of one question tell together.

Group = tuple[bool | None, ...]
"""People who did (True) or didn't (False) choose an answer; None where it doesn't matter."""


@cache
def shown(yes: int, people: int, minimum: int) -> Shown:
    return what_is_shown((yes, people - yes), minimum)


@dataclass
class Reader:
    """Somebody who knows the program, sees the counts of every answer, and works out the size of groups."""

    possible: dict[tuple[Shown, ...], dict[Group, set[int]]] = field(default_factory=dict)

    def learn(self, seen: tuple[Shown, ...], sizes: dict[Group, int]) -> None:
        groups = self.possible.setdefault(seen, {})
        for group, size in sizes.items():
            groups.setdefault(group, set()).add(size)

    def worked_out(self, points: int) -> Iterator[tuple[set[int], int]]:
        """Yield the sizes that remain possible for each group that no table shows, and how many there are."""
        for seen, groups in self.possible.items():
            for group, sizes in groups.items():
                fixed = [number for number, chosen in enumerate(group) if chosen is not None]
                is_shown = len(fixed) == 1 and any(
                    table[0][0] is not None for table in seen[fixed[0] :: points]
                )
                if not is_shown:
                    yield sizes, seen[0][1]


def groups_of(points: int) -> list[tuple[Group, list[int]]]:
    """Return every group with the sets of choices in it, as indexes."""

    def members(group: Group) -> list[int]:
        sets = enumerate(product((True, False), repeat=points))
        return [at for at, each in sets if all(g in (None, e) for g, e in zip(group, each, strict=True))]

    groups = product((True, False, None), repeat=points)
    return [(group, members(group)) for group in groups if any(chosen is not None for chosen in group)]


def read(points: int, most: int, minimums: tuple[int, ...], *, shows_none: bool = False) -> Reader:
    """Return who sees the tables with these minimums, after every possible room of up to `most` people."""
    reader, groups = Reader(), groups_of(points)
    sets = list(product((True, False), repeat=points))
    for people in range(most + 1):
        for room in vectors(people, len(sets)):
            chosen = [
                sum(size for size, each in zip(room, sets, strict=True) if each[at]) for at in range(points)
            ]
            counted = [*chosen, *([room[-1]] if shows_none else [])]
            seen = tuple(shown(yes, people, minimum) for minimum in minimums for yes in counted)
            reader.learn(seen, {group: sum(room[at] for at in members) for group, members in groups})
    return reader


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("points", "most", "minimums"),
    [
        (2, 22, (WALL_MINIMUM,)),
        (2, 22, (EXPORT_MINIMUM,)),
        (2, 22, (WALL_MINIMUM, EXPORT_MINIMUM)),
        (3, 11, (WALL_MINIMUM,)),
    ],
)
def test_nobody_works_out_how_many_chose_any_set_from_all_protected_counts_together(
    points: int, most: int, minimums: tuple[int, ...]
) -> None:
    for sizes, people in read(points, most, minimums).worked_out(points):
        assert len(sizes) >= min(3, people + 1)
        assert min(sizes) == 0 or max(sizes) >= WALL_MINIMUM, "a small group is there for sure"


@pytest.mark.thorough
def test_a_count_of_those_who_chose_nothing_would_be_worked_out() -> None:
    reader = read(2, 20, (WALL_MINIMUM,), shows_none=True)
    assert min(len(sizes) for sizes, people in reader.worked_out(3) if people >= 10) == 1


# When choices are counted.

PEOPLE = [f"p{number}" for number in range(12)]
saves = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.none() | st.sets(st.sampled_from(POINTS))), max_size=100
)


@pytest.mark.thorough
@given(saves)
def test_any_two_counts_of_one_answer_differ_in_five_people_at_least(
    history: list[tuple[str, set[str] | None]],
) -> None:
    workshop = opened_workshop(plan=PLANNED)
    now: dict[str, set[str]] = {}
    counted: dict[str, list[dict[str, bool]]] = {point: [{}] for point in POINTS}
    for who, points in history:
        before = {point: workshop.tally(ACTIVITY, point).released for point in POINTS}
        if who not in workshop.participants:
            workshop.apply_event(joined(who))
        now.pop(who, None)
        if points is None:
            workshop.apply_event(left(who))
        else:
            workshop.apply_event(chose(who, *points))
            now[who] = points
        for point in POINTS:
            released = workshop.tally(ACTIVITY, point).released
            if released is not before[point]:
                assert points is not None, "nobody's leaving causes a release"
                counted[point].append({each: point in chosen for each, chosen in now.items()})
                assert released.counts.get("yes", 0) == sum(counted[point][-1].values())
    for releases in counted.values():
        for number, later in enumerate(releases):
            for earlier in releases[:number]:
                assert len({who for who, _ in later.items() ^ earlier.items()}) >= BATCH_SIZE
