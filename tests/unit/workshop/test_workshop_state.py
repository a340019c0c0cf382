"""A workshop's room is what its events say, in their order, and nothing else."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.workshop.agenda import agenda_steps, first_step_of, takes_answers
from followup_core.workshop.workshop_model import Phase, WorkshopStage
from followup_core.workshop.workshop_state import EventKind, read_plan, replay, stored_plan
from tests.unit.row_table import each_row

from .workshop_events import (
    PLAN,
    MadeUpEvent,
    answered,
    joined,
    left,
    opened_workshop,
    paired,
    stepped,
    swapped,
)

WAY = agenda_steps(PLAN)


def test_the_way_asks_then_shows_and_skips_what_has_nothing_to_show() -> None:
    assert [(stop.activity, stop.prompt, stop.phase.value) for stop in WAY] == [
        (0, 0, "showing"),
        (1, 0, "asking"),
        (1, 0, "showing"),
        (1, 1, "asking"),
        (1, 1, "showing"),
        (2, 0, "asking"),
        (2, 0, "showing"),
        (3, 0, "asking"),
        (4, 0, "asking"),
        (5, 0, "asking"),
        (5, 1, "asking"),
    ]


def test_an_activity_is_found_at_its_first_stop() -> None:
    assert [first_step_of(WAY, number) for number in range(7)] == [0, 1, 5, 7, 8, 9, None]


@each_row(
    ("activity", "prompt", "places"),
    [
        (1, 0, [1]),  # a poll, until its results are shown
        (1, 1, [3]),
        (5, 0, [9, 10]),  # never shown: a late tap still counts
        (0, 0, []),
        (9, 0, []),
    ],
)
def test_answers_count_from_the_asking_until_the_showing(
    activity: int, prompt: int, places: list[int]
) -> None:
    assert [place for place in range(len(WAY)) if takes_answers(WAY, place, activity, prompt)] == places


def test_a_plan_survives_being_stored() -> None:
    assert read_plan(stored_plan(PLAN, 12)) == (PLAN, 12)


def test_before_anything_was_planned_there_is_no_state() -> None:
    assert replay("w", []) is None
    assert replay("w", [joined("a"), stepped(1)]) is None


def test_a_workshop_takes_answers_neither_before_its_first_step_nor_once_it_is_closed() -> None:
    workshop = opened_workshop(joined("a"))
    assert (workshop.stage, workshop.position, workshop.activity) == (WorkshopStage.OPEN, None, None)
    assert (workshop.prompt_id, workshop.accepts("a2", "p1")) == ("", False)
    workshop.apply_event(stepped(1))
    assert workshop.accepts("a2", "p1")
    workshop.apply_event(MadeUpEvent(what=EventKind.CLOSED))
    assert not workshop.accepts("a2", "p1")


def test_the_time_of_an_activity_runs_from_its_first_stop() -> None:
    workshop = opened_workshop(
        stepped(1, "2026-11-18T10:00:00+00:00"),
        stepped(2, "2026-11-18T10:02:00+00:00"),
        stepped(3, "2026-11-18T10:03:00+00:00"),
    )
    assert workshop.position is not None
    assert workshop.position.phase is Phase.ASKING
    assert workshop.position.activity_since == datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
    workshop.apply_event(stepped(5, "2026-11-18T10:09:00+00:00"))
    assert workshop.position.activity_since == datetime(2026, 11, 18, 10, 9, tzinfo=UTC)


def test_an_answer_changed_counts_once_with_its_last_word() -> None:
    workshop = opened_workshop(joined("a"), answered("a", "yes"), answered("a", "no"), answered("a", "no"))
    assert workshop.chosen_options["a", "a2", "p1"] == "no"
    assert workshop.tally("a2", "p1").answered == 1


def test_who_leaves_is_forgotten_and_counted_and_later_events_of_theirs_do_nothing() -> None:
    workshop = opened_workshop(
        *map(joined, "abc"),
        *(answered(who, "yes") for who in "ab"),
        paired("a", "c"),
        MadeUpEvent(what=EventKind.AGREED, participant_id="a", activity_id="a4", value="yes"),
        left("a"),
        MadeUpEvent(what=EventKind.REPLACED, participant_id="b"),  # goes on as another participant
        answered("a", "no"),
    )
    assert (set(workshop.participants), workshop.departed_count) == ({"c"}, 1)
    assert (workshop.chosen_options, workshop.text_sharing, workshop.partners("c")) == ({}, set(), ())
    assert workshop.tally("a2", "p1").answered == 0


def test_three_come_together_at_most_and_coming_to_another_leaves_the_first() -> None:
    workshop = opened_workshop(*(joined(who) for who in "abcd"))
    for who, other in (("b", "a"), ("c", "a")):
        assert workshop.can_pair(who, other)
        workshop.apply_event(paired(who, other))
    assert workshop.groups["a"] == ("a", "b", "c")
    assert not workshop.can_pair("d", "b")
    assert workshop.can_pair("c", "b")  # they are together already
    workshop.apply_event(paired("c", "d"))
    assert workshop.groups == {"a": ("a", "b"), "b": ("a", "b"), "d": ("d", "c"), "c": ("d", "c")}


def test_nobody_comes_together_with_themselves_or_with_nobody() -> None:
    workshop = opened_workshop(joined("a"))
    assert not workshop.can_pair("a", "a")
    assert not workshop.can_pair("a", "x")
    workshop.apply_event(paired("a", "x"))
    assert workshop.groups == {}


def test_a_point_of_a_card_set_takes_answers_while_its_set_is_played() -> None:
    workshop = opened_workshop(joined("a"), stepped(5))
    assert workshop.accepts("a3", "c1.2")
    assert not workshop.accepts("a3", "c2.2")
    workshop.apply_event(stepped(6))
    assert not workshop.accepts("a3", "c1.2")


_WHO = st.sampled_from("abcdefghijkl")
_EVENTS = st.lists(
    st.one_of(
        st.builds(joined, _WHO),
        st.builds(
            answered, _WHO, st.sampled_from(["yes", "no"]), st.just("a2"), st.sampled_from(["p1", "p2"])
        ),
        st.builds(stepped, st.integers(0, len(WAY) - 1)),
        st.builds(left, _WHO),
        st.builds(paired, _WHO, _WHO),
        st.builds(swapped, _WHO),
    ),
    max_size=60,
)


@settings(max_examples=40)
@given(_EVENTS)
def test_groups_are_the_same_for_everybody_in_them_and_nobody_else_is_named(
    events: list[MadeUpEvent],
) -> None:
    workshop = opened_workshop(*events)
    for who, group in workshop.groups.items():
        assert who in group
        assert len(set(group)) == len(group) > 1
        assert all(workshop.groups[each] == group and each in workshop.participants for each in group)
