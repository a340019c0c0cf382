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
    """Yield what is still owed to the people of an interview that was held.

    Everyone who was met is owed an email and, from a candidate with readable handwriting,
    a note; everyone who agreed to connect on LinkedIn is owed the request. With nobody met,
    there is one step: to find out whom to thank.
    """
    if context.interview.held_on > context.today or context.interview.outcome in _CLOSED:
        return
    to_thank = [interviewer.person_id for interviewer in context.people_to_thank]
    for person_id in to_thank:
        yield from _email(context, person_id)
        yield from _note(context, person_id)
    if not to_thank and not _sent_to_anybody(context):
        yield from _email(context, NOBODY_KNOWN)
    for interviewer in context.details.interviewers:
        yield from _linkedin_request(context, interviewer.person_id)


def _email(context: CadenceContext, person_id: str) -> Iterator[Step]:
    met_on = context.interview.held_on
    best_by = met_on + timedelta(days=context.numbers.thank_you_due_days)
    reason = ThankYouOwed(
        name=context.name(person_id) if person_id else "",
        met_on=met_on,
        best_by=best_by,
        is_late=context.today > best_by,
    )
    last_day = met_on + timedelta(days=context.numbers.thank_you_email_gone_days)
    yield from _owed(context, StepKind.THANK_YOU_EMAIL, person_id, last_day, reason, "A5")


def _note(context: CadenceContext, person_id: str) -> Iterator[Step]:
    if not context.settings.readable_handwriting:
        return
    met_on = context.interview.held_on
    last_day = met_on + timedelta(days=context.numbers.thank_you_note_gone_days)
    reason = NoteOwed(name=context.name(person_id), met_on=met_on, last_day=last_day)
    yield from _owed(context, StepKind.THANK_YOU_NOTE, person_id, last_day, reason, "A6")


def _linkedin_request(context: CadenceContext, person_id: str) -> Iterator[Step]:
    if context.details.answer_to("agreed_linkedin", person_id) is not AnswerValue.YES:
        return
    met_on = context.interview.held_on
    last_day = met_on + timedelta(days=context.numbers.linkedin_gone_days)
    reason = ConnectionOwed(name=context.name(person_id), met_on=met_on)
    yield from _owed(context, StepKind.LINKEDIN_REQUEST, person_id, last_day, reason, "A3")


def _owed(
    context: CadenceContext, kind: StepKind, person_id: str, last_day: date, reason: StepReason, rule: str
) -> Iterator[Step]:
    """Yield the step unless it is done, declined, or too late after `last_day`."""
    if context.today > last_day or _sent(context, kind, person_id) or _declined(context, kind, person_id):
        return
    met_on = context.interview.held_on
    due = met_on + timedelta(days=context.numbers.thank_you_due_days)
    yield context.step(kind, person_id, met_on, due, reason, rule)


def _sent(context: CadenceContext, kind: StepKind, person_id: str) -> bool:
    return any(sent.kind is kind.touchpoint and sent.person_id == person_id for sent in context.touchpoints)


def _sent_to_anybody(context: CadenceContext) -> bool:
    return any(sent.kind is TouchpointKind.THANK_YOU_EMAIL for sent in context.touchpoints)


def _declined(context: CadenceContext, kind: StepKind, person_id: str) -> bool:
    """Return whether the candidate said "not for me": a yes to the item `skip_` plus the kind of step."""
    return context.details.answer_to(declined_item(kind), person_id) is AnswerValue.YES


def declined_item(kind: StepKind) -> str:
    """Return the checklist item that stores "not for me" for this kind of step."""
    return f"skip_{kind.value}"
