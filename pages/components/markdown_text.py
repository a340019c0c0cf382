"""A person's own words on screen: shown as the text they are, whatever they contain."""

import re
from unicodedata import bidirectional

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+\-!|~$:&().@])")
_INLINE = re.compile(r"([\\`*_{}\[\]<>|~$:&]|-(?=[-=<>~])|(?<=[-=<>~])-)")
"""Markup that counts within a line; a label is one line, and Streamlit escapes what begins it."""
_NOTHING = ":blue[]"
"""An element without text. Addresses, shortcodes and arrows are turned into something else even where they
are escaped, but never across an element. An invisible character would do too, but would be copied along."""

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
    """Return `text` for the label of a field or a box.

    As `escape_markdown`, with only as much escaped as must be.
    A browser reads the label aloud as it is written, backslashes included.
    """
    return _escaped(text, _INLINE)


def escape_markdown(text: str) -> str:
    """Return `text` for use in Markdown: markup escaped, line breaks as spaces, direction isolated.

    Right-to-left text and overrides inside cannot reach the words around it.
    """
    return _escaped(text, _MARKUP)


def _escaped(text: str, markup: re.Pattern[str]) -> str:
    shown = _ISOLATES.sub("", _CONTROL.sub(" ", text))
    escaped = _NOTHING.join(markup.sub(r"\\\1", part) for part in _TURNED.split(shown))
    if not shown.isascii() and any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in shown):
        # The end of an isolate also ends every override that was opened inside it.
        return f"{_FIRST_STRONG_ISOLATE}{escaped}{_POP_ISOLATE}"
    return escaped


def escape_option(text: str) -> str:
    """Return the label of a choice to tap, in the accent's text colour.

    A chosen one would stand in the primary colour otherwise. On dark ground no
    colour is readable both there and under the white label of a button.
    """
    return f":blue[{text}]"
