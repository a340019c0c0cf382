"""Reads the start times of events as wall-clock times in a named time zone."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from followup_core.models import EARLIEST_DATE, LATEST_DATE, FollowUpError, known_timezone, utc_minute

from .ical_reader import first_value, text_value

if TYPE_CHECKING:
    import icalendar

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MAX_RULES = 30
_MINUTE_CHARS = len("2026-11-02T10:00")

Zones = Mapping[str, "icalendar.Component"]
"""The time zones that a file defines itself, by name."""


class UnusableStartTime(FollowUpError):
    """An event whose start cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTime:
    """A wall-clock time in `timezone`, or a day alone, in the form that the tables store."""

    held_at: str
    timezone: str
    notice: str = ""


def start_time(event: "icalendar.Component", zones: Zones, candidate_zone: str) -> StartTime:
    """Return when an event begins. `candidate_zone` is '' or an IANA name.

    Raises:
        UnusableStartTime: There is no start, or it cannot be read.
    """
    return _read_start(first_value(event, "DTSTART"), zones, candidate_zone)


def time_identity(event: "icalendar.Component", name: str, zones: Zones, candidate_zone: str) -> str:
    """Return the day or time in a property, for comparing only; '' if there is none.

    A time is converted to UTC, so that it is the same in whatever zone a program writes it. A time without a
    zone, or one that clocks skip, stays a wall-clock time.
    """
    value = first_value(event, name)
    try:
        start = _read_start(value, zones, candidate_zone)
    except UnusableStartTime:
        return str(getattr(value, "dt", None) or "")[:_MINUTE_CHARS].replace(" ", "T")
    return utc_minute(start.held_at, start.timezone)


def time_stamp(event: "icalendar.Component") -> str:
    """Return when this version of an event was made (DTSTAMP), as `YYYYMMDDTHHMMSSZ`; '' if unknown."""
    stamp = getattr(first_value(event, "DTSTAMP"), "dt", None)
    if not isinstance(stamp, datetime):
        return ""
    # RFC 5545 allows only UTC here, so a time without a zone is taken for UTC, too.
    in_utc = stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)
    return f"{in_utc:%Y%m%dT%H%M%SZ}"


def _read_start(value: Any, zones: Zones, candidate_zone: str) -> StartTime:
    start = getattr(value, "dt", None)
    if not isinstance(start, date):
        raise UnusableStartTime("It does not say when it begins.", "Enter it by hand.")
    _check_year(start)
    default_zone = candidate_zone if known_timezone(candidate_zone) else ""
    if not isinstance(start, datetime):
        return StartTime(held_at=start.isoformat(), timezone=default_zone)
    if start.tzinfo is not None:
        return _local_start(start, default_zone)
    tzid = str(value.params.get("TZID", "")).strip()
    return _start_in_named_zone(start, tzid, zones, default_zone)


def _start_in_named_zone(start: datetime, tzid: str, zones: Zones, default_zone: str) -> StartTime:
    """Return a wall-clock time in a zone that the file names or defines."""
    if not tzid:
        return _wall_clock_start(start, default_zone)
    definition = zones.get(tzid)
    name = _iana_name(tzid) or (
        _iana_name(text_value(definition, "X-LIC-LOCATION", 200)) if definition else ""
    )
    if name:
        return _wall_clock_start(start, name)
    offset = _offset_at(definition, start) if definition is not None else None
    if offset is None:
        return _wall_clock_start(
            start, default_zone, f"The time zone “{tzid[:60]}” is not known. Check the time."
        )
    if default_zone and ZoneInfo(default_zone).utcoffset(start) == offset:
        return _wall_clock_start(start, default_zone)
    local = _local_start((start - offset).replace(tzinfo=UTC), default_zone)
    notice_of_conversion = f"{start:%H:%M} in “{tzid[:60]}” is {local.held_at[11:]} in {local.timezone}."
    return StartTime(held_at=local.held_at, timezone=local.timezone, notice=notice_of_conversion)


def _iana_name(tzid: str) -> str:
    """Return a zone's IANA name; `tzid` is that name, Windows' name, or one with a vendor's prefix."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    stripped = tzid.strip("/ ")
    if stripped in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[stripped]
    parts = stripped.split("/")[:8]
    names = ("/".join(parts[place:]) for place in range(len(parts)))
    return next((name for name in names if name and known_timezone(name)), "")


def _local_start(moment: datetime, default_zone: str) -> StartTime:
    """Return a moment in the candidate's zone, or in UTC if that is not known."""
    local = moment.astimezone(ZoneInfo(default_zone)) if default_zone else moment.astimezone(UTC)
    _check_year(local)
    return StartTime(held_at=f"{local:%Y-%m-%dT%H:%M}", timezone=default_zone or "UTC")


def _wall_clock_start(start: datetime, zone: str, notice: str = "") -> StartTime:
    if zone:
        local = start.replace(tzinfo=ZoneInfo(zone))
        if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != start:
            raise UnusableStartTime(
                f"Clocks in {zone} were set forward that day, so {start:%H:%M} did not exist.",
                "Ask when it begins, and enter it by hand.",
            )
    return StartTime(held_at=f"{start:%Y-%m-%dT%H:%M}", timezone=zone, notice=notice)


def _check_year(day: date) -> None:
    if not EARLIEST_DATE.year < day.year < LATEST_DATE.year:
        raise UnusableStartTime(
            f"It begins in the year {day.year}.", "Enter it by hand, with its right year."
        )


def _offset_at(zone: "icalendar.Component", moment: datetime) -> timedelta | None:
    """Return a zone's UTC offset at a wall-clock time, as the file defines it; None if it doesn't."""
    onsets = sorted(
        (
            (onset, offset)
            for rules in islice(zone.subcomponents, _MAX_RULES)
            for onset, offset in _onsets(rules, moment.year)
        ),
        key=lambda entry: entry[0],
    )
    past_offsets = [offset for onset, offset in onsets if onset <= moment]
    offsets = past_offsets[-1:] or [offset for _, offset in onsets[:1]]
    return offsets[0] if offsets else None


def _onsets(rules: "icalendar.Component", year: int) -> Iterator[tuple[datetime, timedelta]]:
    """Yield the times at which these rules take effect, with their offsets: in `year` and the year before."""
    start = getattr(first_value(rules, "DTSTART"), "dt", None)
    offset = getattr(first_value(rules, "TZOFFSETTO"), "td", None)
    if not isinstance(start, datetime) or not isinstance(offset, timedelta):
        return
    first_onset = start.replace(tzinfo=None)
    yield first_onset, offset
    for onset_year in (year - 1, year):
        day = _day_of(first_value(rules, "RRULE"), onset_year)
        if day is not None and first_onset.year <= onset_year:
            yield datetime.combine(day, first_onset.time()), offset


def _day_of(rule: Any, year: int) -> date | None:
    """Return the day of a rule such as "the last Sunday of October" in a year."""
    month = _first_rule_value(rule, "BYMONTH")
    weekday_rule = _first_rule_value(rule, "BYDAY").upper()
    if not (month.isdigit() and 1 <= int(month[:2]) <= 12 and weekday_rule[-2:] in _WEEKDAYS):
        return None
    place = weekday_rule[:-2].lstrip("+")
    if place not in ("-1", "1", "2", "3", "4", "5"):
        return None
    weekday, length = _WEEKDAYS.index(weekday_rule[-2:]), monthrange(year, int(month[:2]))[1]
    days = [day for day in range(1, length + 1) if date(year, int(month[:2]), day).weekday() == weekday]
    return date(year, int(month[:2]), days[-1] if place in ("-1", "5") else days[int(place) - 1])


def _first_rule_value(rule: Any, name: str) -> str:
    value = rule.get(name) if isinstance(rule, dict) else None
    return str((value[0] if value else "") if isinstance(value, list) else value or "")
