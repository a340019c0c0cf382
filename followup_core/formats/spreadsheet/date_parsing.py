"""Reads dates and times as people and programs write them; an ambiguous date is never guessed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from followup_core.models import normalize_name

from .column_names import Field
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
"""A German time of day: "um 14 Uhr", "14.30 Uhr"."""

_TIME_OF_DAY = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([AaPp])?\.?(?:[Mm]\.?)?(?:\s*(?:Uhr|h))?"
)


class AmbiguousDate(ValueError):
    """A date that can be read in two ways."""


def day_order(texts: Iterable[str]) -> tuple[bool | None, str]:
    """Return whether the day comes first in dates such as 3/12/2026, and the first ambiguous date.

    None means that no date decides it, or that the dates contradict each other. '' means that no date is
    ambiguous.
    """
    day_is_first = month_is_first = False
    ambiguous = ""
    for text in texts:
        match = _SLASHES.match(text.strip())
        if match is None or match[2] == ".":
            continue
        first_number, second_number = int(match[1]), int(match[3])
        day_is_first |= first_number > 12
        month_is_first |= second_number > 12
        if not ambiguous and first_number <= 12 and second_number <= 12 and first_number != second_number:
            ambiguous = text.strip()
    return (None if day_is_first == month_is_first else day_is_first), ambiguous


def read_moment(text: str, day_first: bool | None) -> str:
    """Return a date as `2026-11-02`, or with a time as `2026-11-02T10:00`, and `+01:00` if it has an offset.

    Args:
        text: The date as somebody wrote it.
        day_first: Whether the day comes first in dates such as 3/12/2026; None if unknown.

    Raises:
        AmbiguousDate: The day or the month may come first, and `day_first` is None.
        ValueError: The text is not a date.
    """
    text = " ".join(text.split())
    if "uhr" in text.casefold():
        text = _UHR.sub(lambda time_of_day: f" {time_of_day[1]}:{time_of_day[2] or '00'}", text)
    if match := _ISO.fullmatch(text):
        return _moment_text(match[1], match[2], match[3], match.groups()[3:6]) + _offset_text(match[7])
    if match := _SLASHES.fullmatch(text):
        return _slash_date(match, day_first)
    if (match := _DAY_NAMED.fullmatch(text)) and match[2].casefold() in _MONTHS:
        return _moment_text(match[3], _MONTHS[match[2].casefold()], match[1], match.groups()[3:6])
    if (match := _MONTH_NAMED.fullmatch(text)) and match[1].casefold() in _MONTHS:
        return _moment_text(match[3], _MONTHS[match[1].casefold()], match[2], match.groups()[3:6])
    raise ValueError(text)


def _offset_text(zone: str | None) -> str:
    return "" if zone is None else "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"


def _slash_date(match: re.Match[str], day_first: bool | None) -> str:
    first_number, second_number = int(match[1]), int(match[3])
    if match[2] == ".":
        day_first = True  # nobody writes the month first with dots
    elif day_first is None and first_number != second_number:
        if first_number <= 12 and second_number <= 12:
            raise AmbiguousDate(match[0])
        day_first = first_number > 12
    day, month = (first_number, second_number) if day_first else (second_number, first_number)
    return _moment_text(match[4], month, day, match.groups()[4:7])


def _moment_text(year: str, month: str | int, day: str | int, clock: tuple[str | None, ...]) -> str:
    result = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    if result.year < 1000:
        raise ValueError(result.year)
    return f"{result}T{_clock_text(*clock)}" if clock[0] is not None else str(result)


def _clock_text(hour: str | None, minute: str | None, half_day: str | None) -> str:
    hours = int(hour or 0)
    if half_day:
        if not 1 <= hours <= 12:
            raise ValueError(hour)
        hours = hours % 12 + (12 if half_day in "Pp" else 0)
    if not half_day and minute is None:
        raise ValueError(hour)  # a number alone is not a time of day
    return time(hours, int(minute or 0)).strftime("%H:%M")


def read_clock(text: str) -> str:
    """Return a time of day as `HH:MM`; raise ValueError for anything else."""
    match = _TIME_OF_DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return _clock_text(match[1], match[2], match[3])


# Spreadsheets count days from this one. Lotus 1-2-3 took 1900 for a leap year, and Excel still does.
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001
_SERIAL_DAY = re.compile(r"(\d{5})(?:[.,](\d{1,15}))?")
_SERIAL_DAYS = range(36_526, 73_051)  # the years 2000 to 2099


def read_serial_day(text: str) -> str:
    """Return the date that a spreadsheet stored as a number, such as 46343 or 46345.4166666667.

    The form is that of `read_moment`.

    Raises:
        ValueError: The text is no such number, or no day of this century.
    """
    match = _SERIAL_DAY.fullmatch(text.strip())
    if match is None or int(match[1]) not in _SERIAL_DAYS:
        raise ValueError(text)
    minutes = round(float(f"0.{match[2] or 0}") * 24 * 60)
    moment = _DAY_ZERO + timedelta(days=int(match[1]), minutes=minutes)
    return moment.strftime("%Y-%m-%dT%H:%M" if minutes else "%Y-%m-%d")


# The dates of one table.

WRITE_DAY = "Write the day as year-month-day, such as 2026-11-17."
MONTH_OR_DAY = "Say whether the day or the month comes first."

_DATES = (Field.HELD_AT, Field.DECISION_BY, Field.OUTCOME_ON, Field.THANKED_ON)
_YEARS = range(1970, 2201)
_LOCAL_TIME_CHARS = len("2026-11-02T10:00")
_MAX_DATE_CHARS = 60
_MAX_SHOWN_CHARS = 40
_MAX_WORD_CHARS = 10
_NO_DATE = frozenset(
    {
        *("-", "--", "–", "—", "?", "0", "n/a", "na", "no", "nein", "none", "null"),
        *("not yet", "pending", "waiting"),
    }
)
"""What people write if there is no date."""

_SOME_DATE = frozenset(
    {"yes", "y", "x", "✓", "✔", "ja", "sí", "oui", "true", "tbd", "tba", "tbc", "scheduled", "done"}
)
"""What people write if there is a date, without saying which."""


class UnreadableDate(ValueError):
    """A text is no date, or an ambiguous date. `what` says what is wrong."""

    def __init__(self, what: str, remedy: str = WRITE_DAY) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what)


def find_ambiguous_date(sheet: Sheet, mapping: Mapping[str, Field]) -> str:
    """Return a date as an example if the file doesn't tell whether day or month comes first, else ''."""
    day_first, ambiguous = sheet_day_order(sheet, mapping)
    return ambiguous if day_first is None else ""


def sheet_day_order(sheet: Sheet, mapping: Mapping[str, Field]) -> tuple[bool | None, str]:
    """Return whether the day comes first in the dates of a table, and an ambiguous date, as `day_order` does.

    If the columns that are mapped to dates don't decide it, the dates of other columns may.
    """
    date_columns = [index for index, name in enumerate(sheet.columns) if mapping.get(name) in _DATES]
    day_first, ambiguous = day_order(_texts(sheet, date_columns))
    if ambiguous and day_first is None:
        other_columns = [index for index in range(len(sheet.columns)) if index not in date_columns]
        texts = _texts(sheet, [*date_columns, *other_columns])
        day_first = day_order(text for text in texts if len(text) <= _MAX_DATE_CHARS)[0]
    return day_first, ambiguous


def _texts(sheet: Sheet, columns: list[int]) -> Iterator[str]:
    """Yield the texts of these columns, the same text once for each column."""
    for index in columns:
        yield from dict.fromkeys([row.cells[index] for row in sheet.rows])


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReader:
    """Reads the dates of one table; the same text is read only once.

    `day_first` says whether the day comes first in dates such as 3/12/2026; None if that is unknown.
    `cached` are the results by text.
    """

    day_first: bool | None
    cached: dict[str, str | UnreadableDate] = field(default_factory=dict)

    def read(self, text: str) -> str:
        """Return a date in the form of `read_moment`; raise UnreadableDate for anything else."""
        result = self.cached.get(text)
        if result is None:
            result = self.cached[text] = self._parse(text)
        if isinstance(result, UnreadableDate):
            raise result
        return result

    def serial_day_notices(self) -> Iterator[str]:
        """Yield a sentence with an example if dates were numbers of a spreadsheet."""
        for text, result in self.cached.items():
            if isinstance(result, str) and _SERIAL_DAY.fullmatch(text.strip()):
                yield f"Dates that a spreadsheet saved as numbers were read: {text} is {result[:10]}."
                return

    def _parse(self, text: str) -> str | UnreadableDate:
        shown_text = text if len(text) <= _MAX_SHOWN_CHARS else f"{text[:_MAX_SHOWN_CHARS]}…"
        try:
            result = read_moment(text[:_MAX_DATE_CHARS], self.day_first)
        except AmbiguousDate:
            return UnreadableDate(f"In “{shown_text}” the day or the month may come first.", MONTH_OR_DAY)
        except ValueError:
            try:
                return read_serial_day(text)
            except ValueError:
                return UnreadableDate(self._unreadable_sentence(text, shown_text))
        if int(result[:4]) not in _YEARS:
            return UnreadableDate(f"The year {result[:4]} is outside 1970 to 2200.")
        return result

    def _unreadable_sentence(self, text: str, shown_text: str) -> str:
        """Return a sentence about what is wrong with a date, such as that its order is the other one."""
        first, second = ("day", "month") if self.day_first else ("month", "day")
        other_order = None if self.day_first is None else not self.day_first
        try:
            read_moment(text[:_MAX_DATE_CHARS], other_order)
        except ValueError:
            return f"“{shown_text}” is not a day of the calendar."
        return f"In “{shown_text}” the {second} comes first; elsewhere in the file, the {first} does."


def means_no_date(text: str) -> bool:
    """Return whether a text in a date column says that there is no date."""
    return len(text) <= _MAX_WORD_CHARS and normalize_name(text) in _NO_DATE


def means_some_date(text: str) -> bool:
    """Return whether a text in a date column says that there is a date, but not which."""
    return len(text) <= _MAX_WORD_CHARS and normalize_name(text) in _SOME_DATE


def local_time_and_zone(moment: str, zone: str) -> tuple[str, str]:
    """Return a time as clocks show it in `zone`, and the zone.

    Only a time with an offset is converted; to UTC if `zone` is ''. A date without a time has no zone.
    """
    if len(moment) <= _LOCAL_TIME_CHARS:
        return moment, zone if "T" in moment else ""
    local = datetime.fromisoformat(moment).astimezone(ZoneInfo(zone or "UTC"))
    return local.strftime("%Y-%m-%dT%H:%M"), zone or "UTC"


def is_nonexistent_local_time(moment: str, zone: str) -> bool:
    """Return whether clocks in `zone` skipped this time."""
    local = datetime.fromisoformat(moment)
    converted_back = (
        local.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    )
    return converted_back.replace(tzinfo=None) != local
