"""What holds for the figures of every workspace on every day."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from followup_core.statistics import observed_as_of, wilson
from followup_core.statistics.rates import touchpoint_rates
from tests.unit.cadence.text_tables import Row, records_of

from .record_observations import observe_records
from .statistics_json import figures_of_records as figures
from .statistics_json import figures_seen
from .statistics_strategies import Workspace, any_workspace, workspaces

pytestmark = pytest.mark.thorough

many = settings(max_examples=50)

RATE = ["rate", "low", "high"]
KEYS: dict[str, list[str]] = {
    "touchpoints": ["kind", "sent", "pending", "mature", "replied", *RATE],
    "interviews": ["held", "withdrawn", "pending", "mature", "responded", *RATE],
    "time_to_response": ["n", "events", "median", "curve"],
    "comparisons": ["factor", "a", "b", "difference", "low", "high", "p"],
    "habits": ["item", "asked", "yes", *RATE],
}


def rated(counted: dict[str, Any]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield everything that has a rate: how many of how many, and what is told."""
    interviews = counted["interviews"]
    yield interviews["responded"], interviews["mature"], interviews
    for each in counted["touchpoints"]:
        yield each["replied"], each["mature"], each
    for each in counted["habits"]:
        yield each["yes"], each["asked"], each


@many
@given(any_workspace)
def test_a_rate_lies_between_its_bounds_and_these_within_0_and_1(workspace: Workspace) -> None:
    for k, n, told in rated(workspace.counted):
        if n == 0:
            assert (told["rate"], told["low"], told["high"]) == (None, None, None)
        else:
            assert told["rate"] == k / n
            assert 0 <= told["low"] <= told["rate"] <= told["high"] <= 1
            assert told["low"] < told["high"]


@given(st.integers(0, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_bounds_hold_for_any_number_however_large(share: tuple[int, int]) -> None:
    k, n = share
    found = wilson(k, n)
    if found is None:
        assert n == 0
    else:
        assert 0 <= found.low <= found.value <= found.high <= 1
        assert (found.low == 0, found.high == 1) == (k == 0, k == n)


@many
@given(any_workspace)
def test_counts_add_up(workspace: Workspace) -> None:
    counted = workspace.counted
    for each in counted["touchpoints"]:
        assert each["sent"] == each["pending"] + each["mature"] > 0
        assert each["replied"] <= each["mature"]
    interviews = counted["interviews"]
    assert interviews["held"] == sum(interviews[part] for part in ("withdrawn", "pending", "mature"))
    assert interviews["responded"] <= interviews["mature"]
    assert counted["time_to_response"]["n"] == interviews["held"]
    assert interviews["responded"] <= counted["time_to_response"]["events"] <= interviews["held"]
    for each in counted["comparisons"]:
        assert each["a"]["n"] + each["b"]["n"] <= interviews["mature"]
        assert each["a"]["k"] + each["b"]["k"] <= interviews["responded"]
    assert {each["kind"] for each in counted["touchpoints"]}.isdisjoint({"reply", "heard_from_employer"})


@many
@given(any_workspace)
def test_a_difference_lies_between_its_bounds_and_needs_five_in_each_group(workspace: Workspace) -> None:
    for each in workspace.counted["comparisons"]:
        told = (each["difference"], each["low"], each["high"], each["p"])
        if min(each["a"]["n"], each["b"]["n"]) < 5:
            assert told == (None, None, None, None)
        else:
            event("a difference")
            assert -1 <= each["low"] <= each["difference"] <= each["high"] <= 1
            assert 0 < each["p"] <= 1


@many
@given(any_workspace)
def test_the_curve_starts_at_one_never_rises_and_its_days_go_on(workspace: Workspace) -> None:
    timing = workspace.counted["time_to_response"]
    curve = timing["curve"]
    if timing["n"] == 0:
        assert curve == []
        return
    assert curve[0] == {"day": 0, "survival": 1.0, "low": None, "high": None}
    days = [point["day"] for point in curve]
    # Answers on the day itself make the one step that stands at the start.
    assert days[1:] == sorted(set(days[1:]))
    assert days[1:2] != [0] or curve[1]["survival"] < 1
    shares = [point["survival"] for point in curve]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] >= 0
    for point in curve:
        if point["low"] is None or point["high"] is None:
            assert point["low"] is point["high"]
        else:
            assert 0 <= point["low"] <= point["survival"] <= point["high"] <= 1
    below = [point["day"] for point in curve if point["survival"] <= 0.5 + 1e-9]
    assert timing["median"] == (below[0] if below else None)


@many
@given(any_workspace, st.data())
def test_a_message_sent_lately_never_changes_a_rate(workspace: Workspace, data: st.DataObject) -> None:
    if not workspace.tables["interviews"]:
        return
    sent = workspace.later(-data.draw(st.integers(0, 13))).today
    replied = data.draw(st.none() | st.integers(0, 20).map(lambda days: workspace.later(days).today))
    kind = data.draw(st.sampled_from(("status_email", "voicemail", "question", "keep_in_touch")))
    row: Row = {
        "touchpoint_id": "new",
        "interview_id": data.draw(st.sampled_from(workspace.tables["interviews"]))["interview_id"],
        "person_id": "",
        "kind": kind,
        "sent_on": sent.isoformat(),
        "responded_on": replied.isoformat() if replied else "",
        "response": "reply" if replied else "",
    }
    more = workspace.with_table("touchpoints", [*workspace.tables["touchpoints"], row])
    before = {each["kind"]: each for each in workspace.counted["touchpoints"]}
    after = {each["kind"]: each for each in more.counted["touchpoints"]}
    old = before.pop(kind, {"sent": 0, "pending": 0, "mature": 0, "replied": 0} | dict.fromkeys(RATE))
    new = after.pop(kind)
    assert before == after
    assert new == {**old, "kind": kind, "sent": old["sent"] + 1, "pending": old["pending"] + 1}


@many
@given(any_workspace, st.sampled_from(((0, ""), (27, "offer"), (5, "withdrawn"), (27, "let_go"))))
def test_an_interview_held_lately_never_changes_a_rate(workspace: Workspace, end: tuple[int, str]) -> None:
    days, outcome = end
    held = workspace.later(-days).today.isoformat()
    row: Row = {"interview_id": "new", "organization": "Acme", "held_at": f"{held}T09:00", "format": "video"}
    row |= {"outcome": outcome, "outcome_on": held}
    more = workspace.with_table("interviews", [*workspace.tables["interviews"], row])
    old, new = workspace.counted, more.counted
    assert new["interviews"]["held"] == old["interviews"]["held"] + 1
    assert [new["interviews"][key] for key in ("mature", "responded", *RATE)] == [
        old["interviews"][key] for key in ("mature", "responded", *RATE)
    ]
    assert [new[key] for key in ("touchpoints", "comparisons", "habits")] == [
        old[key] for key in ("touchpoints", "comparisons", "habits")
    ]


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
@given(any_workspace, st.randoms(use_true_random=False))
def test_the_order_of_interviews_makes_no_difference(workspace: Workspace, random: Random) -> None:
    rounds = list(records_of(workspace.tables).interviews.values())
    before = figures_seen(observe_records(rounds), workspace.today)
    random.shuffle(rounds)
    assert figures_seen(observe_records(rounds), workspace.today) == before


@many
@given(any_workspace, st.integers(1, 40))
def test_what_was_held_sent_or_asked_never_becomes_fewer(workspace: Workspace, days: int) -> None:
    now, then = workspace.counted, workspace.later(days).counted
    assert then["interviews"]["held"] >= now["interviews"]["held"]
    assert then["interviews"]["withdrawn"] >= now["interviews"]["withdrawn"]
    assert then["time_to_response"]["n"] >= now["time_to_response"]["n"]
    assert then["time_to_response"]["events"] >= now["time_to_response"]["events"]
    sent = {each["kind"]: each for each in then["touchpoints"]}
    for each in now["touchpoints"]:
        for key in ("sent", "mature", "replied"):
            assert sent[each["kind"]][key] >= each[key]
    for old, new in zip(now["habits"], then["habits"], strict=True):
        assert new["asked"] >= old["asked"]
        assert new["yes"] >= old["yes"]


@many
@given(workspaces())
def test_whether_an_answer_came_in_time_is_settled_once_an_interview_counts(workspace: Workspace) -> None:
    """A rate moves only when something new has had its time; nothing that counted changes its side."""
    rounds = list(records_of(workspace.tables).interviews.values())
    for each in rounds:
        alone = observe_records([each])
        now = figures_seen(alone, workspace.today).interviews
        then = figures_seen(alone, workspace.later(90).today).interviews
        if now.mature and then.mature:
            assert now.responded == then.responded


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
def test_what_bounced_is_as_if_it_had_never_been_sent(workspace: Workspace) -> None:
    arrived = [row for row in workspace.tables["touchpoints"] if row["response"] != "bounced"]
    without = workspace.with_table("touchpoints", arrived)
    assert figures(without.tables, without.today) == figures(workspace.tables, workspace.today)


@many
@given(any_workspace)
def test_the_json_has_exactly_the_keys_that_were_promised(workspace: Workspace) -> None:
    counted = workspace.counted
    assert list(counted) == list(KEYS)
    for part, keys in KEYS.items():
        for each in counted[part] if isinstance(counted[part], list) else [counted[part]]:
            assert list(each) == keys
    for point in counted["time_to_response"]["curve"]:
        assert list(point) == ["day", "survival", "low", "high"]
    for each in counted["comparisons"]:
        assert [list(each[arm]) for arm in "ab"] == [["label", "n", "k"]] * 2
    assert [each["factor"] for each in counted["comparisons"]] == [
        *("asked_time_frame", "thanked_everyone_within_a_day"),
        *("linkedin_request", "thank_you_note", "in_person"),
    ]
    assert [each["item"] for each in counted["habits"]] == [
        *("asked_next_steps", "asked_time_frame", "may_contact"),
        *("business_card", "asked_linkedin", "agreed_linkedin"),
    ]


@many
@given(any_workspace)
def test_every_month_holds_each_interview_once_and_no_habit_more_often_than_asked(
    workspace: Workspace,
) -> None:
    found = figures(workspace.tables, workspace.today)
    for habit in {each.habit for each in found.over_time}:
        months = [each for each in found.over_time if each.habit == habit]
        assert [each.month for each in months] == sorted({each.month for each in months})
        assert all(each.month.day == 1 and 0 <= each.yes <= each.n and each.n > 0 for each in months)
        assert sum(each.n for each in months) <= found.interviews.held


@many
@given(any_workspace)
def test_the_habit_to_practice_was_missed_and_all_its_answers_are_counted(workspace: Workspace) -> None:
    found = figures(workspace.tables, workspace.today)
    asked = {share.item: share for share in found.habits}
    if found.practice is None:
        own = ("asked_next_steps", "asked_time_frame", "may_contact", "business_card", "asked_linkedin")
        assert all(asked[item].yes == asked[item].asked for item in own)
        return
    share = asked[found.practice.habit.item]
    (yes, recent), (yes_before, before) = found.practice.recent, found.practice.before
    assert (found.practice.asked, found.practice.missed) == (share.asked, share.asked - share.yes)
    assert found.practice.missed > 0
    assert (yes + yes_before, recent + before) == (share.yes, share.asked)
    assert recent > 0


@given(workspaces())
def test_looking_at_the_same_observations_twice_gives_the_same(workspace: Workspace) -> None:
    seen = observe_records(records_of(workspace.tables).interviews.values())
    first, later = observed_as_of(seen, workspace.today), observed_as_of(seen, workspace.later(30).today)
    before = touchpoint_rates(first)
    touchpoint_rates(later)
    assert figures_seen(seen, workspace.today).touchpoints == before == touchpoint_rates(first)
