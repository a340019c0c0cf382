"""The keep-in-touch step: a message long after a job application has ended without the job."""

from datetime import date, timedelta

from followup_core.models import Outcome, YesNo, latest_response

from .cadence_context import CadenceContext
from .step import LongSilence, Step, StepKind


def keep_in_touch_step(context: CadenceContext) -> Step | None:
    """Return the keep-in-touch step for a closed job application that still interests the candidate.

    The days are counted from the latest of the interview's day, the outcome's and those of the messages
    sent. An interview that wasn't held counts like any other, but nobody was in contact on its day, so the
    reason doesn't name it.
    """
    interview = context.interview
    closed = interview.outcome in (Outcome.LET_GO, Outcome.REJECTED)
    if not closed or context.superseded or interview.still_interested is not YesNo.YES:
        return None
    if interview.held_on > context.today:
        return None
    last_sent = max([interview.held_on, *_sent_on(context)])
    ended = interview.outcome_on if interview.outcome_on and interview.outcome_on > last_sent else None
    counted_from = ended or last_sent
    numbers = context.numbers
    earliest = context.calendar.roll(counted_from + timedelta(days=numbers.keep_in_touch_days))
    last_contact, outcome_on = _last_contact_on(context), interview.outcome_on
    was_held = context.details.was_held(context.today)
    if not was_held and outcome_on and outcome_on >= (last_contact or outcome_on):
        ended = outcome_on
    reason = LongSilence(
        # Without a contact, and without the day on which it ended, the interview's own is all there is.
        last_contact_on=last_contact if last_contact or ended else interview.held_on,
        counted_from=counted_from,
        ended_on=ended,
        let_go=interview.outcome is Outcome.LET_GO,
        after_days=numbers.keep_in_touch_days,
        earliest=earliest,
    )
    due = earliest + timedelta(days=numbers.keep_in_touch_window_days)
    return context.step(StepKind.KEEP_IN_TOUCH, context.recipient, earliest, due, reason, "A10")


def _sent_on(context: CadenceContext) -> list[date]:
    return [touchpoint.sent_on for touchpoint in context.touchpoints_of_application]


def _last_contact_on(context: CadenceContext) -> date | None:
    """Return the day of the interview, or the last message or answer; None if there was no contact.

    An interview that was called off, canceled or missed is no contact. Then the earlier rounds are, if there
    are any.
    """
    own = context.details
    rounds = (own,) if own.was_held(context.today) else context.application.rounds
    held_on = (each.interview.held_on for each in rounds if each.was_held(context.today))
    last_answer = latest_response(context.touchpoints_of_application, context.today)
    days = [*held_on, *_sent_on(context), *([last_answer] if last_answer else [])]
    return max(days, default=None)
