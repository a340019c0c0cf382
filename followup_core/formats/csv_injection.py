"""CSV injection: cells that a spreadsheet would run as formulas are escaped on export, restored on import."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_STARTS = r"(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
"""How a formula begins, including full-width characters and leading spaces.

Some programs trim a tab or a line break, and then see what follows it.
"""

_TAKEN_FOR_FORMULA = re.compile(f"'*{_STARTS}")
_GUARDED = re.compile(f"'+{_STARTS}")


def escape_formula(text: str) -> str:
    """Return a cell for a CSV file, with an apostrophe before text that would be taken for a formula.

    A cell that already begins with apostrophes gets one more, so that no two cells
    become the same.
    """
    return f"'{text}" if _TAKEN_FOR_FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Return a cell as it was before `escape_formula`.

    `unescape_formula(escape_formula(text)) == text` for every text.
    """
    return text[1:] if _GUARDED.match(text) else text


def spreadsheet_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a CSV file that any spreadsheet opens as it is meant, with formulas escaped."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([escape_formula(cell) for cell in row] for row in rows)
    # With a byte order mark, because without it a spreadsheet guesses the encoding.
    return out.getvalue().encode("utf-8-sig", "replace")
