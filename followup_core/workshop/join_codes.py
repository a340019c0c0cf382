"""Generates, formats and reads the codes that people type from a wall or a phone."""

import secrets
import unicodedata
from collections.abc import Callable, Container

ALPHABET = "34679BCDFHJKMNPQRTVWX"
"""The characters of codes.

No two of them look alike on a projector or on paper: neither 0 nor O; none of 1, I and L; neither 2 nor Z,
nor 5 nor S; 6 without G, B without 8, V without U. There are no vowels, including Y, so that no words appear.
"""

JOIN_LENGTH = 8
"""About 38 billion codes; the server limits wrong tries, so that nobody finds one in a day."""
PERSONAL_CODE_LENGTH = 16
"""About 1.4 times 10 to the 21st codes: so many that wrong tries need no limit.

Each gives access to one person's own answers. The owner must be able to use it at any moment, whatever others
try.
"""
PAIR_LENGTH = 4
"""Nearly 200,000 codes, usable only by people who are in the workshop already."""

_GROUP = 4
_MAX_TYPED_CHARS = 100

Choose = Callable[[str], str]
"""Returns one of the characters in its argument."""


def new_code(length: int, taken: Container[str] = (), choose: Choose = secrets.choice) -> str:
    """Return a new code of `length` characters that is not in `taken`: capitals and digits, no hyphens."""
    while True:
        code = "".join(choose(ALPHABET) for _ in range(length))
        if code not in taken:
            return code


def format_code(code: str) -> str:
    """Return a code in groups of four, as people read it: KX7M-P3QT."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def read_code(text: str) -> str:
    """Return the code that a person typed, in the form of `new_code`; '' if it cannot be one.

    Lower-case letters and full-width characters are accepted; characters that are neither letters nor digits
    are ignored.
    """
    if len(text) > _MAX_TYPED_CHARS:
        return ""
    upper_text = unicodedata.normalize("NFKC", text).upper()
    code = "".join(filter(str.isalnum, upper_text))
    return code if set(code) <= set(ALPHABET) else ""
