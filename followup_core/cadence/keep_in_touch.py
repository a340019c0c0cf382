"""The keep-in-touch step: a message long after a job application has ended without the job."""

from datetime import timedelta

from followup_core.models import Outcome, YesNo, latest_response

from .cadence_context import CadenceContext
from .step import LongSilence, Step, StepKind


def keep_in_touch_step(context: CadenceContext) -> Step | None:
    """Return the keep-in-touch step for a closed job application that still interests the candidate."""
    interview = context.interview
    closed = interview.outcome in (Outcome.LET_GO, Outcome.REJECTED)
    if not closed or context.superseded or interview.still_interested is not YesNo.YES:
        return None
    if interview.held_on > context.today:
        return None
    touchpoints = context.touchpoints_of_application
    last_sent = max([interview.held_on, *(touch.sent_on for touch in touchpoints)])
    last_answer = latest_response(touchpoints, context.today)
    ended = interview.outcome_on if interview.outcome_on and interview.outcome_on > last_sent else None
    numbers = context.numbers
    earliest = context.calendar.roll((ended or last_sent) + timedelta(days=numbers.keep_in_touch_days))
    reason = LongSilence(
        last_contact_on=max(last_sent, last_answer or last_sent),
        counted_from=ended or last_sent,
        ended_on=ended,
        let_go=interview.outcome is Outcome.LET_GO,
        after_days=numbers.keep_in_touch_days,
        earliest=earliest,
    )
    due = earliest + timedelta(days=numbers.keep_in_touch_window_days)
    return context.step(StepKind.KEEP_IN_TOUCH, context.recipient, earliest, due, reason, "A10")
