"""Which steps are for today, and until when the others wait: what Today, the lists and the messages agree on.

The cadence names a step's days. Whether somebody takes a call on a Saturday, and that one email a day is
enough, is decided here.
"""

from collections.abc import Iterable
from datetime import date

from followup_core.cadence import (
    BusinessCalendar,
    PlannedStep,
    Step,
    StepState,
    possible_day,
)

from .advised_steps import as_advised
from .situations.detection import asks_today, thanked_today, thanks_for_today
from .workspace import WorkspaceView


def steps_for_today(view: WorkspaceView, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return which of these steps are to be done today."""
    return tuple(step for step in steps if is_for_today(view, step))


def waiting_steps(view: WorkspaceView, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return which of these steps are for a later day."""
    return tuple(step for step in steps if must_wait(view, step))


def advised_plan(view: WorkspaceView, interview_id: str) -> tuple[PlannedStep, ...]:
    """Return the projected steps of one interview, which end with letting go where enough was asked.

    A question for today waits a business day if somebody of an earlier round is to be thanked first, and
    what follows keeps its distance from it.
    """
    planned = view.planned_steps(interview_id)
    if any(on == view.today and comes_after_thanks(view, step) for step, on in planned):
        tomorrow = BusinessCalendar(view.records.settings.country).add(view.today, 1)
        planned = view.planned_steps(interview_id, asks_from=tomorrow)
    for index, (step, _) in enumerate(planned):
        advised = as_advised(step, view.records, view.playbook.numbers, view.today)
        if advised is not step:
            return (*planned[:index], PlannedStep(step=advised, on=max(step.earliest, view.today)))
    return planned


def is_for_today(view: WorkspaceView, step: Step) -> bool:
    """Return whether a step is to be done today: its day has come, and nothing else goes first."""
    return not (must_wait(view, step) or comes_after_thanks(view, step))


def must_wait(view: WorkspaceView, step: Step) -> bool:
    """Return whether a step is for a later day."""
    return waits_until(view, step) is not None


def waits_until(view: WorkspaceView, step: Step) -> date | None:
    """Return the day that a step waits for; None if its day has come, and it can be done today."""
    if step.state is StepState.WAITING:
        return step.earliest
    day = possible_day(view.records, step, view.today)
    return day if day > view.today else None


def waits_for_thanks(view: WorkspaceView, step: Step) -> bool:
    """Return whether a step would ask who got a thank-you today, of whatever round."""
    rounds = view.records.application_of[step.interview_id].rounds
    return asks_today(step) and any(thanked_today(step, details, view.today) for details in rounds)


def first_day(view: WorkspaceView, step: Step) -> date:
    """Return the first day on which a step may be done."""
    return waits_until(view, step) or step.earliest


def comes_after_thanks(view: WorkspaceView, step: Step) -> bool:
    """Return whether a step asks for news today while somebody of its rounds is still to be thanked.

    The thank-you goes first, and two emails on one day are one too many.
    """
    if not asks_today(step):
        return False
    rounds = view.records.application_of[step.interview_id].rounds
    interview_ids = (details.interview.interview_id for details in rounds)
    return any(thanks_for_today(view.steps_by_interview.get(each, ())) for each in interview_ids)


def as_entered(view: WorkspaceView, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return steps in the order of the cadence, but people in the order in which they were entered.

    The cadence orders the people of one interview by their ids, which are random.
    """

    def order(step: Step) -> tuple[date, int, str, int]:
        due, kind, interview_id, _ = step.order
        return due, kind, interview_id, _person_index(view, step)

    return tuple(sorted(steps, key=order))


def _person_index(view: WorkspaceView, step: Step) -> int:
    """Return the index of a step's person among those of the interview; after the last one for nobody."""
    people = [met.person_id for met in view.interview_details(step.interview_id).interviewers]
    return people.index(step.person_id) if step.person_id in people else len(people)
