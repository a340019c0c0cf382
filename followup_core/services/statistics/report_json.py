"""The statistics as the command line's JSON; its keys stay as they are, because other programs read it."""

from typing import Any

from followup_core.statistics import (
    Comparison,
    ComparisonGroup,
    CurvePoint,
    Interval,
    InterviewRate,
    Share,
    Statistics,
    TouchpointRate,
)


def statistics_json(statistics: Statistics) -> dict[str, Any]:
    """Return the statistics as plain values for JSON; a value that is not known is None."""
    timing = statistics.time_to_response
    return {
        "touchpoints": [_touchpoint_json(rate) for rate in statistics.touchpoints],
        "interviews": _interviews_json(statistics.interviews),
        "time_to_response": {
            "n": timing.n,
            "events": timing.events,
            "median": timing.median,
            "curve": [_point_json(point) for point in timing.curve],
        },
        "comparisons": [_comparison_json(comparison) for comparison in statistics.comparisons],
        "habits": [_habit_json(share) for share in statistics.habits],
    }


def _interval_json(name: str, interval: Interval | None) -> dict[str, float | None]:
    if interval is None:
        return {name: None, "low": None, "high": None}
    return {name: interval.value, "low": interval.low, "high": interval.high}


def _touchpoint_json(rate: TouchpointRate) -> dict[str, Any]:
    counts = {"sent": rate.sent, "pending": rate.pending, "mature": rate.mature, "replied": rate.responded}
    return {"kind": rate.kind.value, **counts, **_interval_json("rate", rate.rate)}


def _interviews_json(rate: InterviewRate) -> dict[str, Any]:
    return {
        "held": rate.held,
        "withdrawn": rate.withdrawn,
        "pending": rate.pending,
        "mature": rate.mature,
        "responded": rate.responded,
        **_interval_json("rate", rate.rate),
    }


def _point_json(point: CurvePoint) -> dict[str, float | None]:
    return {"day": point.day, "survival": point.survival, "low": point.low, "high": point.high}


def _comparison_json(comparison: Comparison) -> dict[str, Any]:
    difference = _interval_json("difference", comparison.difference)
    return {
        "factor": comparison.factor.value,
        "a": _group_json(comparison.a),
        "b": _group_json(comparison.b),
        **difference,
        "p": comparison.p,
    }


def _group_json(group: ComparisonGroup) -> dict[str, Any]:
    return {"label": group.label, "n": group.n, "k": group.k}


def _habit_json(share: Share) -> dict[str, Any]:
    return {
        "item": share.item,
        "asked": share.answer_count,
        "yes": share.yes,
        **_interval_json("rate", share.rate),
    }
