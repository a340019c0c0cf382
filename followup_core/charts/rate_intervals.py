"""A chart of shares with their confidence intervals: one row for each share, from 0 to 100%."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from followup_core.statistics import Interval

from .chart_theme import palette, specification

_ROW_HEIGHT = 46
_AXIS_HEIGHT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """One row of the chart: its label, the share with its interval, and the counts in words."""

    key: str
    label: str
    share: Interval
    counts: str


def rate_chart(rows: Sequence[ShareRow], axis: str, *, dark: bool, select: str = "") -> dict[str, Any]:
    """Return the specification of a dot with its 95% interval for each share, first row on top.

    The counts are part of each row's label: inside the chart, lines would run through them.

    Args:
        rows: The shares; their labels differ.
        axis: What the shares are of, as in "Answered within two weeks".
        dark: Whether to use the dark theme.
        select: If not '', a click on a dot sets a selection of that name to the row's `key`.

    Raises:
        ValueError: There are no rows.
    """
    if not rows:
        raise ValueError("a chart of shares needs at least one row")
    colors = palette(dark=dark)
    frame = pd.DataFrame(
        {
            "key": [row.key for row in rows],
            "label": [f"{row.label}\n{row.counts}" for row in rows],
            "share": [row.share.value for row in rows],
            "low": [row.share.low for row in rows],
            "high": [row.share.high for row in rows],
            "counts": [row.counts for row in rows],
        }
    )
    base = alt.Chart(frame).encode(y=alt.Y("label:N", sort=None, title=None, axis=_LABELS))
    bounds = base.mark_rule(strokeWidth=3, opacity=0.45, color=colors.accent).encode(
        x=alt.X("low:Q", title=axis, scale=alt.Scale(domain=[0, 1]), axis=_PERCENT), x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=170, opacity=1, color=colors.accent).encode(
        x="share:Q",
        tooltip=[
            alt.Tooltip("counts:N", title="Answered"),
            alt.Tooltip("share:Q", title="Share", format=".0%"),
            alt.Tooltip("low:Q", title="From", format=".0%"),
            alt.Tooltip("high:Q", title="To", format=".0%"),
        ],
    )
    if select:
        dots = dots.add_params(alt.selection_point(name=select, fields=["key"]))
    chart = alt.layer(bounds, dots).properties(height=_ROW_HEIGHT * len(rows) + _AXIS_HEIGHT)
    return specification(chart, dark=dark)


_LABELS = alt.Axis(
    ticks=False, domain=False, offset=10, labelExpr="split(datum.label, '\\n')", labelLimit=150
)
_PERCENT = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], labelOverlap=True, labelFlush=True)
