"""The agenda of a workshop: its steps, which of them take answers, how it is edited, the time left."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from followup_core.playbook import DisclosureLevel

from .workshop_model import Activity, ActivityKind, Phase, Plan, Position, WorkshopError

_ASKED_THEN_SHOWN = (ActivityKind.POLL, ActivityKind.WHAT_NOW, ActivityKind.ROLE_PLAY)
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
    """Return what people do at a prompt, by index; a facilitator's own question is a poll in any activity."""
    part = plan.agenda[activity]
    return ActivityKind.POLL if set(part.prompts[prompt : prompt + 1]) & set(plan.own) else part.kind


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
    following = 0 if index is None else index + 1
    return steps[following] if following < len(steps) else None


def reopens_vote(steps: tuple[AgendaStep, ...], index: int | None, target: int) -> bool:
    """Return whether going from one step to another lets people answer again what was shown already."""
    if index is None or not 0 <= target < index:
        return False
    target_step = steps[target]
    return (
        target_step.phase is Phase.ASKING and replace(target_step, phase=Phase.SHOWING) in steps[: index + 1]
    )


def closes_vote(steps: tuple[AgendaStep, ...], index: int | None, target: int) -> bool:
    """Return whether going from one step to another ends the answers to what is being asked."""
    if index is None or steps[index].phase is not Phase.ASKING:
        return False
    return replace(steps[index], phase=Phase.SHOWING) in steps[index + 1 : target + 1]


def role_play_number(plan: Plan, step: AgendaStep) -> int:
    """Return how many role-plays of the whole agenda come before the one of this step."""
    here = (step.activity, step.prompt)
    return sum(
        kind_at(plan, number, prompt) is ActivityKind.ROLE_PLAY
        for number, activity in enumerate(plan.agenda)
        for prompt in range(len(activity.prompts))
        if (number, prompt) < here
    )


def takes_answers(steps: tuple[AgendaStep, ...], step: int, activity: int, prompt: int) -> bool:
    """Return whether a prompt has been asked by step `step` and its results are not shown yet.

    A late answer still counts if the workshop has moved on from a prompt whose results are never shown.
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
    others = [*agenda[:index], *agenda[index + 1 :]]
    others.insert(min(max(index + by, 0), len(others)), agenda[index])
    return tuple(others)


def remove_activity(agenda: Agenda, activity_id: str) -> Agenda:
    """Return the agenda without one activity."""
    index = index_of(agenda, activity_id)
    return (*agenda[:index], *agenda[index + 1 :])


def replace_activity(agenda: Agenda, activity: Activity) -> Agenda:
    """Return the agenda with this activity replacing the one with the same id."""
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
    """Return the agenda with an activity added under a new id: last, but before a final evaluation."""
    new = replace(activity, activity_id=_free_id(agenda, activity.kind))
    if agenda and agenda[-1].kind is ActivityKind.EVALUATION and new.kind is not ActivityKind.EVALUATION:
        return (*agenda[:-1], new, agenda[-1])
    return (*agenda, new)


def index_of(agenda: Agenda, activity_id: str) -> int:
    """Return the index of an activity; raise WorkshopError if it is not in the agenda."""
    for index, activity in enumerate(agenda):
        if activity.activity_id == activity_id:
            return index
    raise WorkshopError("This part is no longer in the agenda.", "Look at the agenda again.")


def nearest_length(lengths: Iterable[int], plan: Plan) -> int:
    """Return which of these lengths, in minutes, is nearest to the plan's; the longer of two equally near."""
    return min(lengths, key=lambda length: (abs(length - plan.minutes), -length))


def time_left(position: Position, activity: Activity, now: datetime) -> timedelta:
    """Return the time left for an activity; negative once it is over."""
    return position.activity_since + activity.minutes * _MINUTE - now


def minutes_in(left: timedelta) -> int:
    """Return a time in minutes, a begun one counted; 0 or less once the time is over."""
    return -(-left // _MINUTE)


def _phases(plan: Plan, activity: int, prompt: int) -> tuple[Phase, ...]:
    kind = kind_at(plan, activity, prompt)
    written = {prompt_id for prompt_id, own in plan.own.items() if own.written}
    if written & set(plan.agenda[activity].prompts[prompt : prompt + 1]):
        return (Phase.ASKING,)  # each line has its own moment to be shown
    if kind is ActivityKind.TALK:
        return (Phase.SHOWING,)
    return (Phase.ASKING, Phase.SHOWING) if kind in _ASKED_THEN_SHOWN else (Phase.ASKING,)


def _free_id(agenda: Agenda, kind: ActivityKind) -> str:
    taken = {activity.activity_id for activity in agenda}
    return next(name for n in range(1, len(taken) + 2) if (name := f"{kind.value}-{n}") not in taken)
