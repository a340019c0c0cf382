"""A bar chart of one habit: in how many interviews of each month it was kept or missed."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from followup_core.statistics import MonthlyShare

from .chart_theme import palette, specification

_HEIGHT = 190
KEPT, MISSED = "Kept", "Missed"


def habit_chart(months: Sequence[MonthlyShare], *, dark: bool, select: str = "") -> dict[str, Any]:
    """Return the specification of one habit's bars, a bar per month: kept below, missed above.

    If `select` isn't '', a click on a bar sets a selection of that name to the bar's `kept`.

    Raises:
        ValueError: There are no months.
    """
    if not months:
        raise ValueError("a chart of a habit needs at least one month")
    colors = palette(dark=dark)
    rows = [
        {
            "month": f"{month.month.isoformat()}T00:00:00",
            "kept": label,
            "n": count,
            "counts": f"{month.yes} of {month.n}",
        }
        for month in months
        for label, count in ((KEPT, month.yes), (MISSED, month.n - month.yes))
        if count
    ]
    bars = alt.Chart(pd.DataFrame(rows)).mark_bar(cornerRadius=2, size=_bar_width(len(months)))
    bars = bars.encode(
        x=alt.X("month:O", timeUnit="yearmonth", title=None, axis=_MONTHS),
        y=alt.Y("n:Q", title="Interviews", axis=alt.Axis(tickMinStep=1, tickCount=3)),
        color=alt.Color(
            "kept:N",
            scale=alt.Scale(domain=[KEPT, MISSED], range=[colors.series[0], colors.series[1]]),
            legend=alt.Legend(title=None, orient="top"),
        ),
        order=alt.Order("kept:N", sort="ascending"),
        tooltip=[
            alt.Tooltip("month:O", timeUnit="yearmonth", title="Month"),
            alt.Tooltip("counts:N", title="Kept"),
        ],
    )
    if select:
        bars = bars.add_params(alt.selection_point(name=select, fields=["kept"]))
    return specification(bars.properties(height=_HEIGHT), dark=dark)


def _bar_width(months: int) -> int:
    """Return a bar width, in pixels, that leaves space between the bars on a phone."""
    return max(3, min(28, 220 // months))


_MONTHS = alt.Axis(format="%b %Y", labelAngle=0, labelOverlap=True, labelSeparation=10)
