"""What holds for the figures of every workspace on every day."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.statistics import observed_as_of, wilson
from followup_core.statistics.rates import touchpoint_rates
from tests.unit.cadence.text_tables import records_of

from .record_observations import observe_records
from .statistics_json import figures_of_records as figures
from .statistics_json import figures_seen
from .statistics_oracle import StatisticsOracle, day
from .statistics_strategies import Workspace, any_workspace, workspaces

pytestmark = pytest.mark.thorough

many = settings(max_examples=30)


@given(st.integers(0, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_bounds_hold_for_any_number_however_large(share: tuple[int, int]) -> None:
    k, n = share
    interval = wilson(k, n)
    if interval is None:
        assert n == 0
    else:
        assert 0 <= interval.low <= interval.value <= interval.high <= 1
        assert (interval.low == 0, interval.high == 1) == (k == 0, k == n)


@many
@given(any_workspace, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(workspace: Workspace, random: Random) -> None:
    shuffled = workspace
    for table, stored in workspace.tables.items():
        rows = list(stored)
        random.shuffle(rows)
        shuffled = shuffled.with_table(table, rows)
    assert figures(shuffled.tables, workspace.today) == figures(workspace.tables, workspace.today)


@many
@given(any_workspace)
def test_everything_after_today_is_ignored(workspace: Workspace) -> None:
    today = workspace.today.isoformat()
    interviews = [
        {**row, "outcome": "", "outcome_on": ""} if row["outcome_on"] > today else row
        for row in workspace.tables["interviews"]
        if row["held_at"][:10] <= today
    ]
    held = {row["interview_id"] for row in interviews}
    to_come = [row for row in workspace.tables["interviews"] if row["interview_id"] not in held]
    # A message about an interview to come was sent all the same, so that the interview stays for it.
    interviews += [{**row, "outcome": "", "outcome_on": "", "format": ""} for row in to_come]
    touches = [
        {**row, "responded_on": "" if row["responded_on"] > today else row["responded_on"]}
        for row in workspace.tables["touchpoints"]
        if row["sent_on"] <= today
    ]
    known = workspace.with_table("interviews", interviews).with_table("touchpoints", touches)
    for table in ("answers", "interviewers"):
        rows = [row for row in workspace.tables[table] if row["interview_id"] in held]
        known = known.with_table(table, rows)
    assert figures(known.tables, known.today) == figures(workspace.tables, workspace.today)


@many
@given(any_workspace)
def test_every_month_holds_each_interview_once_and_no_habit_more_often_than_asked(
    workspace: Workspace,
) -> None:
    statistics = figures(workspace.tables, workspace.today)
    for habit in {share.habit for share in statistics.over_time}:
        months = [share for share in statistics.over_time if share.habit == habit]
        assert [share.month for share in months] == sorted({share.month for share in months})
        assert all(share.month.day == 1 and 0 <= share.yes <= share.n and share.n > 0 for share in months)
        assert sum(share.n for share in months) <= statistics.interviews.held


@many
@given(any_workspace)
def test_the_habit_to_practice_was_missed_and_all_its_answers_are_counted(workspace: Workspace) -> None:
    statistics = figures(workspace.tables, workspace.today)
    asked = {share.item: share for share in statistics.habits}
    if statistics.practice is None:
        own = ("asked_next_steps", "asked_time_frame", "may_contact", "business_card")
        assert all(asked[item].yes == asked[item].answer_count for item in own)
        return
    share = asked[statistics.practice.habit.item]
    (yes, recent), (yes_before, before) = statistics.practice.recent, statistics.practice.before
    assert (statistics.practice.answer_count, statistics.practice.missed) == (
        share.answer_count,
        share.answer_count - share.yes,
    )
    assert statistics.practice.missed > 0
    assert "linkedin" not in statistics.practice.habit.item
    assert (yes + yes_before, recent + before) == (share.yes, share.answer_count)
    days = days_of_answers(workspace, statistics.practice.habit.item)
    fifth_latest = sorted(set(days))[-5:][0][0]
    assert recent == sum(day >= fifth_latest for day, _ in days)


def days_of_answers(workspace: Workspace, item: str) -> list[tuple[str, str]]:
    """Return of each yes and no to an item the day and id of its interview, if that was held by today."""
    held = {row["interview_id"]: row["held_at"][:10] for row in workspace.tables["interviews"]}
    answers = [
        row for row in workspace.tables["answers"] if row["item"] == item and row["answer"] != "skipped"
    ]
    days = [(held[row["interview_id"]], row["interview_id"]) for row in answers]
    return [(day, interview_id) for day, interview_id in days if day <= workspace.today.isoformat()]


@many
@given(any_workspace)
def test_half_of_the_answers_came_in_the_time_that_is_told_and_none_later_than_the_slowest(
    workspace: Workspace,
) -> None:
    timing = figures(workspace.tables, workspace.today).time_to_response
    oracle = StatisticsOracle(workspace.tables, workspace.today)
    firsts = [(oracle.first_response(interview), day(interview["held_at"])) for interview in oracle.held()]
    took = sorted(max(0, (first - held).days) for first, held in firsts if first is not None)
    assert timing.events == len(took)
    assert timing.slowest == (took[-1] if took else None)
    if timing.half_within is None:
        assert not took
    else:
        assert 2 * len([days for days in took if days <= timing.half_within]) >= len(took)
        assert 2 * len([days for days in took if days < timing.half_within]) < len(took)


@many
@given(workspaces())
def test_looking_at_the_same_observations_twice_gives_the_same(workspace: Workspace) -> None:
    seen = observe_records(records_of(workspace.tables).interviews.values())
    first, later = observed_as_of(seen, workspace.today), observed_as_of(seen, workspace.later(30).today)
    before = touchpoint_rates(first)
    touchpoint_rates(later)
    assert figures_seen(seen, workspace.today).touchpoints == before == touchpoint_rates(first)
