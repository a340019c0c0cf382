"""Business days: neither on the country's weekend nor one of its holidays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.cadence import BusinessCalendar, supported_countries

FRIDAY = date(2026, 11, 13)
SATURDAY = date(2026, 11, 14)
SUNDAY = date(2026, 11, 15)
MONDAY = date(2026, 11, 16)
THANKSGIVING = date(2026, 11, 26)


def test_a_weekend_rolls_to_monday_and_a_working_day_stays() -> None:
    calendar = BusinessCalendar()
    assert [calendar.roll(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [
        FRIDAY,
        MONDAY,
        MONDAY,
        MONDAY,
    ]


def test_business_days_are_counted_after_the_day_whatever_day_it_is() -> None:
    calendar = BusinessCalendar()
    assert [calendar.add(day, 1) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [
        MONDAY,
        MONDAY,
        MONDAY,
        date(2026, 11, 17),
    ]
    assert calendar.add(FRIDAY, 5) == date(2026, 11, 20)


def test_thanksgiving_is_no_business_day_in_the_united_states_only() -> None:
    assert not BusinessCalendar("US").is_business_day(THANKSGIVING)
    assert BusinessCalendar("DE").is_business_day(THANKSGIVING)
    assert BusinessCalendar("").is_business_day(THANKSGIVING)


@pytest.mark.parametrize("country", ["XX", "ZZ", "us", "Atlantis"])
def test_an_unknown_country_has_only_weekends(country: str) -> None:
    calendar = BusinessCalendar(country)
    assert calendar.is_business_day(date(2026, 12, 25))
    assert not calendar.is_business_day(SATURDAY)


@pytest.mark.parametrize(
    ("country", "days_off"),
    [
        *(("IL", "Fri Sat"), ("EG", "Fri Sat"), ("BD", "Fri Sat"), ("SA", "Fri Sat"), ("IR", "Fri")),
        *(("BN", "Fri Sun"), ("US", "Sat Sun"), ("TR", "Sat Sun"), ("", "Sat Sun"), ("XX", "Sat Sun")),
    ],
)
def test_the_weekend_is_the_one_of_the_country(country: str, days_off: str) -> None:
    # A week without public holidays in any of these countries.
    week = [date(2026, 11, day) for day in range(2, 9)]
    calendar = BusinessCalendar(country)
    assert " ".join(day.strftime("%a") for day in week if not calendar.is_business_day(day)) == days_off


def test_the_emirates_moved_their_weekend_in_2022() -> None:
    friday_before, friday_after = date(2021, 11, 5), date(2022, 11, 4)
    assert not BusinessCalendar("AE").is_business_day(friday_before)
    assert BusinessCalendar("AE").is_business_day(friday_after)


def test_a_calendar_that_ends_some_day_gives_no_warning_and_keeps_its_fixed_holidays() -> None:
    republic_day = date(2037, 1, 26)
    assert not BusinessCalendar("IN").is_business_day(republic_day)


def test_many_countries_are_supported_and_each_by_two_letters() -> None:
    assert len(supported_countries()) > 200
    assert {"US", "GB", "DE", "JP", "BR", "IN"} <= supported_countries()
    assert {len(code) for code in supported_countries()} == {2}


@pytest.mark.thorough
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
