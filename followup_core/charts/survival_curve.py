"""A survival curve: the share of interviews still unanswered, day by day."""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from followup_core.playbook import Benchmark
from followup_core.statistics import TimeToResponse

from .chart_theme import Palette, palette, specification

_HEIGHT = 280


def curve_chart(
    timing: TimeToResponse, benchmarks: Sequence[Benchmark], *, dark: bool, select: str = ""
) -> dict[str, Any]:
    """Return the specification of the curve with its 95% band, the median and the benchmarks.

    Args:
        timing: The curve; its time axis is in days.
        benchmarks: Published values in days, each drawn as a vertical line.
        dark: Whether to use the dark theme.
        select: If not '', a click near a step sets a selection of that name to its `day`.

    Raises:
        ValueError: The curve has no point.
    """
    if not timing.curve:
        raise ValueError("a curve needs at least one interview")
    colours = palette(dark=dark)
    frame = pd.DataFrame(
        {
            "day": [point.day for point in timing.curve],
            "waiting": [point.survival for point in timing.curve],
            "low": [point.low for point in timing.curve],
            "high": [point.high for point in timing.curve],
        }
    )
    base = alt.Chart(frame).encode(x=alt.X("day:Q", title="Days after the interview", axis=_DAYS))
    band = base.mark_area(interpolate="step-after", opacity=0.2, color=colours.accent).encode(
        y=alt.Y("low:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=_PERCENT), y2="high:Q"
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2.5, color=colours.accent).encode(
        y="waiting:Q"
    )
    # Wide enough for a finger, and practically invisible.
    touch = base.mark_point(filled=True, size=220, opacity=0.01, color=colours.accent).encode(
        y="waiting:Q",
        tooltip=[
            alt.Tooltip("day:Q", title="Day"),
            alt.Tooltip("waiting:Q", title="Still waiting", format=".0%"),
            alt.Tooltip("low:Q", title="From", format=".0%"),
            alt.Tooltip("high:Q", title="To", format=".0%"),
        ],
    )
    if select:
        touch = touch.add_params(alt.selection_point(name=select, fields=["day"], nearest=True))
    layers = [band, line]
    if timing.median is not None:
        label = f"half answered by day {timing.median}"
        layers += _upright(timing.median, label, colours.series[2], colours, at=14, last=timing.last_day)
    for index, benchmark in enumerate(benchmarks):
        label = f"{benchmark.value:g} days: {benchmark.source} {benchmark.year}"
        height = 34 + 20 * index
        layers += _upright(
            benchmark.value, label, colours.series[3], colours, at=height, last=timing.last_day
        )
    return specification(alt.layer(*layers, touch).properties(height=_HEIGHT), dark=dark)


def _upright(day: float, label: str, colour: str, colours: Palette, *, at: int, last: int) -> list[alt.Chart]:
    """Return a vertical line at `day`, labeled on the side that has space, `at` pixels from the top."""
    align: Literal["left", "right"] = "left" if day <= last / 2 else "right"
    dx = 6 if align == "left" else -6
    base = alt.Chart(pd.DataFrame({"day": [day], "said": [label]})).encode(x="day:Q")
    rule = base.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=colour)
    words = base.encode(y=alt.value(at), text="said:N")
    # The same text underneath in the background color keeps lines from running through the letters.
    halo = words.mark_text(
        align=align, dx=dx, fontSize=12, stroke=colours.ground, strokeWidth=4, strokeJoin="round"
    )
    return [rule, halo, words.mark_text(align=align, dx=dx, fontSize=12, color=colours.text)]


_DAYS = alt.Axis(grid=False, tickMinStep=1, labelOverlap=True)
_PERCENT = alt.Axis(format=".0%", tickCount=5)
