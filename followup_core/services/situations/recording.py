"""What telling a situation writes: its facts as rows, each with the words for what is saved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from followup_core.models import (
    SCHEMA,
    Answer,
    AnswerValue,
    BadValue,
    Interview,
    InterviewDetails,
    Outcome,
    Row,
    Touchpoint,
    YesNo,
    read_row,
)
from followup_core.models.date_text import format_day
from followup_core.playbook import FollowUpQuestion, RecordedFact, Situation, Stage
from followup_core.services.input_validation import (
    CellValue,
    check_not_before_interview,
    check_not_future,
    check_supported_date,
    format_cell,
    upsert,
)
from followup_core.services.touchpoints import ReplyKind, _news, _reply, reply_recorded_change
from followup_core.services.workspace import ActionContext, NotFound
from followup_core.store import Change

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationAnswers:
    """What a person tells with a situation; all of it may be left out, `on` then counts as today."""

    on: date | None = None
    person_id: str = ""
    decision_by: date | None = None
    answer_by: date | None = None
    back_on: date | None = None
    interest: YesNo | None = None


def relevant_answers(situation: Situation, told: SituationAnswers) -> SituationAnswers:
    """Return of `told` what the situation asks for; the rest is not about it."""
    return SituationAnswers(
        on=told.on if FollowUpQuestion.ON in situation.asks else None,
        person_id=told.person_id if FollowUpQuestion.PERSON in situation.asks else "",
        decision_by=told.decision_by if FollowUpQuestion.DECISION_BY in situation.asks else None,
        answer_by=told.answer_by if FollowUpQuestion.ANSWER_BY in situation.asks else None,
        back_on=told.back_on if FollowUpQuestion.BACK_ON in situation.asks else None,
        interest=told.interest if FollowUpQuestion.INTEREST in situation.asks else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """One row as it shall be, and what that means in words ('' where another row says it)."""

    change: Change
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationContext:
    """A situation reported for one interview, with the interview as it was at that moment."""

    situation: Situation
    answers: SituationAnswers
    moment: ActionContext
    interview: Interview
    touches: tuple[Touchpoint, ...]
    name: str = ""
    """The name of the person told about."""

    @property
    def on(self) -> date:
        """The day it happened."""
        return self.answers.on or self.moment.today

    def say(self, day: date) -> str:
        """Return `day` as a person says it."""
        return format_day(day, self.moment.today)


def stage_of(interview: Interview, today: date) -> Stage | None:
    """Return where an interview stands; None while it is still to come."""
    if interview.held_on > today:
        return None
    return Stage.OPEN if interview.outcome is None else Stage(interview.outcome.value)


def planned_changes(case: SituationContext) -> Iterator[PlannedChange]:
    """Yield the rows that telling the situation saves; raise NotFound where it no longer fits.

    Raises BadValue for a day that cannot be.
    """
    if stage_of(case.interview, case.moment.today) not in case.situation.stages:
        raise NotFound(
            f"“{case.situation.told}” does not fit this interview any more.", "Choose what fits it now."
        )
    _check_days(case)
    for fact in case.situation.records:
        yield from _WRITERS[fact](case)


def _check_days(case: SituationContext) -> None:
    today = case.moment.today
    if case.answers.on is not None:
        check_not_future(case.answers.on, today, "it happened")
    for day, what in ((case.answers.answer_by, "you must answer"), (case.answers.back_on, "they are back")):
        if day is not None and check_supported_date(day) < today:
            raise BadValue(f"The day {what} has passed.", "Choose today or a later day.")


def _heard(case: SituationContext) -> Iterator[PlannedChange]:
    # The answer that came with an outcome already noted was noted with it.
    noted = case.interview.outcome is not None and case.interview.outcome.value in case.situation.records
    if noted and case.answers.on is None:
        return
    yield PlannedChange(change=reply_recorded_change(case.moment, case.interview.interview_id, case.on))
    if any(touchpoint.answered_on == case.on for touchpoint in case.touches):
        return
    change = _reply(case.moment, case.interview.interview_id, list(case.touches), case.on)
    yield PlannedChange(change=change, words=f"They answered on {case.say(case.on)}.")
    if change.row is not None and "kind" in change.row:  # a message of their own, not an answer to one
        note = upsert("touchpoints", touchpoint_id=change.key[0], note=f"{case.situation.told}.")
        yield PlannedChange(change=note)


def _heard_then(case: SituationContext) -> Iterator[PlannedChange]:
    if case.answers.on is not None:
        yield from _heard(case)


def _decision(case: SituationContext) -> Iterator[PlannedChange]:
    day = case.answers.decision_by
    if day is None:
        return
    words = f"The day to wait for is {case.say(day)}."
    if (
        RecordedFact.HEARD in case.situation.records or case.answers.on is not None
    ):  # named in an answer of theirs
        for change in _news(case.interview, ReplyKind.NEW_DATE, case.on, day):
            yield PlannedChange(change=change, words=words)
    else:
        check_not_before_interview(day, case.interview, "they named")
        yield _on_interview(case, words, decision_by=day)


def _on_interview(case: SituationContext, words: str, **cells: CellValue) -> PlannedChange:
    return PlannedChange(
        change=upsert("interviews", interview_id=case.interview.interview_id, **cells), words=words
    )


def _outcome(news: ReplyKind, words: str) -> Callable[[SituationContext], Iterator[PlannedChange]]:
    def write(case: SituationContext) -> Iterator[PlannedChange]:
        noted = case.interview.outcome is not None and case.interview.outcome.value == news.value
        if not noted or case.answers.on is not None:
            for change in _news(case.interview, news, case.on, None):
                yield PlannedChange(change=change, words=words)

    return write


def _let_go(case: SituationContext) -> Iterator[PlannedChange]:
    today = case.moment.today
    yield _on_interview(case, "You let it go.", outcome=Outcome.LET_GO, outcome_on=today)


def _reopened(case: SituationContext) -> Iterator[PlannedChange]:
    yield _on_interview(case, "The interview is open again.", outcome=None, outcome_on=None)


def _may_contact(given: AnswerValue, words: str) -> Callable[[SituationContext], Iterator[PlannedChange]]:
    def write(case: SituationContext) -> Iterator[PlannedChange]:
        change = upsert(
            "answers",
            interview_id=case.interview.interview_id,
            person_id="",
            item="may_contact",
            answer=given,
            answered_at=case.moment.timestamp,
        )
        yield PlannedChange(change=change, words=words)

    return write


def _interest(case: SituationContext) -> Iterator[PlannedChange]:
    wish = case.answers.interest
    if wish is YesNo.YES:
        yield from _interested(case)
    elif wish is YesNo.NO:
        yield _on_interview(case, "You would not like to work there any more.", still_interested=wish)


def _interested(case: SituationContext) -> Iterator[PlannedChange]:
    yield _on_interview(case, "You would still like to work there.", still_interested=YesNo.YES)


def _back_on(case: SituationContext) -> Iterator[PlannedChange]:
    """Wait for their return as for a decision: nothing is decided before it."""
    back, decision = case.answers.back_on, case.interview.decision_by
    if back is not None and (decision is None or decision < back):
        words = f"The list waits for {case.say(back)} as if it were their decision day."
        yield _on_interview(case, words, decision_by=back)


def _note(case: SituationContext) -> Iterator[PlannedChange]:
    """Add one dated line to the notes of the interview, once."""
    days = (case.answers.decision_by, case.answers.answer_by, case.answers.back_on)
    more = ", ".join([case.name] * bool(case.name) + [day.isoformat() for day in days if day is not None])
    line = f"{case.on.isoformat()}: {case.situation.told}{f' ({more})' if more else ''}."
    old = case.interview.notes
    if line not in old.splitlines():
        notes = f"{old}\n{line}" if old else line
        yield _on_interview(case, "A line in your notes keeps it.", notes=notes)


_WRITERS: dict[RecordedFact, Callable[[SituationContext], Iterator[PlannedChange]]] = {
    RecordedFact.HEARD: _heard,
    RecordedFact.HEARD_THEN: _heard_then,
    RecordedFact.DECISION_BY: _decision,
    RecordedFact.REJECTED: _outcome(ReplyKind.REJECTED, "They said no."),
    RecordedFact.OFFER: _outcome(ReplyKind.OFFER, "They made you an offer."),
    RecordedFact.LET_GO: _let_go,
    RecordedFact.REOPENED: _reopened,
    RecordedFact.MAY_CONTACT: _may_contact(AnswerValue.YES, "You have permission to get in touch."),
    RecordedFact.MAY_NOT_CONTACT: _may_contact(AnswerValue.NO, "Your messages go to the recruiter first."),
    RecordedFact.INTEREST: _interest,
    RecordedFact.INTERESTED: _interested,
    RecordedFact.BACK_ON: _back_on,
    RecordedFact.NOTE: _note,
}


def preview(details: InterviewDetails, changes: Iterable[Change]) -> InterviewDetails:
    """Return a round as it would be with `changes` saved; they belong to this round alone."""
    found = list(changes)
    [interview] = _with_changes((details.interview,), "interviews", found, Interview)
    return InterviewDetails(
        interview=interview,
        interviewers=details.interviewers,
        answers=_with_changes(details.answers, "answers", found, Answer),
        touchpoints=_with_changes(details.touchpoints, "touchpoints", found, Touchpoint),
    )


def _with_changes(
    old: tuple[_Made, ...], table: str, changes: list[Change], make: type[_Made]
) -> tuple[_Made, ...]:
    schema = SCHEMA[table]
    as_rows = [{name: format_cell(getattr(each, name)) for name in schema.columns} for each in old]
    rows: dict[tuple[str, ...], Row] = {schema.key_of(row): row for row in as_rows}
    for change in changes:
        if change.table == table:
            rows[change.key] = {**rows.get(change.key, {}), **(change.row or {})}
    read = (read_row(table, row)[0] for row in rows.values())
    return tuple(make(**values) for values in read if values is not None)
