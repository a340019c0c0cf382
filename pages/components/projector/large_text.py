"""Large text as an SVG image, fitted to the page's width, with the same words as alternative text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from xml.sax.saxutils import escape

import streamlit as st

from components.statistics.clickable_chart import dark
from followup_core.charts.chart_theme import Palette, palette

_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_CODE_FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, Liberation Mono, monospace"
_LEADING = 1.28
_EAST_ASIA = 0x2E80
_ABOVE = 8
"""Units of space at the top, because Streamlit rounds off the corners of every image."""
LARGEST, _SMALLEST = 1.2, 0.45
"""How many times its own size a text is drawn at most, and at least."""
_LEAST = 45
"""The smallest size in units: at 1920 x 1080, 1/25 of the height, so that the last row can read it."""
_NOT_DRAWN = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+|[\u202a-\u202e\u2066-\u2069]"
)


class TextTone(StrEnum):
    """The color role of a line."""

    TEXT = "text"
    QUIET = "quiet"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paragraph of an image; sizes are in units of the image's width, see `render_large_text`."""

    text: str
    size: int
    tone: TextTone = TextTone.TEXT
    bold: bool = False
    before: int = 0
    """The space above it."""
    mark: str = ""
    """Shown before the first line, such as an option's letter; the lines are indented."""
    indent: float = 1.1
    """By how many em the lines after a mark are indented."""
    code: bool = False
    """A code to copy: monospaced, widely spaced, never broken."""


def render_large_text(
    words: Sequence[Words], *, width: int = 1600, height: int = 650, largest: float = LARGEST
) -> None:
    """Draw text `width` units wide over the whole column; little text becomes larger, much text smaller.

    At 1920 pixels, 1600 units over the whole page are about one pixel a unit. Sizes grow up to `largest`
    times as long as the text fits in `height` units.
    """
    st.image(
        drawing(words, width=width, height=height, largest=largest, colors=palette(dark=dark())),
        width="stretch",
        alt="\n".join(" ".join(filter(None, (block.mark, block.text))) for block in words),
    )


def fitting(words: Sequence[Words], *, width: int = 1600, height: int, least: int) -> list[Words]:
    """Return as many paragraphs, from the first one on, as fit at the smallest size; `least` in any case."""
    smallest, count = _scaled(words, _SMALLEST), len(words)
    while count > least and height_of(smallest[:count], width) > height:
        count -= 1
    return list(words[:count])


def drawing(words: Sequence[Words], *, width: int, height: int, largest: float, colors: Palette) -> str:
    """Return the text as an SVG with a transparent background, at most `height` units high if possible."""
    scale = largest
    while scale > _SMALLEST and height_of(_scaled(words, scale), width) > height:
        scale -= 0.05
    fitting = _scaled(words, scale)
    lines = "".join(_lines(fitting, width, colors))
    box = f"0 {-_ABOVE} {width} {height_of(fitting, width) + _ABOVE}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{lines}</svg>'


def _scaled(words: Sequence[Words], scale: float) -> list[Words]:
    return [
        block
        if block.code
        else replace(block, size=max(round(block.size * scale), _LEAST), before=round(block.before * scale))
        for block in words
    ]


def height_of(words: Sequence[Words], width: int) -> int:
    """Return how high paragraphs are at their own sizes, in units of the width."""
    return round(sum(block.before + len(_broken(block, width)) * block.size * _LEADING for block in words))


def _lines(words: Sequence[Words], width: int, colors: Palette) -> Iterator[str]:
    tones = {TextTone.TEXT: colors.text, TextTone.QUIET: colors.quiet, TextTone.ACCENT: colors.accent}
    at = 0.0
    for block in words:
        at += block.before
        look = (
            f'font-size="{block.size}" fill="{tones[block.tone]}" font-weight="{650 if block.bold else 400}"'
        )
        if block.mark:
            mark = f'<text x="0" y="{at + block.size:.0f}" font-family="{_FONT}" {look}>'
            yield f"{mark}{_drawn(block.mark)}</text>"
        for line in _broken(block, width):
            yield (
                f'<text x="{_indent(block)}" y="{at + block.size:.0f}" xml:space="preserve" {look} '
                f"{_setting(block, width)}>{_drawn(line)}</text>"
            )
            at += block.size * _LEADING


def _setting(words: Words, width: int) -> str:
    if not words.code:
        return f'font-family="{_FONT}"'
    wide = min(width, round(len(words.text) * words.size * 0.68))
    return f'font-family="{_CODE_FONT}" textLength="{wide}"'


def _indent(words: Words) -> int:
    return round(words.size * words.indent) if words.mark else 0


def _broken(words: Words, width: int) -> list[str]:
    """Break a paragraph into lines that fit in whatever font the viewer's system has."""
    if words.code:
        return [words.text]
    max_ems = (width - _indent(words)) / words.size
    lines = [""]
    for word in _pieces(words.text, max_ems):
        longer = f"{lines[-1]} {word}".strip()
        if _ems(longer, words.bold) <= max_ems:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _pieces(text: str, max_ems: float) -> Iterator[str]:
    """Yield the words of a text, splitting a word that is longer than a line."""
    max_chars = max(int(max_ems), 1)
    for word in text.split():
        for start in range(0, len(word), max_chars if _ems(word, bold=True) > max_ems else len(word)):
            yield word[start : start + max_chars] if _ems(word, bold=True) > max_ems else word


def _ems(text: str, bold: bool) -> float:
    """Return the estimated width of a text in em; rather too wide than too narrow."""
    wide = sum(_em(letter) for letter in text)
    return wide * (1.14 if bold else 1.0)


def _em(letter: str) -> float:
    if letter in "iljtfrI.,:;'!|()[] ’":
        return 0.4
    if letter in "mwMW@%—…" or ord(letter) > _EAST_ASIA:
        return 1.0
    return 0.72 if letter.isupper() else 0.62


def _drawn(text: str) -> str:
    return escape(_NOT_DRAWN.sub(" ", text))
