"""Business days: Monday to Friday, without the public holidays of the candidate's country."""

import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """The business days of one country; without a known country, only weekends are free."""

    country: str = ""

    def is_business_day(self, day: date) -> bool:
        """Return whether `day` is Monday to Friday and not a public holiday."""
        return day.weekday() <= _FRIDAY and day not in _holidays(self.country, day.year)

    def roll(self, day: date) -> date:
        """Return `day` if it is a business day, else the first one after it."""
        while not self.is_business_day(day):
            day += _DAY
        return day

    def add(self, day: date, count: int) -> date:
        """Return the `count`-th business day after `day`; `day` itself never counts."""
        for _ in range(count):
            day = self.roll(day + _DAY)
        return day


def supported_countries() -> frozenset[str]:
    """Return the ISO 3166 codes whose public holidays are known."""
    # Read from the registry of names, because the package's own list of countries imports every one of them.
    from holidays.registry import EntityLoader

    return frozenset(EntityLoader.get_country_codes(include_aliases=False))


@lru_cache(maxsize=512)
def _holidays(country: str, year: int) -> frozenset[date]:
    if not country or country not in supported_countries():
        return frozenset()
    # `holidays` (MIT license) has the public holidays of over 200 countries by year. It is imported here
    # because it is slow to load, and without a country it is not needed.
    import holidays

    with warnings.catch_warnings():
        # It warns where a country's data ends (India's after 2035); what it knows is still the best
        # available.
        warnings.simplefilter("ignore")
        return frozenset(holidays.country_holidays(country, years=year))
