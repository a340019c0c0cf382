"""The one clock: a fixed day is the same day for every part that asks, and moments run forward."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.clock import Clock, day_of
from tests.unit.row_table import each_row

FIXED = date(2026, 11, 18)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(["", "UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"])


@settings(max_examples=50)
@given(real=MOMENTS, zone=ZONES, fixed=st.dates(date(1970, 1, 1), date(2200, 12, 31)))
def test_a_fixed_day_is_the_day_everywhere(real: datetime, zone: str, fixed: date) -> None:
    clock = Clock.on(fixed, lambda: real)
    assert clock.day(zone) == fixed
    assert day_of(clock.moment()) == fixed, "a recorded moment falls on the fixed day where the computer is"


def test_moments_run_forward_past_the_midnight_of_a_fixed_day() -> None:
    now = datetime(2027, 12, 31, 23, 58, tzinfo=UTC).astimezone()
    clock = Clock.on(FIXED, lambda: now)
    before = clock.moment()
    now += timedelta(minutes=4)
    assert clock.moment() - before == timedelta(minutes=4)
    assert clock.day() == FIXED, "the day that was asked for stays"


@each_row(("zone", "day"), [("Asia/Tokyo", date(2026, 11, 19)), ("America/New_York", date(2026, 11, 18))])
def test_without_a_fixed_day_it_is_the_computers_time_and_the_day_where_the_person_is(
    zone: str, day: date
) -> None:
    real = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
    clock = Clock.on(None, lambda: real)
    assert (clock.moment(), clock.day(zone)) == (real, day)
