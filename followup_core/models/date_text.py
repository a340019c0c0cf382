"""Dates and counts in words, in English whatever the computer's language."""

from dataclasses import dataclass
from datetime import date, datetime

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_MONTH_FIRST = frozenset(("", "US", "CA", "PH", "PR", "GU", "VI", "AS", "MP"))
"""The countries where English puts the month before the day: "November 10"."""

_TWELVE_HOURS = (
    "AE AG AL AS AU BB BD BH BM BN BO BS BT CA CO CR CU CY DJ DM DO DZ EC EG EH ER ET FJ FM GD GH GM GR GT GU"
    " GY HK HN IN IQ JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MW MX MY NA NI NZ OM PA PE PG PH"
    " PK PR PS PW QA SA SB SD SG SL SO SS SV SY SZ TC TD TN TO TT TW UM US VC VE VG VI VU WS YE ZM"
)
"""The countries where the Unicode CLDR prefers a clock of twelve hours: "10:00 AM"."""

_MAX_DAYS_WITHOUT_YEAR = 200
"""A day that is at most so many days away is written without its year, also across New Year."""

_MAX_DAYS_BY_WEEKDAY = 6  # a week away, the name of the day would be that of today


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFormat:
    """How to write days and times for a reader: in the way of their country, with any year but this year.

    `today` is the reader's day. `country` is the reader's country as ISO 3166, '' if it isn't known.
    """

    today: date
    country: str = ""

    @property
    def month_first(self) -> bool:
        """Whether the month is before the day."""
        return self.country.upper() in _MONTH_FIRST

    def full(self, day: date) -> str:
        """Return `day` with its weekday, for labels: "Tuesday, November 17" or "Tuesday 17 November"."""
        comma = "," if self.month_first else ""
        return f"{_WEEKDAYS[day.weekday()]}{comma} {self.short(day)}"

    def short(self, day: date) -> str:
        """Return `day` for use inside a sentence: "November 17" or "17 November"."""
        return self._day_words(day, _MONTHS[day.month - 1], with_year=day.year != self.today.year)

    def dated(self, day: date) -> str:
        """Return `day` with its year, for stored text: "November 17, 2026" or "17 November 2026"."""
        return self._day_words(day, _MONTHS[day.month - 1], with_year=True)

    def compact(self, day: date) -> str:
        """Return `day` with its year, for narrow tables: "Nov 17, 2026" or "17 Nov 2026"."""
        return self._day_words(day, _MONTHS[day.month - 1][:3], with_year=True)

    def brief(self, day: date) -> str:
        """Return `day` for the axis of a chart: "Nov 17" or "17 Nov"."""
        return self._day_words(day, _MONTHS[day.month - 1][:3], with_year=day.year != self.today.year)

    def time(self, moment: datetime) -> str:
        """Return the time of day in the country's own way: "10:00 AM" or "10:00"."""
        if self.country.upper() not in _TWELVE_HOURS.split():
            return f"{moment:%H:%M}"
        return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"

    def _day_words(self, day: date, month: str, *, with_year: bool) -> str:
        words = f"{month} {day.day}" if self.month_first else f"{day.day} {month}"
        if not with_year:
            return words
        return f"{words}, {day.year}" if self.month_first else f"{words} {day.year}"


def name_day(day: date, today: date, country: str) -> str:
    """Return `day` as people name it, without a preposition: "Tuesday" within six days, else "November 10".

    Args:
        day: The day to name.
        today: The candidate's day. A day far from it is named with its year.
        country: The candidate's country as ISO 3166, which decides between "November 10" and "10 November".
    """
    if abs((day - today).days) <= _MAX_DAYS_BY_WEEKDAY:
        return _WEEKDAYS[day.weekday()]
    return _date_text(day, today, country)


def _date_text(day: date, today: date, country: str) -> str:
    day_format = DayFormat(today=day, country=country)
    return (
        day_format.dated(day) if abs((day - today).days) > _MAX_DAYS_WITHOUT_YEAR else day_format.short(day)
    )


def say_day(day: date, today: date, country: str) -> str:
    """Return a day as people say it: "today", "yesterday", "on Tuesday", "on November 10"."""
    names = {0: "today", -1: "yesterday", 1: "tomorrow"}
    return names.get((day - today).days) or f"on {name_day(day, today, country)}"


def say_deadline(day: date, today: date, country: str) -> str:
    """Return a deadline as people say it: "by Friday", "by November 10"."""
    names = {0: "today", 1: "tomorrow"}
    # For a day that has passed, a weekday or "yesterday" would sound like a reproach.
    name = names.get((day - today).days) or (_date_text(day, today, country) if day < today else "")
    return f"by {name or name_day(day, today, country)}"


def say_month(day: date, today: date) -> str:
    """Return the month of a day, as people say it months later: "in June", "in June 2025"."""
    year = f" {day.year}" if (today - day).days > _MAX_DAYS_WITHOUT_YEAR else ""
    return f"in {_MONTHS[day.month - 1]}{year}"


def month_name(day: date) -> str:
    """Return the month of `day` with its year, as in "November 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def pluralize(number: int, noun: str) -> str:
    """Return `number` with its noun, as in "one week" or "14 days"; up to twelve in words."""
    word = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def how_often(count: int) -> str:
    """Return a count as people say how often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(count) or pluralize(count, "time")


def distance(day: date, today: date) -> str:
    """Return how far `day` is from `today`: "today", "tomorrow", "three days ago", "in two weeks"."""
    days = (day - today).days
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in names:
        return names[days]
    count = abs(days)
    length = pluralize(count, "day") if count < 14 else pluralize(round(count / 7), "week")
    return f"in {length}" if days > 0 else f"{length} ago"
