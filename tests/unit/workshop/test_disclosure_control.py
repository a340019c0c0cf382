"""Released answers: nobody's answer and no number kept back can be worked out, by whoever knows how."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.workshop import disclosure_control
from followup_core.workshop.disclosure_control import PollTally, Release, publishable_counts
from followup_core.workshop.disclosure_minimums import BATCH_SIZE, EXPORT_MINIMUM, WALL_MINIMUM
from followup_core.workshop.disclosure_words import TOO_FEW, TOO_FEW_FOR_THE_REST
from followup_core.workshop.workshop_model import Option, PublishedResults
from tests.support.step_counter import steps

pytestmark = pytest.mark.thorough

YES_NO = (Option(id="yes", words="Yes"), Option(id="no", words="No"))
SIX = tuple(Option(id=f"o{number}", words=f"Answer {number}.") for number in range(6))

Counts = tuple[int, ...]
Shown = tuple[tuple[int | None, ...], int, str]
"""All that a reader sees of one table."""


class Counted(PollTally):
    """A ballot whose released answers are given."""

    def __init__(self, counts: Iterable[int], options: Iterable[Option] = SIX) -> None:
        super().__init__()
        ids = (option.id for option in options)
        self._given = Release(counts=dict(zip(ids, counts, strict=False)))

    @property
    def released(self) -> Release:
        return self._given


def table(counts: Counts, minimum: int = WALL_MINIMUM) -> PublishedResults:
    return publishable_counts(SIX[: len(counts)], Counted(counts), minimum)


def what_is_shown(counts: Counts, minimum: int) -> Shown:
    found = table(counts, minimum)
    return tuple(cell.count for cell in found.counts), found.participant_count, found.sentence


def numbers(counts: Counts, minimum: int = WALL_MINIMUM) -> tuple[int | None, ...]:
    return what_is_shown(counts, minimum)[0]


def vectors(total: int, options: int) -> Iterator[Counts]:
    if options == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in vectors(total - first, options - 1):
            yield first, *rest


@dataclass
class Reader:
    """Somebody who knows the program and works out, from what is shown, which counts there can be."""

    possible: dict[tuple[Shown, ...], list[set[int]]] = field(default_factory=dict)

    def learn(self, shown: tuple[Shown, ...], counts: Counts) -> None:
        values = self.possible.setdefault(shown, [set() for _ in counts])
        for value, count in zip(values, counts, strict=True):
            value.add(count)

    def fewest_values(self) -> int:
        """Return how many values the best known of all numbers kept back may have."""
        return min(
            len(values)
            for shown, all_values in self.possible.items()
            for place, values in enumerate(all_values)
            if all(seen[0][place] is None for seen in shown)
        )


def readers(options: int, most: int) -> tuple[Reader, Reader, Reader]:
    """Return who sees the wall, who sees the export, and who sees both, after every possible room."""
    wall, export, both = Reader(), Reader(), Reader()
    for total in range(most + 1):
        for counts in vectors(total, options):
            on_wall, in_export = what_is_shown(counts, WALL_MINIMUM), what_is_shown(counts, EXPORT_MINIMUM)
            wall.learn((on_wall,), counts)
            export.learn((in_export,), counts)
            both.learn((on_wall, in_export), counts)
    return wall, export, both


@pytest.mark.parametrize(("options", "most"), [(2, 40), (3, 40), (4, 24), (5, 16), (6, 11)])
def test_nobody_works_out_a_number_kept_back(options: int, most: int) -> None:
    for reader in readers(options, most):
        assert reader.fewest_values() >= 3


def test_the_proof_notices_a_rule_that_is_too_weak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure_control, "MIN_POSSIBLE_VALUES", 1)
    assert readers(3, 15)[0].fewest_values() == 1


@given(st.lists(st.integers(0, 90), min_size=1, max_size=6), st.data())
def test_every_number_shown_and_all_the_others_together_reach_the_minimum(
    drawn: list[int], data: st.DataObject
) -> None:
    counts, order = tuple(drawn), data.draw(st.permutations(range(len(drawn))))
    for minimum in (WALL_MINIMUM, EXPORT_MINIMUM):
        seen, people, _ = what_is_shown(counts, minimum)
        shown = [count for count in seen if count is not None]
        assert shown == [count for count, beside in zip(counts, seen, strict=True) if beside is not None]
        kept_back = [count for count, beside in zip(counts, seen, strict=True) if beside is None]
        assert people in (0, sum(counts))
        for count in shown:
            assert min(count, people - count) >= minimum
            assert people == sum(counts) >= 2 * minimum
        assert len(kept_back) != 1 or len(counts) == 1
        if kept_back and shown:
            assert sum(kept_back) >= minimum
            assert max(kept_back) < min(shown)
        in_another_order = numbers(tuple(counts[place] for place in order), minimum)
        assert in_another_order == tuple(seen[place] for place in order)
    wall, export = numbers(counts), numbers(counts, EXPORT_MINIMUM)
    assert all(seen in (None, beside) for seen, beside in zip(export, wall, strict=True))


@pytest.mark.parametrize(
    ("counts", "wall", "export"),
    [
        ((5, 5), (5, 5), (None, None)),
        ((30, 10), (30, 10), (30, 10)),
        ((38, 2), (None, None), (None, None)),
        ((3, 12, 25), (None, None, 25), (None, None, 25)),
        ((4, 4, 30), (None, None, 30), (None, None, None)),
        ((2, 3, 20), (None, None, 20), (None, None, None)),  # together just as many as may be shown
        ((4, 6, 30), (None, None, 30), (None, None, 30)),
        ((4, 4, 5), (None, None, None), (None, None, None)),  # 4 and 4 would be the only way to 8
        ((0, 10, 10), (None, None, None), (None, None, None)),  # which 10 is kept back would tell
        ((1, 7, 12, 20), (None, None, 12, 20), (None, None, None, 20)),
        ((40,), (None,), (None,)),
        ((), (), ()),
    ],
)
def test_what_stays_back(
    counts: Counts, wall: tuple[int | None, ...], export: tuple[int | None, ...]
) -> None:
    assert numbers(counts) == wall
    assert numbers(counts, EXPORT_MINIMUM) == export


def test_answers_to_an_option_that_is_gone_keep_everything_back() -> None:
    found = publishable_counts(SIX[:2], Counted((10, 10, 10)))
    assert [cell.count for cell in found.counts] == [None, None]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((4, 5), TOO_FEW),
        ((12, 8), "12 of 20 said yes."),
        ((5, 15), "5 of 20 said yes."),
        ((38, 2), TOO_FEW),
        ((0, 40), TOO_FEW),
    ],
)
def test_yes_or_no_as_a_sentence_to_repeat(counts: Counts, sentence: str) -> None:
    assert publishable_counts(YES_NO, Counted(counts, YES_NO)).sentence == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((12, 8, 10), "12 of 30 chose “Answer 0”."),
        ((5, 10, 10), "10 of 25 chose “Answer 1”, and as many chose “Answer 2”."),
        ((25, 3, 12), f"25 of 40 chose “Answer 0”. {TOO_FEW_FOR_THE_REST}"),
        ((2, 1, 30), TOO_FEW),
    ],
)
def test_more_options_as_a_sentence_to_repeat(counts: Counts, sentence: str) -> None:
    assert table(counts).sentence == sentence


# When answers are counted.

Event = tuple[str, str]
"""Who, and the answer; '' for somebody who leaves."""

PEOPLE = [f"person-{number}" for number in range(14)]
events = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["", "o0", "o1", "o2"])), max_size=150)
comings_and_goings = st.permutations(PEOPLE * 2)


def happen(ballot: PollTally, event: Event) -> None:
    person, option = event
    if option:
        ballot.add(person, option)
    else:
        ballot.remove(person)


def releases_of(history: Iterable[Event]) -> list[dict[str, str]]:
    """Return who was counted with what in each release, the empty one first; check the ballot on the way."""
    ballot, now = PollTally(), dict[str, str]()
    found: list[dict[str, str]] = [{}]
    for event in history:
        before = ballot.released
        happen(ballot, event)
        person, option = event
        now.pop(person, None)
        if option:
            now[person] = option
        assert ballot.answered == len(now)
        if ballot.released is not before:
            assert option, "nobody's leaving causes a release"
            found.append(dict(now))
            assert dict(ballot.released.counts) == Counter(now.values())
        fresh = now.items() - {pair for release in found for pair in release.items()}
        assert len(fresh) < BATCH_SIZE, "what may be shown is shown"
    return found


def who_differs(a: dict[str, str], b: dict[str, str]) -> set[str]:
    return {person for person, _ in a.items() ^ b.items()}


@given(events)
def test_each_release_differs_in_five_people_and_holds_five_answers_that_no_earlier_one_held(
    history: list[Event],
) -> None:
    found = releases_of(history)
    seen: set[tuple[str, str]] = set()
    for number, later in enumerate(found[1:], start=1):
        assert all(len(who_differs(earlier, later)) >= BATCH_SIZE for earlier in found[:number])
        assert len(later.items() - seen) >= BATCH_SIZE
        seen |= later.items()
    doubled = [event for event in history for _ in range(2)]
    assert releases_of(doubled) == found, "a double tap is one answer"


@given(comings_and_goings, st.lists(st.integers(-3, 3), min_size=3, max_size=3))
def test_no_sum_and_difference_of_releases_is_about_fewer_than_five(
    order: list[str], weights: list[int]
) -> None:
    came: set[str] = set()
    history = []
    for person in order:  # everybody comes once and leaves once
        history.append((person, "" if person in came else "o1"))
        came.add(person)
    weight_of = Counter[str]()
    found = releases_of(history)[1:]
    used = list(zip(weights, found, strict=False))
    for weight, release in used:
        for person in release:
            weight_of[person] += weight
    if any(weight for weight, _ in used):
        assert sum(weight != 0 for weight in weight_of.values()) >= BATCH_SIZE


def test_five_who_change_their_minds_are_counted_anew_together() -> None:
    ballot = PollTally()
    for number in range(20):
        ballot.add(f"p{number}", "yes")
    for number in range(4):
        ballot.add(f"p{number}", "no")
        assert ballot.released.counts == {"yes": 20}
    ballot.add("p4", "no")
    assert ballot.released.counts == {"yes": 15, "no": 5}


def test_an_answer_of_three_hundred_people_takes_no_more_steps_after_twelve_thousand_of_them() -> None:
    ballot = PollTally()

    def answered(first: int, last: int) -> None:
        for number in range(first, last):
            ballot.add(f"p{number % 300}", f"o{number // 300 % 4}")
            publishable_counts(SIX[:4], ballot)

    answered(0, 1_200)
    early = steps(lambda: answered(1_200, 2_400))
    answered(2_400, 12_000)
    assert steps(lambda: answered(12_000, 13_200)) <= 1.1 * early
