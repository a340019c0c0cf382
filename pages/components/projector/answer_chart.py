"""Vega-Lite bar charts of a workshop's answers, cached for each published result."""

import textwrap
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from followup_core.charts.chart_theme import Palette, palette
from followup_core.workshop.disclosure_words import NOT_SHOWN
from followup_core.workshop.workshop_model import ObservationCounts, OptionCount, PublishedResults

_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_WIDTH = 1000
"""The chart's width in pixels at 1920 x 1080."""
_SCALE = f"min(width / {_WIDTH}, 1)"
"""By how much everything is smaller on a narrower screen; on a wider one, larger text would overlap."""
_LARGE, _USUAL = 60, 45
"""Font sizes in pixels at that width: at least 1/25 of the screen's height, more for few short answers."""
_MANY = 4
"""More rows than these are closer together."""
_HEADROOM, _HEADROOM_FOR_WORDS = 1.4, 1.7
"""The axis length as a multiple of the longest bar, so that the text next to a bar fits."""


@lru_cache(maxsize=32)
def answer_bars(
    published: PublishedResults, key: str, letters: tuple[str, ...] = (), *, dark: bool
) -> dict[str, Any]:
    """Return the chart with a bar for each option, its letter and text above and its count at the end.

    The right option, `key`, is marked by a check mark and by color. A suppressed count has text but no bar.
    """
    return _specification(
        [
            _option_row(cell, published, key, letter)
            for cell, letter in zip(published.counts, _letters(letters, published.counts), strict=True)
        ],
        _HEADROOM,
        palette(dark=dark),
    )


@lru_cache(maxsize=32)
def observed_bars(
    observed: tuple[ObservationCounts, ...], letters: tuple[str, ...] = (), *, dark: bool
) -> dict[str, Any]:
    """Return the chart with a bar for each observed point: its first option's count and share."""
    rows = [
        _point_row(point, letter) for point, letter in zip(observed, _letters(letters, observed), strict=True)
    ]
    return _specification(rows, _HEADROOM_FOR_WORDS, palette(dark=dark))


def count_words(cell: OptionCount, published: PublishedResults) -> str:
    """Return a published count with its share of those counted, or that it is suppressed."""
    return NOT_SHOWN if cell.count is None else f"{cell.count} ({_percent(cell.count, published)}%)"


def spoken(published: PublishedResults) -> str:
    """Return a chart's counts as text, for whoever doesn't see it."""
    counts = ", ".join(f"{cell.option.words} {count_words(cell, published)}" for cell in published.counts)
    return f"{published.sentence} {counts}."


def spoken_observations(observed: tuple[ObservationCounts, ...]) -> str:
    """Return a chart's observations as text, for whoever doesn't see it."""
    return " ".join(f"{point.prompt.ask}: {observation(point)}." for point in observed)


def _percent(count: int, published: PublishedResults) -> int:
    return round(100 * count / published.participant_count)


def _specification(rows: list[dict[str, Any]], headroom: float, colors: Palette) -> dict[str, Any]:
    """Return the chart of rows below each other, each as high as its text needs; `at` is a bar's top."""
    size = _size(rows)
    height = 0.0
    lines: list[dict[str, Any]] = []
    for row in rows:
        words = _wrapped(row["words"], size)
        row["at"] = height + len(words) * size * 1.2 + size * 0.2
        # Each line is a text of its own: Vega keeps the first distance between the lines of one text, so that
        # after a change of the window's size the last one would run into the bar.
        lines += [
            {"line": line, "lines_below": len(words) - number, "at": row["at"]}
            for number, line in enumerate(words)
        ]
        height = row["at"] + size * (1.5 if len(rows) <= _MANY else 1.3)
    highest_count = max([*(row["count"] for row in rows), 1])
    x = {
        "field": "count",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, highest_count * headroom]},
    }
    y = {"field": "at", "type": "quantitative", "axis": None}
    # Vega-Lite can't make a chart as high as its width demands, but the rows can shrink with their text.
    scaled = {"expr": f"height * {_SCALE}"}
    raised = {"expr": "-em * (1.2 * datum.lines_below + 0.1)"}
    next_to_bar = {"dy": {"expr": "em / 2"}, "dx": 12, "fontWeight": "bold", "baseline": "middle"}
    return {
        "data": {"values": rows},
        "params": [{"name": "em", "expr": f"{size} * {_SCALE}"}],
        "height": height,
        "background": colors.ground,
        "padding": 0,
        "encoding": {"y": {**y, "scale": {"domain": [0, height], "range": [0, scaled]}}},
        "layer": [
            _bar(colors, x),
            {
                "data": {"values": lines},
                **_text("line", colors.text, {"value": 0}, {"dy": raised, "baseline": "top"}),
            },
            _text("shown", colors.text, x, next_to_bar),
        ],
        "config": {"font": _FONT, "view": {"stroke": None}},
    }


def _size(rows: list[dict[str, Any]]) -> int:
    if len(rows) <= 3 and all(len(_wrapped(row["words"], _LARGE)) == 1 for row in rows):
        return _LARGE
    return _USUAL


def _wrapped(words: str, size: int) -> list[str]:
    return textwrap.wrap(words, int(_WIDTH / size / 0.6)) or [""]


def _bar(colors: Palette, x: dict[str, Any]) -> dict[str, Any]:
    right = {"test": "datum.right", "value": colors.accent}
    thick, middle = {"expr": "em"}, {"expr": "em / 2"}
    look = {"orient": "horizontal", "height": thick, "yOffset": middle, "cornerRadiusEnd": 4}
    return {
        "mark": {"type": "bar", **look},
        "encoding": {"x": x, "color": {"condition": right, "value": colors.quiet}},
    }


def _text(field: str, color: str, x: dict[str, Any], look: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "text", "align": "left", "fontSize": {"expr": "em"}, "color": color, **look}
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}, "x": x}}


def _letters(letters: tuple[str, ...], rows: Sequence[object]) -> tuple[str, ...]:
    return letters or ("",) * len(rows)


def _option_row(cell: OptionCount, published: PublishedResults, key: str, letter: str) -> dict[str, Any]:
    right = not key or cell.option.id == key
    words = " ".join(filter(None, ("✓" if key and right else "", letter, cell.option.words)))
    return _row(cell.option.id, words, cell.count or 0, count_words(cell, published), right=right)


def _point_row(point: ObservationCounts, letter: str) -> dict[str, Any]:
    first, words = point.published.counts[0].count or 0, f"{letter} {point.prompt.ask}".strip()
    return _row(point.prompt.prompt_id, words, first, observation(point), right=True)


def observation(point: ObservationCounts) -> str:
    """Return how many of those who watched said yes to a point, the first of its two options."""
    published, first = point.published, point.published.counts[0]
    if first.count is None:
        return NOT_SHOWN
    return f"{first.count} of {published.participant_count} ({_percent(first.count, published)}%)"


def _row(place: str, words: str, count: int, shown: str, *, right: bool) -> dict[str, Any]:
    return {"place": place, "words": words, "count": count, "shown": shown, "right": right}
