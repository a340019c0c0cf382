"""Times in a calendar file: who knows nothing but what the file says reads the same moment."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.formats.ical_export import AN_HOUR, CalendarEvent, calendar_ics
from tests.unit.row_table import each_row

MADE_AT = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
ZONES = (
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Santiago", "Australia/Lord_Howe"),
    *("Asia/Kolkata", "Asia/Jerusalem", "Africa/Casablanca", "Pacific/Chatham", "Asia/Tokyo", "UTC"),
)


def timed(start: datetime) -> CalendarEvent:
    return CalendarEvent(uid="1", title="Interview", start=start, end=start + AN_HOUR, remind=-AN_HOUR)


def as_the_file_says(raw: bytes) -> datetime:
    """Read the one start, its zone by the rules of the file alone, whatever its name means elsewhere."""
    calendar: Any = icalendar.Calendar.from_ical(raw)
    [event] = calendar.events
    rules = [zone.to_tz(lookup_tzid=False) for zone in calendar.timezones]
    start: datetime = event.start
    return start.replace(tzinfo=rules[0]) if rules else start


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES), day=st.dates(date(1975, 1, 1), date(2060, 12, 31)), hour=st.integers(8, 20)
)
def test_by_the_files_own_rules_it_is_the_same_moment(zone: str, day: date, hour: int) -> None:
    # By day: within the hours of a change of clocks a wall-clock time is ambiguous, or never was.
    local = datetime.combine(day, time(hour), ZoneInfo(zone))
    read = as_the_file_says(calendar_ics([timed(local)], made_at=MADE_AT))
    assert read.astimezone(UTC) == local.astimezone(UTC)


def test_a_rule_that_another_one_follows_has_an_end() -> None:
    start = datetime(1986, 1, 1, 8, tzinfo=ZoneInfo("Australia/Lord_Howe"))
    raw = calendar_ics([timed(start)], made_at=MADE_AT)
    assert as_the_file_says(raw).astimezone(UTC) == start.astimezone(UTC)
    assert raw.count(b"UNTIL=") == 2


@each_row("zone", ["Europe/Berlin", "America/New_York"])
def test_a_zone_with_regular_rules_is_written_as_rules(zone: str) -> None:
    raw = calendar_ics([timed(datetime(2026, 7, 1, 10, tzinfo=ZoneInfo(zone)))], made_at=MADE_AT)
    assert raw.count(b"RRULE:FREQ=YEARLY") == 2
    assert b"RDATE" not in raw


def test_each_zone_is_written_once_and_only_where_it_is_needed() -> None:
    berlin = [timed(datetime(2026, month, 1, 10, tzinfo=ZoneInfo("Europe/Berlin"))) for month in (1, 7)]
    day = CalendarEvent(uid="2", title="Write", start=date(2026, 1, 1), end=date(2026, 1, 2))
    floating = timed(datetime.fromisoformat("2026-01-01T10:00"))
    assert calendar_ics([*berlin, day], made_at=MADE_AT).count(b"BEGIN:VTIMEZONE") == 1
    assert calendar_ics([day, floating], made_at=MADE_AT).count(b"BEGIN:VTIMEZONE") == 0


def test_a_canceled_event_says_so_and_reminds_of_nothing() -> None:
    day = date(2026, 11, 20)
    gone = CalendarEvent(
        uid="1", title="Gone", start=day, end=day + timedelta(days=1), cancelled=True, remind=AN_HOUR
    )
    raw = calendar_ics([gone], made_at=MADE_AT)
    assert b"STATUS:CANCELLED\r\n" in raw
    assert b"VALARM" not in raw


@each_row("year", [1970, 2038, 2200])
def test_the_first_and_last_years_are_written(year: int) -> None:
    start = datetime(year, 7, 1, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    read = as_the_file_says(calendar_ics([timed(start)], made_at=MADE_AT))
    assert read.astimezone(UTC) == start.astimezone(UTC)
