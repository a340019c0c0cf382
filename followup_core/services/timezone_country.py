"""Guesses a candidate's country from the time zone of their browser, and says which holidays are left out.

Whose weekends and holidays count is decided by `BusinessCalendar.of_candidate`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from followup_core.cadence import supported_countries
from followup_core.regular_files import read_regular_file

from .candidate_settings import country_name

_MAX_TABLE_BYTES = 1_000_000
_NAMES_WITH_ARTICLE = frozenset({"Bahamas", "Congo", "Gambia", "Maldives", "Netherlands", "Philippines"})


def country_of_timezone(zone: str) -> str:
    """Return the ISO 3166 code of the one country that a time zone names; '' if it names none or several.

    The code is also '' if the country's public holidays aren't known. Browsers mostly use the names of the
    table `zone.tab`, each of which belongs to one country. An older name, such as Asia/Calcutta, counts only
    if its zone is used in one country: the older name of a shared zone may be that of another country.
    """
    code = _countries_by_zone("zone.tab").get(zone) or _countries_by_zone("zone1970.tab").get(
        _current_names().get(zone, ""), ""
    )
    return code if code in supported_countries() else ""


@cache
def _countries_by_zone(table: str) -> Mapping[str, str]:
    """Return the countries of each zone, separated by commas, from one of the tables of the tz database."""
    return {cells[2]: cells[0] for cells in _lines(table, "\t") if not cells[0].startswith("#")}


@cache
def _current_names() -> Mapping[str, str]:
    """Return the current name for each older one that names a place, and not only an abbreviation."""
    links = (cells for cells in _lines("tzdata.zi", " ") if cells[0] == "L")
    return {older: current for _, current, older in links if "/" in older}


def _lines(file: str, separator: str) -> Iterator[list[str]]:
    table = Path(str(files("tzdata"))) / "zoneinfo" / file
    text = read_regular_file(table, _MAX_TABLE_BYTES).decode("utf-8")
    return (line.split(separator) for line in text.splitlines())


def holiday_sentence(country: str) -> str:
    """Return sentences on the public holidays that are left out; if `country` is '', none are."""
    if not country:
        return "Public holidays are not left out. Choose your country in Settings, Dates."
    name = country_name(country)
    has_article = name.startswith("United ") or name.endswith((" Islands", " Republic"))
    place = f"the {name}" if has_article or name in _NAMES_WITH_ARTICLE else name
    return f"Public holidays in {place} are left out. Change that in Settings, Dates."
