"""Parsers of single cells: they return the value of a stored text, or raise what is wrong with it."""

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


def _read_date(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise BadCell(str(error), "Write the day as year-month-day, such as 2026-11-17.") from None


@lru_cache(maxsize=4096)
def _read_moment(text: str) -> datetime:
    if not _MOMENT.fullmatch(text):
        raise BadCell(
            f"“{text[:40]}” is not a time of the form YYYY-MM-DDTHH:MM.",
            "Write day and time together, such as 2026-11-02T10:00.",
        )
    _read_date(text[:10])
    if not _HOUR.fullmatch(text[11:]):  # newer Pythons read 24:00 as the next day
        raise BadCell(f"“{text}” is not a time of day.", "Hours go from 00 to 23, minutes from 00 to 59.")
    return datetime.fromisoformat(text)


def _word_reader(enum: type[_Word]) -> Callable[[str], _Word]:
    """Return a function that reads one of the words of an enum."""
    members = {member.value: member for member in enum}

    def read(text: str) -> _Word:
        try:
            return members[text]
        except KeyError:
            choices = ", ".join(members)
            raise BadCell(
                f"“{text[:40]}” is not one of the known words.", f"Use one of: {choices}."
            ) from None

    return read


def _read_round(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MAX_ROUND and len(text) <= 3):
        raise BadCell(f"“{text[:40]}” is not a round number.", f"Write a number from 1 to {MAX_ROUND}.")
    return int(text)


def _read_sequence(text: str) -> int:
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

    A day without a time, or a time in an unknown zone, is returned as it is.
    """
    if not _MOMENT.fullmatch(held_at) or not timezone or not known_timezone(timezone):
        return held_at
    try:
        local = datetime.fromisoformat(held_at).replace(tzinfo=ZoneInfo(timezone))
    except ValueError:
        return held_at
    return f"{local.astimezone(UTC):%Y-%m-%dT%H:%M}Z"


def _read_timezone(text: str) -> str:
    if not known_timezone(text):
        raise BadCell(f"“{text[:40]}” is not a known time zone.", "Use a name such as Europe/Berlin.")
    return text


def _read_country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text, re.ASCII):
        raise BadCell(
            f"“{text[:40]}” is not a country code.", "Use two capital letters such as US, or leave it empty."
        )
    return text


READERS: Mapping[str, Mapping[str, Callable[[str], object]]] = {
    "interviews": {
        "round": _read_round,
        "held_at": _read_moment,
        "timezone": _read_timezone,
        "format": _word_reader(Format),
        "decision_by": _read_date,
        "still_interested": _word_reader(YesNo),
        "outcome": _word_reader(Outcome),
        "outcome_on": _read_date,
        "calendar_sequence": _read_sequence,
    },
    "people": {},
    "interviewers": {"part": _word_reader(InterviewerPart)},
    "answers": {"answer": _word_reader(AnswerValue)},
    "touchpoints": {
        "kind": _word_reader(TouchpointKind),
        "sent_on": _read_date,
        "responded_on": _read_date,
        "response": _word_reader(Response),
    },
    "settings": {},
}

SETTING_READERS: Mapping[str, Callable[[str], object]] = {
    "timezone": _read_timezone,
    "country": _read_country,
    "readable_handwriting": lambda text: _word_reader(YesNo)(text) is YesNo.YES,
    "second_chase": _word_reader(SecondChase),
}
SETTING_KEYS = tuple(Settings.__dataclass_fields__)


def cell_problem(text: str) -> BadCell | None:
    """Return what is wrong with a text in any column (forbidden characters, length); None if it is fine."""
    if match := FORBIDDEN.search(text):
        name = "a NUL character" if match.group() == "\x00" else "half of a character (a lone surrogate)"
        return BadCell(f"The text contains {name} at position {match.start() + 1}.", "Delete that character.")
    if len(text) > MAX_CELL_BYTES // 4 and len(text.encode()) > MAX_CELL_BYTES:
        return BadCell("The text is longer than 20 kB.", "Shorten it, or keep the long text in a document.")
    return None


def read_cell(table: str, column: str, text: str) -> object:
    """Return the value of a cell that isn't empty; raise BadCell if its text can't be parsed."""
    if problem := cell_problem(text):
        raise problem
    reader = READERS[table].get(column)
    return text if reader is None else reader(text)
