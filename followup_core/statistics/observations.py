"""Observations: the facts that are counted, as NumPy columns, for one interview as for 100,000."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from followup_core.models import THANKED_PARTS, AnswerValue, Format, InterviewDetails, Outcome, TouchpointKind

Numbers: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]

NO_DAY = 0
"""Stands for a missing day; days are ordinals, as `date.toordinal` returns them."""

OUTCOMES: Mapping[Outcome | None, int] = MappingProxyType(
    {None: 0} | {o: c for c, o in enumerate(Outcome, 1)}
)
FORMATS: Mapping[Format | None, int] = MappingProxyType({None: 0} | {f: c for c, f in enumerate(Format, 1)})
KINDS: Mapping[TouchpointKind, int] = MappingProxyType(
    {kind: code for code, kind in enumerate(TouchpointKind)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """All interviews to be counted, as columns; the columns of one group have the same length.

    - Interviews: `held`, `outcome`, `outcome_on`, `format`.
    - Touchpoints that did not bounce: `touch_of` (index of the interview), `touch_person`, `kind`, `sent`,
      `answered` (the day of the response that it records, or NO_DAY).
    - People who are owed a thank-you: `met_of` (index of the interview), `met_person`.
    - Answers yes and no: `answer_of` (index of the interview), `item` (index in `items`), `yes`,
      `whole` (whether it is about the whole interview).

    The order of rows does not change any statistic.
    """

    held: Numbers
    outcome: Numbers
    outcome_on: Numbers
    format: Numbers
    touch_of: Numbers
    touch_person: Numbers
    kind: Numbers
    sent: Numbers
    answered: Numbers
    met_of: Numbers
    met_person: Numbers
    answer_of: Numbers
    item: Numbers
    yes: Flags
    whole: Flags
    items: tuple[str, ...]

    def code_of(self, item: str) -> int:
        """Return the index of a checklist item in `items`; -1 where nobody answered it."""
        return self.items.index(item) if item in self.items else -1


def numbers(values: Iterable[int]) -> Numbers:
    """Return whole numbers as a column."""
    return np.fromiter(values, dtype=np.int32)


def day_number(day: date | None) -> int:
    """Return a day as an ordinal, NO_DAY where it is missing."""
    return day.toordinal() if day else NO_DAY


def observe(rounds: Iterable[InterviewDetails]) -> Observations:
    """Return the observations of these interviews."""
    interview_details = list(rounds)
    interviews = [details.interview for details in interview_details]
    touchpoints = [
        (n, t) for n, details in enumerate(interview_details) for t in details.touchpoints if not t.bounced
    ]
    met = [
        (n, m)
        for n, details in enumerate(interview_details)
        for m in details.interviewers
        if m.part in THANKED_PARTS
    ]
    answers = [
        (n, a)
        for n, details in enumerate(interview_details)
        for a in details.answers
        if a.answer is not AnswerValue.SKIPPED
    ]
    people = _codes(touchpoint.person_id for _, touchpoint in touchpoints)
    for _, person in met:
        people.setdefault(person.person_id, len(people))
    items = _codes(answer.item for _, answer in answers)
    return Observations(
        held=numbers(i.held_on.toordinal() for i in interviews),
        outcome=numbers(OUTCOMES[i.outcome] for i in interviews),
        outcome_on=numbers(day_number(i.outcome_on) for i in interviews),
        format=numbers(FORMATS[i.format] for i in interviews),
        touch_of=numbers(n for n, _ in touchpoints),
        touch_person=numbers(people[t.person_id] for _, t in touchpoints),
        kind=numbers(KINDS[t.kind] for _, t in touchpoints),
        sent=numbers(t.sent_on.toordinal() for _, t in touchpoints),
        answered=numbers(day_number(t.answered_on) for _, t in touchpoints),
        met_of=numbers(n for n, _ in met),
        met_person=numbers(people[m.person_id] for _, m in met),
        answer_of=numbers(n for n, _ in answers),
        item=numbers(items[a.item] for _, a in answers),
        yes=np.fromiter((a.answer is AnswerValue.YES for _, a in answers), dtype=np.bool_),
        whole=np.fromiter((not a.person_id for _, a in answers), dtype=np.bool_),
        items=tuple(items),
    )


def _codes(words: Iterable[str]) -> dict[str, int]:
    """Return a number for each different word, in order of first appearance."""
    return {word: code for code, word in enumerate(dict.fromkeys(words))}
