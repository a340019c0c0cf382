"""The separator of a CSV file, detected by the table that it produces."""

import csv
import io
from collections import Counter
from itertools import islice

from .header_rows import header_place, known_in

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

_LOOKED_AT = 20_000  # characters
_ROWS = 40


def detect_separator(text: str) -> str:
    """Return the separator that gives the most known column names, else the most regular table."""
    head = text[:_LOOKED_AT]
    candidates = [separator for separator in SEPARATORS if separator in head]
    return (
        max(candidates, key=lambda separator: _table_of(head, separator))
        if len(candidates) > 1
        else (*candidates, ",")[0]
    )


def _table_of(head: str, delimiter: str) -> tuple[int, float, int]:
    """Return the quality of a table: known names, share of rows with the same width, that width."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        rows = [cells for cells in islice(reader, _ROWS) if any(cells)]
    except csv.Error:
        return 0, 0.0, 0
    if not rows:
        return 0, 0.0, 0
    header = rows[header_place(rows)]
    known = known_in(header)
    width, times = Counter(map(len, rows)).most_common(1)[0]
    return known if known > 1 else 0, times / len(rows) if width > 1 else 0.0, width
