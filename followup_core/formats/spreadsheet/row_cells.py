"""One row of a table by field, and the parts of it that no field can take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from followup_core.models import normalize_name

from .column_matching import Field
from .sheet import SheetRow

_LONGEST_NOTE = 300
_NOTHING = dict.fromkeys(Field, "")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)
_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}


@dataclass(slots=True)
class MappedRow:
    """One row by field, and lines for its note on what no field can take."""

    row: SheetRow
    said: dict[Field, str]
    notes: list[str]

    def left(self, what: Field, label: str) -> None:
        """Add a cell to the notes."""
        if text := self.said[what]:
            self.notes.append(f"{label}: {text}")


def cells_of(row: SheetRow, places: Mapping[Field, int]) -> MappedRow:
    """Return a row by field, with the blanks around its texts removed."""
    said = _NOTHING.copy()
    for what, place in places.items():
        said[what] = row.cells[place].strip()
    return MappedRow(row, said, [])


def short(line: str) -> str:
    """Return a line for a note, cut if it is longer than 300 characters."""
    plain = " ".join(line.split())
    return plain if len(plain) <= _LONGEST_NOTE else f"{plain[: _LONGEST_NOTE - 1]}…"


def round_of(cell: MappedRow) -> str:
    """Return the first number in a row's round; what is not a number goes into the notes."""
    text = cell.said[Field.ROUND]
    if not text:
        return ""
    found = _NUMBER.search(text)
    if found is None or not int(found[0]):
        cell.left(Field.ROUND, "Round")
        return ""
    return str(int(found[0]))


def yes_or_no(cell: MappedRow) -> str:
    """Return whether the candidate is still interested; what says neither goes into the notes."""
    text = cell.said[Field.STILL_INTERESTED]
    if text and normalize_name(text) not in _YES_NO:
        cell.left(Field.STILL_INTERESTED, "Still interested")
    return _YES_NO.get(normalize_name(text), "") if text else ""
