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
"""The factor by which everything shrinks on a narrower screen. On a wider one, larger text would overlap."""
_LARGE_FONT, _USUAL_FONT = 60, 45
"""Font sizes in pixels at that width: 1/25 of the screen's height, and larger for few short answers."""
_MAX_LOOSE_ROWS = 4
"""If a chart has more rows than these, they are closer together."""
_HEADROOM, _HEADROOM_FOR_WORDS = 1.4, 1.7
"""The axis length as a multiple of the longest bar, so that the text next to a bar fits."""


@lru_cache(maxsize=32)
def answer_bars(
    published: PublishedResults, key: str, letters: tuple[str, ...] = (), *, dark: bool
) -> dict[str, Any]:
    """Return the chart with a bar for each option, its letter and text above and its count at the end.

    A check mark and color mark the right option, whose id is `key`. A suppressed count has text but no bar.
    """
    rows = [
        _option_row(cell, published, key, letter)
        for cell, letter in zip(published.counts, _letters_or_blanks(letters, published.counts), strict=True)
    ]
    return _chart_spec(rows, _HEADROOM, palette(dark=dark))


@lru_cache(maxsize=32)
def observed_bars(
    observed: tuple[ObservationCounts, ...], letters: tuple[str, ...] = (), *, dark: bool
) -> dict[str, Any]:
    """Return the chart with a bar for each observed point: the count and the share of its first option."""
    rows = [
        _point_row(point, letter)
        for point, letter in zip(observed, _letters_or_blanks(letters, observed), strict=True)
    ]
    return _chart_spec(rows, _HEADROOM_FOR_WORDS, palette(dark=dark))


def count_words(cell: OptionCount, published: PublishedResults) -> str:
    """Return a count with its share of all counted participants, or that it is suppressed."""
    return NOT_SHOWN if cell.count is None else f"{cell.count} ({_percent(cell.count, published)}%)"


def spoken(published: PublishedResults) -> str:
    """Return a chart's counts as text for screen readers."""
    counts = ", ".join(f"{cell.option.words} {count_words(cell, published)}" for cell in published.counts)
    return f"{published.sentence} {counts}."


def spoken_observations(observed: tuple[ObservationCounts, ...]) -> str:
    """Return a chart's observations as text for screen readers."""
    return " ".join(f"{point.prompt.ask}: {observation(point)}." for point in observed)


def _percent(count: int, published: PublishedResults) -> int:
    return round(100 * count / published.participant_count)


def _chart_spec(rows: list[dict[str, Any]], headroom: float, colors: Palette) -> dict[str, Any]:
    """Return the chart of rows below each other, each as high as its text needs; `at` is the top of a bar."""
    font_size = _font_size(rows)
    height = 0.0
    text_lines: list[dict[str, Any]] = []
    for row in rows:
        row_lines = _wrapped_lines(row["words"], font_size)
        row["at"] = height + len(row_lines) * font_size * 1.2 + font_size * 0.2
        # Each line is a text of its own: Vega keeps the first distance between the lines of one text, so that
        # after a change of the window's size the last one would run into the bar.
        text_lines += [
            {"line": line, "lines_below": len(row_lines) - number, "at": row["at"]}
            for number, line in enumerate(row_lines)
        ]
        height = row["at"] + font_size * (1.5 if len(rows) <= _MAX_LOOSE_ROWS else 1.3)
    highest_count = max([*(row["count"] for row in rows), 1])
    x = {
        "field": "count",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, highest_count * headroom]},
    }
    y = {"field": "at", "type": "quantitative", "axis": None}
    # Vega-Lite can't make a chart as high as its width demands, but the rows can shrink with their text.
    scaled_height = {"expr": f"height * {_SCALE}"}
    line_offset = {"expr": "-em * (1.2 * datum.lines_below + 0.1)"}
    next_to_bar = {"dy": {"expr": "em / 2"}, "dx": 12, "fontWeight": "bold", "baseline": "middle"}
    return {
        "data": {"values": rows},
        "params": [{"name": "em", "expr": f"{font_size} * {_SCALE}"}],
        "height": height,
        "background": colors.ground,
        "padding": 0,
        "encoding": {"y": {**y, "scale": {"domain": [0, height], "range": [0, scaled_height]}}},
        "layer": [
            _bar_layer(colors, x),
            {
                "data": {"values": text_lines},
                **_text_layer("line", colors.text, {"value": 0}, {"dy": line_offset, "baseline": "top"}),
            },
            _text_layer("shown", colors.text, x, next_to_bar),
        ],
        "config": {"font": _FONT, "view": {"stroke": None}},
    }


def _font_size(rows: list[dict[str, Any]]) -> int:
    if len(rows) <= 3 and all(len(_wrapped_lines(row["words"], _LARGE_FONT)) == 1 for row in rows):
        return _LARGE_FONT
    return _USUAL_FONT


def _wrapped_lines(words: str, size: int) -> list[str]:
    return textwrap.wrap(words, int(_WIDTH / size / 0.6)) or [""]


def _bar_layer(colors: Palette, x: dict[str, Any]) -> dict[str, Any]:
    right_answer_color = {"test": "datum.right", "value": colors.accent}
    bar_height, bar_offset = {"expr": "em"}, {"expr": "em / 2"}
    bar_style = {"orient": "horizontal", "height": bar_height, "yOffset": bar_offset, "cornerRadiusEnd": 4}
    return {
        "mark": {"type": "bar", **bar_style},
        "encoding": {"x": x, "color": {"condition": right_answer_color, "value": colors.quiet}},
    }


def _text_layer(field: str, color: str, x: dict[str, Any], text_style: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "text", "align": "left", "fontSize": {"expr": "em"}, "color": color, **text_style}
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}, "x": x}}


def _letters_or_blanks(letters: tuple[str, ...], rows: Sequence[object]) -> tuple[str, ...]:
    return letters or ("",) * len(rows)


def _option_row(cell: OptionCount, published: PublishedResults, key: str, letter: str) -> dict[str, Any]:
    is_right = not key or cell.option.id == key
    words = " ".join(filter(None, ("✓" if key and is_right else "", letter, cell.option.words)))
    return _row(cell.option.id, words, cell.count or 0, count_words(cell, published), is_right=is_right)


def _point_row(point: ObservationCounts, letter: str) -> dict[str, Any]:
    first_count, words = point.published.counts[0].count or 0, f"{letter} {point.prompt.ask}".strip()
    return _row(point.prompt.prompt_id, words, first_count, observation(point), is_right=True)


def observation(point: ObservationCounts) -> str:
    """Return how many participants said yes to a point; yes is the first of its two options."""
    published, yes_cell = point.published, point.published.counts[0]
    if yes_cell.count is None:
        return NOT_SHOWN
    return f"{yes_cell.count} of {published.participant_count} ({_percent(yes_cell.count, published)}%)"


def _row(row_id: str, words: str, count: int, count_text: str, *, is_right: bool) -> dict[str, Any]:
    return {"place": row_id, "words": words, "count": count, "shown": count_text, "right": is_right}
