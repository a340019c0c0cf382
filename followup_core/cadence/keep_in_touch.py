"""The keep-in-touch step: a message long after a job application has ended without the job."""

from datetime import date, timedelta

from followup_core.models import Outcome, YesNo, latest_response

from .cadence_context import CadenceContext
from .step import LongSilence, Step, StepKind


def keep_in_touch_step(context: CadenceContext) -> Step | None:
    """Return the keep-in-touch step for a closed job application that still interests the candidate.

    The days are counted from the latest of three days: the interview's, the outcome's, and that of the last
    message sent. The day of an interview that wasn't held counts, too, but nobody was in contact on it, so
    the reason doesn't name it.
    """
    interview = context.interview
    is_closed = interview.outcome in (Outcome.LET_GO, Outcome.REJECTED)
    if not is_closed or context.superseded or interview.still_interested is not YesNo.YES:
        return None
    if interview.held_on > context.today:
        return None
    outcome_on = interview.outcome_on
    held_or_sent_on = max([interview.held_on, *_sent_days(context)])
    ended_on = outcome_on if outcome_on and outcome_on > held_or_sent_on else None
    counted_from = ended_on or held_or_sent_on
    numbers = context.numbers
    earliest = context.calendar.roll(counted_from + timedelta(days=numbers.keep_in_touch_days))
    last_contact_on = _last_contact_on(context)
    was_held = context.details.was_held(context.today)
    if not was_held and outcome_on and outcome_on >= (last_contact_on or outcome_on):
        ended_on = outcome_on
    reason = LongSilence(
        # Without a contact and a day on which it ended, the interview's own day is the only one there is.
        last_contact_on=last_contact_on if last_contact_on or ended_on else interview.held_on,
        counted_from=counted_from,
        ended_on=ended_on,
        was_let_go=interview.outcome is Outcome.LET_GO,
        after_days=numbers.keep_in_touch_days,
        earliest=earliest,
    )
    due = earliest + timedelta(days=numbers.keep_in_touch_window_days)
    return context.step(StepKind.KEEP_IN_TOUCH, context.recipient, earliest, due, reason, "A10")


def _sent_days(context: CadenceContext) -> list[date]:
    return [touchpoint.sent_on for touchpoint in context.touchpoints_of_application]


def _last_contact_on(context: CadenceContext) -> date | None:
    """Return the latest day of the interview, a message or a response; None if there was no contact.

    If the interview was called off, canceled or missed, the days of the application's other rounds count
    instead of its own.
    """
    details = context.details
    rounds = (details,) if details.was_held(context.today) else context.application.rounds
    held_days = (details.interview.held_on for details in rounds if details.was_held(context.today))
    last_response_on = latest_response(context.touchpoints_of_application, context.today)
    days = [*held_days, *_sent_days(context), *([last_response_on] if last_response_on else [])]
    return max(days, default=None)
