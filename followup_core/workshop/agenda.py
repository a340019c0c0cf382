"""Edits the agenda of a workshop, and says which steps it has and which of them take answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from followup_core.playbook import DisclosureLevel

from .workshop_model import Activity, ActivityKind, Phase, Plan, Position, WorkshopError

_KINDS_WITH_RESULTS = (ActivityKind.POLL, ActivityKind.WHAT_NOW, ActivityKind.ROLE_PLAY)
_MINUTE = timedelta(minutes=1)
MAX_MINUTES = 240
"""The longest that one activity can take."""

Agenda = tuple[Activity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaStep:
    """One step of a workshop: an activity, one of its prompts, and the phase; both indexes start at 0."""

    activity: int
    prompt: int
    phase: Phase


def agenda_steps(plan: Plan) -> tuple[AgendaStep, ...]:
    """Return the steps of a plan in the order in which a facilitator goes through them."""
    return tuple(
        AgendaStep(activity=number, prompt=prompt, phase=phase)
        for number, activity in enumerate(plan.agenda)
        for prompt in range(max(len(activity.prompts), 1))
        for phase in _phases(plan, number, prompt)
    )


def kind_at(plan: Plan, activity: int, prompt: int) -> ActivityKind:
    """Return what people do at a prompt. A facilitator's own question is a poll in any activity."""
    planned_activity = plan.agenda[activity]
    return (
        ActivityKind.POLL
        if set(planned_activity.prompts[prompt : prompt + 1]) & set(plan.own)
        else planned_activity.kind
    )


def first_step_of(steps: tuple[AgendaStep, ...], activity: int) -> int | None:
    """Return the index of an activity's first step, None if there is no such activity."""
    return next((index for index, step in enumerate(steps) if step.activity == activity), None)


def asking_step(plan: Plan, activity_id: str, prompt_id: str) -> int | None:
    """Return the index of the step that asks a prompt, None if there is none."""
    return next(
        (
            index
            for index, step in enumerate(agenda_steps(plan))
            if step.phase is Phase.ASKING
            and plan.agenda[step.activity].activity_id == activity_id
            and prompt_id in plan.agenda[step.activity].prompts[step.prompt :][:1]
        ),
        None,
    )


def step_after(steps: tuple[AgendaStep, ...], index: int | None) -> AgendaStep | None:
    """Return the step that comes next, the first one if `index` is None; None at the end."""
    next_index = 0 if index is None else index + 1
    return steps[next_index] if next_index < len(steps) else None


def reopens_vote(steps: tuple[AgendaStep, ...], index: int | None, target: int) -> bool:
    """Return whether going from one step to another lets people answer a prompt whose results were shown."""
    if index is None or not 0 <= target < index:
        return False
    target_step = steps[target]
    return (
        target_step.phase is Phase.ASKING and replace(target_step, phase=Phase.SHOWING) in steps[: index + 1]
    )


def closes_vote(steps: tuple[AgendaStep, ...], index: int | None, target: int) -> bool:
    """Return whether going from one step to another ends the answers to the current prompt."""
    if index is None or steps[index].phase is not Phase.ASKING:
        return False
    return replace(steps[index], phase=Phase.SHOWING) in steps[index + 1 : target + 1]


def role_play_number(plan: Plan, step: AgendaStep) -> int:
    """Return how many role-plays of the whole agenda come before this step's."""
    position = (step.activity, step.prompt)
    return sum(
        kind_at(plan, number, prompt) is ActivityKind.ROLE_PLAY
        for number, activity in enumerate(plan.agenda)
        for prompt in range(len(activity.prompts))
        if (number, prompt) < position
    )


def takes_answers(steps: tuple[AgendaStep, ...], step: int, activity: int, prompt: int) -> bool:
    """Return whether a prompt has been asked by step `step` and its results have not been shown.

    If a prompt's results are never shown, an answer still counts after the workshop has moved on.
    """
    index_by_phase = {
        step.phase: index
        for index, step in enumerate(steps)
        if (step.activity, step.prompt) == (activity, prompt)
    }
    asked_at, shown_at = index_by_phase.get(Phase.ASKING), index_by_phase.get(Phase.SHOWING, len(steps))
    return asked_at is not None and asked_at <= step < shown_at


def move_activity(agenda: Agenda, activity_id: str, by: int) -> Agenda:
    """Return the agenda with one activity `by` positions later, or earlier if negative, within its ends."""
    index = index_of(agenda, activity_id)
    other_activities = [*agenda[:index], *agenda[index + 1 :]]
    other_activities.insert(min(max(index + by, 0), len(other_activities)), agenda[index])
    return tuple(other_activities)


def remove_activity(agenda: Agenda, activity_id: str) -> Agenda:
    """Return the agenda without one activity."""
    index = index_of(agenda, activity_id)
    return (*agenda[:index], *agenda[index + 1 :])


def replace_activity(agenda: Agenda, activity: Activity) -> Agenda:
    """Return the agenda with `activity` in place of the activity with the same id."""
    index = index_of(agenda, activity.activity_id)
    return (*agenda[:index], activity, *agenda[index + 1 :])


def set_level(agenda: Agenda, activity_id: str, prompt_id: str, level: DisclosureLevel) -> Agenda:
    """Return the agenda with another level for one prompt."""
    activity = agenda[index_of(agenda, activity_id)]
    return replace_activity(agenda, replace(activity, levels={**activity.levels, prompt_id: level}))


def set_minutes(agenda: Agenda, activity_id: str, minutes: int) -> Agenda:
    """Return the agenda with another length for one activity, within 1 and MAX_MINUTES."""
    activity = agenda[index_of(agenda, activity_id)]
    return replace_activity(agenda, replace(activity, minutes=min(max(minutes, 1), MAX_MINUTES)))


def add_activity(agenda: Agenda, activity: Activity) -> Agenda:
    """Return the agenda with an activity added under a new id, at the end or before a final evaluation."""
    new_activity = replace(activity, activity_id=_free_id(agenda, activity.kind))
    if (
        agenda
        and agenda[-1].kind is ActivityKind.EVALUATION
        and new_activity.kind is not ActivityKind.EVALUATION
    ):
        return (*agenda[:-1], new_activity, agenda[-1])
    return (*agenda, new_activity)


def index_of(agenda: Agenda, activity_id: str) -> int:
    """Return the index of an activity; raise WorkshopError if it is not in the agenda."""
    for index, activity in enumerate(agenda):
        if activity.activity_id == activity_id:
            return index
    raise WorkshopError("This part is no longer in the agenda.", "Look at the agenda again.")


def nearest_length(lengths: Iterable[int], plan: Plan) -> int:
    """Return the length in minutes that is nearest to the plan's; if two are equally near, the longer."""
    return min(lengths, key=lambda length: (abs(length - plan.minutes), -length))


def time_left(position: Position, activity: Activity, now: datetime) -> timedelta:
    """Return the time left for an activity; negative once it is over."""
    return position.activity_since + activity.minutes * _MINUTE - now


def minutes_in(left: timedelta) -> int:
    """Return a time in minutes, rounded up; 0 or less once the time is over."""
    return -(-left // _MINUTE)


def _phases(plan: Plan, activity: int, prompt: int) -> tuple[Phase, ...]:
    kind = kind_at(plan, activity, prompt)
    written_ids = {prompt_id for prompt_id, question in plan.own.items() if question.written}
    if written_ids & set(plan.agenda[activity].prompts[prompt : prompt + 1]):
        return (Phase.ASKING,)  # the facilitator shows each line separately
    if kind is ActivityKind.TALK:
        return (Phase.SHOWING,)
    return (Phase.ASKING, Phase.SHOWING) if kind in _KINDS_WITH_RESULTS else (Phase.ASKING,)


def _free_id(agenda: Agenda, kind: ActivityKind) -> str:
    taken_ids = {activity.activity_id for activity in agenda}
    return next(
        name for number in range(1, len(taken_ids) + 2) if (name := f"{kind.value}-{number}") not in taken_ids
    )
