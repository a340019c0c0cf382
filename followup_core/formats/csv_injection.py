"""Escapes cells that a spreadsheet would run as formulas (CSV injection), and restores them on import."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA_START = r"(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
"""How a formula begins, including full-width characters and leading spaces.

A tab or a line break counts, because some programs trim it and then see what follows.
"""

_FORMULA = re.compile(f"'*{_FORMULA_START}")
_ESCAPED_FORMULA = re.compile(f"'+{_FORMULA_START}")


def escape_formula(text: str) -> str:
    """Return a cell for a CSV file, with an apostrophe before text that would be taken for a formula.

    A cell that already begins with apostrophes gets one more, so that no two cells
    become the same.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Return a cell as it was before `escape_formula`.

    `unescape_formula(escape_formula(text)) == text` for every text.
    """
    return text[1:] if _ESCAPED_FORMULA.match(text) else text


def spreadsheet_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a CSV file that every spreadsheet opens correctly, with formulas escaped."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([escape_formula(cell) for cell in row] for row in rows)
    # With a byte order mark, because without it a spreadsheet guesses the encoding.
    return out.getvalue().encode("utf-8-sig", "replace")
