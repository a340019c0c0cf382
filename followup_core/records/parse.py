"""From stored text to records, with every problem named and nothing guessed."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import Problem
from .rows import (
    Answer,
    Interview,
    Interviewer,
    Opening,
    Person,
    Records,
    Round,
    Settings,
    Touchpoint,
)
from .schema import MAX_CELL_BYTES, SCHEMA, Row
from .words import Format, Given, Outcome, Part, Response, SecondChase, Touch, YesNo

EARLIEST_DATE = date(1970, 1, 1)
LATEST_DATE = date(2200, 12, 31)
MAX_ROUND = 99

Numbered = Iterable[tuple[int, Row]]
"""Rows with the line each stands on (0 where there is none)."""

_Word = TypeVar("_Word", bound=StrEnum)
_Made = TypeVar("_Made")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


class _Bad(Exception):
    """One cell that cannot be read: what is wrong and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> date:
    """Read `YYYY-MM-DD`, between 1970 and 2200; raise ValueError with a sentence otherwise."""
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
        raise _Bad(str(error), "Write the day as year-month-day, such as 2026-11-17.") from None


@lru_cache(maxsize=4096)
def _moment(text: str) -> datetime:
    if not _MOMENT.fullmatch(text):
        raise _Bad(
            f"“{text[:40]}” is not a time of the form YYYY-MM-DDTHH:MM.",
            "Write day and time together, such as 2026-11-02T10:00.",
        )
    _date(text[:10])
    if not _HOUR.fullmatch(text[11:]):  # newer Pythons read 24:00 as the next day
        raise _Bad(f"“{text}” is not a time of day.", "Hours run 00 to 23, minutes 00 to 59.")
    return datetime.fromisoformat(text)


def _word(words: type[_Word]) -> Callable[[str], _Word]:
    known = {word.value: word for word in words}

    def read(text: str) -> _Word:
        try:
            return known[text]
        except KeyError:
            choices = ", ".join(known)
            raise _Bad(f"“{text[:40]}” is not one of the known words.", f"Use one of: {choices}.") from None

    return read


def _round(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MAX_ROUND and len(text) <= 3):
        raise _Bad(f"“{text[:40]}” is not a round number.", f"Write a number from 1 to {MAX_ROUND}.")
    return int(text)


@lru_cache(maxsize=1024)
def known_timezone(name: str) -> bool:
    """Whether `name` is an IANA time zone this computer knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _timezone(text: str) -> str:
    if not known_timezone(text):
        raise _Bad(f"“{text[:40]}” is not a known time zone.", "Use a name such as Europe/Berlin.")
    return text


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text, re.ASCII):
        raise _Bad(
            f"“{text[:40]}” is not a country code.", "Use two capital letters such as US, or leave it empty."
        )
    return text


_READERS: Mapping[str, Mapping[str, Callable[[str], object]]] = {
    "interviews": {
        "round": _round,
        "held_at": _moment,
        "timezone": _timezone,
        "format": _word(Format),
        "decision_by": _date,
        "still_interested": _word(YesNo),
        "outcome": _word(Outcome),
        "outcome_on": _date,
    },
    "people": {},
    "interviewers": {"part": _word(Part)},
    "answers": {"answer": _word(Given)},
    "touchpoints": {
        "kind": _word(Touch),
        "sent_on": _date,
        "responded_on": _date,
        "response": _word(Response),
    },
    "settings": {},
}
_CELLS = {
    name: tuple((column, _READERS[name].get(column), column in table.required) for column in table.columns)
    for name, table in SCHEMA.items()
}
"""What `_sound_row` does with each column of a table, worked out once."""

_SETTING_READERS: Mapping[str, Callable[[str], object]] = {
    "timezone": _timezone,
    "country": _country,
    "readable_handwriting": lambda text: _word(YesNo)(text) is YesNo.YES,
    "second_chase": _word(SecondChase),
}
SETTING_KEYS = tuple(Settings.__dataclass_fields__)


def _cell_trouble(text: str) -> _Bad | None:
    if found := _FORBIDDEN.search(text):
        name = "a NUL character" if found.group() == "\x00" else "half of a character (a lone surrogate)"
        return _Bad(f"The text holds {name} at position {found.start() + 1}.", "Delete that character.")
    if len(text) > MAX_CELL_BYTES // 4 and len(text.encode()) > MAX_CELL_BYTES:
        return _Bad("The text is longer than 20 kB.", "Shorten it, or keep the long text in a document.")
    return None


def read_row(table: str, row: Row, line: int = 0) -> tuple[dict[str, object] | None, list[Problem]]:
    """Read one stored row into field values.

    Returns (values, problems). Values hold only the cells that are given and
    readable; they are None when a required cell is blank or unreadable, so the
    row means nothing. An optional cell that is unreadable counts as not given.
    """
    plain = _sound_row(table, row)
    return (plain, []) if plain is not None else _doubtful_row(table, row, line)


def _sound_row(table: str, row: Row) -> dict[str, object] | None:
    """Read a row that nothing is wrong with, as nearly all are; None at the first doubt."""
    together = "".join(row.values())
    if len(together) > MAX_CELL_BYTES // 4 or _FORBIDDEN.search(together) or table == "settings":
        return None
    values: dict[str, object] = {}
    try:
        for column, reader, required in _CELLS[table]:
            text = row.get(column)
            if text:
                values[column] = text if reader is None else reader(text)
            if required and not (text and text.strip()):
                return None
    except _Bad:
        return None
    return values


def _doubtful_row(table: str, row: Row, line: int) -> tuple[dict[str, object] | None, list[Problem]]:
    """Read a row cell by cell, and name what is wrong with each."""
    schema = SCHEMA[table]
    readers = _READERS[table]
    values: dict[str, object] = {}
    problems: list[Problem] = []
    usable = True
    for column in schema.columns:
        text = row.get(column, "")
        if not text.strip() and column in schema.required:
            trouble: _Bad | None = _Bad("The cell is blank.", "Fill it in, or delete the row.")
        elif not text:
            continue
        else:
            trouble = _cell_trouble(text)
            if trouble is None:
                reader = readers.get(column)
                try:
                    values[column] = text if reader is None else reader(text)
                except _Bad as bad:
                    trouble = bad
        if trouble is not None:
            usable = usable and column not in schema.required
            problems.append(
                Problem(table=table, line=line, column=column, what=trouble.what, remedy=trouble.remedy)
            )
    if table == "settings" and usable:
        problems += _read_setting(values, line)
    return (values if usable else None), problems


def _read_setting(values: dict[str, object], line: int) -> list[Problem]:
    key, text = str(values["key"]), str(values.get("value", ""))
    reader = _SETTING_READERS.get(key)
    if reader is None or not text:
        return []
    try:
        values["value"] = reader(text)
    except _Bad as bad:
        values.pop("value")
        return [Problem(table="settings", line=line, column="value", what=bad.what, remedy=bad.remedy)]
    return []


def _read_table(
    tables: Mapping[str, Numbered], table: str, make: Callable[..., _Made], problems: list[Problem]
) -> list[tuple[int, _Made]]:
    made: list[tuple[int, _Made]] = []
    for line, row in tables.get(table, ()):
        values, found = read_row(table, row, line)
        problems += found
        if values is not None:
            made.append((line, make(**values)))
    return made


def _settings(tables: Mapping[str, Numbered], problems: list[Problem]) -> Settings:
    pairs = _read_table(tables, "settings", lambda key, value=None: (key, value), problems)
    known = {key: value for _, (key, value) in pairs if key in SETTING_KEYS and value is not None}
    return Settings(**known)  # each value was read by its own reader


def _orphan(table: str, line: int, column: str, missing: str) -> Problem:
    return Problem(
        table=table,
        line=line,
        column=column,
        what=f"There is no row “{missing[:60]}” to belong to.",
        remedy="Correct the id, or delete this row.",
    )


def parse(tables: Mapping[str, Numbered]) -> tuple[Records, tuple[Problem, ...]]:
    """Read a workspace's rows into records; return them with every problem found.

    A row whose required cells cannot be read, or that belongs to an interview
    that does not exist, is left out and named. An unreadable optional cell
    counts as not given and is named. A row about a person who is not in the
    people table is kept and named: a message that was sent stays sent, whoever
    it went to. The order of rows is kept.
    """
    problems: list[Problem] = []
    interviews = _read_table(tables, "interviews", Interview, problems)
    people = {p.person_id: p for _, p in _read_table(tables, "people", Person, problems)}
    met: dict[str, list[Interviewer]] = {i.interview_id: [] for _, i in interviews}
    answers: dict[str, list[Answer]] = {key: [] for key in met}
    touches: dict[str, list[Touchpoint]] = {key: [] for key in met}

    def belongs(table: str, line: int, interview_id: str, person_id: str) -> bool:
        if person_id and person_id not in people:
            problems.append(_orphan(table, line, "person_id", person_id))
        if interview_id not in met:
            problems.append(_orphan(table, line, "interview_id", interview_id))
        return interview_id in met

    for line, interviewer in _read_table(tables, "interviewers", Interviewer, problems):
        if belongs("interviewers", line, interviewer.interview_id, interviewer.person_id):
            met[interviewer.interview_id].append(interviewer)
    for line, answer in _read_table(tables, "answers", Answer, problems):
        if belongs("answers", line, answer.interview_id, answer.person_id):
            answers[answer.interview_id].append(answer)
    for line, touch in _read_table(tables, "touchpoints", Touchpoint, problems):
        if belongs("touchpoints", line, touch.interview_id, touch.person_id):
            touches[touch.interview_id].append(touch)

    rounds = {
        interview.interview_id: Round(
            interview=interview,
            interviewers=tuple(met[interview.interview_id]),
            answers=tuple(answers[interview.interview_id]),
            touchpoints=tuple(touches[interview.interview_id]),
        )
        for _, interview in interviews
    }
    return gather(rounds.values(), people.values(), _settings(tables, problems)), tuple(problems)


def gather(rounds: Iterable[Round], people: Iterable[Person], settings: Settings) -> Records:
    """Put rounds together into openings, lowest round first, in the order first met."""
    by_id = {each.interview.interview_id: each for each in rounds}
    grouped: dict[tuple[str, str], list[Round]] = {}
    for each in by_id.values():
        grouped.setdefault(each.interview.opening_key, []).append(each)
    openings = tuple(
        Opening(rounds=tuple(sorted(group, key=lambda each: each.interview.round)))
        for group in grouped.values()
    )
    return Records(
        openings=openings,
        rounds=MappingProxyType(by_id),
        opening_of=MappingProxyType(
            {each.interview.interview_id: opening for opening in openings for each in opening.rounds}
        ),
        people=MappingProxyType({person.person_id: person for person in people}),
        settings=settings,
    )
