"""Escaping for text that people typed: Markdown shows it exactly as it was written."""

import re
from functools import lru_cache
from unicodedata import bidirectional

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+\-!|~$:&().@])")
_INLINE = re.compile(r"([\\`*_{}\[\]<>|~$:&]|-(?=[-=<>~])|(?<=[-=<>~])-)")
"""Markup that counts within a line; a label is one line, and Streamlit escapes block markup at its start."""
_NOTHING = ":blue[]"
"""An element without text. URLs, shortcodes and arrows are converted even where they are escaped, but never
across an element. An invisible character would work too, but would be copied along with the text."""

_TURNED = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=[^\s@])(?=@)"  # web and mail addresses become links
    r"|(?<=:)(?=[^\s:]+:)"  # ":smile:" becomes an emoji or an icon
    r"|(?<=<)(?=->)|(?<![-<>=~][-<>~])(?<=[-<>~])(?=[-=>](?![-<>=~]))",  # "->" becomes an arrow, "--" a dash
    re.IGNORECASE,
)
_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_ISOLATES = re.compile("[\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f]+")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF"})


def label(text: str) -> str:
    """Return `text` escaped for the label of a field or a box.

    Like `escape_markdown`, but with only the necessary escapes, because a screen reader reads the label as it
    is written, backslashes included.
    """
    return _escaped(text, _INLINE)


def escape_markdown(text: str) -> str:
    """Return `text` escaped for Markdown: markup escaped, line breaks as spaces, direction isolated.

    Right-to-left text and direction overrides inside it cannot affect the words around it.
    """
    return _escaped(text, _MARKUP)


@lru_cache(maxsize=2_000)  # a page escapes the same fifty texts in each of its runs
def _escaped(text: str, markup: re.Pattern[str]) -> str:
    shown = _ISOLATES.sub("", _CONTROL.sub(" ", text))
    escaped = _NOTHING.join(markup.sub(r"\\\1", part) for part in _TURNED.split(shown))
    if not shown.isascii() and any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in shown):
        # The end of an isolate also ends every override that was opened inside it.
        return f"{_FIRST_STRONG_ISOLATE}{escaped}{_POP_ISOLATE}"
    return escaped


def lettered(letter: str, text: str) -> str:
    """Return an answer escaped for Markdown, with its letter on the wall before it if it has one."""
    return f"**{letter}**\u2002{escape_markdown(text)}" if letter else escape_markdown(text)


def escape_option(text: str) -> str:
    """Return the label of a choice to tap, in the accent text color.

    Otherwise a chosen one would be shown in the primary color, and no color is readable on the dark theme
    both as that text and under the white label of a button.
    """
    return f":blue[{text}]"
