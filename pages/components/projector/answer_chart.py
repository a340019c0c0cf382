"""Vega-Lite bar charts of a workshop's answers, cached for each published result."""

import textwrap
from functools import lru_cache
from typing import Any

from followup_core.charts.chart_theme import Palette, palette
from followup_core.workshop.disclosure_words import NOT_SHOWN
from followup_core.workshop.workshop_model import ObservationCounts, OptionCount, PublishedResults

_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_WIDTH = 600
"""Pixels for a line above a bar, so that it fits next to the table at a width of 1280 pixels."""
_LARGE, _USUAL, _SMALL = 42, 30, 26
"""Font sizes in pixels: few short answers fill the projection as well as many do."""
_HEADROOM, _HEADROOM_FOR_WORDS = 1.25, 1.6
"""The axis length as a multiple of the longest bar, so that the text next to a bar fits."""


@lru_cache(maxsize=32)
def answer_bars(published: PublishedResults, key: str, *, dark: bool) -> dict[str, Any]:
    """Return the chart with a bar for each option, its text above and its count at the end.

    The right option, `key`, is marked by a check mark and by color. A suppressed count has text but no bar.
    """
    return _specification(
        [_option_row(cell, key) for cell in published.counts], _HEADROOM, palette(dark=dark)
    )


@lru_cache(maxsize=32)
def observed_bars(observed: tuple[ObservationCounts, ...], *, dark: bool) -> dict[str, Any]:
    """Return the chart with a bar for each observed point: its first option's count, all counts as text."""
    return _specification([_point_row(point) for point in observed], _HEADROOM_FOR_WORDS, palette(dark=dark))


def count_words(cell: OptionCount) -> str:
    """Return a published count as text, or that it is suppressed."""
    return NOT_SHOWN if cell.count is None else str(cell.count)


def _specification(rows: list[dict[str, Any]], headroom: float, colours: Palette) -> dict[str, Any]:
    """Return the chart of rows below each other, each as high as its text needs; `at` is a bar's top."""
    size = _size(rows)
    height = 0.0
    for row in rows:
        lines = _wrapped(row["words"], size)
        row["words"] = "\n".join(lines)
        row["at"] = height + len(lines) * size * 1.2 + size * 0.3
        height = row["at"] + size * 1.5
    most = max([*(row["count"] for row in rows), 1])
    x = {"field": "count", "type": "quantitative", "axis": None, "scale": {"domain": [0, most * headroom]}}
    y = {"field": "at", "type": "quantitative", "axis": None}
    raised = {"expr": f"-{size * 1.2} * length(split(datum.words, '\\n')) - {size * 0.1}"}
    next_to_bar = {"dy": size * 0.5, "dx": 10, "fontWeight": "bold", "baseline": "middle"}
    return {
        "data": {"values": rows},
        "height": height,
        "background": colours.ground,
        "padding": 0,
        "encoding": {"y": {**y, "scale": {"domain": [0, height], "range": [0, height]}}},
        "layer": [
            _bar(colours, x, size),
            _text("words", size, colours.text, {"value": 0}, {"dy": raised, "baseline": "top"}),
            _text("shown", size, colours.text, x, next_to_bar),
        ],
        "config": {"font": _FONT, "view": {"stroke": None}},
    }


def _size(rows: list[dict[str, Any]]) -> int:
    if len(rows) <= 3 and all(len(_wrapped(row["words"], _LARGE)) == 1 for row in rows):
        return _LARGE
    return _USUAL if len(rows) <= 4 else _SMALL


def _wrapped(words: str, size: int) -> list[str]:
    return textwrap.wrap(words, int(_WIDTH / size / 0.6)) or [""]


def _bar(colours: Palette, x: dict[str, Any], thick: float) -> dict[str, Any]:
    right = {"test": "datum.right", "value": colours.accent}
    look = {"orient": "horizontal", "height": thick, "yOffset": thick / 2, "cornerRadiusEnd": 4}
    return {
        "mark": {"type": "bar", **look},
        "encoding": {"x": x, "color": {"condition": right, "value": colours.quiet}},
    }


def _text(field: str, size: int, colour: str, x: dict[str, Any], look: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "text", "align": "left", "fontSize": size, "lineHeight": size * 1.2, "lineBreak": "\n"}
    mark |= {"color": colour, **look}
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}, "x": x}}


def _option_row(cell: OptionCount, key: str) -> dict[str, Any]:
    right = not key or cell.option.id == key
    tick = "✓ " if key and right else ""
    return _row(cell.option.id, tick + cell.option.words, cell.count or 0, count_words(cell), right=right)


def _point_row(point: ObservationCounts) -> dict[str, Any]:
    cells = point.published.counts
    shown = ", ".join(f"{cell.option.words} {count_words(cell)}" for cell in cells)
    if all(cell.count is None for cell in cells):
        shown = NOT_SHOWN
    first = cells[0].count or 0 if cells else 0
    return _row(point.prompt.prompt_id, point.prompt.ask, first, shown, right=True)


def _row(place: str, words: str, count: int, shown: str, *, right: bool) -> dict[str, Any]:
    return {"place": place, "words": words, "count": count, "shown": shown, "right": right}
