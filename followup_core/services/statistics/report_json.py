"""The statistics as the command line's JSON. Other programs read it, so its keys stay as they are."""

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


def statistics_json(figures: Statistics) -> dict[str, Any]:
    """Return the figures as plain values; None where there is nothing to say."""
    timing = figures.time_to_response
    return {
        "touchpoints": [_touchpoint(rate) for rate in figures.touchpoints],
        "interviews": _interviews(figures.interviews),
        "time_to_response": {
            "n": timing.n,
            "events": timing.events,
            "median": timing.median,
            "curve": [_point(point) for point in timing.curve],
        },
        "comparisons": [_comparison(found) for found in figures.comparisons],
        "habits": [_habit(share) for share in figures.habits],
    }


def _interval(name: str, found: Interval | None) -> dict[str, float | None]:
    if found is None:
        return {name: None, "low": None, "high": None}
    return {name: found.value, "low": found.low, "high": found.high}


def _touchpoint(rate: TouchpointRate) -> dict[str, Any]:
    counts = {"sent": rate.sent, "pending": rate.pending, "mature": rate.mature, "replied": rate.replied}
    return {"kind": rate.kind.value, **counts, **_interval("rate", rate.rate)}


def _interviews(rate: InterviewRate) -> dict[str, Any]:
    return {
        "held": rate.held,
        "withdrawn": rate.withdrawn,
        "pending": rate.pending,
        "mature": rate.mature,
        "responded": rate.responded,
        **_interval("rate", rate.rate),
    }


def _point(point: CurvePoint) -> dict[str, float | None]:
    return {"day": point.day, "survival": point.survival, "low": point.low, "high": point.high}


def _comparison(found: Comparison) -> dict[str, Any]:
    difference = _interval("difference", found.difference)
    return {
        "factor": found.factor.value,
        "a": _arm(found.a),
        "b": _arm(found.b),
        **difference,
        "p": found.p,
    }


def _arm(arm: ComparisonGroup) -> dict[str, Any]:
    return {"label": arm.label, "n": arm.n, "k": arm.k}


def _habit(share: Share) -> dict[str, Any]:
    return {"item": share.item, "asked": share.asked, "yes": share.yes, **_interval("rate", share.rate)}
