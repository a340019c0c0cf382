"""The format of date fields: the order and the separators of a day in the browser's language.

The calendar that such a field opens takes the names and the first day of the week from the browser itself.
"""

from datetime import datetime, timedelta

import streamlit as st

_DAY_FIRST = "DD/MM/YYYY"
_OFFICE_OPENS, _OFFICE_CLOSES = 9, 17

# From the short dates of the Unicode CLDR. A region or language in neither table puts the day first, with
# slashes.
_REGIONS = {
    "MM/DD/YYYY": "us as fm gu mh mp ph pr pw um vi",
    "YYYY/MM/DD": "cn jp tw mn za",
    "YYYY-MM-DD": "ca lt se",
    "YYYY.MM.DD": "hu kr",
    "DD-MM-YYYY": "nl cl",
    "DD.MM.YYYY": "al am at az ba bg by ch cz de dk ee fi ge hr is kz li lv me mk no pl ro rs ru si sk tr ua",
}
_LANGUAGES = {
    "MM/DD/YYYY": "en",
    "YYYY/MM/DD": "zh ja mn",
    "YYYY-MM-DD": "lt sv",
    "YYYY.MM.DD": "hu ko",
    "DD-MM-YYYY": "nl",
    "DD.MM.YYYY": "az bg bs cs da de et fi hr hy is ka kk lv mk nb nn no pl ro ru sk sl sq sr tr uk",
}


def date_format() -> str:
    """Return the `format` of a date field for the language of this browser."""
    return format_of(st.context.locale or "")


def format_of(locale: str) -> str:
    """Return the `format` of a date field for a language tag: for "en-US" the month comes first."""
    language, *subtags = locale.lower().replace("_", "-").split("-")
    region = next((subtag for subtag in subtags if len(subtag) == 2), "")
    formats, code = (_REGIONS, region) if region else (_LANGUAGES, language)
    return next((pattern for pattern, codes in formats.items() if code in codes.split()), _DAY_FIRST)


def likely_hour(now: datetime) -> datetime:
    """Return the likely time of an interview entered at `now`: on the hour, while offices are open."""
    if now.hour < _OFFICE_OPENS:
        now = (now - timedelta(days=1)).replace(hour=_OFFICE_CLOSES)
    return now.replace(hour=min(now.hour, _OFFICE_CLOSES), minute=0, second=0, microsecond=0)
