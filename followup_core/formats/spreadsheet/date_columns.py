"""The dates of one table: each different text is parsed once, and problems become sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from followup_core.models import normalize_name

from .column_matching import Field
from .date_parsing import AmbiguousDate, day_order, read_clock, read_moment
from .sheet import Sheet

WRITE_DAY = "Write the day as year-month-day, such as 2026-11-17."
MONTH_OR_DAY = "Say whether the day or the month stands first."

_DATES = (Field.HELD_AT, Field.DECISION_BY, Field.OUTCOME_ON)
_YEARS = range(1970, 2201)
_PLAIN = len("2026-11-02T10:00")
_LONGEST = 60  # characters of a date
_NO_DAY = frozenset(
    {
        "-",
        "--",
        "–",
        "—",
        "?",
        "n/a",
        "na",
        "no",
        "nein",
        "none",
        "null",
        "not yet",
        "pending",
        "waiting",
        "0",
    }
)
_SOME_DAY = frozenset(
    {"yes", "y", "x", "✓", "✔", "ja", "sí", "oui", "true", "tbd", "tba", "tbc", "scheduled", "done"}
)


class UnreadableDate(ValueError):
    """A text that is not a date, or is ambiguous: what is wrong, and the remedy."""

    def __init__(self, what: str, remedy: str = WRITE_DAY) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what)


def has_ambiguous_dates(sheet: Sheet, mapping: Mapping[str, Field]) -> tuple[str, ...]:
    """Return a sample date if nothing in the file tells whether the day or the month comes first."""
    order, doubtful = order_in(sheet, mapping)
    return (doubtful,) if doubtful and order is None else ()


def order_in(sheet: Sheet, mapping: Mapping[str, Field]) -> tuple[bool | None, str]:
    """Return whether days come first in the dates of a table (None: unknown), and an ambiguous date.

    If the columns that matter are ambiguous, the dates of other columns may decide.
    """
    places = [place for place, name in enumerate(sheet.columns) if mapping.get(name) in _DATES]
    order, doubtful = day_order(_texts(sheet, places))
    if doubtful and order is None:
        others = [place for place in range(len(sheet.columns)) if place not in places]
        order = day_order(text for text in _texts(sheet, [*places, *others]) if len(text) <= _LONGEST)[0]
    return order, doubtful


def _texts(sheet: Sheet, places: list[int]) -> Iterator[str]:
    for place in places:
        yield from dict.fromkeys([row.cells[place] for row in sheet.rows])


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReader:
    """The reader of a table's dates: days first or months first, None if neither is known."""

    day_first: bool | None
    known: dict[str, str | UnreadableDate] = field(default_factory=dict)

    def moment(self, text: str) -> str:
        """Return a date or a date and time, with its offset if it has one; raise UnreadableDate."""
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = self._read(text)
        if isinstance(found, UnreadableDate):
            raise found
        return found

    def _read(self, text: str) -> str | UnreadableDate:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        try:
            found = read_moment(text[:_LONGEST], self.day_first)
        except AmbiguousDate:
            return UnreadableDate(f"In “{shown}” the day or the month may stand first.", MONTH_OR_DAY)
        except ValueError:
            return UnreadableDate(self._why_not(text, shown))
        if int(found[:4]) not in _YEARS:
            return UnreadableDate(f"The year {found[:4]} is outside 1970 to 2200.")
        return found

    def _why_not(self, text: str, shown: str) -> str:
        first, second = ("day", "month") if self.day_first else ("month", "day")
        try:
            read_moment(text[:_LONGEST], not self.day_first if self.day_first is not None else None)
        except ValueError:
            return f"“{shown}” is not a day of the calendar."
        return f"In “{shown}” the {second} stands first, elsewhere in the file the {first} does."


def says_no_day(text: str) -> bool:
    """Return whether a text in a date column says that there is no date."""
    return len(text) <= 10 and normalize_name(text) in _NO_DAY


def says_some_day(text: str) -> bool:
    """Return whether a text in a date column says that there is a date, but not which."""
    return len(text) <= 10 and normalize_name(text) in _SOME_DAY


def in_zone(moment: str, zone: str) -> tuple[str, str]:
    """Return a time as the clocks show it in `zone`, and that zone.

    A time with an offset is converted; without a zone it becomes UTC. A day alone has
    no zone.
    """
    if len(moment) <= _PLAIN:
        return moment, zone if "T" in moment else ""
    there = datetime.fromisoformat(moment).astimezone(ZoneInfo(zone or "UTC"))
    return there.strftime("%Y-%m-%dT%H:%M"), zone or "UTC"


def with_clock(day: str, clock: str) -> str:
    """Return a day with the time of day from a text; raise ValueError if that is not a time."""
    return f"{day}T{read_clock(clock)}"


def is_nonexistent_local_time(moment: str, zone: str) -> bool:
    """Return whether the clocks in `zone` skipped this time."""
    here = datetime.fromisoformat(moment)
    there = here.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    return there.replace(tzinfo=None) != here
