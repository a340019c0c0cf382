"""Cells that a spreadsheet would run as a formula: guarded on the way out, as written on the way in."""

import re

_STARTS = r"(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
"""How a formula begins, full-width signs and spaces before it included. A tab or a line's end is
trimmed by some programs, which then see what follows it."""

_TAKEN_FOR_FORMULA = re.compile(f"'*{_STARTS}")
_GUARDED = re.compile(f"'+{_STARTS}")


def escape_formula(text: str) -> str:
    """Return a cell for a CSV file: with one apostrophe before it where it would be taken for a formula.

    A cell that has apostrophes there already gets one more, so that no two cells become the same.
    """
    return f"'{text}" if _TAKEN_FOR_FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Return a cell as it was before `escape_formula`.

    `unescape_formula(escape_formula(text)) == text`, whatever it says.
    """
    return text[1:] if _GUARDED.match(text) else text
