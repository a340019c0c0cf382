"""One interview's timeline: what happened, and what is planned if nobody answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import altair as alt
import pandas as pd

# Told apart under all three colour-vision deficiencies; each lane has its own shape as well.
_LIGHT = {"You": "#0F6B66", "They": "#4B4E9E", "Planned": "#9A4B06"}
_DARK = {"You": "#5CC2B8", "They": "#A5A8F0", "Planned": "#F2B25C"}
_SHAPES = {"You": "circle", "They": "square", "Planned": "triangle-up"}
_ROW_HEIGHT = 34


class Lane(StrEnum):
    """Who did it, or whether it is still only planned."""

    YOU = "You"
    THEY = "They"
    PLANNED = "Planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing on the timeline: its day, who did it, and what it was."""

    on: date
    lane: Lane
    what: str
    detail: str = ""


def timeline_chart(marks: Sequence[Mark], today: date, *, dark: bool) -> dict[str, Any]:
    """Return the Vega-Lite specification of a timeline, oldest mark on top, with today as a line.

    Each mark is a row with its own label, so nothing overlaps on a phone. Raises
    ValueError for no marks.
    """
    if not marks:
        raise ValueError("a timeline needs at least one mark")
    ordered = sorted(marks, key=lambda mark: mark.on)
    frame = pd.DataFrame(
        {
            "day": [mark.on.isoformat() for mark in ordered],
            "row": list(range(len(ordered))),
            "who": [mark.lane.value for mark in ordered],
            "what": [mark.what for mark in ordered],
            "detail": [mark.detail for mark in ordered],
        }
    )
    colours = _DARK if dark else _LIGHT
    chart = alt.layer(*_layers(frame, today, colours)).properties(height=_ROW_HEIGHT * len(ordered) + 30)
    spec: dict[str, Any] = chart.to_dict()
    return spec


def _layers(frame: pd.DataFrame, today: date, colours: dict[str, str]) -> list[alt.Chart]:
    lanes = list(_SHAPES)
    base = alt.Chart(frame)
    y = alt.Y("row:O", axis=None, sort="ascending")
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b", labelOverlap=True, tickCount=5, grid=False))
    scale = alt.Scale(domain=lanes, range=[colours[lane] for lane in lanes])
    shapes = alt.Scale(domain=lanes, range=list(_SHAPES.values()))
    legend = alt.Legend(title=None, orient="top")
    points = base.mark_point(size=110, filled=True, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color("who:N", scale=scale, legend=legend),
        shape=alt.Shape("who:N", scale=shapes, legend=legend),
        tooltip=[
            alt.Tooltip("day:T", title="Day", format="%-d %B %Y"),
            alt.Tooltip("what:N", title="What"),
            alt.Tooltip("detail:N", title="More"),
        ],
    )
    labels = base.mark_text(align="left", dx=10, fontSize=13).encode(x=x, y=y, text="what:N")
    return [_today_rule(today), points, labels]


def _today_rule(today: date) -> alt.Chart:
    frame = pd.DataFrame({"day": [today.isoformat()]})
    return alt.Chart(frame).mark_rule(strokeDash=[4, 4], opacity=0.6).encode(x="day:T")
