"""The steps owed to each person met: the thank-yous and the LinkedIn request."""

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


def person_steps(scene: CadenceContext) -> Iterator[Step]:
    """Yield what is still owed to each interviewer and hiring manager of a held interview."""
    if scene.interview.held_on > scene.today or scene.interview.outcome in _CLOSED:
        return
    for met in scene.round.interviewers:
        if met.part in THANKED_PARTS:
            yield from _owed(scene, met)


def _owed(scene: CadenceContext, met: Interviewer) -> Iterator[Step]:
    held = scene.interview.held_on
    for duty in _DUTIES:
        gone = held + timedelta(days=duty.gone_days(scene.numbers))
        open_still = scene.today <= gone and duty.applies(scene, met)
        if open_still and not _done(scene, met, duty.touch) and not _declined(scene, met, duty.kind):
            due = held + timedelta(days=scene.numbers.thank_you_due_days)
            because = duty.because(scene, met)
            yield scene.step(duty.kind, met.person_id, held, due, because, duty.rule)


def _done(scene: CadenceContext, met: Interviewer, touch: TouchpointKind) -> bool:
    return any(sent.kind is touch and sent.person_id == met.person_id for sent in scene.sent)


def _declined(scene: CadenceContext, met: Interviewer, kind: StepKind) -> bool:
    """Whether the candidate said "not for me": a yes to the item `skip_` and the kind of step."""
    return scene.round.given(declined_item(kind), met.person_id) is AnswerValue.YES


def declined_item(kind: StepKind) -> str:
    """Return the checklist item that keeps a "not for me" to this kind of step."""
    return f"skip_{kind.value}"


def _thank_you_because(scene: CadenceContext, met: Interviewer) -> str:
    held = scene.interview.held_on
    days = scene.numbers.thank_you_due_days
    within = f"within {pluralize(days, 'day')}" if days else "on the same day"
    name = scene.name(met.person_id)
    if scene.today > held + timedelta(days=days):
        return f"You met {name} on {scene.format_date(held)}; a late thank-you is still worth sending."
    return f"You met {name} on {scene.format_date(held)}; a thank-you is worth most {within}."


def _note_because(scene: CadenceContext, met: Interviewer) -> str:
    last = scene.interview.held_on + timedelta(days=scene.numbers.thank_you_note_gone_days)
    return (
        f"You met {scene.name(met.person_id)} on {scene.format_date(scene.interview.held_on)};"
        f" a handwritten note is rare and remembered, and still makes sense until {scene.format_date(last)}."
    )


def _linkedin_because(scene: CadenceContext, met: Interviewer) -> str:
    return (
        f"You and {scene.name(met.person_id)} agreed to connect when you met on"
        f" {scene.format_date(scene.interview.held_on)}; send the request while you are remembered."
    )


def _agreed(scene: CadenceContext, met: Interviewer) -> bool:
    return scene.round.given("agreed_linkedin", met.person_id) is AnswerValue.YES


_DUTIES = (
    _ThankYouRule(
        kind=StepKind.THANK_YOU_EMAIL,
        touch=TouchpointKind.THANK_YOU_EMAIL,
        rule="A5",
        applies=lambda scene, met: True,
        gone_days=lambda numbers: numbers.thank_you_email_gone_days,
        because=_thank_you_because,
    ),
    _ThankYouRule(
        kind=StepKind.THANK_YOU_NOTE,
        touch=TouchpointKind.THANK_YOU_NOTE,
        rule="A6",
        applies=lambda scene, met: scene.settings.readable_handwriting,
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
