"""The state of one workshop, computed from its events alone.

Replaying the same events gives the same state, including the released counts.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from pydantic import TypeAdapter

from followup_core.playbook import DisclosureLevel

from .agenda import AgendaStep, agenda_steps, set_level, set_minutes, takes_answers
from .disclosure_control import PollTally
from .facilitator_questions import point_answers
from .retention import IDLE, deletion_moment, reopening_ends
from .workshop_model import Activity, Phase, Plan, Position, WorkshopStage
from .written_lines import OfferedLines, vote_in

MAX_GROUP_SIZE = 3
"""A pair, and one person who observes."""

_PLAN = TypeAdapter(Plan)


class EventKind(StrEnum):
    """The kinds of events in a workshop; the values are stored."""

    PLANNED = "planned"  # value: the plan and its seed
    OPENED = "opened"  # value: the code
    STEPPED = "stepped"  # value: the index of the step
    CLOSED = "closed"
    JOINED = "joined"  # value: the participant's hashes and pair code
    RENEWED = "renewed"  # value: the hash of the new cookie
    LEFT = "left"
    REPLACED = "replaced"  # the phone went on as another participant
    ANSWERED = "answered"  # value: the option, or the chosen points of a question that takes several
    AGREED = "agreed"  # value: yes or no
    PAIRED = "paired"  # value: the other participant
    ROLES_SWAPPED = "roles_swapped"  # in the participant's pair or group
    LEVEL_SET = "level_set"  # value: who sees the answers to the prompt
    MINUTES_SET = "minutes_set"  # value: the minutes of the activity
    WAY_IN_SHOWN = "way_in_shown"  # value: yes or no
    LINE_OFFERED = "line_offered"  # new or changed; the text is in a file of its writer
    LINE_TAKEN_BACK = "line_taken_back"
    LINE_SHOWN = "line_shown"  # the participant wrote it; value: yes or no
    LINE_VOTED = "line_voted"  # the participant votes; value: the number of the line, and yes or no


class Event(Protocol):
    """One event, however it is stored."""

    @property
    def at(self) -> str: ...  # noqa: D102  # UTC, ISO 8601
    @property
    def what(self) -> str: ...  # noqa: D102
    @property
    def participant_id(self) -> str: ...  # noqa: D102
    @property
    def activity_id(self) -> str: ...  # noqa: D102
    @property
    def prompt_id(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One participant: no name, only hashes of the secrets on their phone."""

    participant_id: str
    cookie_hash: str
    resume_hash: str
    pair_code: str


@dataclass(slots=True, kw_only=True)
class WorkshopState:
    """A workshop in memory. Changed only by `apply_event`, in one thread at a time."""

    workshop_id: str
    plan: Plan
    seed: int
    stage: WorkshopStage = WorkshopStage.PLANNED
    code: str = ""
    step_index: int | None = None
    """The index of the current step; None before the first one."""
    activity_since: datetime | None = None
    """When the current activity began; None before the first one."""
    activity_since_id: str = ""
    """The id of the activity that `activity_since` is about."""
    closed_at: datetime | None = None
    changed_at: datetime | None = None
    """The time of the last event."""
    revision: int = 0
    participants: dict[str, Participant] = field(default_factory=dict)
    left: int = 0
    """How many people left. Their answers are left out from the next release on."""
    tallies: dict[tuple[str, str], PollTally] = field(default_factory=dict)
    chosen: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Option by participant, activity and prompt."""
    lines: dict[tuple[str, str], OfferedLines] = field(default_factory=dict)
    """The lines that people offered for the wall, by activity and prompt."""
    asked_prompts: set[tuple[str, str]] = field(default_factory=set)
    """Activity and prompt of everything that was ever on the phones."""
    agreed: set[tuple[str, str]] = field(default_factory=set)
    """Participant and activity of everybody who lets their partner read their text."""
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each participant's pair or group, including themselves, in the order of their roles."""
    steps: tuple[AgendaStep, ...] = ()
    shows_way_in: bool = False
    """Whether the projector shows how to join instead of the current step, until the next step."""

    def apply_event(self, event: Event) -> None:
        """Apply one event; one of an unknown kind, or for a participant who has left, changes nothing."""
        self.revision += 1
        self.changed_at = datetime.fromisoformat(event.at)
        match event.what:
            case EventKind.PLANNED:
                self.plan, self.seed = plan_in(event.value)
                self.steps = agenda_steps(self.plan)
            case EventKind.OPENED:
                self.stage, self.code, self.closed_at = WorkshopStage.OPEN, event.value, None
            case EventKind.CLOSED:
                self.stage, self.closed_at = WorkshopStage.CLOSED, self.changed_at
            case EventKind.STEPPED:
                self._go_to(int(event.value), datetime.fromisoformat(event.at))
            case EventKind.LEVEL_SET:
                level = DisclosureLevel(event.value)
                agenda = set_level(self.plan.agenda, event.activity_id, event.prompt_id, level)
                self.plan = replace(self.plan, agenda=agenda)
            case EventKind.MINUTES_SET:
                agenda = set_minutes(self.plan.agenda, event.activity_id, int(event.value))
                self.plan = replace(self.plan, agenda=agenda)
            case EventKind.WAY_IN_SHOWN:
                self.shows_way_in = event.value == "yes"
            case EventKind.JOINED:
                self.participants[event.participant_id] = participant_in(event)
            case _ if event.participant_id in self.participants:
                self._apply_to_participant(event)

    def _apply_to_participant(self, event: Event) -> None:
        who = event.participant_id
        match event.what:
            case EventKind.RENEWED:
                self.participants[who] = replace(self.participants[who], cookie_hash=event.value)
            case EventKind.ANSWERED:
                level = self.level_of(event.activity_id, event.prompt_id)
                self.asked_prompts.add(
                    (event.activity_id, self._prompt_of(event.activity_id, event.prompt_id))
                )
                for prompt_id, option in self._answers_in(event).items():
                    self.chosen[who, event.activity_id, prompt_id] = option
                    self.tally(event.activity_id, prompt_id).add(who, option, level)
            case EventKind.AGREED:
                change = self.agreed.add if event.value == "yes" else self.agreed.discard
                change((who, event.activity_id))
            case EventKind.PAIRED:
                self._join_group(who, event.value)
            case EventKind.ROLES_SWAPPED:
                *others, last = self.groups.get(who, (who,))
                self.groups.update(dict.fromkeys((last, *others), (last, *others)) if others else {})
            case EventKind.LEFT:
                self._remove_participant(who)
                self.left += 1
            case EventKind.REPLACED:
                self._remove_participant(who)
            case _:
                self._apply_to_lines(event)

    def _apply_to_lines(self, event: Event) -> None:
        who, lines = event.participant_id, self.lines_of(event.activity_id, event.prompt_id)
        match event.what:
            case EventKind.LINE_OFFERED:
                lines.offer(who)
            case EventKind.LINE_TAKEN_BACK:
                lines.take_back(who)
            case EventKind.LINE_SHOWN:
                lines.decide(who, event.value == "yes")
            case EventKind.LINE_VOTED:
                lines.vote(who, *vote_in(event.value))

    def _answers_in(self, event: Event) -> Mapping[str, str]:
        """Return the options that an answer chooses, by prompt id: one, or one for each point."""
        own = self.plan.own.get(event.prompt_id)
        if own is not None and own.several:
            return point_answers(event.prompt_id, own, event.value)
        return {event.prompt_id: event.value}

    def _go_to(self, step_index: int, when: datetime) -> None:
        self.shows_way_in = False
        if step_index < 0:
            self.step_index = self.activity_since = None
            return
        self.step_index = min(step_index, len(self.steps) - 1)
        if self.activity is None:
            return
        if self.activity_since is None or self.activity_since_id != self.activity.activity_id:
            self.activity_since, self.activity_since_id = when, self.activity.activity_id
        self.asked_prompts.add((self.activity.activity_id, self.prompt_id))

    def _join_group(self, who: str, other: str) -> None:
        if other not in self.participants or other == who:
            return
        self._leave_group(who)
        group = (*self.groups.get(other, (other,)), who)
        self.groups.update(dict.fromkeys(group, group))

    def _leave_group(self, who: str) -> None:
        remaining = tuple(member for member in self.groups.pop(who, ()) if member != who)
        for member in remaining:
            if len(remaining) > 1:
                self.groups[member] = remaining
            else:
                del self.groups[member]

    def _remove_participant(self, who: str) -> None:
        self._leave_group(who)
        for key in [key for key in self.chosen if key[0] == who]:
            del self.chosen[key]
            _, activity_id, prompt_id = key
            self.tally(activity_id, prompt_id).remove(who)
        for lines in self.lines.values():
            lines.forget(who)
        self.agreed = {agreement for agreement in self.agreed if agreement[0] != who}
        del self.participants[who]

    def tally(self, activity_id: str, prompt_id: str) -> PollTally:
        """Return the tally of a prompt, an empty one if nobody has answered."""
        return self.tallies.setdefault((activity_id, prompt_id), PollTally())

    def lines_of(self, activity_id: str, prompt_id: str) -> OfferedLines:
        """Return the lines offered for a prompt; none if nobody has offered one."""
        return self.lines.setdefault((activity_id, prompt_id), OfferedLines())

    def level_of(self, activity_id: str, prompt_id: str) -> DisclosureLevel:
        """Return who sees the answers to a prompt, or to one of its points."""
        activity = next(
            (activity for activity in self.plan.agenda if activity.activity_id == activity_id), None
        )
        if activity is None:
            return DisclosureLevel.PROTECTED
        return activity.level_of(self._prompt_of(activity_id, prompt_id))

    def _prompt_of(self, activity_id: str, prompt_id: str) -> str:
        """Return the prompt that an answer belongs to: a point's prompt, else itself."""
        own_ids = (
            own
            for activity in self.plan.agenda
            if activity.activity_id == activity_id
            for own in activity.prompts
        )
        return next((own for own in own_ids if prompt_id.startswith(f"{own}.")), prompt_id)

    def may_set_level(self, activity_id: str, prompt_id: str, level: DisclosureLevel) -> bool:
        """Return whether the level can still become this one.

        What people were told before they answered must hold: once a prompt was on the phones, its level only
        becomes stricter.
        """
        was_asked = (activity_id, prompt_id) in self.asked_prompts
        return not was_asked or level.is_stricter_than(self.level_of(activity_id, prompt_id))

    @property
    def delete_at(self) -> datetime | None:
        """When everything is deleted; None if the workshop has not been closed."""
        return deletion_moment(self.closed_at, self.plan.keep_days)

    @property
    def reopening_ends(self) -> datetime | None:
        """Until when closing can be taken back; None if the workshop has not been closed."""
        return reopening_ends(self.closed_at)

    def may_reopen(self, now: datetime) -> bool:
        """Return whether closing can still be taken back."""
        return self.reopening_ends is not None and now < self.reopening_ends

    def is_due(self, now: datetime) -> bool:
        """Return whether everything is to be deleted now."""
        return self.delete_at is not None and self.delete_at <= now

    def is_forgotten(self, now: datetime) -> bool:
        """Return whether it is open, but without events for so long that nobody can be taking part."""
        return (
            self.stage is WorkshopStage.OPEN and self.changed_at is not None and now - self.changed_at >= IDLE
        )

    @property
    def step(self) -> AgendaStep | None:
        """The current step; None before the first one."""
        return None if self.step_index is None or not self.steps else self.steps[self.step_index]

    @property
    def position(self) -> Position | None:
        """The current position, for the screens."""
        step = self.step
        if step is None or self.activity_since is None:
            return None
        return Position(
            activity=step.activity,
            prompt=step.prompt,
            phase=step.phase,
            activity_since=self.activity_since,
        )

    @property
    def activity(self) -> Activity | None:
        """The current activity; None before the first step."""
        return None if self.step is None else self.plan.agenda[self.step.activity]

    @property
    def prompt_id(self) -> str:
        """The id of the current prompt, '' if the activity has none."""
        return _prompt_id(self.activity, self.step)

    @property
    def showing(self) -> bool:
        """Whether results or right answers are being shown."""
        return self.step is not None and self.step.phase is Phase.SHOWING

    def accepts(self, activity_id: str, prompt_id: str) -> bool:
        """Return whether this prompt accepts answers now; it may be an observation point of a card set."""
        if self.stage is not WorkshopStage.OPEN or self.step_index is None:
            return False
        for number, activity in enumerate(self.plan.agenda):
            for index, own_id in enumerate(activity.prompts):
                if activity.activity_id == activity_id and prompt_id in (own_id, _set_of(prompt_id, own_id)):
                    return takes_answers(self.steps, self.step_index, number, index)
        return False

    def partners(self, who: str) -> tuple[str, ...]:
        """Return the other people in a participant's pair or group."""
        return tuple(member for member in self.groups.get(who, ()) if member != who)

    def can_pair(self, who: str, other: str) -> bool:
        """Return whether `who` may join the group of `other`: a different person, with room for one more."""
        group = self.groups.get(other, (other,))
        return other in self.participants and other != who and (who in group or len(group) < MAX_GROUP_SIZE)

    def participant_with(self, pair_code: str) -> Participant | None:
        """Return the participant with this pair code, or None."""
        return next(
            (participant for participant in self.participants.values() if participant.pair_code == pair_code),
            None,
        )


def replay(workshop_id: str, events: Iterable[Event]) -> WorkshopState | None:
    """Return the workshop that results from these events; None if nothing was planned."""
    workshop = None
    for event in events:
        if workshop is None and event.what == EventKind.PLANNED:
            plan, seed = plan_in(event.value)
            workshop = WorkshopState(workshop_id=workshop_id, plan=plan, seed=seed)
        if workshop is not None:
            workshop.apply_event(event)
    return workshop


def plan_in(value: str) -> tuple[Plan, int]:
    """Return the plan and the seed that `stored_plan` wrote."""
    stored: dict[str, Any] = json.loads(value)
    return _PLAN.validate_python(stored["plan"]), int(stored["seed"])


def participant_in(event: Event) -> Participant:
    """Return the participant that a joining event stores."""
    return Participant(participant_id=event.participant_id, **json.loads(event.value))


def stored_participant(participant: Participant) -> str:
    """Return a participant, without the id, in the form that an event stores."""
    return json.dumps(
        {
            "cookie_hash": participant.cookie_hash,
            "resume_hash": participant.resume_hash,
            "pair_code": participant.pair_code,
        }
    )


def stored_plan(plan: Plan, seed: int) -> str:
    """Return a plan with its seed in the form that an event stores."""
    return json.dumps({"plan": _PLAN.dump_python(plan, mode="json"), "seed": seed}, ensure_ascii=False)


def _prompt_id(activity: Activity | None, step: AgendaStep | None) -> str:
    if activity is None or step is None or not activity.prompts:
        return ""
    return activity.prompts[step.prompt]


def _set_of(point: str, set_id: str) -> str:
    """Return `point` if it is one of this card set's observation points ("<set>.<n>"), else the set's id."""
    return point if point.startswith(f"{set_id}.") else set_id
