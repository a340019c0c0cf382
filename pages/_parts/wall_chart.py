"""The room's answers as bars: built once for what is published, as a plain specification."""

import textwrap
from functools import lru_cache
from typing import Any

from followup_core.charts.theme import Palette, palette
from followup_core.workshop.model import Cell, Observed, Published

_WORDS, _LEADING = 26, 31
_LINE = 38
"""Letters in a line above a bar; more would not fit beside the table at 1280 pixels."""
_BAR, _GAP = 30, 18
_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"


@lru_cache(maxsize=32)
def bars(published: Published, key: str, *, dark: bool) -> dict[str, Any]:
    """Return a bar for each option with its words above and its count at the end.

    The right option, `key`, stands out by a tick and by colour. A count that is kept back has words, no bar.
    """
    return _specification([_option_row(cell, key) for cell in published.cells], palette(dark=dark))


@lru_cache(maxsize=32)
def observed_bars(observed: tuple[Observed, ...], *, dark: bool) -> dict[str, Any]:
    """Return a bar for each watched point: its first option's count, with all counts in words."""
    return _specification([_point_row(seen) for seen in observed], palette(dark=dark))


def count_words(cell: Cell) -> str:
    """Return a released count, or that it is kept back."""
    return "kept back" if cell.count is None else str(cell.count)


def _specification(rows: list[dict[str, Any]], colours: Palette) -> dict[str, Any]:
    """Return the rows one under the other, each as high as its words need; `at` is where its bar begins."""
    height = 0.0
    for row in rows:
        row["at"] = height + (1 + row["words"].count("\n")) * _LEADING + _WORDS * 0.3
        height = row["at"] + _BAR + _GAP
    y = {"field": "at", "type": "quantitative", "axis": None}
    most = max([*(row["count"] for row in rows), 1])
    x = {"field": "count", "type": "quantitative", "axis": None, "scale": {"domain": [0, most * 1.25]}}
    raised = {"expr": f"-{_LEADING} * length(split(datum.words, '\\n')) - {_WORDS * 0.1}"}
    beside = {"dy": _BAR / 2, "dx": 10, "fontWeight": "bold", "baseline": "middle"}
    return {
        "data": {"values": rows},
        "height": height,
        "background": colours.ground,
        "padding": 0,
        "encoding": {"y": {**y, "scale": {"domain": [0, height], "range": [0, height]}}},
        "layer": [
            _bar(colours, x),
            _text("words", colours.text, {"value": 0}, {"dy": raised, "baseline": "top"}),
            _text("shown", colours.text, x, beside),
        ],
        "config": {"font": _FONT, "view": {"stroke": None}},
    }


def _bar(colours: Palette, x: dict[str, Any]) -> dict[str, Any]:
    right = {"test": "datum.right", "value": colours.accent}
    return {
        "mark": {
            "type": "bar",
            "orient": "horizontal",
            "height": _BAR,
            "yOffset": _BAR / 2,
            "cornerRadiusEnd": 4,
        },
        "encoding": {"x": x, "color": {"condition": right, "value": colours.quiet}},
    }


def _text(field: str, colour: str, x: dict[str, Any], look: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "text", "align": "left", "fontSize": _WORDS, "lineHeight": _LEADING}
    mark |= {"lineBreak": "\n", "color": colour}
    return {"mark": {**mark, **look}, "encoding": {"text": {"field": field, "type": "nominal"}, "x": x}}


def _option_row(cell: Cell, key: str) -> dict[str, Any]:
    right = not key or cell.option.id == key
    tick = "✓ " if key and right else ""
    return _row(cell.option.id, tick + cell.option.words, cell.count or 0, count_words(cell), right=right)


def _point_row(seen: Observed) -> dict[str, Any]:
    cells = seen.published.cells
    shown = ", ".join(f"{cell.option.words} {count_words(cell)}" for cell in cells)
    if all(cell.count is None for cell in cells):
        shown = "too few to show"
    first = cells[0].count or 0 if cells else 0
    return _row(seen.prompt.prompt_id, seen.prompt.ask, first, shown, right=True)


def _row(place: str, words: str, count: int, shown: str, *, right: bool) -> dict[str, Any]:
    lines = "\n".join(textwrap.wrap(words, _LINE))
    return {"place": place, "words": lines, "count": count, "shown": shown, "right": right}
