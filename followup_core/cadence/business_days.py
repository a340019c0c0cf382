"""Business days: all days except the weekends and the public holidays of the candidate's country."""

import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from followup_core.models import Records

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """The business days of one country; if the country isn't known, all days but Saturdays and Sundays."""

    country: str = ""

    @classmethod
    def of_candidate(cls, records: Records) -> "BusinessCalendar":
        """Return the calendar of the candidate's country, which counts wherever the employer is."""
        return cls(records.settings.country)

    def is_business_day(self, day: date) -> bool:
        """Return whether `day` is neither on the country's weekend nor one of its public holidays."""
        if not self._has_known_country:
            return day.weekday() < _SATURDAY
        year = _days_off(self.country, day.year)
        return day not in year.weekend and day not in year.holidays

    def is_public_holiday(self, day: date) -> bool:
        """Return whether `day` is a public holiday that isn't on the country's weekend."""
        if not self._has_known_country:
            return False
        year = _days_off(self.country, day.year)
        return day in year.holidays and day not in year.weekend

    @property
    def _has_known_country(self) -> bool:
        return bool(self.country) and self.country in supported_countries()

    def roll(self, day: date) -> date:
        """Return `day` if it is a business day, else the first business day after it."""
        while not self.is_business_day(day):
            day += _DAY
        return day

    def before(self, day: date) -> date:
        """Return the last business day before `day`."""
        day -= _DAY
        while not self.is_business_day(day):
            day -= _DAY
        return day

    def add(self, day: date, count: int) -> date:
        """Return the `count`-th business day after `day`; `day` itself never counts."""
        for _ in range(count):
            day = self.roll(day + _DAY)
        return day


@lru_cache(maxsize=1)
def supported_countries() -> frozenset[str]:
    """Return the ISO 3166 codes whose weekends and public holidays are known."""
    # Read from the registry of names, because the package's own list of countries imports all countries.
    from holidays.registry import EntityLoader

    return frozenset(EntityLoader.get_country_codes(include_aliases=False))


class _DaysOff(NamedTuple):
    """The public holidays of one country in one year, and the days of its weekends."""

    holidays: frozenset[date]
    weekend: frozenset[date]


@lru_cache(maxsize=512)
def _days_off(country: str, year: int) -> _DaysOff:
    # `holidays` (MIT license) has the public holidays of over 200 countries by year, and their weekends:
    # Friday and Saturday in Israel and Egypt, and, until 2021, in the United Arab Emirates. It is imported
    # here because it is slow to load, and without a country it is not needed.
    import holidays

    with warnings.catch_warnings():
        # The library warns if a country's data ends before this year (India's ends with 2035); the holidays
        # that it returns are still the best available.
        warnings.simplefilter("ignore")
        calendar = holidays.country_holidays(country, years=year)
        days = map(date.fromordinal, range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1))
        return _DaysOff(
            holidays=frozenset(calendar), weekend=frozenset(day for day in days if calendar.is_weekend(day))
        )
