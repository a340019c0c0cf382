"""Business days: neither on the country's weekend nor one of its holidays."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.cadence import BusinessCalendar, supported_countries
from tests.unit.row_table import each_row

FRIDAY = date(2026, 11, 13)
SATURDAY = date(2026, 11, 14)
MONDAY = date(2026, 11, 16)
THANKSGIVING = date(2026, 11, 26)


@each_row(
    ("day", "rolled", "next_day"),
    [(FRIDAY, FRIDAY, MONDAY), (SATURDAY, MONDAY, MONDAY), (MONDAY, MONDAY, date(2026, 11, 17))],
)
def test_a_weekend_rolls_to_monday_and_is_never_counted(day: date, rolled: date, next_day: date) -> None:
    assert (BusinessCalendar().roll(day), BusinessCalendar().add(day, 1)) == (rolled, next_day)


@each_row(
    ("country", "day", "before"),
    [
        ("", date(2026, 11, 17), MONDAY),
        ("", MONDAY, FRIDAY),
        ("", SATURDAY, FRIDAY),
        ("US", date(2026, 11, 27), date(2026, 11, 25)),
        ("DE", date(2026, 11, 27), THANKSGIVING),
    ],
)
def test_the_business_day_before_skips_weekends_and_holidays(country: str, day: date, before: date) -> None:
    assert BusinessCalendar(country).before(day) == before


@each_row(
    ("country", "day", "is_business_day"),
    [
        ("US", THANKSGIVING, False),
        ("DE", THANKSGIVING, True),
        ("", THANKSGIVING, True),
        ("us", THANKSGIVING, True),  # no country that is known
        ("AE", date(2021, 11, 5), False),  # a Friday, before the Emirates moved their weekend
        ("AE", date(2022, 11, 4), True),
        ("IN", date(2037, 1, 26), False),  # where India's calendar has ended, without a warning
    ],
)
def test_holidays_and_weekends_are_those_of_the_country_and_the_year(
    country: str, day: date, is_business_day: bool
) -> None:
    assert BusinessCalendar(country).is_business_day(day) is is_business_day


@each_row(
    ("country", "days_off"),
    [
        ("IL", "Fri Sat"),
        ("IR", "Fri"),
        ("BN", "Fri Sun"),
        ("US", "Sat Sun"),
        ("", "Sat Sun"),
        ("XX", "Sat Sun"),
    ],
)
def test_the_weekend_is_the_one_of_the_country(country: str, days_off: str) -> None:
    # A week without public holidays in any of these countries.
    week = [date(2026, 11, day) for day in range(2, 9)]
    calendar = BusinessCalendar(country)
    assert " ".join(day.strftime("%a") for day in week if not calendar.is_business_day(day)) == days_off


def test_many_countries_are_supported_and_each_by_two_letters() -> None:
    assert len(supported_countries()) > 200
    assert {"US", "GB", "DE", "JP", "BR", "IN"} <= supported_countries()
    assert {len(code) for code in supported_countries()} == {2}


@pytest.mark.thorough
@settings(max_examples=60)
@given(
    st.sampled_from(sorted(supported_countries())),
    st.dates(min_value=date(1970, 1, 1), max_value=date(2204, 12, 31)),
    st.integers(min_value=0, max_value=10),
)
def test_every_country_has_a_business_day_soon_in_every_year(country: str, day: date, count: int) -> None:
    calendar = BusinessCalendar(country)
    rolled = calendar.roll(day)
    assert calendar.is_business_day(rolled)
    assert 0 <= (rolled - day).days < 30
    landed = calendar.add(rolled, count)
    between = [date.fromordinal(n) for n in range(rolled.toordinal() + 1, landed.toordinal() + 1)]
    assert sum(map(calendar.is_business_day, between)) == count
