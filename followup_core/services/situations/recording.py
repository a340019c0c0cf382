"""Makes the changes that record a situation, each with the saved fact that the candidate is shown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from followup_core.models import (
    DATE_OCCASION,
    NOT_HELD,
    SCHEMA,
    VIA_RECRUITER,
    WRITE_TO,
    Answer,
    AnswerValue,
    BadValue,
    Interview,
    InterviewDetails,
    Occasion,
    Outcome,
    Row,
    Touchpoint,
    YesNo,
    read_row,
)
from followup_core.playbook import FollowUpQuestion, InterviewStage, RecordedFact, Situation
from followup_core.services.input_validation import (
    check_not_before_interview,
    check_not_future,
    check_supported_date,
)
from followup_core.services.row_changes import CellValue, format_cell, upsert
from followup_core.services.touchpoints import (
    ResponseKind,
    response_change,
    response_kind_changes,
    response_recorded_change,
)
from followup_core.services.workspace import ActionContext, NotFound
from followup_core.store import Change

from .detection import is_date_to_come

_RecordType = TypeVar("_RecordType")

AWAY_DAYS = 7
"""How many days a chase waits for somebody whose return has no day; as many as between two messages."""

SLOW_DAYS = 28
"""How long a slow organization takes to decide, counted from the interview. Source: hellograds (UK)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationAnswers:
    """The candidate's answers to a situation's questions; all are optional, and without `on` it was today."""

    on: date | None = None
    person_id: str = ""
    decision_by: date | None = None
    answer_by: date | None = None
    back_on: date | None = None
    interest: YesNo | None = None
    not_held: YesNo | None = None


def relevant_answers(situation: Situation, answers: SituationAnswers) -> SituationAnswers:
    """Return `answers` without the answers that the situation doesn't ask for."""
    return SituationAnswers(
        on=answers.on if FollowUpQuestion.ON in situation.asks else None,
        person_id=answers.person_id if FollowUpQuestion.PERSON in situation.asks else "",
        decision_by=answers.decision_by if FollowUpQuestion.DECISION_BY in situation.asks else None,
        answer_by=answers.answer_by if FollowUpQuestion.ANSWER_BY in situation.asks else None,
        back_on=answers.back_on if FollowUpQuestion.BACK_ON in situation.asks else None,
        interest=answers.interest if FollowUpQuestion.INTEREST in situation.asks else None,
        not_held=answers.not_held if FollowUpQuestion.NOT_HELD in situation.asks else None,
    )


class SavedKind(StrEnum):
    """The kind of a fact that recording a situation saves."""

    ANSWERED = "answered"
    DECISION_BY = "decision_by"
    PROMISED = "promised"
    WRITE_TO = "write_to"
    ANSWER_BY = "answer_by"
    BACK_ON = "back_on"
    AWAY = "away"
    ESTIMATE = "estimate"
    REJECTED = "rejected"
    OFFER = "offer"
    LET_GO = "let_go"
    REOPENED = "reopened"
    MAY_CONTACT = "may_contact"
    MAY_NOT_CONTACT = "may_not_contact"
    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    NOT_HELD = "not_held"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFact:
    """A fact that recording a situation saves, with its day or the name of its person, if it has one."""

    kind: SavedKind
    day: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """A change to one row, and the saved fact that the candidate is shown.

    `fact` is None if another change of the same situation has it.
    """

    change: Change
    fact: SavedFact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationContext:
    """A situation to record for an interview, with the interview's records at that moment."""

    situation: Situation
    answers: SituationAnswers
    action: ActionContext
    interview: Interview
    touchpoints: tuple[Touchpoint, ...]
    name: str = ""
    """The name of the person that the answers name, on one line."""
    recipient_id: str = ""
    """The `person_id` of the person whom the chain asks for news; '' if nobody is known."""
    ask_again_on: date | None = None
    """The first day to ask after their last response, if that named no day; None if they never responded."""
    date_occasion: Occasion | None = None
    """The meaning of the day in `decision_by`; see InterviewDetails.date_occasion."""
    names_recipient: bool = False
    """Whether the candidate named somebody to write to."""
    was_called_off: bool = False
    """Whether it ended before its day, or was canceled, so that nobody is thanked for it."""

    @property
    def on(self) -> date:
        """The day it happened."""
        return self.answers.on or self.action.today


def stage_of(interview: Interview, today: date) -> InterviewStage | None:
    """Return the stage of an interview; None before it is held."""
    if interview.held_on > today:
        return None
    return InterviewStage.OPEN if interview.outcome is None else InterviewStage(interview.outcome.value)


def planned_changes(context: SituationContext) -> Iterator[PlannedChange]:
    """Yield the changes that record a situation.

    Raises:
        BadValue: a day is impossible.
        NotFound: the situation doesn't fit the interview anymore.
    """
    if stage_of(context.interview, context.action.today) not in context.situation.stages:
        raise NotFound(
            f"“{context.situation.told}” does not fit this interview anymore.", "Choose what fits it now."
        )
    _check_days(context)
    for fact in context.situation.records:
        yield from _WRITERS[fact](context)


def _check_days(context: SituationContext) -> None:
    today = context.action.today
    if context.answers.on is not None:
        check_not_future(context.answers.on, today, "it happened", "on")
    for day, event, field in (
        (context.answers.answer_by, "you must answer", "answer_by"),
        (context.answers.back_on, "they are back", "back_on"),
    ):
        if day is not None and check_supported_date(day, field) < today:
            raise BadValue(f"The day {event} has passed.", "Choose today or a later day.", field=field)


def _heard(context: SituationContext) -> Iterator[PlannedChange]:
    """Record that the employer responded."""
    # If the outcome is already recorded, so is the response that brought it.
    outcome = context.interview.outcome
    if outcome is not None and outcome.value in context.situation.records:
        return
    yield PlannedChange(
        change=response_recorded_change(context.action, context.interview.interview_id, context.on)
    )
    if any(touchpoint.counted_response_on == context.on for touchpoint in context.touchpoints):
        return
    change = response_change(context.action, context.interview.interview_id, context.touchpoints, context.on)
    yield PlannedChange(change=change, fact=SavedFact(kind=SavedKind.ANSWERED, day=context.on))
    if change.row is not None and "kind" in change.row:  # a new touchpoint, not a response to a message
        note = upsert("touchpoints", touchpoint_id=change.key[0], note=f"{context.situation.told}.")
        yield PlannedChange(change=note)


def _heard_if_dated(context: SituationContext) -> Iterator[PlannedChange]:
    """Record a response if the candidate knows its day."""
    if context.answers.on is not None:
        yield from _heard(context)


def _decision_by(context: SituationContext) -> Iterator[PlannedChange]:
    day = context.answers.decision_by
    if day is None:
        return
    fact = SavedFact(kind=SavedKind.DECISION_BY, day=day)
    # If a response is also recorded, it named the day, which must come after it.
    if RecordedFact.HEARD in context.situation.records or context.answers.on is not None:
        for change in response_kind_changes(context.interview, ResponseKind.NEW_DATE, context.on, day):
            yield PlannedChange(change=change, fact=fact)
    else:
        check_not_before_interview(day, context.interview, "they named", "decision_by")
        yield _interview_change(context, fact, decision_by=day)


def _promised(context: SituationContext) -> Iterator[PlannedChange]:
    """Save the day that something was promised for; the next message says what was promised."""
    day = context.answers.decision_by
    if day is None:
        return
    for decision_change in _decision_by(context):
        fact = decision_change.fact and SavedFact(kind=SavedKind.PROMISED, day=day)
        yield PlannedChange(change=decision_change.change, fact=fact)
    yield _date_occasion_change(context, context.situation.occasion or Occasion.PROMISED_CALL, day)


def _write_to(context: SituationContext) -> Iterator[PlannedChange]:
    """Save whom the candidate named to write to from now on."""
    if person_id := context.answers.person_id:
        since = f"{person_id} {context.action.today.isoformat()}"
        yield PlannedChange(
            change=_answer_change(context, WRITE_TO, AnswerValue.YES, detail=since),
            fact=SavedFact(kind=SavedKind.WRITE_TO, name=context.name),
        )


def _date_occasion_change(context: SituationContext, occasion: Occasion, day: date) -> PlannedChange:
    """Return the change that saves the meaning of the day in `decision_by`."""
    return PlannedChange(
        change=_answer_change(context, DATE_OCCASION, AnswerValue.YES, detail=f"{occasion} {day.isoformat()}")
    )


def _answer_change(context: SituationContext, item: str, answer: AnswerValue, **cells: CellValue) -> Change:
    return upsert(
        "answers",
        interview_id=context.interview.interview_id,
        person_id="",
        item=item,
        answer=answer,
        answered_at=context.action.timestamp,
        **cells,
    )


def _answer_by_writer(item: str) -> Callable[[SituationContext], Iterator[PlannedChange]]:
    def write(context: SituationContext) -> Iterator[PlannedChange]:
        if day := context.answers.answer_by:
            fact = SavedFact(kind=SavedKind.ANSWER_BY, day=day)
            yield PlannedChange(
                change=_answer_change(context, item, AnswerValue.YES, detail=day.isoformat()), fact=fact
            )

    return write


def _interview_change(context: SituationContext, fact: SavedFact, **cells: CellValue) -> PlannedChange:
    return PlannedChange(
        change=upsert("interviews", interview_id=context.interview.interview_id, **cells), fact=fact
    )


def _outcome_writer(
    kind: ResponseKind, saved: SavedKind
) -> Callable[[SituationContext], Iterator[PlannedChange]]:
    def write(context: SituationContext) -> Iterator[PlannedChange]:
        is_recorded = context.interview.outcome is not None and context.interview.outcome.value == kind.value
        if not is_recorded:
            for change in response_kind_changes(context.interview, kind, context.on, None):
                yield PlannedChange(change=change, fact=SavedFact(kind=saved))

    return write


def _let_go(context: SituationContext) -> Iterator[PlannedChange]:
    """Let go, unless the day that the employer named is still to come; until then, the candidate waits."""
    today = context.action.today
    if is_date_to_come(context.interview, context.touchpoints, today):
        return
    yield _interview_change(
        context, SavedFact(kind=SavedKind.LET_GO), outcome=Outcome.LET_GO, outcome_on=today
    )


def _reopened(context: SituationContext) -> Iterator[PlannedChange]:
    """Open the interview again. One that was called off or canceled stays one that didn't take place."""
    if context.was_called_off:
        yield _missed_change(context)
    cells: dict[str, CellValue] = {"outcome": None, "outcome_on": None}
    if context.interview.still_interested is YesNo.NO:
        cells["still_interested"] = None  # talking again, they may find out
    yield _interview_change(context, SavedFact(kind=SavedKind.REOPENED), **cells)


def _may_contact_writer(
    answer: AnswerValue, saved: SavedKind, detail: str = ""
) -> Callable[[SituationContext], Iterator[PlannedChange]]:
    def write(context: SituationContext) -> Iterator[PlannedChange]:
        if answer is AnswerValue.NO and context.names_recipient:
            yield PlannedChange(change=_answer_change(context, WRITE_TO, AnswerValue.NO, detail=""))
        change = _answer_change(context, "may_contact", answer, detail=detail)
        yield PlannedChange(change=change, fact=SavedFact(kind=saved))

    return write


def _interest(context: SituationContext) -> Iterator[PlannedChange]:
    interest = context.answers.interest
    if interest is YesNo.YES:
        yield from _interested(context)
    elif interest is YesNo.NO:
        yield _interview_change(context, SavedFact(kind=SavedKind.NOT_INTERESTED), still_interested=interest)


def _interested(context: SituationContext) -> Iterator[PlannedChange]:
    yield _interview_change(context, SavedFact(kind=SavedKind.INTERESTED), still_interested=YesNo.YES)


def _not_held(context: SituationContext) -> Iterator[PlannedChange]:
    """Save that the interview didn't take place on its day, or that it did after all."""
    match context.answers.not_held:
        case YesNo.YES:
            yield _missed_change(context)
        case YesNo.NO:
            yield PlannedChange(change=_answer_change(context, NOT_HELD, AnswerValue.NO, detail=""))


def _missed_change(context: SituationContext) -> PlannedChange:
    day = context.interview.held_on
    change = _answer_change(context, NOT_HELD, AnswerValue.YES, detail=day.isoformat())
    return PlannedChange(change=change, fact=SavedFact(kind=SavedKind.NOT_HELD, day=day))


def _back_on(context: SituationContext) -> Iterator[PlannedChange]:
    """Save the day when they are back as the decision date, because nothing is decided before it."""
    back_on, decision_by = context.answers.back_on, context.interview.decision_by
    if back_on is not None and (decision_by is None or decision_by < back_on):
        yield _interview_change(context, SavedFact(kind=SavedKind.BACK_ON, day=back_on), decision_by=back_on)
        yield _date_occasion_change(context, context.situation.occasion or Occasion.NO_DATE, back_on)


def _away(context: SituationContext) -> Iterator[PlannedChange]:
    """Put off asking the recipient until they're back, or for AWAY_DAYS if no day was given.

    Somebody else's absence delays nothing. A newer return date replaces the older one.
    """
    if is_somebody_else(context.answers, context.recipient_id):
        return
    back_on, decision_by, today = context.answers.back_on, context.interview.decision_by, context.action.today
    is_estimate = context.date_occasion is Occasion.NO_DATE
    is_slow = decision_by == context.interview.held_on + timedelta(days=SLOW_DAYS)
    if back_on is not None:
        if is_estimate and not is_slow and back_on != decision_by:
            yield _interview_change(
                context, SavedFact(kind=SavedKind.BACK_ON, day=back_on), decision_by=back_on
            )
            yield _date_occasion_change(context, Occasion.NO_DATE, back_on)
        else:
            yield from _back_on(context)
    elif not is_date_to_come(context.interview, context.touchpoints, today):
        day = today + timedelta(days=AWAY_DAYS)
        yield _interview_change(context, SavedFact(kind=SavedKind.AWAY, day=day), decision_by=day)
        yield _date_occasion_change(context, Occasion.NO_DATE, day)


def is_somebody_else(answers: SituationAnswers, recipient_id: str) -> bool:
    """Return whether the answers name somebody else than the person who is asked for news."""
    return bool(recipient_id) and answers.person_id not in ("", recipient_id)


def _slow(context: SituationContext) -> Iterator[PlannedChange]:
    """Put off asking until SLOW_DAYS after the interview, an estimate.

    Does nothing if the decision date is later, or if a response already puts off asking for longer.
    """
    estimate, decision_by = (
        context.interview.held_on + timedelta(days=SLOW_DAYS),
        context.interview.decision_by,
    )
    may_ask_only_later = context.ask_again_on is not None and context.ask_again_on > estimate
    if not may_ask_only_later and (decision_by is None or decision_by < estimate):
        yield _interview_change(
            context, SavedFact(kind=SavedKind.ESTIMATE, day=estimate), decision_by=estimate
        )
        yield _date_occasion_change(context, Occasion.NO_DATE, estimate)


def _note(context: SituationContext) -> Iterator[PlannedChange]:
    """Add a line with the date to the interview's notes, unless the notes have it already."""
    days = (context.answers.decision_by, context.answers.answer_by, context.answers.back_on)
    details = ", ".join(
        [*filter(None, (context.name,)), *(day.isoformat() for day in days if day is not None)]
    )
    line = f"{context.on.isoformat()}: {context.situation.told}{f' ({details})' if details else ''}."
    old_notes = context.interview.notes
    if line not in old_notes.splitlines():
        notes = f"{old_notes}\n{line}" if old_notes else line
        yield _interview_change(context, SavedFact(kind=SavedKind.NOTE), notes=notes)


_WRITERS: dict[RecordedFact, Callable[[SituationContext], Iterator[PlannedChange]]] = {
    RecordedFact.HEARD: _heard,
    RecordedFact.HEARD_THEN: _heard_if_dated,
    RecordedFact.DECISION_BY: _decision_by,
    RecordedFact.PROMISED_FOR: _promised,
    RecordedFact.WRITE_TO: _write_to,
    RecordedFact.ANSWER_BY: _answer_by_writer("answer_by"),
    RecordedFact.OTHER_ANSWER_BY: _answer_by_writer("other_answer_by"),
    RecordedFact.REJECTED: _outcome_writer(ResponseKind.REJECTED, SavedKind.REJECTED),
    RecordedFact.OFFER: _outcome_writer(ResponseKind.OFFER, SavedKind.OFFER),
    RecordedFact.LET_GO: _let_go,
    RecordedFact.REOPENED: _reopened,
    RecordedFact.MAY_CONTACT: _may_contact_writer(AnswerValue.YES, SavedKind.MAY_CONTACT),
    RecordedFact.MAY_NOT_CONTACT: _may_contact_writer(
        AnswerValue.NO, SavedKind.MAY_NOT_CONTACT, VIA_RECRUITER
    ),
    RecordedFact.INTEREST: _interest,
    RecordedFact.INTERESTED: _interested,
    RecordedFact.BACK_ON: _back_on,
    RecordedFact.AWAY: _away,
    RecordedFact.SLOW: _slow,
    RecordedFact.NOT_HELD: _not_held,
    RecordedFact.NOTE: _note,
}


def preview(details: InterviewDetails, changes: Iterable[Change]) -> InterviewDetails:
    """Return an interview's records as they would be with `changes`, all about that interview, saved."""
    change_list = list(changes)
    [interview] = _with_changes((details.interview,), "interviews", change_list, Interview)
    return InterviewDetails(
        interview=interview,
        interviewers=details.interviewers,
        answers=_with_changes(details.answers, "answers", change_list, Answer),
        touchpoints=_with_changes(details.touchpoints, "touchpoints", change_list, Touchpoint),
    )


def _with_changes(
    records: tuple[_RecordType, ...], table: str, changes: list[Change], record_type: type[_RecordType]
) -> tuple[_RecordType, ...]:
    schema = SCHEMA[table]
    old_rows = [
        {name: format_cell(getattr(record, name)) for name in schema.all_columns} for record in records
    ]
    rows: dict[tuple[str, ...], Row] = {schema.key_of(row): row for row in old_rows}
    for change in changes:
        if change.table == table:
            rows[change.key] = {**rows.get(change.key, {}), **(change.row or {})}
    cells_of_rows = (read_row(table, row)[0] for row in rows.values())
    return tuple(record_type(**cells) for cells in cells_of_rows if cells is not None)
