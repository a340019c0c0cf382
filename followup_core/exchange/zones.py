"""The time zones of a calendar file, told as rules that every calendar program understands."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import icalendar

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = 7  # days
_YEARS_AROUND = 3
"""So many years before and after the events show whether a zone's clocks change by a rule."""


def add_zones(calendar: "icalendar.Calendar", starts: Sequence[date]) -> None:
    """Add the definition of each zone in which something starts; without it Outlook is an hour off."""
    years = [start.year for start in starts if isinstance(start, datetime)]
    if not years:
        return
    first, last = min(years) - _YEARS_AROUND, max(years) + _YEARS_AROUND
    calendar.add_missing_timezones(date(first, 1, 1), date(last, 12, 31))
    for zone in calendar.timezones:
        zone.pop("COMMENT", None)
        for observance in zone.subcomponents:
            _as_rule(observance)


def _as_rule(observance: "icalendar.Component") -> None:
    """Say in a rule what is listed date by date, which not every program reads; leave what follows none."""
    first: Any = observance.get("DTSTART")
    found: Any = observance.get("RDATE")
    if found is None:
        return
    listed = found if isinstance(found, list) else [found]
    days = [first.dt, *(each.dt for dates in listed for each in dates.dts)]
    rule = _rule(days)
    if rule:
        del observance["RDATE"]
        observance.add("RRULE", rule)


def _rule(days: Sequence[date]) -> dict[str, object] | None:
    """Return the yearly rule that these days follow: the first, second... or last such weekday of a month."""
    months, weekdays = {day.month for day in days}, {day.weekday() for day in days}
    years = [day.year for day in days]
    if len(months) > 1 or len(weekdays) > 1 or years != list(range(years[0], years[0] + len(years))):
        return None
    numbers = {(day.day - 1) // _WEEK + 1 for day in days}
    last = all(day.day + _WEEK > monthrange(day.year, day.month)[1] for day in days)
    if not last and len(numbers) > 1:
        return None
    place = -1 if last else numbers.pop()
    return {"FREQ": "YEARLY", "BYMONTH": months.pop(), "BYDAY": f"{place}{_WEEKDAYS[weekdays.pop()]}"}
