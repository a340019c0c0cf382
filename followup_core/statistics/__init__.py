"""What a candidate's interviews show so far, counted honestly. Pure."""

from .all_statistics import Figures, count, sight_of
from .as_of import Sight
from .comparisons import CAUTION, MIN_ARM, SMALL_ARM, Arm, Comparison, Factor
from .confidence_intervals import Interval, fisher_p, newcombe, wilson
from .habits import CARDS_FROM_EVERYONE, HABITS, THANKED_EVERYONE, MonthlyShare, OwnHabit, Practice, Share
from .observations import Observations, observe
from .rates import INTERVIEW_WINDOW, TOUCH_WINDOW, InterviewRate, TouchpointRate
from .response_times import CurvePoint, TimeToResponse

__all__ = [
    "CARDS_FROM_EVERYONE",
    "CAUTION",
    "HABITS",
    "INTERVIEW_WINDOW",
    "MIN_ARM",
    "SMALL_ARM",
    "THANKED_EVERYONE",
    "TOUCH_WINDOW",
    "Arm",
    "Comparison",
    "CurvePoint",
    "Factor",
    "Figures",
    "Interval",
    "InterviewRate",
    "MonthlyShare",
    "Observations",
    "OwnHabit",
    "Practice",
    "Share",
    "Sight",
    "TimeToResponse",
    "TouchpointRate",
    "count",
    "fisher_p",
    "newcombe",
    "observe",
    "sight_of",
    "wilson",
]
