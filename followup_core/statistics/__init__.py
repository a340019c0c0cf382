"""Statistics of a candidate's interviews: response rates, response times and habits. Pure functions."""

from .all_statistics import Statistics, compute, observed_as_of
from .as_of import ObservedAsOf
from .comparisons import MIN_GROUP_SIZE, SMALL_GROUP_SIZE, Comparison, ComparisonGroup, Factor
from .confidence_intervals import Interval, fisher_p, newcombe, wilson
from .habits import (
    CARDS_FROM_EVERYONE,
    HABITS,
    THANKED_EVERYONE,
    TIME_FRAME,
    MonthlyShare,
    OwnHabit,
    Practice,
    Share,
)
from .observations import Observations
from .rates import INTERVIEW_WINDOW, TOUCH_WINDOW, InterviewRate, TouchpointRate
from .recommendation import ADVICE_ORDER, HabitDifference, NoDifference, Recommendation, TooFewToCompare
from .response_times import CurvePoint, TimeToResponse

__all__ = [
    "ADVICE_ORDER",
    "CARDS_FROM_EVERYONE",
    "HABITS",
    "INTERVIEW_WINDOW",
    "MIN_GROUP_SIZE",
    "SMALL_GROUP_SIZE",
    "THANKED_EVERYONE",
    "TIME_FRAME",
    "TOUCH_WINDOW",
    "Comparison",
    "ComparisonGroup",
    "CurvePoint",
    "Factor",
    "HabitDifference",
    "Interval",
    "InterviewRate",
    "MonthlyShare",
    "NoDifference",
    "Observations",
    "ObservedAsOf",
    "OwnHabit",
    "Practice",
    "Recommendation",
    "Share",
    "Statistics",
    "TimeToResponse",
    "TooFewToCompare",
    "TouchpointRate",
    "compute",
    "fisher_p",
    "newcombe",
    "observed_as_of",
    "wilson",
]
