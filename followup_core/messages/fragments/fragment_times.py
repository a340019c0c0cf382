"""Recognizes days and times as people type them: "weds after 3", "mon-thu mornings", "nov 12 at 10:30"."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from .fragment_words import word_set
from .lazy_pattern import LazyPattern

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS = MappingProxyType(
    {short: day for day in _DAYS for short in (day.lower(), day[:3].lower(), f"{day.lower()}s")}
    | {
        "tues": "Tuesday",
        "weds": "Wednesday",
        "thur": "Thursday",
        "thurs": "Thursday",
        "wensday": "Wednesday",
        "wednsday": "Wednesday",
        "tusday": "Tuesday",
        "teusday": "Tuesday",
        "thrusday": "Thursday",
        "thurday": "Thursday",
        "saterday": "Saturday",
        "wed": "Wednesday",
    }
    | {f"{day.lower()}s": f"{day}s" for day in _DAYS}
)
"""The name of each day of the week by its spellings and short forms."""
MONTHS = MappingProxyType(
    {short: month for month in _MONTHS for short in (month.lower(), month[:3].lower())}
    | {"sept": "September"}
)
"""The name of each month by its spellings and short forms."""
PARTS_OF_DAY = word_set(
    """
    morning mornings afternoon afternoons evening evenings night nights noon midday lunchtime lunch midnight
    breakfast dinner
    """
)
SPANS = word_set(
    """
    day days week weeks weekday weekdays weekend weekends month months hour hours anytime time
    """
)
_WORDS_BETWEEN_TIMES = word_set(
    """
    starting
    a about after all an and any around at before beginning between but by during each early end every
    except few first following for from half in last late later mid middle most next of off on one or
    other past quarter second since soon start the then this three through till to today tomorrow
    tonight tonite two until week within
    """
)
_CLOCK = LazyPattern(
    r"\d{1,2}(?::\d{2}|\.\d{2}"
    r"|h\d{0,2})?(?:\s?[ap]\.?m?\.?)?(?:[-–]\d{1,2}(?::\d{2})?(?:[ap]\.?m\.?)?)?"
    r"|\d{1,2}(?:st|nd|rd|th)|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|[ap]\.?m\.?|o['’]?clock",
    re.IGNORECASE,
)
ZONES = word_set(
    """
    aedt aest awst brt bst cest cet cst edt est et gmt mst mt pdt pst pt utc ct ist eat eet eest gst hkt jst
    kst msk nzdt nzst pht pkt sast sgt wat wib eastern pacific
    """
)


def is_time_word(word: str) -> bool:
    """Whether a word can only belong to a day or a time: "weds", "10am", "afternoon"."""
    lowercase_word = word.lower().strip(",.;!?()")
    ranged = re.split(r"[-–]", lowercase_word)
    if len(ranged) == 2 and all(part in DAYS or part in MONTHS for part in ranged):
        return True
    return (
        lowercase_word in DAYS
        or lowercase_word in MONTHS
        or lowercase_word in PARTS_OF_DAY
        or lowercase_word in SPANS
        or lowercase_word in ZONES
        or lowercase_word in ("today", "tomorrow", "tonight", "soon", "weekday", "weekend")
        or _CLOCK.fullmatch(lowercase_word) is not None
    )


def may_join_times(word: str) -> bool:
    """Whether a word may stand between days and times: "after", "or", "next"."""
    return word.lower().strip(",.;!?()") in _WORDS_BETWEEN_TIMES


_STARTS_TIME = word_set(
    """
    after around asap at before by during early first from in later next on sometime soon this today tomorrow
    until within
    """
)
_TIMES_OF_ONE_WORD = word_set("asap later sometime")
_HOLIDAYS = word_set("thanksgiving christmas easter holidays holiday year")


def without_times(text: str) -> str:
    """Return a text without the day or time at its end or beginning: "a trail on Saturday" is "a trail"."""
    words = text.split()
    cut = len(words)
    for start in range(len(words) - 1, -1, -1):
        if _says_when(words[start:]):
            cut = start
    words = words[:cut]
    lead = next((end for end in range(len(words) - 1, 0, -1) if _says_when(words[:end])), 0)
    return " ".join(words[lead:]).strip(" ,;:-–—.")


def _says_when(words: Sequence[str]) -> bool:
    """Whether all the words together are a day or a time: "on Saturday", "by the end of next week"."""
    lowercase_words = [word.lower().strip(",.;:!?") for word in words]
    if lowercase_words[0] not in _STARTS_TIME and lowercase_words[0] not in DAYS:
        return False
    are_times = [
        is_time_word(word) or word in _HOLIDAYS or word in _TIMES_OF_ONE_WORD for word in lowercase_words
    ]
    return any(are_times) and all(
        is_time or may_join_times(word) for is_time, word in zip(are_times, lowercase_words, strict=True)
    )
