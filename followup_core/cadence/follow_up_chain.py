"""The chain: ask once, chase once, let go; and, much later, keep in touch.

One step at a time per interview. Every date here follows DESIGN section 5; the
numbers come from the playbook, which names their sources.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup_core.models import Outcome, SecondChase, Touchpoint, TouchpointKind, YesNo
from followup_core.models.date_text import pluralize

from .cadence_context import CHASE_TOUCHPOINTS, CadenceContext
from .step import Step, StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposal:
    """A chain step before the gap and the stale rule have had their say."""

    kind: StepKind
    earliest: date
    because: str
    rule: str


def chain_step(scene: CadenceContext) -> Step | None:
    """Return the one chain step of this interview, or None where it is quiet."""
    interview = scene.interview
    if interview.held_on > scene.today or scene.superseded or interview.outcome is not None:
        return None
    proposal = _spaced(scene, _proposed(scene))
    due = scene.calendar.add(proposal.earliest, scene.numbers.grace_business_days)
    if proposal.kind is not StepKind.LET_GO and scene.today > due + _days(scene.numbers.stale_days):
        return _too_late(scene, proposal, due)
    return scene.step(proposal.kind, scene.recipient, proposal.earliest, due, proposal.because, proposal.rule)


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _proposed(scene: CadenceContext) -> _Proposal:
    answered = _last_response(scene)
    chased = [
        t for t in scene.sent if t.kind in CHASE_TOUCHPOINTS and (answered is None or t.sent_on > answered)
    ]
    chased.sort(key=lambda touch: touch.sent_on)
    match chased:
        case []:
            return _first_ask(scene, answered)
        case [only]:
            return _second_chase(scene, only)
        case _:
            return _let_go(scene, chased)


def _last_response(scene: CadenceContext) -> date | None:
    days = (touch.answered_on for touch in scene.sent)
    return max((day for day in days if day is not None and day <= scene.today), default=None)


def _first_ask(scene: CadenceContext, answered: date | None) -> _Proposal:
    numbers, calendar, say = scene.numbers, scene.calendar, scene.format_date
    decision = scene.interview.decision_by
    if decision is not None and (answered is None or decision > answered):
        earliest = calendar.add(decision, numbers.after_decision_business_days)
        because = (
            f"They said they would decide by {say(decision)};"
            f" from {say(earliest)} a polite email asking for news is welcome,"
            " and writing sooner would be pushing."
        )
    else:
        earliest = calendar.add(answered or scene.interview.held_on, numbers.no_date_business_days)
        quiet = pluralize(numbers.no_date_business_days, "business day")
        start = (
            f"They answered on {say(answered)} without a later date"
            if answered
            else f"You met on {say(scene.interview.held_on)} and no decision date is known"
        )
        because = f"{start}; after {quiet}, from {say(earliest)}, a polite email asking for news is welcome."
    return _Proposal(kind=StepKind.STATUS_EMAIL, earliest=earliest, because=because, rule="A7")


def _second_chase(scene: CadenceContext, first: Touchpoint) -> _Proposal:
    wants_call = (
        first.kind is TouchpointKind.STATUS_EMAIL and scene.settings.second_chase is SecondChase.VOICEMAIL
    )
    earliest = scene.calendar.roll(first.sent_on + _days(scene.numbers.gap_days))
    before = "email" if first.kind is TouchpointKind.STATUS_EMAIL else "voicemail"
    message = "leave one short voicemail" if wants_call else "send one short email"
    quiet = pluralize(scene.numbers.gap_days, "day")
    because = (
        f"Your {before} of {scene.format_date(first.sent_on)} has no answer yet; after {quiet} of quiet,"
        f" from {scene.format_date(earliest)}, {message} that restates your interest."
    )
    kind = StepKind.VOICEMAIL if wants_call else StepKind.STATUS_EMAIL
    return _Proposal(kind=kind, earliest=earliest, because=because, rule="A8")


def _let_go(scene: CadenceContext, chased: list[Touchpoint]) -> _Proposal:
    last = chased[-1].sent_on
    earliest = scene.calendar.roll(last + _days(scene.numbers.gap_days))
    times = "twice" if len(chased) == 2 else pluralize(len(chased), "time")
    because = (
        f"You asked {times}, last on {scene.format_date(last)}, and that is enough:"
        f" without an answer by {scene.format_date(earliest)}, letting go is the good decision."
    )
    return _Proposal(kind=StepKind.LET_GO, earliest=earliest, because=because, rule="A9")


def _spaced(scene: CadenceContext, proposal: _Proposal) -> _Proposal:
    """Keep the gap to the last chain touch, in whatever round of the opening it was."""
    last = max((t.sent_on for t in scene.sent_in_application if t.kind in CHASE_TOUCHPOINTS), default=None)
    if last is None:
        return proposal
    earliest = scene.calendar.roll(max(proposal.earliest, last + _days(scene.numbers.gap_days)))
    if earliest == proposal.earliest:
        return proposal
    because = (
        f"You last asked {scene.organization} for news on {scene.format_date(last)};"
        f" {pluralize(scene.numbers.gap_days, 'day')} of space means not before "
        f"{scene.format_date(earliest)}."
    )
    return replace(proposal, earliest=earliest, because=because)


def _too_late(scene: CadenceContext, proposal: _Proposal, due: date) -> Step:
    message = "voicemail" if proposal.kind is StepKind.VOICEMAIL else "email"
    earliest = scene.calendar.roll(due + _days(scene.numbers.stale_days + 1))
    return scene.step(
        StepKind.LET_GO,
        scene.recipient,
        earliest,
        scene.calendar.add(earliest, scene.numbers.grace_business_days),
        f"The {message} was due by {scene.format_date(due)}; more than "
        f"{pluralize(scene.numbers.stale_days, 'day')}"
        f" later it would not help any more, so from {scene.format_date(earliest)} let this one go in peace.",
        "A9",
    )


def keep_in_touch_step(scene: CadenceContext) -> Step | None:
    """Return the occasional keep-in-touch message after a closed opening that still interests."""
    interview = scene.interview
    closed = interview.outcome in (Outcome.LET_GO, Outcome.REJECTED)
    if not closed or scene.superseded or interview.still_interested is not YesNo.YES:
        return None
    if interview.held_on > scene.today:
        return None
    moments = [interview.held_on, *(touch.sent_on for touch in scene.sent_in_application)]
    if interview.outcome_on is not None:
        moments.append(interview.outcome_on)
    base = max(moments)
    numbers = scene.numbers
    earliest = scene.calendar.roll(base + _days(numbers.keep_in_touch_days))
    because = (
        f"The last contact was on {scene.format_date(base)}; "
        f"{pluralize(numbers.keep_in_touch_days, 'day')} later,"
        f" from {scene.format_date(earliest)}, an article or a congratulation keeps the door open."
    )
    due = earliest + _days(numbers.keep_in_touch_window_days)
    return scene.step(StepKind.KEEP_IN_TOUCH, scene.recipient, earliest, due, because, "A10")
