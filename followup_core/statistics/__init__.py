"""What a candidate's interviews show so far, counted honestly. Pure."""

from .comparisons import CAUTION, MIN_ARM, SMALL_ARM, Arm, Comparison, Factor
from .figures import Figures, count, sight_of
from .habits import CARDS_FROM_EVERYONE, HABITS, THANKED_EVERYONE, MonthlyShare, OwnHabit, Practice, Share
from .intervals import Interval, fisher_p, newcombe, wilson
from .observations import Observations, observe
from .rates import INTERVIEW_WINDOW, TOUCH_WINDOW, InterviewRate, TouchpointRate
from .sight import Sight
from .timing import CurvePoint, TimeToResponse

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
