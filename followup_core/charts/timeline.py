"""A timeline chart of one interview: what happened, and what is planned if nobody answers."""

import json
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
_ROW_HEIGHT = 22
_LEGEND_HEIGHT = 54
"""The height of the legend with the space around it, in pixels: the chart's height includes it."""
_LINE_X = 10
"""The distance in pixels between the days and the line with the marks."""


class Lane(StrEnum):
    """Who did something: the candidate or the employer; or that it is only planned."""

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
    """Return the Vega-Lite specification of a timeline from top to bottom, oldest event first.

    Each event is a row with its day, its mark and its label, and today is a row, too. A scale of days from
    left to right would need space that a phone doesn't have: labels would leave the picture or overlap.

    Raises:
        ValueError: There are no marks.
    """
    if not marks:
        raise ValueError("a timeline needs at least one mark")
    rows = _rows(marks, day_format.today)
    frame = pd.DataFrame(
        {
            "day": [_midnight(row.on) for row in rows],
            "row": list(range(len(rows))),
            "who": [row.lane.value if row.lane else "" for row in rows],
            "what": [row.what for row in rows],
            "detail": [row.detail for row in rows],
        }
    )
    days = [day_format.brief(row.on) for row in rows]
    chart = alt.layer(*_layers(frame, days, day_format, dark=dark))
    spec: dict[str, Any] = chart.properties(height=_ROW_HEIGHT * len(rows) + _LEGEND_HEIGHT).to_dict()
    return spec


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of the chart: a mark, or the row for today, which has no lane."""

    on: date
    what: str
    lane: Lane | None = None
    detail: str = ""


def _rows(marks: Sequence[TimelineMark], today: date) -> list[_Row]:
    """Return the marks in the order of their days, with today before all marks that are still to come."""
    ordered_marks = sorted(marks, key=lambda mark: mark.on)
    is_ahead = [mark.on > today or (mark.lane is Lane.PLANNED and mark.on == today) for mark in ordered_marks]
    index = is_ahead.index(True) if True in is_ahead else len(ordered_marks)
    rows = [_Row(on=mark.on, lane=mark.lane, what=mark.what, detail=mark.detail) for mark in ordered_marks]
    return [*rows[:index], _Row(on=today, what="Today"), *rows[index:]]


def _layers(
    frame: pd.DataFrame, days: Sequence[str], day_format: DayFormat, *, dark: bool
) -> list[alt.Chart | alt.LayerChart | alt.FacetChart]:
    colors = _DARK if dark else _LIGHT
    lanes = list(_SHAPES)
    base = alt.Chart(frame)
    labels = alt.Axis(
        title=None,
        labelExpr=f"{json.dumps(list(days))}[datum.value]",
        labelFontSize=12,
        labelColor=_TEXT[dark],
        domain=False,
        ticks=False,
    )
    y = alt.Y("row:O", axis=labels, sort="ascending")
    x = alt.value(_LINE_X)
    long_date = "%B %-d, %Y" if day_format.month_first else "%-d %B %Y"
    scale = alt.Scale(domain=lanes, range=[colors[lane] for lane in lanes])
    shapes = alt.Scale(domain=lanes, range=list(_SHAPES.values()))
    legend = alt.Legend(title=None, orient="top")
    points = base.mark_point(size=110, filled=True, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color("who:N", scale=scale, legend=legend),
        shape=alt.Shape("who:N", scale=shapes, legend=legend),
        tooltip=[
            alt.Tooltip("day:T", title="Day", format=long_date),
            alt.Tooltip("what:N", title="What"),
            alt.Tooltip("detail:N", title="More"),
        ],
    )
    is_mark = alt.datum.who != ""
    label_x = _LINE_X + 14
    labels_at_marks = base.encode(x=alt.value(label_x), y=y, text="what:N")
    # A label that is too long for the picture ends in an ellipsis.
    max_width = alt.ExprRef(expr=f"width - {label_x}")
    mark_labels = labels_at_marks.mark_text(align="left", fontSize=13, color=_TEXT[dark], limit=max_width)
    today_label = labels_at_marks.mark_text(align="left", fontSize=13, fontWeight="bold", color=_TEXT[dark])
    return [
        base.transform_filter(alt.datum.row == 0).mark_rule(opacity=0.25, color=_TEXT[dark]).encode(x=x),
        points.transform_filter(is_mark),
        mark_labels.transform_filter(is_mark),
        today_label.transform_filter(~is_mark),
    ]


def _midnight(day: date) -> str:
    """Return the first moment of `day` as local time.

    Browsers read a date without a time as UTC, which is the day before in America.
    """
    return f"{day.isoformat()}T00:00:00"
