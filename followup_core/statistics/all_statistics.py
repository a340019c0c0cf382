"""All figures of one set of interviews on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .as_of import ObservedAsOf
from .comparisons import Comparison, comparisons
from .habits import MonthlyShare, OwnHabit, Practice, Share, over_time, shares, to_practise
from .observations import Observations
from .rates import INTERVIEW_WINDOW, InterviewRate, TouchpointRate, interview_rate, touchpoint_rates
from .response_times import TimeToResponse, time_to_response


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What is answered, how long it takes, and which habits go with it."""

    touchpoints: tuple[TouchpointRate, ...]
    interviews: InterviewRate
    time_to_response: TimeToResponse
    comparisons: tuple[Comparison, ...]
    habits: tuple[Share, ...]
    over_time: tuple[MonthlyShare, ...]
    practice: Practice | None


def observed_as_of(seen: Observations, today: date) -> ObservedAsOf:
    """Look at the observations on `today`, with the windows of the figures."""
    return ObservedAsOf.on(seen, today, INTERVIEW_WINDOW)


def compute(sight: ObservedAsOf, items: Sequence[str], own_habits: Sequence[OwnHabit] = ()) -> Statistics:
    """Count everything that was sent, held or answered on or before the day of looking.

    `items` are the checklist items to report, `own_habits` those to choose the
    one to practise from.
    """
    return Statistics(
        touchpoints=touchpoint_rates(sight),
        interviews=interview_rate(sight),
        time_to_response=time_to_response(sight),
        comparisons=comparisons(sight),
        habits=shares(sight, items),
        over_time=over_time(sight),
        practice=to_practise(sight, own_habits),
    )
