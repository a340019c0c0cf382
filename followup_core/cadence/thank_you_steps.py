"""The steps owed to the people of an interview: the thank-you email and note, and the LinkedIn request."""

from collections.abc import Iterator
from datetime import date, timedelta

from followup_core.models import AnswerValue, Outcome, TouchpointKind

from .cadence_context import CadenceContext
from .step import ConnectionOwed, NoteOwed, Step, StepKind, StepReason, ThankYouOwed

_CLOSED = (Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LET_GO)
NOBODY_KNOWN = ""
"""The `person_id` of the one thank-you step of an interview whose people are not entered yet."""


def thank_you_steps(context: CadenceContext) -> Iterator[Step]:
    """Yield the steps that are still owed to the people of an interview that was held.

    Everyone who held the interview is owed an email and, from a candidate with readable
    handwriting, a note. Everyone who agreed to connect on LinkedIn is owed the request. If
    no people are entered, there is one step: to find out whom to thank.
    """
    if context.interview.held_on > context.today or context.interview.outcome in _CLOSED:
        return
    ids_to_thank = [interviewer.person_id for interviewer in context.people_to_thank]
    for person_id in ids_to_thank:
        yield from _email_step(context, person_id)
        yield from _note_step(context, person_id)
    if not ids_to_thank and not _has_thanked_anybody(context):
        yield from _email_step(context, NOBODY_KNOWN)
    for interviewer in context.details.interviewers:
        yield from _linkedin_step(context, interviewer.person_id)


def _email_step(context: CadenceContext, person_id: str) -> Iterator[Step]:
    met_on = context.interview.held_on
    best_by = met_on + timedelta(days=context.numbers.thank_you_due_days)
    reason = ThankYouOwed(
        name=context.name(person_id) if person_id else "",
        met_on=met_on,
        best_by=best_by,
        is_late=context.today > best_by,
    )
    last_day = met_on + timedelta(days=context.numbers.thank_you_email_gone_days)
    yield from _step_if_owed(context, StepKind.THANK_YOU_EMAIL, person_id, last_day, reason, "A5")


def _note_step(context: CadenceContext, person_id: str) -> Iterator[Step]:
    if not context.settings.readable_handwriting:
        return
    met_on = context.interview.held_on
    last_day = met_on + timedelta(days=context.numbers.thank_you_note_gone_days)
    reason = NoteOwed(name=context.name(person_id), met_on=met_on, last_day=last_day)
    yield from _step_if_owed(context, StepKind.THANK_YOU_NOTE, person_id, last_day, reason, "A6")


def _linkedin_step(context: CadenceContext, person_id: str) -> Iterator[Step]:
    if context.details.answer_to("agreed_linkedin", person_id) is not AnswerValue.YES:
        return
    met_on = context.interview.held_on
    last_day = met_on + timedelta(days=context.numbers.linkedin_gone_days)
    reason = ConnectionOwed(name=context.name(person_id), met_on=met_on)
    yield from _step_if_owed(context, StepKind.LINKEDIN_REQUEST, person_id, last_day, reason, "A3")


def _step_if_owed(
    context: CadenceContext, kind: StepKind, person_id: str, last_day: date, reason: StepReason, rule: str
) -> Iterator[Step]:
    """Yield the step, unless it was done or declined, or `last_day` has passed."""
    is_too_late = context.today > last_day
    if is_too_late or _was_sent(context, kind, person_id) or _was_declined(context, kind, person_id):
        return
    met_on = context.interview.held_on
    due = met_on + timedelta(days=context.numbers.thank_you_due_days)
    yield context.step(kind, person_id, met_on, due, reason, rule)


def _was_sent(context: CadenceContext, kind: StepKind, person_id: str) -> bool:
    return any(
        touchpoint.kind is kind.touchpoint and touchpoint.person_id == person_id
        for touchpoint in context.touchpoints
    )


def _has_thanked_anybody(context: CadenceContext) -> bool:
    return any(touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL for touchpoint in context.touchpoints)


def _was_declined(context: CadenceContext, kind: StepKind, person_id: str) -> bool:
    """Return whether the candidate said "not for me": a yes to the item `skip_` plus the kind of step."""
    return context.details.answer_to(declined_item(kind), person_id) is AnswerValue.YES


def declined_item(kind: StepKind) -> str:
    """Return the checklist item that stores "not for me" for this kind of step."""
    return f"skip_{kind.value}"
