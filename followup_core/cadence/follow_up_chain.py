"""The follow-up chain: a first chase, a second chase, then let go; and, much later, keep in touch.

An interview has at most one step of the chain at a time. The numbers come from the
playbook, which names their sources.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup_core.models import Outcome, SecondChase, Touchpoint, TouchpointKind, YesNo

from .cadence_context import CHASE_TOUCHPOINTS, CadenceContext
from .step import Step, StepKind
from .step_reasons import (
    AllChasesUnanswered,
    AnsweredWithoutDate,
    ChainReason,
    ChaseTooLate,
    ChaseUnanswered,
    DecisionAwaited,
    GapAfterChase,
    LongSilence,
    NoDecisionDate,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposal:
    """A step of the chain before the minimum gap and the staleness rule are applied."""

    kind: StepKind
    reason: ChainReason
    rule: str

    @property
    def earliest(self) -> date:
        """The first day to do it."""
        return self.reason.earliest


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
        proposal.kind, context.recipient, proposal.earliest, due, proposal.reason, proposal.rule
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
            return _first_chase(context, answered)
        case [only]:
            return _second_chase(context, only)
        case _:
            return _let_go(context, chased)


def _last_response(context: CadenceContext) -> date | None:
    days = (touch.counted_response_on for touch in context.sent)
    return max((day for day in days if day is not None and day <= context.today), default=None)


def _first_chase(context: CadenceContext, answered: date | None) -> _Proposal:
    return _Proposal(kind=StepKind.STATUS_EMAIL, reason=_first_chase_reason(context, answered), rule="A7")


def _first_chase_reason(context: CadenceContext, answered: date | None) -> ChainReason:
    numbers, calendar = context.numbers, context.calendar
    decision = context.interview.decision_by
    if decision is not None and (answered is None or decision > answered):
        earliest = calendar.add(decision, numbers.after_decision_business_days)
        return DecisionAwaited(decision_by=decision, earliest=earliest)
    quiet_days = numbers.no_date_business_days
    if answered is not None:
        earliest = calendar.add(answered, quiet_days)
        return AnsweredWithoutDate(answered_on=answered, quiet_days=quiet_days, earliest=earliest)
    met_on = context.interview.held_on
    earliest = calendar.add(met_on, quiet_days)
    return NoDecisionDate(met_on=met_on, quiet_days=quiet_days, earliest=earliest)


def _second_chase(context: CadenceContext, first: Touchpoint) -> _Proposal:
    wants_call = (
        first.kind is TouchpointKind.STATUS_EMAIL and context.settings.second_chase is SecondChase.VOICEMAIL
    )
    kind = StepKind.VOICEMAIL if wants_call else StepKind.STATUS_EMAIL
    gap_days = context.numbers.gap_days
    earliest = context.calendar.roll(first.sent_on + _days(gap_days))
    reason = ChaseUnanswered(
        first=first.kind, sent_on=first.sent_on, gap_days=gap_days, second=kind, earliest=earliest
    )
    return _Proposal(kind=kind, reason=reason, rule="A8")


def _let_go(context: CadenceContext, chased: list[Touchpoint]) -> _Proposal:
    last = chased[-1].sent_on
    earliest = context.calendar.roll(last + _days(context.numbers.gap_days))
    reason = AllChasesUnanswered(count=len(chased), last_on=last, earliest=earliest)
    return _Proposal(kind=StepKind.LET_GO, reason=reason, rule="A9")


def _spaced(context: CadenceContext, proposal: _Proposal) -> _Proposal:
    """Keep the minimum gap to the last chase, whichever round of the application it belonged to."""
    last = max((t.sent_on for t in context.sent_in_application if t.kind in CHASE_TOUCHPOINTS), default=None)
    if last is None:
        return proposal
    gap_days = context.numbers.gap_days
    earliest = context.calendar.roll(max(proposal.earliest, last + _days(gap_days)))
    if earliest == proposal.earliest:
        return proposal
    reason = GapAfterChase(
        organization=context.organization, last_on=last, gap_days=gap_days, earliest=earliest
    )
    return replace(proposal, reason=reason)


def _too_late(context: CadenceContext, proposal: _Proposal, due: date) -> Step:
    stale_days = context.numbers.stale_days
    earliest = context.calendar.roll(due + _days(stale_days + 1))
    last_day = context.calendar.add(earliest, context.numbers.grace_business_days)
    reason = ChaseTooLate(missed=proposal.kind, due=due, stale_days=stale_days, earliest=earliest)
    return context.step(StepKind.LET_GO, context.recipient, earliest, last_day, reason, "A9")


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
    reason = LongSilence(last_contact_on=base, after_days=numbers.keep_in_touch_days, earliest=earliest)
    due = earliest + _days(numbers.keep_in_touch_window_days)
    return context.step(StepKind.KEEP_IN_TOUCH, context.recipient, earliest, due, reason, "A10")
