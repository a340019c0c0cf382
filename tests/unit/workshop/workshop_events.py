"""Workshops for tests: plans, and events as they come."""

from dataclasses import dataclass
from datetime import date

from followup_core.workshop.workshop_model import Activity, ActivityKind, Plan
from followup_core.workshop.workshop_state import EventKind, WorkshopState, replay, stored_plan

PLAN = Plan(
    title="After the interview",
    held_on=date(2026, 11, 18),
    agenda=(
        Activity(activity_id="a1", kind=ActivityKind.TALK, title="Why", minutes=5, prompts=("why",)),
        Activity(activity_id="a2", kind=ActivityKind.POLL, title="You", minutes=5, prompts=("p1", "p2")),
        Activity(activity_id="a3", kind=ActivityKind.ROLE_PLAY, title="Play", minutes=10, prompts=("c1",)),
        Activity(activity_id="a4", kind=ActivityKind.DRAFT_SWAP, title="Write", minutes=15, prompts=("f1",)),
        Activity(activity_id="a5", kind=ActivityKind.OWN_CHECKLIST, title="Yours", minutes=10),
        Activity(
            activity_id="a6", kind=ActivityKind.EVALUATION, title="How", minutes=5, prompts=("q1", "q2")
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpEvent:
    """An event that was never stored."""

    what: str
    participant_id: str = ""
    activity_id: str = ""
    prompt_id: str = ""
    value: str = ""
    at: str = "2026-11-18T10:00:00+00:00"


def joined(who: str) -> MadeUpEvent:
    """Return the event of somebody joining; the pair code is the upper-case id."""
    participant = f'{{"cookie_hash": "c-{who}", "resume_hash": "r-{who}", "pair_code": "{who.upper()}"}}'
    return MadeUpEvent(what=EventKind.JOINED, participant_id=who, value=participant)


def answered(who: str, option: str, activity: str = "a2", prompt: str = "p1") -> MadeUpEvent:
    """Return the event of an answer."""
    return MadeUpEvent(
        what=EventKind.ANSWERED, participant_id=who, activity_id=activity, prompt_id=prompt, value=option
    )


def stepped(place: int, at: str = "2026-11-18T10:00:00+00:00") -> MadeUpEvent:
    """Return the event of going to a step."""
    return MadeUpEvent(what=EventKind.STEPPED, value=str(place), at=at)


def left(who: str) -> MadeUpEvent:
    """Return the event of somebody leaving."""
    return MadeUpEvent(what=EventKind.LEFT, participant_id=who)


def paired(who: str, other: str) -> MadeUpEvent:
    """Return the event of somebody coming together with another."""
    return MadeUpEvent(what=EventKind.PAIRED, participant_id=who, value=other)


def swapped(who: str) -> MadeUpEvent:
    """Return the event of somebody swapping roles with their group."""
    return MadeUpEvent(what=EventKind.ROLES_SWAPPED, participant_id=who)


def opened_workshop(*events: MadeUpEvent, plan: Plan = PLAN) -> WorkshopState:
    """Return an open workshop after these events."""
    planned = MadeUpEvent(what=EventKind.PLANNED, value=stored_plan(plan, 7))
    workshop = replay("w", [planned, MadeUpEvent(what=EventKind.OPENED, value="KX7MP3QT"), *events])
    assert workshop is not None
    return workshop
