"""All statistics of one set of interviews on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .as_of import ObservedAsOf
from .comparisons import Comparison, comparisons
from .habits import MonthlyShare, OwnHabit, Practice, Share, habit_to_practice, over_time, shares
from .observations import Observations
from .rates import INTERVIEW_WINDOW, InterviewRate, TouchpointRate, interview_rate, touchpoint_rates
from .recommendation import Recommendation, recommend
from .response_times import TimeToResponse, time_to_response


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Response rates, response times, and the habits that go with them."""

    touchpoints: tuple[TouchpointRate, ...]
    interviews: InterviewRate
    time_to_response: TimeToResponse
    comparisons: tuple[Comparison, ...]
    habits: tuple[Share, ...]
    over_time: tuple[MonthlyShare, ...]
    recommendation: Recommendation
    practice: Practice | None


def observed_as_of(observations: Observations, today: date) -> ObservedAsOf:
    """Return the observations as of `today`, with the waiting period that the interview statistics use."""
    return ObservedAsOf.on(observations, today, INTERVIEW_WINDOW)


def compute(observed: ObservedAsOf, items: Sequence[str], own_habits: Sequence[OwnHabit] = ()) -> Statistics:
    """Return every statistic of what was sent, held or answered by the day of `observed`.

    Args:
        observed: The observations as of one day.
        items: The checklist items to report.
        own_habits: The items from which to choose the habit to practice.
    """
    compared = comparisons(observed)
    return Statistics(
        touchpoints=touchpoint_rates(observed),
        interviews=interview_rate(observed),
        time_to_response=time_to_response(observed),
        comparisons=compared,
        habits=shares(observed, items),
        over_time=over_time(observed),
        recommendation=recommend(observed, compared),
        practice=habit_to_practice(observed, own_habits),
    )
