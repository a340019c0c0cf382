"""Charts as Vega-Lite specifications, and as files."""

from .curve import curve_chart
from .habits import KEPT, MISSED, habit_chart
from .picture import png, svg
from .rates import ShareRow, rate_chart
from .timeline import Lane, Mark, timeline_chart

__all__ = [
    "KEPT",
    "MISSED",
    "Lane",
    "Mark",
    "ShareRow",
    "curve_chart",
    "habit_chart",
    "png",
    "rate_chart",
    "svg",
    "timeline_chart",
]
