"""The steps owed to each person met: the thank-you email and note, and the LinkedIn request."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from followup_core.models import THANKED_PARTS, AnswerValue, Interviewer, Outcome, TouchpointKind
from followup_core.models.date_text import pluralize
from followup_core.playbook import CadenceNumbers

from .cadence_context import CadenceContext
from .step import Step, StepKind

_CLOSED = (Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LET_GO)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ThankYouRule:
    kind: StepKind
    touch: TouchpointKind
    rule: str
    applies: Callable[[CadenceContext, Interviewer], bool]
    gone_days: Callable[[CadenceNumbers], int]
    because: Callable[[CadenceContext, Interviewer], str]


def person_steps(context: CadenceContext) -> Iterator[Step]:
    """Yield what is still owed to each interviewer and hiring manager of an interview that was held."""
    if context.interview.held_on > context.today or context.interview.outcome in _CLOSED:
        return
    for interviewer in context.round.interviewers:
        if interviewer.part in THANKED_PARTS:
            yield from _owed(context, interviewer)


def _owed(context: CadenceContext, interviewer: Interviewer) -> Iterator[Step]:
    held = context.interview.held_on
    for rule in _DUTIES:
        last_day = held + timedelta(days=rule.gone_days(context.numbers))
        open_still = context.today <= last_day and rule.applies(context, interviewer)
        if (
            open_still
            and not _done(context, interviewer, rule.touch)
            and not _declined(context, interviewer, rule.kind)
        ):
            due = held + timedelta(days=context.numbers.thank_you_due_days)
            because = rule.because(context, interviewer)
            yield context.step(rule.kind, interviewer.person_id, held, due, because, rule.rule)


def _done(context: CadenceContext, interviewer: Interviewer, touch: TouchpointKind) -> bool:
    return any(sent.kind is touch and sent.person_id == interviewer.person_id for sent in context.sent)


def _declined(context: CadenceContext, interviewer: Interviewer, kind: StepKind) -> bool:
    """Return whether the candidate said "not for me": a yes to the item `skip_` plus the kind of step."""
    return context.round.given(declined_item(kind), interviewer.person_id) is AnswerValue.YES


def declined_item(kind: StepKind) -> str:
    """Return the checklist item that stores "not for me" for this kind of step."""
    return f"skip_{kind.value}"


def _thank_you_because(context: CadenceContext, interviewer: Interviewer) -> str:
    held = context.interview.held_on
    days = context.numbers.thank_you_due_days
    within = f"within {pluralize(days, 'day')}" if days else "on the same day"
    name = context.name(interviewer.person_id)
    if context.today > held + timedelta(days=days):
        return f"You met {name} on {context.format_date(held)}; a late thank-you is still worth sending."
    return f"You met {name} on {context.format_date(held)}; a thank-you is worth most {within}."


def _note_because(context: CadenceContext, interviewer: Interviewer) -> str:
    last = context.interview.held_on + timedelta(days=context.numbers.thank_you_note_gone_days)
    return (
        f"You met {context.name(interviewer.person_id)} on {context.format_date(context.interview.held_on)};"
        " a handwritten note is rare and remembered, and still makes sense until"
        f" {context.format_date(last)}."
    )


def _linkedin_because(context: CadenceContext, interviewer: Interviewer) -> str:
    return (
        f"You and {context.name(interviewer.person_id)} agreed to connect when you met on"
        f" {context.format_date(context.interview.held_on)}; send the request while you are remembered."
    )


def _agreed(context: CadenceContext, interviewer: Interviewer) -> bool:
    return context.round.given("agreed_linkedin", interviewer.person_id) is AnswerValue.YES


_DUTIES = (
    _ThankYouRule(
        kind=StepKind.THANK_YOU_EMAIL,
        touch=TouchpointKind.THANK_YOU_EMAIL,
        rule="A5",
        applies=lambda context, interviewer: True,
        gone_days=lambda numbers: numbers.thank_you_email_gone_days,
        because=_thank_you_because,
    ),
    _ThankYouRule(
        kind=StepKind.THANK_YOU_NOTE,
        touch=TouchpointKind.THANK_YOU_NOTE,
        rule="A6",
        applies=lambda context, interviewer: context.settings.readable_handwriting,
        gone_days=lambda numbers: numbers.thank_you_note_gone_days,
        because=_note_because,
    ),
    _ThankYouRule(
        kind=StepKind.LINKEDIN_REQUEST,
        touch=TouchpointKind.LINKEDIN_REQUEST,
        rule="A3",
        applies=_agreed,
        gone_days=lambda numbers: numbers.linkedin_gone_days,
        because=_linkedin_because,
    ),
)
