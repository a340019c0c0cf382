"""The facts that are counted, as columns of small numbers: one shape for one interview and for 100,000."""

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
"""Stands for a day that is not given; days are counted as `date.toordinal` does."""

OUTCOMES: Mapping[Outcome | None, int] = MappingProxyType(
    {None: 0} | {o: c for c, o in enumerate(Outcome, 1)}
)
FORMATS: Mapping[Format | None, int] = MappingProxyType({None: 0} | {f: c for c, f in enumerate(Format, 1)})
KINDS: Mapping[TouchpointKind, int] = MappingProxyType(
    {kind: code for code, kind in enumerate(TouchpointKind)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """All interviews that are looked at, with what belongs to them; each group of columns has one length.

    Interviews: `held`, `outcome`, `outcome_on`, `format`. Touchpoints that did
    not bounce: `touch_of` (which interview), `touch_person`, `kind`, `sent`,
    `answered` (the day of the response it carries, or NO_DAY). People who are
    owed a thank-you: `met_of`, `met_person`. Answers yes and no: `answer_of`,
    `item` (its place in `items`), `yes`, `whole` (about the whole interview).
    Any order of rows gives the same figures.
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
        """Return the place of a checklist item in `items`; -1 where nobody answered it."""
        return self.items.index(item) if item in self.items else -1


def numbers(values: Iterable[int]) -> Numbers:
    """Return whole numbers as a column."""
    return np.fromiter(values, dtype=np.int32)


def day_number(day: date | None) -> int:
    """Return a day as a number, NO_DAY where it is not given."""
    return day.toordinal() if day else NO_DAY


def observe(rounds: Iterable[InterviewDetails]) -> Observations:
    """Take down what is counted of these interviews."""
    taken = list(rounds)
    interviews = [each.interview for each in taken]
    touches = [(n, t) for n, each in enumerate(taken) for t in each.touchpoints if not t.bounced]
    met = [(n, m) for n, each in enumerate(taken) for m in each.interviewers if m.part in THANKED_PARTS]
    answers = [
        (n, a) for n, each in enumerate(taken) for a in each.answers if a.answer is not AnswerValue.SKIPPED
    ]
    people = _codes(touch.person_id for _, touch in touches)
    for _, person in met:
        people.setdefault(person.person_id, len(people))
    items = _codes(answer.item for _, answer in answers)
    return Observations(
        held=numbers(i.held_on.toordinal() for i in interviews),
        outcome=numbers(OUTCOMES[i.outcome] for i in interviews),
        outcome_on=numbers(day_number(i.outcome_on) for i in interviews),
        format=numbers(FORMATS[i.format] for i in interviews),
        touch_of=numbers(n for n, _ in touches),
        touch_person=numbers(people[t.person_id] for _, t in touches),
        kind=numbers(KINDS[t.kind] for _, t in touches),
        sent=numbers(t.sent_on.toordinal() for _, t in touches),
        answered=numbers(day_number(t.answered_on) for _, t in touches),
        met_of=numbers(n for n, _ in met),
        met_person=numbers(people[m.person_id] for _, m in met),
        answer_of=numbers(n for n, _ in answers),
        item=numbers(items[a.item] for _, a in answers),
        yes=np.fromiter((a.answer is AnswerValue.YES for _, a in answers), dtype=np.bool_),
        whole=np.fromiter((not a.person_id for _, a in answers), dtype=np.bool_),
        items=tuple(items),
    )


def _codes(words: Iterable[str]) -> dict[str, int]:
    """Return a number for each different word, in the order in which they are met."""
    return {word: code for code, word in enumerate(dict.fromkeys(words))}
