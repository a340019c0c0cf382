"""Escaping for text that people typed: Markdown shows it exactly as it was written."""

import re
from functools import lru_cache
from unicodedata import bidirectional

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+\-!|~$:&().@])")
_INLINE_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$:&]|-(?=[-=<>~])|(?<=[-=<>~])-)")
"""Markup that works within a line. A label is one line, and Streamlit escapes block markup at its start."""
_EMPTY_ELEMENT = ":blue[]"
"""An element without text. Streamlit converts URLs, shortcodes and arrows even if they are escaped, but never
across an element. An invisible character would work too, but would be copied along with the text."""

_CONVERTED = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=[^\s@])(?=@)"  # web and mail addresses become links
    r"|(?<=:)(?=[^\s:]+:)"  # ":smile:" becomes an emoji or an icon
    r"|(?<=<)(?=->)|(?<![-<>=~][-<>~])(?<=[-<>~])(?=[-=>](?![-<>=~]))",  # "->" becomes an arrow, "--" a dash
    re.IGNORECASE,
)
_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_ISOLATE_CHARS = re.compile("[\u2066-\u2069]")
_CONTROL_CHARS = re.compile("[\x00-\x1f\x7f]+")
_RIGHT_TO_LEFT_CLASSES = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF"})


def escape_label(text: str) -> str:
    """Return `text` escaped for the label of a field or a box.

    Like `escape_markdown`, but with only the necessary escapes: a screen reader reads the label as it is
    written, backslashes included.
    """
    return _escaped(text, _INLINE_MARKUP)


def escape_markdown(text: str) -> str:
    """Return `text` escaped for Markdown: markup escaped, line breaks as spaces, direction isolated.

    Right-to-left text and direction overrides inside it cannot affect the words around it.
    """
    return _escaped(text, _MARKUP)


@lru_cache(maxsize=2_000)  # a page escapes the same fifty texts in each of its runs
def _escaped(text: str, markup: re.Pattern[str]) -> str:
    visible_text = _ISOLATE_CHARS.sub("", _CONTROL_CHARS.sub(" ", text))
    escaped = _EMPTY_ELEMENT.join(markup.sub(r"\\\1", part) for part in _CONVERTED.split(visible_text))
    if not visible_text.isascii() and any(
        bidirectional(char) in _RIGHT_TO_LEFT_CLASSES for char in visible_text
    ):
        # The end of an isolate also ends every override that was opened inside it.
        return f"{_FIRST_STRONG_ISOLATE}{escaped}{_POP_ISOLATE}"
    return escaped


def lettered(letter: str, text: str) -> str:
    """Return an answer escaped for Markdown, after its letter on the wall if it has one."""
    return f"**{letter}**\u2002{escape_markdown(text)}" if letter else escape_markdown(text)


def escape_option(text: str) -> str:
    """Return the label of a choice to tap, in the accent text color.

    Without it, Streamlit shows a chosen option in the primary color. On the dark theme, no color is readable
    both as that text and under the white label of a button.
    """
    return f":blue[{text}]"
