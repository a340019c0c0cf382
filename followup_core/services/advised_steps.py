"""The steps that a candidate is advised to do: the cadence's, but letting go where enough was asked.

The follow-up chain counts emails and voicemails; the limit of messages without an answer counts texts, too.
"""

from dataclasses import replace
from datetime import date

from followup_core.cadence import DateExpected, Step, StepKind, application_steps
from followup_core.cadence.cadence_text import because, cause
from followup_core.cadence.step import AllChasesUnanswered
from followup_core.models import (
    CHASE_TOUCHPOINTS,
    Application,
    InterviewDetails,
    Records,
    Touchpoint,
    TouchpointKind,
    latest_response,
)
from followup_core.models.date_text import DayFormat
from followup_core.playbook import CadenceNumbers


def advised_steps(
    records: Records, application: Application, numbers: CadenceNumbers, today: date
) -> tuple[Step, ...]:
    """Return the steps of one job application, as they are advised."""
    steps = application_steps(records, application, numbers, today, as_advised=True)
    return tuple(let_go_if_enough(step, records, numbers, today) for step in steps)


def let_go_if_enough(step: Step, records: Records, numbers: CadenceNumbers, today: date) -> Step:
    """Return a step, or letting go in place of a question where enough was asked already."""
    if step.kind.touchpoint not in CHASE_TOUCHPOINTS:
        return step
    asked = unanswered_messages(records.interviews[step.interview_id], today)
    if len(asked) < numbers.max_unanswered_messages:
        return step
    reason: AllChasesUnanswered | DateExpected = AllChasesUnanswered(
        count=len(asked), last_on=max(message.sent_on for message in asked), earliest=step.earliest
    )
    if isinstance(step.reason, DateExpected):
        reason = replace(step.reason, kind=StepKind.LET_GO, chases=len(asked))
    day_format = DayFormat(today=today, country=records.settings.country)
    return replace(
        step,
        kind=StepKind.LET_GO,
        reason=reason,
        because=because(reason, day_format),
        cause=cause(reason, day_format),
        rule="A9",
    )


def unanswered_messages(details: InterviewDetails, today: date) -> tuple[Touchpoint, ...]:
    """Return the messages that ask for news since the employer's last answer, in stored order.

    A question asks for news only on a later day than a first email or voicemail that did. One before that
    asked for something else: an address, a time frame, whether somebody may be thanked.
    """
    last = latest_response(details.touchpoints, today)
    sent = [
        touchpoint
        for touchpoint in details.messages_sent(today)
        if touchpoint.sent_on >= details.interview.held_on and (last is None or touchpoint.sent_on > last)
    ]
    chases = (touchpoint.sent_on for touchpoint in sent if touchpoint.kind in CHASE_TOUCHPOINTS)
    chased_on = min(chases, default=today)  # nothing that counts is later than today
    return tuple(
        touchpoint
        for touchpoint in sent
        if touchpoint.kind in CHASE_TOUCHPOINTS
        or (touchpoint.kind is TouchpointKind.QUESTION and touchpoint.sent_on > chased_on)
    )
