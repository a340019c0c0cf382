"""A whole export, such as a career center's, read and counted at once: column by column, never row by row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from followup_core.models import (
    MAX_CELL_BYTES,
    READERS,
    SCHEMA,
    THANKED_PARTS,
    AnswerValue,
    BadCell,
    Response,
    TouchpointKind,
    read_cell,
)
from followup_core.statistics import Observations
from followup_core.statistics.observations import FORMATS, KINDS, NO_DAY, OUTCOMES, Flags, Numbers
from followup_core.store import check_file, file_dataframe

if TYPE_CHECKING:
    import pandas

_USED = {
    "interviews": ("interview_id", "organization", "held_at", "format", "outcome", "outcome_on"),
    "interviewers": ("interview_id", "person_id", "part"),
    "answers": ("interview_id", "person_id", "item", "answer"),
    "touchpoints": (
        *("touchpoint_id", "interview_id", "person_id", "kind"),
        *("sent_on", "responded_on", "response"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of text: row i holds `words[codes[i]]`; each different text stands once."""

    codes: Numbers
    words: Sequence[str]

    def read(self, numbers: Iterable[int]) -> Numbers:
        """Return what each row holds, given what each word means as a number."""
        meaning = np.fromiter(numbers, dtype=np.int32, count=len(self.words))
        return meaning[self.codes] if len(meaning) else np.zeros(0, dtype=np.int32)

    @property
    def given(self) -> Flags:
        """Which rows are not blank."""
        return self.holds(map(bool, map(str.strip, self.words)))

    def holds(self, flags: Iterable[bool]) -> Flags:
        """Return which rows hold one of the words that are flagged."""
        meaning = np.fromiter(flags, dtype=np.bool_, count=len(self.words))
        return meaning[self.codes] if len(meaning) else np.zeros(0, dtype=np.bool_)


_Columns = Mapping[str, _Column]


def load_observations(folder: Path) -> Observations:
    """Take down what is counted from plain tables, as `observe` would from their records.

    Rows that cannot be read, that stand under an id used twice, or that belong
    to no interview are left out, as the coach leaves them out. Raises
    Unreadable when a file is no table, also one that nothing is counted from.
    """
    tables = {}
    for name in SCHEMA:
        if used := _USED.get(name):
            tables[name] = _columns(file_dataframe(folder, name, used), used)
        else:
            check_file(folder, name)
    sound = {name: _sound(name, columns) for name, columns in tables.items()}
    place = _places(tables["interviews"]["interview_id"], sound["interviews"])
    of = {
        name: _of(tables[name]["interview_id"], tables["interviews"]["interview_id"], place)
        for name in ("interviewers", "answers", "touchpoints")
    }
    return _observations(tables, {name: sound[name] & (of[name] >= 0) for name in of}, of, place)


def _columns(frame: "pandas.DataFrame", used: Sequence[str]) -> dict[str, _Column]:
    found = {}
    for name in used:
        codes, words = frame.pop(name).factorize()
        found[name] = _Column(codes=codes.astype(np.int32), words=cast(list[str], words.tolist()))
    return found


def _sound(table: str, columns: _Columns) -> Flags:
    """Return the rows that mean something: required cells readable, the id there once."""
    schema = SCHEMA[table]
    there = _all_of(columns[name].given for name in schema.key if name in schema.required)
    readable = _all_of(_readable(table, name, columns[name]) for name in schema.required)
    return there & readable & _once(columns, schema.key, there)


def _all_of(flags: Iterable[Flags]) -> Flags:
    every: Flags = np.logical_and.reduce(list(flags))
    return every


def _readable(table: str, name: str, column: _Column) -> Flags:
    if name not in READERS[table] and max(map(len, column.words), default=0) <= MAX_CELL_BYTES // 4:
        return column.given  # ids and names: many different ones, and all are readable
    return column.holds(_means(table, name, word) for word in column.words)


def _once(columns: _Columns, key: Sequence[str], there: Flags) -> Flags:
    """Return the rows whose key stands on no other row that has one."""
    combined = np.zeros(len(there), dtype=np.int64)
    for name in key:
        _, combined = np.unique(combined, return_inverse=True)
        combined = combined * (len(columns[name].words) + 1) + columns[name].codes
    _, places = np.unique(combined, return_inverse=True)
    once: Flags = np.bincount(places[there], minlength=int(places.max(initial=0)) + 1)[places] == 1
    return once


def _means(table: str, column: str, word: str) -> bool:
    """Whether a cell is given and can be read."""
    try:
        return bool(word.strip()) and read_cell(table, column, word) is not None
    except BadCell:
        return False


def _places(ids: _Column, sound: Flags) -> Numbers:
    """Return where each interview stands among those that count; -1 for the others."""
    place = np.full(len(sound), -1, dtype=np.int32)
    place[sound] = np.arange(int(sound.sum()), dtype=np.int32)
    return place


def _of(column: _Column, ids: _Column, place: Numbers) -> Numbers:
    """Return the interview each row belongs to; -1 where it belongs to none."""
    by_code = np.full(len(ids.words), -1, dtype=np.int32)
    by_code[ids.codes[place >= 0]] = place[place >= 0]
    known = dict(zip(ids.words, by_code.tolist(), strict=True))
    return column.read(map(known.get, column.words, repeat(-1)))


def _observations(
    tables: Mapping[str, _Columns], sound: Mapping[str, Flags], of: Mapping[str, Numbers], place: Numbers
) -> Observations:
    interviews, counted = tables["interviews"], place >= 0
    touchpoints, met, answers = tables["touchpoints"], tables["interviewers"], tables["answers"]
    response = _read("touchpoints", touchpoints, "response", _response)
    kind = _read("touchpoints", touchpoints, "kind", lambda value: KINDS[value])
    sent = _read("touchpoints", touchpoints, "sent_on", _day)
    replied = _read("touchpoints", touchpoints, "responded_on", _day)
    here = sound["touchpoints"] & (response != _BOUNCED)
    answered = np.where(response == _REPLIED, replied, NO_DAY)
    answered = np.where(kind == KINDS[TouchpointKind.HEARD_FROM_EMPLOYER], sent, answered).astype(np.int32)
    people: dict[str, int] = {}
    part = _read("interviewers", met, "part", lambda value: int(value in THANKED_PARTS))
    owed = sound["interviewers"] & (part == 1)
    given = _read("answers", answers, "answer", _GIVEN.__getitem__)
    told = sound["answers"] & (given != _GIVEN[AnswerValue.SKIPPED])
    return Observations(
        held=_read("interviews", interviews, "held_at", _day)[counted],
        outcome=_read("interviews", interviews, "outcome", lambda value: OUTCOMES[value])[counted],
        outcome_on=_read("interviews", interviews, "outcome_on", _day)[counted],
        format=_read("interviews", interviews, "format", lambda value: FORMATS[value])[counted],
        touch_of=of["touchpoints"][here],
        touch_person=_person(touchpoints["person_id"], people)[here],
        kind=kind[here],
        sent=sent[here],
        answered=answered[here],
        met_of=of["interviewers"][owed],
        met_person=_person(met["person_id"], people)[owed],
        answer_of=of["answers"][told],
        item=answers["item"].codes[told],
        yes=given[told] == _GIVEN[AnswerValue.YES],
        whole=answers["person_id"].holds(word == "" for word in answers["person_id"].words)[told],
        items=tuple(answers["item"].words),
    )


_REPLIED, _BOUNCED = 1, 2
_GIVEN = {AnswerValue.SKIPPED: 0, AnswerValue.YES: 1, AnswerValue.NO: 2}


def _response(value: Any) -> int:
    return {Response.REPLY: _REPLIED, Response.BOUNCED: _BOUNCED}.get(value, 0)


def _day(value: Any) -> int:
    return (value.date() if isinstance(value, datetime) else value).toordinal()


def _read(table: str, columns: _Columns, name: str, number: Callable[[Any], int]) -> Numbers:
    """Return a column's cells as numbers; 0 for a cell that is not given or cannot be read."""

    def meaning(word: str) -> int:
        return number(read_cell(table, name, word)) if word and _means(table, name, word) else 0

    column = columns[name]
    return column.read(map(meaning, column.words))


def _person(column: _Column, people: dict[str, int]) -> Numbers:
    return column.read(people.setdefault(word, len(people)) for word in column.words)
