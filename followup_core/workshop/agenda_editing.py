"""Editing of a workshop's agenda (moving, removing and adding activities), and the minutes left."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from .workshop_model import Activity, ActivityKind, Plan, Position, WorkshopError

_MINUTE = timedelta(minutes=1)

Agenda = tuple[Activity, ...]


def move(agenda: Agenda, activity_id: str, by: int) -> Agenda:
    """Return the agenda with one activity `by` positions later, or earlier if negative, within its ends."""
    at = place_of(agenda, activity_id)
    rest = [*agenda[:at], *agenda[at + 1 :]]
    rest.insert(min(max(at + by, 0), len(rest)), agenda[at])
    return tuple(rest)


def remove(agenda: Agenda, activity_id: str) -> Agenda:
    """Return the agenda without one activity."""
    at = place_of(agenda, activity_id)
    return (*agenda[:at], *agenda[at + 1 :])


def replace_activity(agenda: Agenda, activity: Activity) -> Agenda:
    """Return the agenda with this activity replacing the one with the same id."""
    at = place_of(agenda, activity.activity_id)
    return (*agenda[:at], activity, *agenda[at + 1 :])


def add(agenda: Agenda, activity: Activity) -> Agenda:
    """Return the agenda with an activity added under a new id: last, but before a final evaluation."""
    new = replace(activity, activity_id=_free_id(agenda, activity.kind))
    if agenda and agenda[-1].kind is ActivityKind.EVALUATION and new.kind is not ActivityKind.EVALUATION:
        return (*agenda[:-1], new, agenda[-1])
    return (*agenda, new)


def place_of(agenda: Agenda, activity_id: str) -> int:
    """Return the index of an activity; raise WorkshopError if it is not in the agenda."""
    for at, activity in enumerate(agenda):
        if activity.activity_id == activity_id:
            return at
    raise WorkshopError("This part is no longer in the agenda.", "Look at the agenda again.")


def nearest(lengths: Iterable[int], plan: Plan) -> int:
    """Return which of these lengths, in minutes, is nearest to the plan's; the longer of two equally near."""
    return min(lengths, key=lambda length: (abs(length - plan.minutes), -length))


def minutes_left(position: Position, activity: Activity, now: datetime) -> int:
    """Return the minutes left for an activity, rounded up; 0 or less once the time is over."""
    ends = position.activity_since + activity.minutes * _MINUTE
    return -((now - ends) // _MINUTE)


def _free_id(agenda: Agenda, kind: ActivityKind) -> str:
    taken = {activity.activity_id for activity in agenda}
    return next(name for n in range(1, len(taken) + 2) if (name := f"{kind.value}-{n}") not in taken)
