"""An agenda is changed part by part, and the minutes left of a part are counted like a person counts them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from followup_core.workshop import agenda
from followup_core.workshop.workshop_model import Activity, ActivityKind, Phase, Plan, Position, WorkshopError
from tests.unit.row_table import each_row

from .workshop_events import PLAN

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
AGENDA = tuple(
    Activity(activity_id=f"a{n}", kind=kind, title="Part", minutes=5)
    for n, kind in enumerate([*[ActivityKind.POLL] * 5, ActivityKind.EVALUATION], start=1)
)
NEW = Activity(activity_id="", kind=ActivityKind.POLL, title="New", minutes=5, prompts=("p1",))


def order(parts: agenda.Agenda) -> str:
    return " ".join(part.activity_id for part in parts)


@each_row(
    ("activity_id", "by", "expected"),
    [
        ("a2", 1, "a1 a3 a2 a4 a5 a6"),
        ("a2", -1, "a2 a1 a3 a4 a5 a6"),
        ("a1", -1, "a1 a2 a3 a4 a5 a6"),
        ("a6", 1, "a1 a2 a3 a4 a5 a6"),
    ],
)
def test_a_part_moves_and_stays_at_an_end(activity_id: str, by: int, expected: str) -> None:
    assert order(agenda.move_activity(AGENDA, activity_id, by)) == expected


def test_a_part_is_taken_out_by_its_id() -> None:
    assert order(agenda.remove_activity(AGENDA, "a3")) == "a1 a2 a4 a5 a6"


@each_row(("minutes", "expected"), [(0, 1), (7, 7), (999, 240)])
def test_a_part_has_at_least_one_minute_and_an_end(minutes: int, expected: int) -> None:
    assert agenda.set_minutes(AGENDA, "a2", minutes)[1].minutes == expected


def test_a_new_part_comes_before_the_evaluation_under_an_id_of_its_own() -> None:
    once = agenda.add_activity(AGENDA, NEW)
    twice = agenda.add_activity(once, NEW)
    assert order(twice) == "a1 a2 a3 a4 a5 poll-1 poll-2 a6"
    assert order(agenda.add_activity((), NEW)) == "poll-1"


def test_a_part_that_is_gone_is_said_to_be_gone() -> None:
    with pytest.raises(WorkshopError, match="no longer in the agenda"):
        agenda.move_activity(AGENDA, "a9", 1)


@each_row(("minutes", "expected"), [(50, 50), (34, 30), (70, 90), (200, 90)])
def test_a_plan_belongs_to_the_nearest_outline(minutes: int, expected: int) -> None:
    plan = Plan(title="", held_on=date(2026, 11, 18), agenda=(replace(NEW, minutes=minutes),))
    assert agenda.nearest_length((30, 50, 90), plan) == expected


@each_row(("seconds", "expected"), [(0, 5), (1, 5), (60, 4), (300, 0), (359, 0), (360, -1)])
def test_a_begun_minute_is_a_minute_left(seconds: int, expected: int) -> None:
    position = Position(activity=0, prompt=0, phase=Phase.ASKING, activity_since=NOON)
    left = agenda.time_left(position, NEW, NOON + timedelta(seconds=seconds))
    assert agenda.minutes_in(left) == expected


def test_only_a_step_back_to_a_question_whose_answers_were_shown_reopens_a_vote() -> None:
    steps = agenda.agenda_steps(PLAN)
    reopening = [
        (now, target)
        for now in range(len(steps))
        for target in range(-1, len(steps))
        if agenda.reopens_vote(steps, now, target)
    ]
    asked_then_shown = (1, 3, 5)  # two questions of a poll and a role-play; later votes are never shown
    assert reopening == [
        (now, asked) for now in range(len(steps)) for asked in asked_then_shown if asked < now
    ]
    assert not agenda.reopens_vote(steps, None, 1)


def test_only_a_step_past_the_results_of_what_is_asked_ends_its_answers() -> None:
    steps = agenda.agenda_steps(PLAN)
    closing = [
        (now, target)
        for now in range(len(steps))
        for target in range(-1, len(steps))
        if agenda.closes_vote(steps, now, target)
    ]
    assert closing == [(asked, target) for asked in (1, 3, 5) for target in range(asked + 1, len(steps))]
    assert not agenda.closes_vote(steps, None, 1)
