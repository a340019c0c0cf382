"""Dates and times as people and programs write them; an ambiguous date is never guessed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from followup_core.models import normalize_name

from .column_matching import Field
from .sheet import Sheet

_MONTH_NAMES = """
jan january januar enero janvier
feb february februar febrero février
mar march mär märz marzo mars
apr april abril avril
may mai mayo
jun june juni junio juin
jul july juli julio juillet
aug august agosto août
sep sept september septiembre septembre
oct october okt oktober octubre octobre
nov november noviembre novembre
dec december dez dezember dic diciembre décembre
"""
_MONTHS = {
    name: number
    for number, names in enumerate(_MONTH_NAMES.strip().splitlines(), start=1)
    for name in names.split()
}
_TIME = r"(?:[T,\s]\s*(?:at\s+)?(\d{1,2})(?::(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?"
_ZONE = r"\s*(Z|[+-]\d{2}:?\d{2})?"
_WEEKDAY = r"(?:[^\W\d]{2,10}\.?,?\s+)?"
_ISO = re.compile(rf"{_WEEKDAY}(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}{_ZONE}")
_SLASHES = re.compile(rf"{_WEEKDAY}(\d{{1,2}})([/.\-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_DAY_NAMED = re.compile(
    rf"(?:\w+,?\s+)?(\d{{1,2}})\.?[\s-]+([^\W\d]{{3,10}})\.?,?[\s-]+(\d{{4}}|\d{{2}}){_TIME}"
)
_MONTH_NAMED = re.compile(
    rf"(?:\w+,?\s+)?([^\W\d]{{3,10}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}"
)


_UHR = re.compile(r",? (?:um )?(\d{1,2})(?:[.:](\d{2}))? ?uhr", re.IGNORECASE)


def _with_minutes(match: re.Match[str]) -> str:
    return f" {match[1]}:{match[2] or '00'}"


class AmbiguousDate(ValueError):
    """A date that can be read in two ways."""


def day_order(texts: Iterable[str]) -> tuple[bool | None, str]:
    """Return whether the day comes first in dates such as 3/12/2026, and an ambiguous one.

    None means that no date of the file decides it, or that they contradict each other;
    '' means that none is ambiguous.
    """
    first = second = False
    doubtful = ""
    for text in texts:
        match = _SLASHES.match(text.strip())
        if match is None or match[2] == ".":
            continue
        one, other = int(match[1]), int(match[3])
        first |= one > 12
        second |= other > 12
        if not doubtful and one <= 12 and other <= 12 and one != other:
            doubtful = text.strip()
    return (None if first == second else first), doubtful


def read_moment(text: str, day_first: bool | None) -> str:
    """Return a day as `2026-11-02`, or a time as `2026-11-02T10:00`, with `+01:00` if there was an offset.

    Raises:
        AmbiguousDate: The day or the month may come first, and `day_first` is None.
        ValueError: It is not a date.
    """
    text = " ".join(text.split())
    if "uhr" in text.casefold():
        text = _UHR.sub(_with_minutes, text)
    if match := _ISO.fullmatch(text):
        return _moment(match[1], match[2], match[3], match.groups()[3:6]) + _offset(match[7])
    if match := _SLASHES.fullmatch(text):
        return _slashes(match, day_first)
    if (match := _DAY_NAMED.fullmatch(text)) and match[2].casefold() in _MONTHS:
        return _moment(match[3], _MONTHS[match[2].casefold()], match[1], match.groups()[3:6])
    if (match := _MONTH_NAMED.fullmatch(text)) and match[1].casefold() in _MONTHS:
        return _moment(match[3], _MONTHS[match[1].casefold()], match[2], match.groups()[3:6])
    raise ValueError(text)


def _offset(zone: str | None) -> str:
    return "" if zone is None else "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"


def _slashes(match: re.Match[str], day_first: bool | None) -> str:
    one, other = int(match[1]), int(match[3])
    if match[2] == ".":
        day_first = True  # nobody writes the month first with dots
    elif day_first is None and one != other:
        if one <= 12 and other <= 12:
            raise AmbiguousDate(match[0])
        day_first = one > 12
    day, month = (one, other) if day_first else (other, one)
    return _moment(match[4], month, day, match.groups()[4:7])


def _moment(year: str, month: str | int, day: str | int, clock: tuple[str | None, ...]) -> str:
    result = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    if result.year < 1000:
        raise ValueError(result.year)
    return f"{result}T{_clock(*clock)}" if clock[0] is not None else str(result)


def _clock(hour: str | None, minute: str | None, half: str | None) -> str:
    hours = int(hour or 0)
    if half:
        if not 1 <= hours <= 12:
            raise ValueError(hour)
        hours = hours % 12 + (12 if half in "Pp" else 0)
    if not half and minute is None:
        raise ValueError(hour)  # a number alone is not a time of day
    return time(hours, int(minute or 0)).strftime("%H:%M")


_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([AaPp])?\.?(?:[Mm]\.?)?(?:\s*(?:Uhr|h))?")


def read_clock(text: str) -> str:
    """Return a time of day as `HH:MM`; raise ValueError for anything else."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return _clock(match[1], match[2], match[3])


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
