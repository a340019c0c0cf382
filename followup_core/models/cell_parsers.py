"""Parsers of single cells: stored text to a value, or what is wrong with it and the remedy."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .entities import Settings
from .enums import AnswerValue, Format, InterviewerPart, Outcome, Response, SecondChase, TouchpointKind, YesNo
from .schema import MAX_CELL_BYTES

EARLIEST_DATE = date(1970, 1, 1)
LATEST_DATE = date(2200, 12, 31)
MAX_ROUND = 99

_Word = TypeVar("_Word", bound=StrEnum)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


class BadCell(Exception):
    """A cell that cannot be parsed: what is wrong and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> date:
    """Parse `YYYY-MM-DD`, 1970 to 2200 inclusive.

    Raises:
        ValueError: The text is not such a date; the message is a sentence for the screen.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(f"“{text[:40]}” is not a date of the form YYYY-MM-DD.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day of the calendar.") from None
    if not EARLIEST_DATE <= day <= LATEST_DATE:
        raise ValueError(f"The year {day.year} is outside 1970 to 2200.")
    return day


def _date(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise BadCell(str(error), "Write the day as year-month-day, such as 2026-11-17.") from None


@lru_cache(maxsize=4096)
def _moment(text: str) -> datetime:
    if not _MOMENT.fullmatch(text):
        raise BadCell(
            f"“{text[:40]}” is not a time of the form YYYY-MM-DDTHH:MM.",
            "Write day and time together, such as 2026-11-02T10:00.",
        )
    _date(text[:10])
    if not _HOUR.fullmatch(text[11:]):  # newer Pythons read 24:00 as the next day
        raise BadCell(f"“{text}” is not a time of day.", "Hours go from 00 to 23, minutes from 00 to 59.")
    return datetime.fromisoformat(text)


def _word(enum: type[_Word]) -> Callable[[str], _Word]:
    known = {member.value: member for member in enum}

    def read(text: str) -> _Word:
        try:
            return known[text]
        except KeyError:
            choices = ", ".join(known)
            raise BadCell(
                f"“{text[:40]}” is not one of the known words.", f"Use one of: {choices}."
            ) from None

    return read


def _round(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MAX_ROUND and len(text) <= 3):
        raise BadCell(f"“{text[:40]}” is not a round number.", f"Write a number from 1 to {MAX_ROUND}.")
    return int(text)


def _sequence(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise BadCell(f"“{text[:40]}” is not a version of an appointment.", "Write 0 or a larger number.")
    return int(text)


@lru_cache(maxsize=1024)
def known_timezone(name: str) -> bool:
    """Return whether `name` is an IANA time zone that this computer knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def utc_minute(held_at: str, timezone: str) -> str:
    """Return a stored wall-clock time in UTC, as `2026-11-16T08:00Z`, to compare times of several zones.

    A day alone, or a time whose zone isn't known, is returned as it is.
    """
    if not _MOMENT.fullmatch(held_at) or not timezone or not known_timezone(timezone):
        return held_at
    try:
        local = datetime.fromisoformat(held_at).replace(tzinfo=ZoneInfo(timezone))
    except ValueError:
        return held_at
    return f"{local.astimezone(UTC):%Y-%m-%dT%H:%M}Z"


def _timezone(text: str) -> str:
    if not known_timezone(text):
        raise BadCell(f"“{text[:40]}” is not a known time zone.", "Use a name such as Europe/Berlin.")
    return text


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text, re.ASCII):
        raise BadCell(
            f"“{text[:40]}” is not a country code.", "Use two capital letters such as US, or leave it empty."
        )
    return text


READERS: Mapping[str, Mapping[str, Callable[[str], object]]] = {
    "interviews": {
        "round": _round,
        "held_at": _moment,
        "timezone": _timezone,
        "format": _word(Format),
        "decision_by": _date,
        "still_interested": _word(YesNo),
        "outcome": _word(Outcome),
        "outcome_on": _date,
        "calendar_sequence": _sequence,
    },
    "people": {},
    "interviewers": {"part": _word(InterviewerPart)},
    "answers": {"answer": _word(AnswerValue)},
    "touchpoints": {
        "kind": _word(TouchpointKind),
        "sent_on": _date,
        "responded_on": _date,
        "response": _word(Response),
    },
    "settings": {},
}

SETTING_READERS: Mapping[str, Callable[[str], object]] = {
    "timezone": _timezone,
    "country": _country,
    "readable_handwriting": lambda text: _word(YesNo)(text) is YesNo.YES,
    "second_chase": _word(SecondChase),
}
SETTING_KEYS = tuple(Settings.__dataclass_fields__)


def cell_problem(text: str) -> BadCell | None:
    """Return what is wrong with a text in any column (forbidden characters, length); None if nothing is."""
    if match := FORBIDDEN.search(text):
        name = "a NUL character" if match.group() == "\x00" else "half of a character (a lone surrogate)"
        return BadCell(f"The text contains {name} at position {match.start() + 1}.", "Delete that character.")
    if len(text) > MAX_CELL_BYTES // 4 and len(text.encode()) > MAX_CELL_BYTES:
        return BadCell("The text is longer than 20 kB.", "Shorten it, or keep the long text in a document.")
    return None


def read_cell(table: str, column: str, text: str) -> object:
    """Return the value of one cell that is not empty; raise BadCell where it cannot be parsed."""
    if problem := cell_problem(text):
        raise problem
    reader = READERS[table].get(column)
    return text if reader is None else reader(text)
