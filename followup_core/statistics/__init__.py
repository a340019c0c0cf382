"""Statistics of a candidate's interviews: response rates, response times and habits. Pure functions."""

from .all_statistics import Statistics, compute, observed_as_of
from .as_of import ObservedAsOf
from .comparisons import MIN_GROUP_SIZE, SMALL_GROUP_SIZE, Comparison, ComparisonGroup, Factor
from .confidence_intervals import Interval, fisher_p, newcombe, wilson
from .habits import CARDS_FROM_EVERYONE, HABITS, THANKED_EVERYONE, MonthlyShare, OwnHabit, Practice, Share
from .observations import Observations
from .rates import INTERVIEW_WINDOW, TOUCH_WINDOW, InterviewRate, TouchpointRate
from .response_times import CurvePoint, TimeToResponse

__all__ = [
    "CARDS_FROM_EVERYONE",
    "HABITS",
    "INTERVIEW_WINDOW",
    "MIN_GROUP_SIZE",
    "SMALL_GROUP_SIZE",
    "THANKED_EVERYONE",
    "TOUCH_WINDOW",
    "Comparison",
    "ComparisonGroup",
    "CurvePoint",
    "Factor",
    "Interval",
    "InterviewRate",
    "MonthlyShare",
    "Observations",
    "ObservedAsOf",
    "OwnHabit",
    "Practice",
    "Share",
    "Statistics",
    "TimeToResponse",
    "TouchpointRate",
    "compute",
    "fisher_p",
    "newcombe",
    "observed_as_of",
    "wilson",
]
