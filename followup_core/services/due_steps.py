"""Decides which steps are for today and until when other steps wait, for Today, the lists and the messages.

The cadence names a step's days. This module also decides whether somebody takes a call on a Saturday, and
that one message a day is enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from followup_core.cadence import (
    PlannedStep,
    Step,
    StepKind,
    StepState,
    possible_day,
)
from followup_core.models import CHASE_TOUCHPOINTS, TouchpointKind

from .advised_steps import StepAdvisor
from .workspace import WorkspaceView


def steps_for_today(view: WorkspaceView, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps that are to be done today, in the same order."""
    return tuple(step for step in steps if is_for_today(view, step))


def waiting_steps(view: WorkspaceView, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps that are for a later day, in the same order."""
    return tuple(step for step in steps if must_wait(view, step))


def advised_plan(view: WorkspaceView, interview_id: str) -> tuple[PlannedStep, ...]:
    """Return the projected steps of one interview, which end with letting go if enough messages were sent.

    A question that can't be asked today is planned for the day on which it can, and what follows keeps its
    distance from it. A thank-you that can't be sent today is planned for its day as well.
    """
    current = view.steps_by_interview.get(interview_id, ())
    question = next((step for step in current if step.kind.touchpoint in CHASE_TOUCHPOINTS), None)
    thanks_on: Mapping[tuple[StepKind, str], date] = {
        (step.kind, step.person_id): first_day(view, step)
        for step in current
        if step.kind is StepKind.THANK_YOU_EMAIL and must_wait(view, step)
    }
    after_thanks = (view.calendar.add(on, 1) for on in thanks_on.values())
    asks_from = max([first_day(view, question) if question else date.min, *after_thanks])
    advisor = StepAdvisor(records=view.records, numbers=view.playbook.numbers, today=view.today)
    planned = [
        PlannedStep(step=step, on=thanks_on.get((step.kind, step.person_id), on))
        for step, on in view.planned_steps(interview_id, asks_from, advisor.is_needed)
    ]
    planned.sort(key=lambda planned_step: planned_step.on)
    for index, (step, on) in enumerate(planned):
        if question is not None and step.kind is question.kind:
            planned[index] = PlannedStep(step=question, on=on)
            break
        advised = advisor.as_advised(step)
        if advised.kind is StepKind.LET_GO and advised is not step:
            return (*planned[:index], PlannedStep(step=advised, on=max(advised.earliest, view.today)))
    return tuple(planned)


def is_for_today(view: WorkspaceView, step: Step) -> bool:
    """Return whether a step is to be done today: its day has come, and no thank-you goes first."""
    return not (must_wait(view, step) or comes_after_thanks(view, step))


def must_wait(view: WorkspaceView, step: Step) -> bool:
    """Return whether a step is for a later day."""
    return waits_until(view, step) is not None


def waits_until(view: WorkspaceView, step: Step) -> date | None:
    """Return the day that a step waits for; None if its day has come and it can be done today.

    Nobody is asked for news on a public holiday, or on the day of another message to them.
    """
    if step.state is StepState.WAITING:
        return step.earliest
    day = possible_day(view.records, step, view.today)
    if message_of_today(view, step):
        is_thanks = step.kind is StepKind.THANK_YOU_EMAIL
        day = max(day, view.today + timedelta(days=1) if is_thanks else view.calendar.add(view.today, 1))
    elif asks_today(step) and view.calendar.is_public_holiday(view.today):
        day = max(day, view.calendar.roll(view.today))
    return day if day > view.today else None


_KINDS_LIMITED_TO_ONE_A_DAY = (
    TouchpointKind.THANK_YOU_EMAIL,
    TouchpointKind.QUESTION,
    TouchpointKind.CANDIDATE_REPLY,
)


def message_of_today(view: WorkspaceView, step: Step) -> TouchpointKind | None:
    """Return the kind of message that a chase's or thank-you's recipient got today; None if nothing.

    One message a day is enough, so somebody who got one about another job isn't asked for news today.
    """
    is_thanks = step.kind is StepKind.THANK_YOU_EMAIL and step.state is not StepState.WAITING
    if not is_thanks and not asks_today(step):
        return None
    rounds = view.records.application_of[step.interview_id].rounds
    for kind in _KINDS_LIMITED_TO_ONE_A_DAY[1:] if is_thanks else _KINDS_LIMITED_TO_ONE_A_DAY:
        if any(details.was_sent(kind, step.person_id, view.today) for details in rounds):
            return kind
    return None if is_thanks or not step.person_id else _message_about_another_job(view, step)


def _message_about_another_job(view: WorkspaceView, step: Step) -> TouchpointKind | None:
    """Return the kind of message that a chase's recipient got today about another job; None if nothing."""
    sent = view.cached(_message_about_another_job, lambda: _messages_of_today(view))
    own_job = view.interview_details(step.interview_id).interview.application_key
    return next((kind for job, kind in sent.get(step.person_id, ()) if job != own_job), None)


def _messages_of_today(view: WorkspaceView) -> Mapping[str, Sequence[tuple[tuple[str, str], TouchpointKind]]]:
    """Return, by person, today's messages: the job that each was about, and its kind."""
    sent: dict[str, list[tuple[tuple[str, str], TouchpointKind]]] = {}
    for details in view.all_records.interviews.values():
        for message in details.messages_sent(view.today):
            is_counted = message.kind in (*_KINDS_LIMITED_TO_ONE_A_DAY, *CHASE_TOUCHPOINTS)
            if is_counted and message.sent_on == view.today:
                sent.setdefault(message.person_id, []).append(
                    (details.interview.application_key, message.kind)
                )
    return sent


def first_day(view: WorkspaceView, step: Step) -> date:
    """Return the first day on which a step may be done; if a thank-you goes first, the next business day."""
    if comes_after_thanks(view, step):
        return view.calendar.add(view.today, 1)
    return waits_until(view, step) or step.earliest


def comes_after_thanks(view: WorkspaceView, step: Step) -> bool:
    """Return whether a step asks for news today although a thank-you of its job is still to be sent.

    The thank-you goes first, and two emails on one day are one too many.
    """
    return asks_today(step) and bool(thanks_for_today(view, step.interview_id))


def thanks_for_today(view: WorkspaceView, interview_id: str) -> tuple[Step, ...]:
    """Return the thank-you emails to send today for all rounds of an interview's job, its own first."""
    rounds = view.records.application_of[interview_id].rounds
    round_ids = (details.interview.interview_id for details in rounds)
    this_round_first = sorted(round_ids, key=lambda round_id: round_id != interview_id)
    return tuple(
        step
        for round_id in this_round_first
        for step in view.steps_by_interview.get(round_id, ())
        if step.kind is StepKind.THANK_YOU_EMAIL and step.state is not StepState.WAITING
    )


def asks_today(step: Step) -> bool:
    """Return whether a step asks the employer for news, and its day has come."""
    return step.kind.touchpoint in CHASE_TOUCHPOINTS and step.state is not StepState.WAITING


def in_entry_order(view: WorkspaceView, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps in the order of the cadence, but people in the order in which they were entered.

    The cadence orders the people of one interview by their ids, which are random.
    """

    def entry_order(step: Step) -> tuple[date, int, str, int]:
        due, kind, interview_id, _ = step.order
        return due, kind, interview_id, _person_index(view, step)

    return tuple(sorted(steps, key=entry_order))


def _person_index(view: WorkspaceView, step: Step) -> int:
    """Return the index of a step's person among the interviewers; their number if the step has no person."""
    person_ids = [
        interviewer.person_id for interviewer in view.interview_details(step.interview_id).interviewers
    ]
    return person_ids.index(step.person_id) if step.person_id in person_ids else len(person_ids)
