"""A timeline chart of one interview: what happened, and what is planned if nobody answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import altair as alt
import pandas as pd

from followup_core.models.date_text import DayFormat

from .chart_theme import DARK, LIGHT

# Distinguishable with each of the three color-vision deficiencies; each lane also has its own shape.
_LIGHT = {"You": LIGHT.series[0], "They": LIGHT.series[2], "Planned": "#9A4B06"}
_DARK = {"You": DARK.series[0], "They": DARK.series[2], "Planned": DARK.series[1]}
_TEXT = {False: LIGHT.text, True: DARK.text}
_SHAPES = {"You": "circle", "They": "square", "Planned": "triangle-up"}
_ROW_HEIGHT = 34


class Lane(StrEnum):
    """Who did something, or that it is only planned."""

    YOU = "You"
    THEY = "They"
    PLANNED = "Planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMark:
    """One event on the timeline: its day, who did it, and what it was."""

    on: date
    lane: Lane
    what: str
    detail: str = ""


def timeline_chart(marks: Sequence[TimelineMark], day_format: DayFormat, *, dark: bool) -> dict[str, Any]:
    """Return the Vega-Lite specification of a timeline, oldest event on top, with today as a line.

    Each event is a row with its own label, so that nothing overlaps on a phone.

    Raises:
        ValueError: There are no marks.
    """
    if not marks:
        raise ValueError("a timeline needs at least one mark")
    ordered = sorted(marks, key=lambda mark: mark.on)
    days = [*(mark.on for mark in ordered), day_format.today]
    middle = min(days) + (max(days) - min(days)) / 2
    frame = pd.DataFrame(
        {
            "day": [_midnight(mark.on) for mark in ordered],
            "row": list(range(len(ordered))),
            "who": [mark.lane.value for mark in ordered],
            "what": [mark.what for mark in ordered],
            "detail": [mark.detail for mark in ordered],
            "late": [mark.on > middle for mark in ordered],
        }
    )
    layers = _layers(frame, day_format, dark=dark)
    chart = alt.layer(*layers).properties(height=_ROW_HEIGHT * len(ordered) + 30)
    spec: dict[str, Any] = chart.to_dict()
    return spec


def _layers(
    frame: pd.DataFrame, day_format: DayFormat, *, dark: bool
) -> list[alt.Chart | alt.LayerChart | alt.FacetChart]:
    colours = _DARK if dark else _LIGHT
    lanes = list(_SHAPES)
    base = alt.Chart(frame)
    y = alt.Y("row:O", axis=None, sort="ascending")
    short, long = ("%b %-d", "%B %-d, %Y") if day_format.month_first else ("%-d %b", "%-d %B %Y")
    axis = alt.Axis(format=short, labelOverlap=True, tickCount=5, grid=False)
    x = alt.X("day:T", title=None, axis=axis)
    scale = alt.Scale(domain=lanes, range=[colours[lane] for lane in lanes])
    shapes = alt.Scale(domain=lanes, range=list(_SHAPES.values()))
    legend = alt.Legend(title=None, orient="top")
    points = base.mark_point(size=110, filled=True, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color("who:N", scale=scale, legend=legend),
        shape=alt.Shape("who:N", scale=shapes, legend=legend),
        tooltip=[
            alt.Tooltip("day:T", title="Day", format=long),
            alt.Tooltip("what:N", title="What"),
            alt.Tooltip("detail:N", title="More"),
        ],
    )
    words = base.encode(x=x, y=y, text="what:N")
    early = words.mark_text(align="left", dx=10, fontSize=13, color=_TEXT[dark])
    late = words.mark_text(align="right", dx=-10, fontSize=13, color=_TEXT[dark])
    # A label is placed where there is space: right of an early mark, left of a late one.
    return [
        _today_rule(day_format.today, dark=dark),
        points,
        early.transform_filter(alt.datum.late == False),  # noqa: E712  # a Vega expression
        late.transform_filter(alt.datum.late == True),  # noqa: E712
    ]


def _today_rule(today: date, *, dark: bool) -> alt.LayerChart | alt.FacetChart:
    base = alt.Chart(pd.DataFrame({"day": [_midnight(today)], "what": ["Today"]})).encode(x="day:T")
    rule = base.mark_rule(strokeDash=[4, 4], opacity=0.7, color=_TEXT[dark])
    name = base.mark_text(y=-8, fontSize=12, color=_TEXT[dark]).encode(text="what:N")
    return alt.layer(rule, name)


def _midnight(day: date) -> str:
    """Return `day` as local time.

    Browsers read a date without a time as UTC, which is the day before in America.
    """
    return f"{day.isoformat()}T00:00:00"
