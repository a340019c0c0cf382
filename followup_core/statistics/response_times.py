"""Time to the first response, as a survival curve in which unanswered interviews count as censored."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import CensoredData, ecdf

from .as_of import ObservedAsOf
from .observations import Flags, Numbers

_HALF = 0.5 + 1e-9  # a share of exactly one half must not miss by rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """The share of interviews still unanswered after `day` days, with its 95% bounds if they exist."""

    day: int
    survival: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeToResponse:
    """The Kaplan-Meier curve of days from interview to first response.

    `n` interviews were held, and `events` of them have a response with a day. `median` is
    the first day by which half of the interviews have a response, None until that is
    reached. The curve starts at (0, 1), has a point for each different day, and never
    rises; without interviews it is empty.

    At least half of the responses came within `half_within` days, and the slowest came
    after `slowest` days; both are None without a response. `undated` interviews have a
    response without a day, which is no event.
    """

    n: int
    events: int
    median: int | None
    curve: tuple[CurvePoint, ...]
    half_within: int | None = None
    slowest: int | None = None
    undated: int = 0

    @property
    def last_day(self) -> int:
        """The day at which the curve ends, in days after the interview."""
        return self.curve[-1].day if self.curve else 0

    def unanswered(self, day: int) -> float:
        """Return the estimated share still unanswered after `day` days."""
        return min((point.survival for point in self.curve if point.day <= day), default=1.0)


def time_to_response(observed: ObservedAsOf) -> TimeToResponse:
    """Return the estimated time to the first response of all interviews held.

    An interview without a response is observed until today, or until the candidate
    withdrew or let go (Kaplan and Meier, 1958; bounds by the log-log transformation,
    Kalbfleisch and Prentice, as SciPy computes them).
    """
    has_response = observed.first_response > 0
    observed_until = np.where(has_response, observed.first_response, observed.last_observed_on)
    days = np.maximum(observed_until - observed.observations.held, 0)[observed.held]
    is_censored = ~has_response[observed.held]
    n, events = len(days), int((~is_censored).sum())
    if n == 0:
        return TimeToResponse(n=0, events=0, median=None, curve=())
    curve = _curve(days, is_censored)
    median = next((point.day for point in curve if point.survival <= _HALF), None)
    response_days = np.sort(days[~is_censored]).tolist()
    return TimeToResponse(
        n=n,
        events=events,
        median=median,
        curve=curve,
        half_within=response_days[(events - 1) // 2] if response_days else None,
        slowest=response_days[-1] if response_days else None,
        undated=int(observed.undated.sum()),
    )


def _curve(days: Numbers, is_censored: Flags) -> tuple[CurvePoint, ...]:
    estimate = ecdf(CensoredData.right_censored(days.astype(float), is_censored)).sf
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # If all or no interviews are unanswered, there are no bounds; SciPy warns about it and gives NaN.
        warnings.simplefilter("ignore", RuntimeWarning)
        # The type stubs declare the bounds as numbers, but they are step functions like the estimate.
        bounds: Any = estimate.confidence_interval(0.95, method="log-log")
    points = [
        CurvePoint(day=int(day), survival=_clamped(share), low=_bound_or_none(low), high=_bound_or_none(high))
        for day, share, low, high in zip(
            estimate.quantiles,
            estimate.probabilities,
            bounds.low.probabilities,
            bounds.high.probabilities,
            strict=True,
        )
    ]
    start = CurvePoint(day=0, survival=1.0)
    return tuple(points) if points[0] == start else (start, *points)


def _clamped(share: float) -> float:
    return min(1.0, max(0.0, float(share)))


def _bound_or_none(value: float) -> float | None:
    return None if np.isnan(value) else _clamped(value)
