"""The golden numbers, to their printed digits, by the way that a person's own interviews take."""

from datetime import date, timedelta
from typing import Any

import pytest

from followup_core.statistics import TimeToResponse, fisher_p, newcombe, wilson
from tests.unit.cadence.text_tables import Row
from tests.unit.row_table import each_row

from .statistics_json import CASES, figures

pytestmark = pytest.mark.thorough

PRINTED = 1e-6 / 2 + 1e-12
"""Half a unit of the sixth digit."""

TODAY = date(2026, 11, 18)


def printed(value: float) -> Any:
    """Return what a number must be to have these printed digits."""
    return pytest.approx(value, rel=0, abs=PRINTED)


@each_row(("k", "n", "low", "high"), CASES["wilson"])
def test_wilson_gives_the_golden_bounds(k: int, n: int, low: float, high: float) -> None:
    interval = wilson(k, n)
    assert interval is not None
    assert (interval.value, interval.low, interval.high) == (k / n, printed(low), printed(high))


@each_row(("k1", "n1", "k2", "n2", "low", "high"), CASES["newcombe"])
def test_newcombe_gives_the_golden_bounds(
    k1: int, n1: int, k2: int, n2: int, low: float, high: float
) -> None:
    interval = newcombe(k1, n1, k2, n2)
    assert interval is not None
    assert (interval.value, interval.low, interval.high) == (k1 / n1 - k2 / n2, printed(low), printed(high))


@each_row(("k1", "n1", "k2", "n2", "p"), CASES["fisher"])
def test_fisher_gives_the_golden_p(k1: int, n1: int, k2: int, n2: int, p: float) -> None:
    assert fisher_p(k1, n1, k2, n2) == printed(p)


def answered(number: int, days: int, way: str) -> tuple[Row, list[Row]]:
    """Return an interview of a year ago that was first answered after `days` days, in one of three ways."""
    held = TODAY - timedelta(days=365)
    row = interview(f"answered-{number}", held)
    day = (held + timedelta(days=days)).isoformat()
    if way == "outcome":
        return {**row, "outcome": "rejected", "outcome_on": day}, []
    touch = {"touchpoint_id": f"t-{number}", "interview_id": row["interview_id"], "person_id": ""}
    if way == "heard":
        return row, [{**touch, "kind": "heard_from_employer", "sent_on": day}]
    sent = (held + timedelta(days=1)).isoformat()
    reply = {"kind": "status_email", "sent_on": sent, "responded_on": day, "response": "reply"}
    return row, [{**touch, **reply}]


def interview(interview_id: str, held: date) -> Row:
    return {"interview_id": interview_id, "organization": interview_id, "held_at": f"{held}T10:00"}


def unanswered(number: int, days: int, way: str) -> Row:
    """Return an interview that was watched for `days` days without an answer, in one of three ways."""
    if way == "today":
        return interview(f"open-{number}", TODAY - timedelta(days=days))
    held = TODAY - timedelta(days=365)
    left = (held + timedelta(days=days)).isoformat()
    return {**interview(f"open-{number}", held), "outcome": way, "outcome_on": left}


def timing_of(case: dict[str, Any], first_way: int) -> TimeToResponse:
    """Count a golden curve through interviews, answered and left open in turn by each of three ways."""
    ways, ends = ("outcome", "heard", "reply"), ("today", "withdrawn", "let_go")
    interviews, touches = [], []
    for number, days in enumerate(case["events"]):
        row, mine = answered(number, days, ways[(number + first_way) % 3])
        interviews.append(row)
        touches += mine
    for number, days in enumerate(case["censored"]):
        interviews.append(unanswered(number, days, ends[(number + first_way) % 3]))
    return figures({"interviews": interviews, "touchpoints": touches}, TODAY).time_to_response


@each_row("case", CASES["kaplan_meier"])
@each_row("first_way", [0, 1, 2])
def test_kaplan_meier_gives_the_golden_curve_and_log_log_bounds_through_real_interviews(
    case: dict[str, Any], first_way: int
) -> None:
    timing = timing_of(case, first_way)
    assert (timing.n, timing.events) == (len(case["events"]) + len(case["censored"]), len(case["events"]))
    by_day = {point.day: point for point in timing.curve}
    golden = {int(day): share for day, share in case["survival"].items()}
    assert [by_day[day].survival for day in golden] == [printed(share) for share in golden.values()]
    assert [timing.unanswered(day) for day in golden] == [printed(share) for share in golden.values()]
    if "median" in case:
        assert timing.median == case["median"]
    bounds = {int(key.removeprefix("loglog_at_")): value for key, value in case.items() if "loglog" in key}
    for day, (low, high) in bounds.items():
        assert (by_day[day].low, by_day[day].high) == (printed(low), printed(high))


def test_every_golden_number_is_looked_at() -> None:
    assert set(CASES) == {"about", "wilson", "newcombe", "fisher", "kaplan_meier"}
    known = {"name", "events", "censored", "survival", "loglog_at_6", "loglog_at_9", "median"}
    assert {key for case in CASES["kaplan_meier"] for key in case} == known
