"""A chart of a survival curve: the share of interviews still unanswered, day by day."""

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from followup_core.playbook import Benchmark
from followup_core.statistics import TimeToResponse

from .chart_theme import Palette, palette, specification

_HEIGHT = 280
_MIN_DAYS = 60
"""How much of the curve is shown at least: the steps after an interview take about six weeks."""


def curve_chart(
    timing: TimeToResponse, benchmarks: Sequence[Benchmark], *, dark: bool, select: str = ""
) -> dict[str, Any]:
    """Return the specification of the curve with its 95% band and the benchmarks.

    Args:
        timing: The curve; its time axis is in days.
        benchmarks: Published values in days, each drawn as a vertical line and named in a legend, because
            a name next to its line would lie on the curve or on another line.
        dark: Whether to use the dark theme.
        select: If not '', a click near a step of the curve sets a selection of that name to the step's `day`.

    Raises:
        ValueError: The curve has no point.
    """
    if not timing.curve:
        raise ValueError("a curve needs at least one interview")
    colors = palette(dark=dark)
    frame = pd.DataFrame(
        {
            "day": [point.day for point in timing.curve],
            "waiting": [point.survival for point in timing.curve],
            "low": [point.low for point in timing.curve],
            "high": [point.high for point in timing.curve],
        }
    )
    scale = alt.Scale(domain=[0, _last_drawn_day(timing, benchmarks)])
    base = alt.Chart(frame).encode(
        x=alt.X("day:Q", title="Days after the interview", axis=_DAYS, scale=scale)
    )
    band = base.mark_area(interpolate="step-after", opacity=0.2, color=colors.accent, clip=True).encode(
        y=alt.Y("low:Q", title="Still without an answer", scale=alt.Scale(domain=[0, 1]), axis=_PERCENT),
        y2="high:Q",
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2.5, color=colors.accent, clip=True).encode(
        y="waiting:Q"
    )
    # Wide enough for a finger, and practically invisible.
    touch = base.mark_point(filled=True, size=220, opacity=0.01, color=colors.accent, clip=True).encode(
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
    benchmark_rules = [_benchmark_rules(benchmarks, colors)] if benchmarks else []
    return specification(alt.layer(band, line, *benchmark_rules, touch).properties(height=_HEIGHT), dark=dark)


def _last_drawn_day(timing: TimeToResponse, benchmarks: Sequence[Benchmark]) -> int:
    """Return the day at which the time axis ends, which is some time after the last answer.

    If it ended with the curve, an unanswered interview of years ago would squeeze all answers into the first
    inch.
    """
    benchmark_days = (math.ceil(benchmark.value) for benchmark in benchmarks)
    days = [_MIN_DAYS, 3 * (timing.slowest or 0) // 2, *benchmark_days]
    return max(1, min(timing.last_day, max(days)))


def _benchmark_rules(benchmarks: Sequence[Benchmark], colors: Palette) -> alt.Chart:
    """Return a chart with a vertical line for each benchmark, and their legend."""
    names = [
        f"Published: {benchmark.value:g} days, {benchmark.source} {benchmark.year}"
        for benchmark in benchmarks
    ]
    frame = pd.DataFrame({"day": [benchmark.value for benchmark in benchmarks], "name": names})
    shades = [colors.series[3], colors.series[2], colors.series[1]]
    scale = alt.Scale(domain=names, range=[shades[index % len(shades)] for index in range(len(names))])
    legend = alt.Legend(title=None, orient="top", columns=1, symbolType="stroke", labelLimit=300)
    rules: alt.Chart = (
        alt.Chart(frame)
        .mark_rule(strokeDash=[5, 4], strokeWidth=1.5)
        .encode(x="day:Q", color=alt.Color("name:N", scale=scale, legend=legend))
    )
    return rules


_DAYS = alt.Axis(grid=False, tickMinStep=1, labelOverlap=True, labelFlush=True, labelSeparation=6)
_PERCENT = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
