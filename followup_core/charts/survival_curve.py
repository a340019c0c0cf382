"""How long an answer takes: the share still waiting, day by day."""

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
    """Return the specification of the curve with its 95 % band, the median and published figures in days.

    With `select`, a click near a step selects its `day`. Raises ValueError for
    a curve without a point.
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
    # Wide enough for a finger, and seen only when touched.
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
        said = f"half answered by day {timing.median}"
        layers += _upright(timing.median, said, colours.series[2], colours, at=14, last=timing.last_day)
    for place, each in enumerate(benchmarks):
        said = f"{each.value:g} days: {each.source} {each.year}"
        height = 34 + 20 * place
        layers += _upright(each.value, said, colours.series[3], colours, at=height, last=timing.last_day)
    return specification(alt.layer(*layers, touch).properties(height=_HEIGHT), dark=dark)


def _upright(day: float, said: str, colour: str, colours: Palette, *, at: int, last: int) -> list[alt.Chart]:
    """Return an upright line at `day` with its words on the side with room, `at` pixels from the top."""
    align: Literal["left", "right"] = "left" if day <= last / 2 else "right"
    dx = 6 if align == "left" else -6
    base = alt.Chart(pd.DataFrame({"day": [day], "said": [said]})).encode(x="day:Q")
    rule = base.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=colour)
    words = base.encode(y=alt.value(at), text="said:N")
    # The same words underneath in the ground's colour keep lines from running through the letters.
    halo = words.mark_text(
        align=align, dx=dx, fontSize=12, stroke=colours.ground, strokeWidth=4, strokeJoin="round"
    )
    return [rule, halo, words.mark_text(align=align, dx=dx, fontSize=12, color=colours.text)]


_DAYS = alt.Axis(grid=False, tickMinStep=1, labelOverlap=True)
_PERCENT = alt.Axis(format=".0%", tickCount=5)
