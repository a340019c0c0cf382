"""The follow-up chain: a first chase, a second chase, then let go.

An interview has at most one step of the chain at a time. The numbers come from the
playbook, which names their sources. The number of chases, two, is fixed in this module, in
the `match` of `_proposal`. A step's `rule`, A1 to A11, is a point of the advice that
`followup_core/ARCHITECTURE.md` lists.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from followup_core.models import (
    CHASE_TOUCHPOINTS,
    SecondChase,
    Touchpoint,
    TouchpointKind,
    YesNo,
    latest_response,
)

from .cadence_context import CadenceContext
from .step import (
    AllChasesUnanswered,
    AnsweredWithoutDate,
    ChainReason,
    ChaseLimitReached,
    ChaseTooLate,
    ChaseUnanswered,
    DateExpected,
    GapAfterChase,
    NoDateKnown,
    Step,
    StepKind,
)


class _ChaseHistory(NamedTuple):
    """The chases of one interview so far, and the day of the employer's last response.

    `all_chases` has every chase, oldest first. `open_chases` has the chases after the last
    response. `expected_by` is the day by which a response is expected (`decision_by`,
    whether named, promised or estimated). It is None if that day isn't known, or if the
    employer responded on that day or later.
    """

    last_response_on: date | None
    all_chases: tuple[Touchpoint, ...]
    open_chases: tuple[Touchpoint, ...]
    expected_by: date | None


class _Proposal(NamedTuple):
    """The step as the number of chases gives it, before the expected day and the minimum gap delay it."""

    kind: StepKind
    reason: ChainReason
    rule: str

    @property
    def earliest(self) -> date:
        """The first day of the proposed step."""
        return self.reason.earliest


def chain_step(context: CadenceContext) -> Step | None:
    """Return the chain's step for this interview; None if the chain has no step for it.

    The chain has no step before the interview's day, after its outcome, if a later round
    exists, or if the candidate doesn't want the job anymore.
    """
    interview = context.interview
    if interview.held_on > context.today or context.superseded or interview.outcome is not None:
        return None
    if interview.still_interested is YesNo.NO:
        return None
    history = _chase_history(context)
    proposal = _keep_gap(context, _wait_for_expected_day(context, history, _proposal(context, history)))
    due = context.calendar.add(proposal.earliest, context.numbers.grace_business_days)
    if proposal.kind is not StepKind.LET_GO and context.today > due + _days(context.numbers.stale_days):
        return _too_late_step(context, proposal, due)
    return context.step(
        proposal.kind, context.recipient, proposal.earliest, due, proposal.reason, proposal.rule
    )


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _chase_history(context: CadenceContext) -> _ChaseHistory:
    last_response_on = latest_response(context.touchpoints, context.today)
    chases = sorted(
        (touchpoint for touchpoint in context.touchpoints if touchpoint.kind in CHASE_TOUCHPOINTS),
        key=lambda chase: chase.sent_on,
    )
    expected_by = context.interview.decision_by
    if last_response_on is None:
        open_chases = tuple(chases)
    else:
        open_chases = tuple(chase for chase in chases if chase.sent_on > last_response_on)
        expected_by = expected_by if expected_by and expected_by > last_response_on else None
    return _ChaseHistory(
        last_response_on=last_response_on,
        all_chases=tuple(chases),
        open_chases=open_chases,
        expected_by=expected_by,
    )


def _proposal(context: CadenceContext, history: _ChaseHistory) -> _Proposal:
    # After `max_asks` chases, answered or not, another chase is only allowed if the employer has responded
    # and is expected to respond again on a later day.
    has_responded = history.last_response_on is not None and not history.open_chases
    has_new_day = has_responded and history.expected_by is not None
    if len(history.all_chases) >= context.numbers.max_asks and not has_new_day:
        return _limit_proposal(context, history)
    match history.open_chases:
        case ():
            return _Proposal(
                kind=StepKind.STATUS_EMAIL, reason=_first_chase_reason(context, history), rule="A7"
            )
        case (first_chase,):
            return _second_chase_proposal(context, first_chase)
        case _:
            return _let_go_proposal(context, history)


def _first_chase_reason(context: CadenceContext, history: _ChaseHistory) -> ChainReason:
    numbers, calendar = context.numbers, context.calendar
    if history.expected_by is not None:
        return DateExpected(
            expected_by=history.expected_by,
            basis=context.details.date_basis,
            occasion=context.details.date_occasion,
            kind=StepKind.STATUS_EMAIL,
            chases=0,
            earliest=calendar.add(history.expected_by, numbers.after_decision_business_days),
        )
    quiet_days = numbers.no_date_business_days
    if history.last_response_on is not None:
        return AnsweredWithoutDate(
            answered_on=history.last_response_on,
            quiet_days=quiet_days,
            earliest=calendar.add(history.last_response_on, quiet_days),
        )
    met_on = context.interview.held_on
    return NoDateKnown(met_on=met_on, quiet_days=quiet_days, earliest=calendar.add(met_on, quiet_days))


def _second_chase_proposal(context: CadenceContext, first_chase: Touchpoint) -> _Proposal:
    # A voicemail comes after an email. A candidate who called first, or prefers to write, sends an email.
    prefers_call = context.settings.second_chase is SecondChase.VOICEMAIL
    should_call = prefers_call and first_chase.kind is TouchpointKind.STATUS_EMAIL
    kind = StepKind.VOICEMAIL if should_call else StepKind.STATUS_EMAIL
    gap_days = context.numbers.gap_days
    reason = ChaseUnanswered(
        first=first_chase.kind,
        sent_on=first_chase.sent_on,
        gap_days=gap_days,
        second=kind,
        earliest=context.calendar.roll(first_chase.sent_on + _days(gap_days)),
    )
    return _Proposal(kind=kind, reason=reason, rule="A8")


def _let_go_proposal(context: CadenceContext, history: _ChaseHistory) -> _Proposal:
    """Return letting go after all open chases."""
    last_on = history.open_chases[-1].sent_on
    earliest = context.calendar.roll(last_on + _days(context.numbers.gap_days))
    reason = AllChasesUnanswered(count=len(history.open_chases), last_on=last_on, earliest=earliest)
    return _Proposal(kind=StepKind.LET_GO, reason=reason, rule="A9")


def _limit_proposal(context: CadenceContext, history: _ChaseHistory) -> _Proposal:
    """Return letting go after `max_asks` chases, answered or not."""
    count, last_on, last_response_on = (
        len(history.all_chases),
        history.all_chases[-1].sent_on,
        history.last_response_on,
    )
    latest_day = max(last_on, last_response_on) if last_response_on else last_on
    earliest = context.calendar.roll(latest_day + _days(context.numbers.gap_days))
    reason: ChainReason
    if count == len(history.open_chases):
        reason = AllChasesUnanswered(count=count, last_on=last_on, earliest=earliest)
    else:
        answered_on = last_response_on if latest_day == last_response_on else None
        reason = ChaseLimitReached(count=count, last_on=last_on, answered_on=answered_on, earliest=earliest)
    return _Proposal(kind=StepKind.LET_GO, reason=reason, rule="A9")


def _wait_for_expected_day(context: CadenceContext, history: _ChaseHistory, proposal: _Proposal) -> _Proposal:
    """Return the proposal, delayed until the expected day has passed: nobody is chased or let go before."""
    if history.expected_by is None:
        return proposal
    earliest = context.calendar.add(history.expected_by, context.numbers.after_decision_business_days)
    limit_reason = proposal.reason if isinstance(proposal.reason, ChaseLimitReached) else None
    expected = DateExpected(
        expected_by=history.expected_by,
        basis=context.details.date_basis,
        occasion=context.details.date_occasion,
        kind=proposal.kind,
        chases=limit_reason.count if limit_reason else len(history.open_chases),
        counts_answered=limit_reason is not None,
        earliest=earliest,
    )
    if earliest > proposal.earliest:
        return proposal._replace(reason=expected)
    if isinstance(proposal.reason, ChaseUnanswered | AllChasesUnanswered | ChaseLimitReached):
        return proposal._replace(reason=replace(proposal.reason, expected=expected))
    return proposal


def _keep_gap(context: CadenceContext, proposal: _Proposal) -> _Proposal:
    """Return the proposal, delayed by the gap after the last chase in any of the application's rounds."""
    chase_days = (
        touchpoint.sent_on
        for touchpoint in context.touchpoints_of_application
        if touchpoint.kind in CHASE_TOUCHPOINTS
    )
    last_on = max(chase_days, default=None)
    if last_on is None:
        return proposal
    gap_days = context.numbers.gap_days
    earliest = context.calendar.roll(max(proposal.earliest, last_on + _days(gap_days)))
    if earliest == proposal.earliest:
        return proposal
    old_reason = proposal.reason
    reason = GapAfterChase(
        kind=proposal.kind,
        expected=old_reason if isinstance(old_reason, DateExpected) else None,
        answered_on=old_reason.answered_on if isinstance(old_reason, AnsweredWithoutDate) else None,
        last_on=last_on,
        gap_days=gap_days,
        earliest=earliest,
    )
    return proposal._replace(reason=reason)


def _too_late_step(context: CadenceContext, proposal: _Proposal, due: date) -> Step:
    """Return letting go instead of a proposed chase that was due too long ago."""
    stale_days = context.numbers.stale_days
    earliest = context.calendar.roll(due + _days(stale_days + 1))
    last_day = context.calendar.add(earliest, context.numbers.grace_business_days)
    reason = ChaseTooLate(missed=proposal.kind, due=due, stale_days=stale_days, earliest=earliest)
    return context.step(StepKind.LET_GO, context.recipient, earliest, last_day, reason, "A9")
