"""Round numbers: in the order of time, whatever the order of entry."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.models import MAX_ROUND
from followup_core.models.round_numbers import RoundNumber, keeps_position, numbers_with, numbers_without

FIRST_DAY = datetime.fromisoformat("2026-11-01T10:00")

Numbers = dict[str, tuple[datetime, int]]


def on(day: int) -> datetime:
    """Return ten o'clock on a day counted from the first of November."""
    return FIRST_DAY + timedelta(days=day - 1)


def as_rounds(numbers: Numbers) -> list[RoundNumber]:
    return [
        RoundNumber(interview_id=key, held_at=held_at, number=number)
        for key, (held_at, number) in numbers.items()
    ]


def entered(days: Sequence[int]) -> Numbers:
    numbers: Numbers = {}
    for day in days:
        add(numbers, day)
    return numbers


def add(numbers: Numbers, day: int, by_hand: int | None = None) -> None:
    changed = numbers_with(as_rounds(numbers), str(day), on(day), by_hand)
    numbers[str(day)] = (on(day), 0)
    for key, number in changed.items():
        numbers[key] = (numbers[key][0], number)


def by_day(numbers: Numbers) -> list[int]:
    return [number for _, number in sorted(numbers.values())]


def test_the_last_day_is_the_last_round_though_it_was_entered_first() -> None:
    assert entered([24, 17, 19]) == {"24": (on(24), 3), "17": (on(17), 1), "19": (on(19), 2)}


@settings(max_examples=40)
@given(st.lists(st.integers(1, 60), unique=True, max_size=12))
def test_any_order_of_entry_gives_the_numbers_of_the_order_of_time(days: list[int]) -> None:
    assert entered(days) == entered(sorted(days))
    assert by_day(entered(days)) == list(range(1, len(days) + 1))


def test_a_first_known_round_three_keeps_its_number() -> None:
    numbers: Numbers = {}
    add(numbers, 10, by_hand=3)
    add(numbers, 20)
    add(numbers, 5)
    assert by_day(numbers) == [1, 3, 4]


def test_a_number_set_by_hand_is_taken_and_later_ones_follow() -> None:
    numbers = entered([1, 3])
    add(numbers, 2, by_hand=4)
    assert by_day(numbers) == [1, 4, 5]


@settings(max_examples=40)
@given(st.lists(st.integers(1, 60), unique=True, min_size=1, max_size=10), st.integers(1, MAX_ROUND))
def test_those_held_later_only_rise(days: list[int], by_hand: int) -> None:
    before = entered(days)
    after = dict(before)
    add(after, 30, by_hand)
    assert after["30"][1] == by_hand
    assert all(number <= after[key][1] <= MAX_ROUND for key, (_, number) in before.items() if key != "30")


def test_the_numbers_end_at_the_highest_that_can_be_stored() -> None:
    numbers = entered([2])
    add(numbers, 1, by_hand=MAX_ROUND)
    assert by_day(numbers) == [MAX_ROUND, MAX_ROUND]


def test_taking_one_out_closes_its_place_but_no_other_gap() -> None:
    numbers = entered([1, 2, 3])
    assert numbers_without(as_rounds(numbers), "1") == {"2": 1, "3": 2}
    numbers["3"] = (on(3), 5)
    assert numbers_without(as_rounds(numbers), "1") == {"2": 1}


def test_a_move_between_the_same_neighbors_keeps_its_place() -> None:
    rounds = as_rounds(entered([1, 5, 9]))
    assert keeps_position(rounds, "5", on(8))
    assert not keeps_position(rounds, "5", on(10))
    assert not keeps_position(rounds, "5", on(9))
