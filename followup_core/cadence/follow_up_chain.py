"""The follow-up chain: a first chase, a second chase, then let go.

An interview has at most one step of the chain at a time. The numbers come from the
playbook, which names their sources. That there are two chases is fixed here, in the
`match` of `_propose`. A step's `rule`, A1 to A11, is a point of the advice that
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

    `all_chases` has every chase, oldest first; `open_chases` those after the last response.
    `expected_by` is the day until which an answer is expected (`decision_by`, promised or
    estimated); None if it isn't known, or if the employer has responded on it or later.
    """

    answered_on: date | None
    all_chases: tuple[Touchpoint, ...]
    open_chases: tuple[Touchpoint, ...]
    expected_by: date | None


class _Proposal(NamedTuple):
    """A first proposal; the expected day, the minimum gap and staleness are applied to it later."""

    kind: StepKind
    reason: ChainReason
    rule: str

    @property
    def earliest(self) -> date:
        """The first day to do it."""
        return self.reason.earliest


def chain_step(context: CadenceContext) -> Step | None:
    """Return the one chain step of this interview, or None when there is none.

    There is none before the interview is held, once it has an outcome, when a later round
    exists, or when the candidate doesn't want the job anymore.
    """
    interview = context.interview
    if interview.held_on > context.today or context.superseded or interview.outcome is not None:
        return None
    if interview.still_interested is YesNo.NO:
        return None
    history = _chase_history(context)
    proposal = _keep_gap(context, _wait_for_expected_day(context, history, _propose(context, history)))
    due = context.calendar.add(proposal.earliest, context.numbers.grace_business_days)
    if proposal.kind is not StepKind.LET_GO and context.today > due + _days(context.numbers.stale_days):
        return _too_late(context, proposal, due)
    return context.step(
        proposal.kind, context.recipient, proposal.earliest, due, proposal.reason, proposal.rule
    )


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _chase_history(context: CadenceContext) -> _ChaseHistory:
    answered_on = latest_response(context.touchpoints, context.today)
    chases = sorted(
        (touch for touch in context.touchpoints if touch.kind in CHASE_TOUCHPOINTS),
        key=lambda touch: touch.sent_on,
    )
    decision = context.interview.decision_by
    return _ChaseHistory(
        answered_on=answered_on,
        all_chases=tuple(chases),
        open_chases=tuple(touch for touch in chases if answered_on is None or touch.sent_on > answered_on),
        expected_by=decision if decision and (answered_on is None or decision > answered_on) else None,
    )


def _propose(context: CadenceContext, history: _ChaseHistory) -> _Proposal:
    # After `max_asks` chases, answered or not, only a later day on which they should answer allows one more.
    responded = history.answered_on is not None and not history.open_chases
    has_new_day = responded and history.expected_by is not None
    if len(history.all_chases) >= context.numbers.max_asks and not has_new_day:
        return _let_go_at_limit(context, history)
    match history.open_chases:
        case ():
            return _Proposal(
                kind=StepKind.STATUS_EMAIL, reason=_first_chase_reason(context, history), rule="A7"
            )
        case (only,):
            return _second_chase(context, only)
        case _:
            return _let_go(context, history)


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
    if history.answered_on is not None:
        earliest = calendar.add(history.answered_on, quiet_days)
        return AnsweredWithoutDate(answered_on=history.answered_on, quiet_days=quiet_days, earliest=earliest)
    met_on = context.interview.held_on
    return NoDateKnown(met_on=met_on, quiet_days=quiet_days, earliest=calendar.add(met_on, quiet_days))


def _second_chase(context: CadenceContext, first: Touchpoint) -> _Proposal:
    # A voicemail comes after an email. Who called first, or prefers to write, sends an email.
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


def _let_go(context: CadenceContext, history: _ChaseHistory) -> _Proposal:
    last = history.open_chases[-1].sent_on
    earliest = context.calendar.roll(last + _days(context.numbers.gap_days))
    reason = AllChasesUnanswered(count=len(history.open_chases), last_on=last, earliest=earliest)
    return _Proposal(kind=StepKind.LET_GO, reason=reason, rule="A9")


def _let_go_at_limit(context: CadenceContext, history: _ChaseHistory) -> _Proposal:
    last, answered_on, count = history.all_chases[-1].sent_on, history.answered_on, len(history.all_chases)
    latest = max(last, answered_on) if answered_on else last
    earliest = context.calendar.roll(latest + _days(context.numbers.gap_days))
    reason: ChainReason
    if count == len(history.open_chases):
        reason = AllChasesUnanswered(count=count, last_on=last, earliest=earliest)
    else:
        answered_since = answered_on if latest == answered_on else None
        reason = ChaseLimitReached(count=count, last_on=last, answered_on=answered_since, earliest=earliest)
    return _Proposal(kind=StepKind.LET_GO, reason=reason, rule="A9")


def _wait_for_expected_day(context: CadenceContext, history: _ChaseHistory, proposal: _Proposal) -> _Proposal:
    """Wait until the expected day has passed: nobody is chased, or given up on, before it."""
    if history.expected_by is None:
        return proposal
    earliest = context.calendar.add(history.expected_by, context.numbers.after_decision_business_days)
    limit = proposal.reason if isinstance(proposal.reason, ChaseLimitReached) else None
    expected = DateExpected(
        expected_by=history.expected_by,
        basis=context.details.date_basis,
        occasion=context.details.date_occasion,
        kind=proposal.kind,
        chases=limit.count if limit else len(history.open_chases),
        in_all=limit is not None,
        earliest=earliest,
    )
    if earliest > proposal.earliest:
        return proposal._replace(reason=expected)
    if isinstance(proposal.reason, ChaseUnanswered | AllChasesUnanswered | ChaseLimitReached):
        return proposal._replace(reason=replace(proposal.reason, expected=expected))
    return proposal


def _keep_gap(context: CadenceContext, proposal: _Proposal) -> _Proposal:
    """Keep the minimum gap to the last chase, whichever round of the application it belonged to."""
    last = max(
        (t.sent_on for t in context.touchpoints_of_application if t.kind in CHASE_TOUCHPOINTS), default=None
    )
    if last is None:
        return proposal
    gap_days = context.numbers.gap_days
    earliest = context.calendar.roll(max(proposal.earliest, last + _days(gap_days)))
    if earliest == proposal.earliest:
        return proposal
    replaced = proposal.reason
    reason = GapAfterChase(
        kind=proposal.kind,
        expected=replaced if isinstance(replaced, DateExpected) else None,
        answered_on=replaced.answered_on if isinstance(replaced, AnsweredWithoutDate) else None,
        last_on=last,
        gap_days=gap_days,
        earliest=earliest,
    )
    return proposal._replace(reason=reason)


def _too_late(context: CadenceContext, proposal: _Proposal, due: date) -> Step:
    stale_days = context.numbers.stale_days
    earliest = context.calendar.roll(due + _days(stale_days + 1))
    last_day = context.calendar.add(earliest, context.numbers.grace_business_days)
    reason = ChaseTooLate(missed=proposal.kind, due=due, stale_days=stale_days, earliest=earliest)
    return context.step(StepKind.LET_GO, context.recipient, earliest, last_day, reason, "A9")
