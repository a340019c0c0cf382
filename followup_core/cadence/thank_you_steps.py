"""The steps owed to each person met: the thank-you email and note, and the LinkedIn request."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from followup_core.models import THANKED_PARTS, AnswerValue, Interviewer, Outcome, TouchpointKind
from followup_core.playbook import CadenceNumbers

from .cadence_context import CadenceContext
from .step import Step, StepKind
from .step_reasons import ConnectionOwed, NoteOwed, PersonReason, ThankYouOwed

_CLOSED = (Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LET_GO)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ThankYouRule:
    kind: StepKind
    touch: TouchpointKind
    rule: str
    applies: Callable[[CadenceContext, Interviewer], bool]
    expires_after_days: Callable[[CadenceNumbers], int]
    reason: Callable[[CadenceContext, Interviewer], PersonReason]


def person_steps(context: CadenceContext) -> Iterator[Step]:
    """Yield what is still owed to each interviewer and hiring manager of an interview that was held."""
    if context.interview.held_on > context.today or context.interview.outcome in _CLOSED:
        return
    for interviewer in context.round.interviewers:
        if interviewer.part in THANKED_PARTS:
            yield from _owed(context, interviewer)


def _owed(context: CadenceContext, interviewer: Interviewer) -> Iterator[Step]:
    held = context.interview.held_on
    for rule in _RULES:
        last_day = held + timedelta(days=rule.expires_after_days(context.numbers))
        still_open = context.today <= last_day and rule.applies(context, interviewer)
        if (
            still_open
            and not _done(context, interviewer, rule.touch)
            and not _declined(context, interviewer, rule.kind)
        ):
            due = held + timedelta(days=context.numbers.thank_you_due_days)
            reason = rule.reason(context, interviewer)
            yield context.step(rule.kind, interviewer.person_id, held, due, reason, rule.rule)


def _done(context: CadenceContext, interviewer: Interviewer, touch: TouchpointKind) -> bool:
    return any(sent.kind is touch and sent.person_id == interviewer.person_id for sent in context.sent)


def _declined(context: CadenceContext, interviewer: Interviewer, kind: StepKind) -> bool:
    """Return whether the candidate said "not for me": a yes to the item `skip_` plus the kind of step."""
    return context.round.answer_to(declined_item(kind), interviewer.person_id) is AnswerValue.YES


def declined_item(kind: StepKind) -> str:
    """Return the checklist item that stores "not for me" for this kind of step."""
    return f"skip_{kind.value}"


def _thank_you_reason(context: CadenceContext, interviewer: Interviewer) -> ThankYouOwed:
    met_on, days = context.interview.held_on, context.numbers.thank_you_due_days
    return ThankYouOwed(
        name=context.name(interviewer.person_id),
        met_on=met_on,
        within_days=days,
        is_late=context.today > met_on + timedelta(days=days),
    )


def _note_reason(context: CadenceContext, interviewer: Interviewer) -> NoteOwed:
    met_on = context.interview.held_on
    last_day = met_on + timedelta(days=context.numbers.thank_you_note_gone_days)
    return NoteOwed(name=context.name(interviewer.person_id), met_on=met_on, last_day=last_day)


def _linkedin_reason(context: CadenceContext, interviewer: Interviewer) -> ConnectionOwed:
    return ConnectionOwed(name=context.name(interviewer.person_id), met_on=context.interview.held_on)


def _agreed(context: CadenceContext, interviewer: Interviewer) -> bool:
    return context.round.answer_to("agreed_linkedin", interviewer.person_id) is AnswerValue.YES


_RULES = (
    _ThankYouRule(
        kind=StepKind.THANK_YOU_EMAIL,
        touch=TouchpointKind.THANK_YOU_EMAIL,
        rule="A5",
        applies=lambda context, interviewer: True,
        expires_after_days=lambda numbers: numbers.thank_you_email_gone_days,
        reason=_thank_you_reason,
    ),
    _ThankYouRule(
        kind=StepKind.THANK_YOU_NOTE,
        touch=TouchpointKind.THANK_YOU_NOTE,
        rule="A6",
        applies=lambda context, interviewer: context.settings.readable_handwriting,
        expires_after_days=lambda numbers: numbers.thank_you_note_gone_days,
        reason=_note_reason,
    ),
    _ThankYouRule(
        kind=StepKind.LINKEDIN_REQUEST,
        touch=TouchpointKind.LINKEDIN_REQUEST,
        rule="A3",
        applies=_agreed,
        expires_after_days=lambda numbers: numbers.linkedin_gone_days,
        reason=_linkedin_reason,
    ),
)
