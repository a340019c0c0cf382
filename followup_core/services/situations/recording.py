"""What telling a situation writes: its facts as rows, each with the words for what is saved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from followup_core.models import (
    SCHEMA,
    Answer,
    BadValue,
    Given,
    Interview,
    Outcome,
    Round,
    Row,
    Touchpoint,
    YesNo,
    read_row,
)
from followup_core.models.date_text import spoken
from followup_core.playbook import Ask, Fact, Situation, Stage
from followup_core.services.input_validation import (
    Value,
    in_calendar,
    not_before_interview,
    not_later,
    put,
    text_of,
)
from followup_core.services.touchpoints import News, _news, _reply, what_they_said
from followup_core.services.workspace import Moment, Unknown
from followup_core.store import Change

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person tells with a situation; all of it may be left out, `on` then counts as today."""

    on: date | None = None
    person_id: str = ""
    decision_by: date | None = None
    answer_by: date | None = None
    back_on: date | None = None
    interest: YesNo | None = None


def answers_to(situation: Situation, told: Told) -> Told:
    """Return of `told` what the situation asks for; the rest is not about it."""
    return Told(
        on=told.on if Ask.ON in situation.asks else None,
        person_id=told.person_id if Ask.PERSON in situation.asks else "",
        decision_by=told.decision_by if Ask.DECISION_BY in situation.asks else None,
        answer_by=told.answer_by if Ask.ANSWER_BY in situation.asks else None,
        back_on=told.back_on if Ask.BACK_ON in situation.asks else None,
        interest=told.interest if Ask.INTEREST in situation.asks else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One row as it shall be, and what that means in words ('' where another row says it)."""

    change: Change
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A situation told about one interview, as that stands when it is told."""

    situation: Situation
    told: Told
    moment: Moment
    interview: Interview
    touches: tuple[Touchpoint, ...]
    name: str = ""
    """The name of the person told about."""

    @property
    def on(self) -> date:
        """The day it happened."""
        return self.told.on or self.moment.today

    def say(self, day: date) -> str:
        """Return `day` as a person says it."""
        return spoken(day, self.moment.today)


def stage_of(interview: Interview, today: date) -> Stage | None:
    """Return where an interview stands; None while it is still to come."""
    if interview.held_on > today:
        return None
    return Stage.OPEN if interview.outcome is None else Stage(interview.outcome.value)


def written(case: Case) -> Iterator[Written]:
    """Yield the rows that telling the situation saves; raise Unknown where it no longer fits.

    Raises BadValue for a day that cannot be.
    """
    if stage_of(case.interview, case.moment.today) not in case.situation.stages:
        raise Unknown(
            f"“{case.situation.told}” does not fit this interview any more.", "Choose what fits it now."
        )
    _check_days(case)
    for fact in case.situation.records:
        yield from _WRITERS[fact](case)


def _check_days(case: Case) -> None:
    today = case.moment.today
    if case.told.on is not None:
        not_later(case.told.on, today, "it happened")
    for day, what in ((case.told.answer_by, "you must answer"), (case.told.back_on, "they are back")):
        if day is not None and in_calendar(day) < today:
            raise BadValue(f"The day {what} has passed.", "Choose today or a later day.")


def _heard(case: Case) -> Iterator[Written]:
    # The answer that came with an outcome already noted was noted with it.
    noted = case.interview.outcome is not None and case.interview.outcome.value in case.situation.records
    if noted and case.told.on is None:
        return
    yield Written(change=what_they_said(case.moment, case.interview.interview_id, case.on))
    if any(touch.answered_on == case.on for touch in case.touches):
        return
    change = _reply(case.moment, case.interview.interview_id, list(case.touches), case.on)
    yield Written(change=change, words=f"They answered on {case.say(case.on)}.")
    if change.row is not None and "kind" in change.row:  # a message of their own, not an answer to one
        note = put("touchpoints", touchpoint_id=change.key[0], note=f"{case.situation.told}.")
        yield Written(change=note)


def _heard_then(case: Case) -> Iterator[Written]:
    if case.told.on is not None:
        yield from _heard(case)


def _decision(case: Case) -> Iterator[Written]:
    day = case.told.decision_by
    if day is None:
        return
    words = f"The day to wait for is {case.say(day)}."
    if Fact.HEARD in case.situation.records or case.told.on is not None:  # named in an answer of theirs
        for change in _news(case.interview, News.NEW_DATE, case.on, day):
            yield Written(change=change, words=words)
    else:
        not_before_interview(day, case.interview, "they named")
        yield _on_interview(case, words, decision_by=day)


def _on_interview(case: Case, words: str, **cells: Value) -> Written:
    return Written(change=put("interviews", interview_id=case.interview.interview_id, **cells), words=words)


def _outcome(news: News, words: str) -> Callable[[Case], Iterator[Written]]:
    def write(case: Case) -> Iterator[Written]:
        noted = case.interview.outcome is not None and case.interview.outcome.value == news.value
        if not noted or case.told.on is not None:
            for change in _news(case.interview, news, case.on, None):
                yield Written(change=change, words=words)

    return write


def _let_go(case: Case) -> Iterator[Written]:
    today = case.moment.today
    yield _on_interview(case, "You let it go.", outcome=Outcome.LET_GO, outcome_on=today)


def _reopened(case: Case) -> Iterator[Written]:
    yield _on_interview(case, "The interview is open again.", outcome=None, outcome_on=None)


def _may_contact(given: Given, words: str) -> Callable[[Case], Iterator[Written]]:
    def write(case: Case) -> Iterator[Written]:
        change = put(
            "answers",
            interview_id=case.interview.interview_id,
            person_id="",
            item="may_contact",
            answer=given,
            answered_at=case.moment.at,
        )
        yield Written(change=change, words=words)

    return write


def _interest(case: Case) -> Iterator[Written]:
    wish = case.told.interest
    if wish is YesNo.YES:
        yield from _interested(case)
    elif wish is YesNo.NO:
        yield _on_interview(case, "You would not like to work there any more.", still_interested=wish)


def _interested(case: Case) -> Iterator[Written]:
    yield _on_interview(case, "You would still like to work there.", still_interested=YesNo.YES)


def _back_on(case: Case) -> Iterator[Written]:
    """Wait for their return as for a decision: nothing is decided before it."""
    back, decision = case.told.back_on, case.interview.decision_by
    if back is not None and (decision is None or decision < back):
        words = f"The list waits for {case.say(back)} as if it were their decision day."
        yield _on_interview(case, words, decision_by=back)


def _note(case: Case) -> Iterator[Written]:
    """Add one dated line to the notes of the interview, once."""
    days = (case.told.decision_by, case.told.answer_by, case.told.back_on)
    more = ", ".join([case.name] * bool(case.name) + [day.isoformat() for day in days if day is not None])
    line = f"{case.on.isoformat()}: {case.situation.told}{f' ({more})' if more else ''}."
    old = case.interview.notes
    if line not in old.splitlines():
        notes = f"{old}\n{line}" if old else line
        yield _on_interview(case, "A line in your notes keeps it.", notes=notes)


_WRITERS: dict[Fact, Callable[[Case], Iterator[Written]]] = {
    Fact.HEARD: _heard,
    Fact.HEARD_THEN: _heard_then,
    Fact.DECISION_BY: _decision,
    Fact.REJECTED: _outcome(News.REJECTED, "They said no."),
    Fact.OFFER: _outcome(News.OFFER, "They made you an offer."),
    Fact.LET_GO: _let_go,
    Fact.REOPENED: _reopened,
    Fact.MAY_CONTACT: _may_contact(Given.YES, "You have permission to get in touch."),
    Fact.MAY_NOT_CONTACT: _may_contact(Given.NO, "Your messages go to the recruiter first."),
    Fact.INTEREST: _interest,
    Fact.INTERESTED: _interested,
    Fact.BACK_ON: _back_on,
    Fact.NOTE: _note,
}


def preview(round_: Round, changes: Iterable[Change]) -> Round:
    """Return a round as it would be with `changes` saved; they belong to this round alone."""
    found = list(changes)
    [interview] = _with_changes((round_.interview,), "interviews", found, Interview)
    return Round(
        interview=interview,
        interviewers=round_.interviewers,
        answers=_with_changes(round_.answers, "answers", found, Answer),
        touchpoints=_with_changes(round_.touchpoints, "touchpoints", found, Touchpoint),
    )


def _with_changes(
    old: tuple[_Made, ...], table: str, changes: list[Change], make: type[_Made]
) -> tuple[_Made, ...]:
    schema = SCHEMA[table]
    as_rows = [{name: text_of(getattr(each, name)) for name in schema.columns} for each in old]
    rows: dict[tuple[str, ...], Row] = {schema.key_of(row): row for row in as_rows}
    for change in changes:
        if change.table == table:
            rows[change.key] = {**rows.get(change.key, {}), **(change.row or {})}
    read = (read_row(table, row)[0] for row in rows.values())
    return tuple(make(**values) for values in read if values is not None)
