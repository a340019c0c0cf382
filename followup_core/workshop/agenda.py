"""The agenda as a sequence of steps, and which prompts accept answers at each step."""

from dataclasses import dataclass

from .workshop_model import Activity, ActivityKind, Phase, Plan

_ASKED_THEN_SHOWN = (ActivityKind.POLL, ActivityKind.WHAT_NOW, ActivityKind.ROLE_PLAY)


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
        for phase in _phases(activity)
    )


def first_of(steps: tuple[AgendaStep, ...], activity: int) -> int | None:
    """Return the index of an activity's first step, None if there is no such activity."""
    return next((place for place, step in enumerate(steps) if step.activity == activity), None)


def takes_answers(steps: tuple[AgendaStep, ...], place: int, activity: int, prompt: int) -> bool:
    """Return whether a prompt has been asked by step `place` and its results are not shown yet.

    A late answer still counts if the workshop has moved on from a prompt whose results are never shown.
    """
    mine = {
        step.phase: at for at, step in enumerate(steps) if (step.activity, step.prompt) == (activity, prompt)
    }
    asked, shown = mine.get(Phase.ASKING), mine.get(Phase.SHOWING, len(steps))
    return asked is not None and asked <= place < shown


def _phases(activity: Activity) -> tuple[Phase, ...]:
    if activity.kind is ActivityKind.TALK:
        return (Phase.SHOWING,)
    return (Phase.ASKING, Phase.SHOWING) if activity.kind in _ASKED_THEN_SHOWN else (Phase.ASKING,)
