"""Makes text safe to print on one line, and puts lists and numbers with a noun into words."""

import re
from collections.abc import Sequence

PRODUCT = "After the Interview"
"""The product's name, as shown on pages, in files and on pictures."""

_BREAKS = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"
"""Control characters, line and paragraph separators, bidirectional overrides, and lone surrogates."""


def one_line(text: str) -> str:
    """Return a text on one line: control characters, line breaks and runs of spaces become one space.

    A name can then neither begin a line or a mail header of its own, nor control a terminal, nor reverse the
    direction of the text around it. Joiners within a word stay: Persian names and many emoji need them.
    """
    without_breaks = text if text.isprintable() else re.sub(_BREAKS, " ", text)
    return " ".join(without_breaks.split())


def counted(number: int, noun: str) -> str:
    """Return a number in digits with its noun: "1 cell", "3 cells"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def in_words(pieces: Sequence[str]) -> str:
    """Return the pieces as an English list: "A, B and C"."""
    return " and ".join(filter(None, (", ".join(pieces[:-1]), *pieces[-1:])))
