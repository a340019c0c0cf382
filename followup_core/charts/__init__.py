"""Charts of the statistics, as Vega-Lite specifications and as image files."""

from .habit_bars import KEPT, MISSED, habit_chart
from .image_export import Caption, png, svg
from .rate_intervals import ShareRow, rate_chart
from .survival_curve import curve_chart
from .timeline import Lane, TimelineMark, timeline_chart

__all__ = [
    "KEPT",
    "MISSED",
    "Caption",
    "Lane",
    "ShareRow",
    "TimelineMark",
    "curve_chart",
    "habit_chart",
    "png",
    "rate_chart",
    "svg",
    "timeline_chart",
]
