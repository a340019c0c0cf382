"""The follow-up chain: ask for news once, chase once, let go; and, much later, keep in touch.

An interview has at most one step of the chain at a time. The numbers come from the
playbook, which names their sources.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup_core.models import Outcome, SecondChase, Touchpoint, TouchpointKind, YesNo
from followup_core.models.date_text import pluralize

from .cadence_context import CHASE_TOUCHPOINTS, CadenceContext
from .step import Step, StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposal:
    """A step of the chain before the minimum gap and the staleness rule are applied."""

    kind: StepKind
    earliest: date
    because: str
    rule: str


def chain_step(context: CadenceContext) -> Step | None:
    """Return the one chain step of this interview, or None when none applies.

    None applies before the interview is held, once it has an outcome, or when a later
    round exists.
    """
    interview = context.interview
    if interview.held_on > context.today or context.superseded or interview.outcome is not None:
        return None
    proposal = _spaced(context, _proposed(context))
    due = context.calendar.add(proposal.earliest, context.numbers.grace_business_days)
    if proposal.kind is not StepKind.LET_GO and context.today > due + _days(context.numbers.stale_days):
        return _too_late(context, proposal, due)
    return context.step(
        proposal.kind, context.recipient, proposal.earliest, due, proposal.because, proposal.rule
    )


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _proposed(context: CadenceContext) -> _Proposal:
    answered = _last_response(context)
    chased = [
        t for t in context.sent if t.kind in CHASE_TOUCHPOINTS and (answered is None or t.sent_on > answered)
    ]
    chased.sort(key=lambda touch: touch.sent_on)
    match chased:
        case []:
            return _first_ask(context, answered)
        case [only]:
            return _second_chase(context, only)
        case _:
            return _let_go(context, chased)


def _last_response(context: CadenceContext) -> date | None:
    days = (touch.answered_on for touch in context.sent)
    return max((day for day in days if day is not None and day <= context.today), default=None)


def _first_ask(context: CadenceContext, answered: date | None) -> _Proposal:
    numbers, calendar, say = context.numbers, context.calendar, context.format_date
    decision = context.interview.decision_by
    if decision is not None and (answered is None or decision > answered):
        earliest = calendar.add(decision, numbers.after_decision_business_days)
        because = (
            f"They said they would decide by {say(decision)};"
            f" from {say(earliest)} a polite email asking for news is welcome,"
            " and writing sooner would be pushing."
        )
    else:
        earliest = calendar.add(answered or context.interview.held_on, numbers.no_date_business_days)
        quiet = pluralize(numbers.no_date_business_days, "business day")
        start = (
            f"They answered on {say(answered)} without a later date"
            if answered
            else f"You met on {say(context.interview.held_on)} and no decision date is known"
        )
        because = f"{start}; after {quiet}, from {say(earliest)}, a polite email asking for news is welcome."
    return _Proposal(kind=StepKind.STATUS_EMAIL, earliest=earliest, because=because, rule="A7")


def _second_chase(context: CadenceContext, first: Touchpoint) -> _Proposal:
    wants_call = (
        first.kind is TouchpointKind.STATUS_EMAIL and context.settings.second_chase is SecondChase.VOICEMAIL
    )
    earliest = context.calendar.roll(first.sent_on + _days(context.numbers.gap_days))
    before = "email" if first.kind is TouchpointKind.STATUS_EMAIL else "voicemail"
    message = "leave one short voicemail" if wants_call else "send one short email"
    quiet = pluralize(context.numbers.gap_days, "day")
    because = (
        f"Your {before} of {context.format_date(first.sent_on)} has no answer yet; after {quiet} of quiet,"
        f" from {context.format_date(earliest)}, {message} that restates your interest."
    )
    kind = StepKind.VOICEMAIL if wants_call else StepKind.STATUS_EMAIL
    return _Proposal(kind=kind, earliest=earliest, because=because, rule="A8")


def _let_go(context: CadenceContext, chased: list[Touchpoint]) -> _Proposal:
    last = chased[-1].sent_on
    earliest = context.calendar.roll(last + _days(context.numbers.gap_days))
    times = "twice" if len(chased) == 2 else pluralize(len(chased), "time")
    because = (
        f"You asked {times}, last on {context.format_date(last)}, and that is enough:"
        f" without an answer by {context.format_date(earliest)}, letting go is the good decision."
    )
    return _Proposal(kind=StepKind.LET_GO, earliest=earliest, because=because, rule="A9")


def _spaced(context: CadenceContext, proposal: _Proposal) -> _Proposal:
    """Keep the minimum gap to the last chase, whichever round of the application it belonged to."""
    last = max((t.sent_on for t in context.sent_in_application if t.kind in CHASE_TOUCHPOINTS), default=None)
    if last is None:
        return proposal
    earliest = context.calendar.roll(max(proposal.earliest, last + _days(context.numbers.gap_days)))
    if earliest == proposal.earliest:
        return proposal
    because = (
        f"You last asked {context.organization} for news on {context.format_date(last)};"
        f" {pluralize(context.numbers.gap_days, 'day')} of space means not before "
        f"{context.format_date(earliest)}."
    )
    return replace(proposal, earliest=earliest, because=because)


def _too_late(context: CadenceContext, proposal: _Proposal, due: date) -> Step:
    message = "voicemail" if proposal.kind is StepKind.VOICEMAIL else "email"
    earliest = context.calendar.roll(due + _days(context.numbers.stale_days + 1))
    return context.step(
        StepKind.LET_GO,
        context.recipient,
        earliest,
        context.calendar.add(earliest, context.numbers.grace_business_days),
        f"The {message} was due by {context.format_date(due)}; more than "
        f"{pluralize(context.numbers.stale_days, 'day')}"
        f" later it would not help any more, so from {context.format_date(earliest)}"
        " let this one go in peace.",
        "A9",
    )


def keep_in_touch_step(context: CadenceContext) -> Step | None:
    """Return the keep-in-touch step for a closed job application that still interests the candidate."""
    interview = context.interview
    closed = interview.outcome in (Outcome.LET_GO, Outcome.REJECTED)
    if not closed or context.superseded or interview.still_interested is not YesNo.YES:
        return None
    if interview.held_on > context.today:
        return None
    contact_days = [interview.held_on, *(touch.sent_on for touch in context.sent_in_application)]
    if interview.outcome_on is not None:
        contact_days.append(interview.outcome_on)
    base = max(contact_days)
    numbers = context.numbers
    earliest = context.calendar.roll(base + _days(numbers.keep_in_touch_days))
    because = (
        f"The last contact was on {context.format_date(base)}; "
        f"{pluralize(numbers.keep_in_touch_days, 'day')} later,"
        f" from {context.format_date(earliest)}, an article or a congratulation keeps the door open."
    )
    due = earliest + _days(numbers.keep_in_touch_window_days)
    return context.step(StepKind.KEEP_IN_TOUCH, context.recipient, earliest, due, because, "A10")
