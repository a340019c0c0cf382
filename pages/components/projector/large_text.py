"""Large text as an SVG image, fitted to the page's width, with the same words as its alternative text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from xml.sax.saxutils import escape

import streamlit as st

from components.statistics.clickable_chart import is_dark_theme
from followup_core.charts.chart_theme import Palette, palette

_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_CODE_FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, Liberation Mono, monospace"
_LINE_HEIGHT = 1.28
_FIRST_WIDE_CODE_POINT = 0x2E80
_SPACE_ABOVE = 8
"""Units of space at the top, because Streamlit rounds the corners of every image."""
MAX_SCALE, _MIN_SCALE = 1.2, 0.45
"""How many times its own size a text is drawn at most, and at least."""
_MIN_SIZE = 45
"""The smallest size in units: at 1920 x 1080, 1/25 of the height, so that the last row can read it."""
_UNDRAWABLE = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+|[\u202a-\u202e\u2066-\u2069]"
)


class TextTone(StrEnum):
    """The color role of a line."""

    TEXT = "text"
    QUIET = "quiet"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paragraph of the image. Sizes are in units of the image's width, see `render_large_text`."""

    text: str
    size: int
    tone: TextTone = TextTone.TEXT
    bold: bool = False
    before: int = 0
    """The space above the paragraph."""
    mark: str = ""
    """Is drawn before the first line, such as an option's letter. The lines are then indented."""
    indent: float = 1.1
    """How many em the lines after a mark are indented."""
    code: bool = False
    """A code to copy: monospaced, widely spaced, never broken."""


def render_large_text(
    words: Sequence[Words], *, width: int = 1600, height: int = 650, largest: float = MAX_SCALE
) -> None:
    """Draw text `width` units wide over the whole column; little text becomes larger, much text smaller.

    At 1920 pixels, 1600 units over the whole page are about one pixel each. Sizes grow by a factor of up to
    `largest` as long as the text fits in `height` units.
    """
    st.image(
        drawing(words, width=width, height=height, largest=largest, colors=palette(dark=is_dark_theme())),
        width="stretch",
        alt="\n".join(" ".join(filter(None, (paragraph.mark, paragraph.text))) for paragraph in words),
    )


def fitting(words: Sequence[Words], *, width: int = 1600, height: int, least: int) -> list[Words]:
    """Return the first paragraphs, as many as fit at the smallest size, but at least `least`."""
    smallest_words, count = _scaled(words, _MIN_SCALE), len(words)
    while count > least and height_of(smallest_words[:count], width) > height:
        count -= 1
    return list(words[:count])


def drawing(words: Sequence[Words], *, width: int, height: int, largest: float, colors: Palette) -> str:
    """Return the text as an SVG image without a background, at most `height` units high if possible."""
    scale = largest
    while scale > _MIN_SCALE and height_of(_scaled(words, scale), width) > height:
        scale -= 0.05
    fitted_words = _scaled(words, scale)
    elements = "".join(_text_elements(fitted_words, width, colors))
    box = f"0 {-_SPACE_ABOVE} {width} {height_of(fitted_words, width) + _SPACE_ABOVE}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{elements}</svg>'


def _scaled(words: Sequence[Words], scale: float) -> list[Words]:
    return [
        paragraph
        if paragraph.code
        else replace(
            paragraph,
            size=max(round(paragraph.size * scale), _MIN_SIZE),
            before=round(paragraph.before * scale),
        )
        for paragraph in words
    ]


def height_of(words: Sequence[Words], width: int) -> int:
    """Return how high paragraphs are at their own sizes, in units of the width."""
    return round(
        sum(
            paragraph.before + len(_lines_of(paragraph, width)) * paragraph.size * _LINE_HEIGHT
            for paragraph in words
        )
    )


def _text_elements(words: Sequence[Words], width: int, colors: Palette) -> Iterator[str]:
    color_of_tone = {TextTone.TEXT: colors.text, TextTone.QUIET: colors.quiet, TextTone.ACCENT: colors.accent}
    y = 0.0
    for paragraph in words:
        y += paragraph.before
        color, weight = color_of_tone[paragraph.tone], 650 if paragraph.bold else 400
        style = f'font-size="{paragraph.size}" fill="{color}" font-weight="{weight}"'
        if paragraph.mark:
            mark = f'<text x="0" y="{y + paragraph.size:.0f}" font-family="{_FONT}" {style}>'
            yield f"{mark}{_xml_text(paragraph.mark)}</text>"
        for line in _lines_of(paragraph, width):
            yield (
                f'<text x="{_indent(paragraph)}" y="{y + paragraph.size:.0f}" xml:space="preserve" {style} '
                f"{_font_attributes(paragraph, width)}>{_xml_text(line)}</text>"
            )
            y += paragraph.size * _LINE_HEIGHT


def _font_attributes(words: Words, width: int) -> str:
    if not words.code:
        return f'font-family="{_FONT}"'
    text_width = min(width, round(len(words.text) * words.size * 0.68))
    return f'font-family="{_CODE_FONT}" textLength="{text_width}"'


def _indent(words: Words) -> int:
    return round(words.size * words.indent) if words.mark else 0


def _lines_of(words: Words, width: int) -> list[str]:
    """Return a paragraph's lines, short enough to fit in any font that the viewer's system may have."""
    if words.code:
        return [words.text]
    max_ems = (width - _indent(words)) / words.size
    lines = [""]
    for word in _pieces(words.text, max_ems):
        longer_line = f"{lines[-1]} {word}".strip()
        if _ems(longer_line, words.bold) <= max_ems:
            lines[-1] = longer_line
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _pieces(text: str, max_ems: float) -> Iterator[str]:
    """Yield the words of a text; a word that is longer than a line is split."""
    max_chars = max(int(max_ems), 1)
    for word in text.split():
        for start in range(0, len(word), max_chars if _ems(word, bold=True) > max_ems else len(word)):
            yield word[start : start + max_chars] if _ems(word, bold=True) > max_ems else word


def _ems(text: str, bold: bool) -> float:
    """Return the estimated width of a text in em; too wide rather than too narrow."""
    width = sum(_em(char) for char in text)
    return width * (1.14 if bold else 1.0)


def _em(char: str) -> float:
    if char in "iljtfrI.,:;'!|()[] ’":
        return 0.4
    if char in "mwMW@%—…" or ord(char) > _FIRST_WIDE_CODE_POINT:
        return 1.0
    return 0.72 if char.isupper() else 0.62


def _xml_text(text: str) -> str:
    return escape(_UNDRAWABLE.sub(" ", text))
