"""What the statistics count, taken from records one by one: an oracle for the loader that reads columns."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from followup_core.models import THANKED_PARTS, AnswerValue, InterviewDetails
from followup_core.statistics import Observations
from followup_core.statistics.observations import FORMATS, KINDS, NO_DAY, OUTCOMES, Numbers


def numbers(values: Iterable[int]) -> Numbers:
    """Return whole numbers as a column."""
    return np.fromiter(values, dtype=np.int32)


def day_number(day: date | None) -> int:
    """Return a day as an ordinal, NO_DAY where it is missing."""
    return day.toordinal() if day else NO_DAY


def observe_records(rounds: Iterable[InterviewDetails]) -> Observations:
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
        answered=numbers(day_number(t.counted_response_on) for _, t in touchpoints),
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
