"""The cadence: which follow-up steps an interview calls for, and on which days.

Pure functions without a clock or files. The same records, playbook numbers and day
always give the same steps.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from followup_core.models import (
    CHASE_TOUCHPOINTS,
    Application,
    Outcome,
    Records,
    Touchpoint,
    TouchpointKind,
    with_details,
)
from followup_core.models.date_text import DayFormat
from followup_core.playbook import CadenceNumbers

from .business_days import BusinessCalendar, supported_countries
from .cadence_context import CadenceContext
from .cadence_text import projected_because
from .follow_up_chain import chain_step
from .keep_in_touch import keep_in_touch_step
from .step import ONE_FOR_EACH_PERSON, DateExpected, NoteOwed, Step, StepKind, StepReason, StepState, state_on
from .thank_you_steps import declined_item, thank_you_steps

__all__ = [
    "BusinessCalendar",
    "DateExpected",
    "NoteOwed",
    "PlannedStep",
    "Step",
    "StepKind",
    "StepReason",
    "StepState",
    "application_steps",
    "declined_item",
    "plan",
    "planned_steps",
    "possible_day",
    "state_on",
    "steps",
    "supported_countries",
]


def steps(records: Records, numbers: CadenceNumbers, today: date) -> tuple[Step, ...]:
    """Return every step of every interview on `today`, sorted by due day, kind, interview and person."""
    result = [
        step
        for application in records.applications
        for step in _application_steps(records, application, numbers, today, today)
    ]
    return tuple(sorted(result, key=lambda step: step.order))


def application_steps(
    records: Records,
    application: Application,
    numbers: CadenceNumbers,
    today: date,
    *,
    as_advised: bool = False,
) -> tuple[Step, ...]:
    """Return the steps of one job application on `today`.

    The steps depend only on the application, its people and the settings, so a caller may reuse them as
    long as none of these change.

    Args:
        records: The workspace, for its settings and people.
        application: The job application.
        numbers: The playbook's numbers.
        today: The day.
        as_advised: Whether the person whom the candidate named, or an agency's recruiter, gets the
            questions; see `InterviewDetails.recipient`. If False, the first of `PARTS_TO_ASK` gets them.
    """
    result = _application_steps(records, application, numbers, today, today, as_advised=as_advised)
    return tuple(sorted(result, key=lambda step: step.order))


def _application_steps(
    records: Records,
    application: Application,
    numbers: CadenceNumbers,
    today: date,
    read_on: date,
    *,
    as_advised: bool = False,
) -> Iterator[Step]:
    calendar = BusinessCalendar.of_candidate(records)
    for details in application.rounds:
        context = CadenceContext(
            application=application,
            details=details,
            people=records.people,
            settings=records.settings,
            numbers=numbers,
            calendar=calendar,
            today=today,
            read_on=read_on,
            as_advised=as_advised,
        )
        yield from thank_you_steps(context)
        for step in (chain_step(context), keep_in_touch_step(context)):
            if step is not None:
                yield step


def _always(_: Step) -> bool:
    return True


class PlannedStep(NamedTuple):
    """A step of a plan, and the day on which it would be done."""

    step: Step
    on: date


def plan(records: Records, numbers: CadenceNumbers, today: date, interview_id: str) -> tuple[Step, ...]:
    """Return the steps that `planned_steps` returns, without their days."""
    return tuple(planned.step for planned in planned_steps(records, numbers, today, interview_id))


def planned_steps(
    records: Records,
    numbers: CadenceNumbers,
    today: date,
    interview_id: str,
    *,
    as_advised: bool = False,
    asks_from: date = date.min,
    is_needed: Callable[[Step], bool] = _always,
) -> tuple[PlannedStep, ...]:
    """Return the future steps of one interview if nobody answers and each step is done as early as possible.

    Each step is done on its earliest day, or today if that day has passed. A call is made on a business day,
    and a question for news isn't sent on the day of a thank-you. The plan of an interview still to come
    begins on its own day. A plan ends with the first keep-in-touch message, or with letting go.

    Args:
        records: The workspace.
        numbers: The playbook's numbers.
        today: The day on which the plan is read.
        interview_id: The interview.
        as_advised: Who gets the questions; see `application_steps`.
        asks_from: The first day on which a question may be sent, if something else goes first.
        is_needed: Whether a step is to be done. A step that isn't is left out, and no other waits for it.

    Returns:
        The steps in the order in which they would be done; none for an unknown interview. States and the
        wording of dates are those of `today`. A reason that is only planned is worded as a condition.
    """
    projected: list[PlannedStep] = []
    if interview_id not in records.interviews:
        return ()
    day = max(today, records.interviews[interview_id].interview.held_on)
    day_format = DayFormat(today=today, country=records.settings.country)
    follows_plan = False  # whether a step of the chain comes before, so that the reason is only planned
    while step := _next_step(
        records, numbers, day, interview_id, today, as_advised=as_advised, is_needed=is_needed
    ):
        is_question = step.kind.touchpoint in CHASE_TOUCHPOINTS
        day = possible_day(records, step, max(day, step.earliest, asks_from if is_question else day))
        words = projected_because(step.reason, day_format) if follows_plan else step.because
        step = replace(step, state=state_on(today, step.earliest, step.due), because=words)
        projected.append(PlannedStep(step=step, on=day))
        follows_plan = follows_plan or step.kind not in ONE_FOR_EACH_PERSON
        if step.kind is StepKind.KEEP_IN_TOUCH:
            break
        records = _records_after(records, step, day)
    return tuple(projected)


def possible_day(records: Records, step: Step, day: date) -> date:
    """Return the first day on which a step can be done: `day`, or a later one.

    A call waits for a business day. A person who got a thank-you isn't asked for news on the same day.

    Args:
        records: The workspace, including the planned steps before this one.
        step: The step.
        day: The first day to consider.
    """
    if step.kind.touchpoint not in CHASE_TOUCHPOINTS:
        return day
    calendar = BusinessCalendar.of_candidate(records)
    rounds = records.application_of[step.interview_id].rounds
    was_thanked = any(
        touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL and touchpoint.sent_on == day
        for details in rounds
        for touchpoint in details.touchpoints
        if not touchpoint.bounced and touchpoint.person_id in (step.person_id, "")
    )
    if was_thanked:
        return calendar.add(day, 1)
    return calendar.roll(day) if step.kind is StepKind.VOICEMAIL else day


def _next_step(
    records: Records,
    numbers: CadenceNumbers,
    day: date,
    interview_id: str,
    read_on: date,
    *,
    as_advised: bool,
    is_needed: Callable[[Step], bool],
) -> Step | None:
    application = records.application_of[interview_id]
    all_steps = _application_steps(records, application, numbers, day, read_on, as_advised=as_advised)
    steps_of_interview = [step for step in all_steps if step.interview_id == interview_id and is_needed(step)]
    return min(steps_of_interview, key=lambda step: (max(step.earliest, day), step.order), default=None)


def _records_after(records: Records, step: Step, day: date) -> Records:
    """Return the records of the job application as they would be after `step` was done on `day`."""
    details = records.interviews[step.interview_id]
    kind = step.kind.touchpoint
    if kind is None:
        interview = replace(details.interview, outcome=Outcome.LET_GO, outcome_on=day)
        details = replace(details, interview=interview)
    else:
        touchpoint = Touchpoint(
            touchpoint_id=f"planned-{len(details.touchpoints)}",
            interview_id=step.interview_id,
            person_id=step.person_id,
            kind=kind,
            sent_on=day,
        )
        details = replace(details, touchpoints=(*details.touchpoints, touchpoint))
    return with_details(records, details)
