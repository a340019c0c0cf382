"""Computes the state of one workshop from its events alone.

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
from .written_lines import OfferedLines, read_vote

MAX_GROUP_SIZE = 3
"""A pair, and one person who observes."""

_PLAN = TypeAdapter(Plan)


class EventKind(StrEnum):
    """The kinds of events in a workshop; the strings are stored."""

    PLANNED = "planned"  # value: the plan and its seed
    OPENED = "opened"  # value: the code
    STEPPED = "stepped"  # value: the index of the step
    CLOSED = "closed"
    JOINED = "joined"  # value: the participant's hashes and pair code
    RENEWED = "renewed"  # value: the hash of the new cookie
    LEFT = "left"
    REPLACED = "replaced"  # the phone continued as another participant
    ANSWERED = "answered"  # value: the option, or the chosen points of a question that takes several
    AGREED = "agreed"  # value: yes or no
    PAIRED = "paired"  # value: the other participant
    ROLES_SWAPPED = "roles_swapped"  # in the participant's pair or group
    LEVEL_SET = "level_set"  # value: who sees the answers to the prompt
    MINUTES_SET = "minutes_set"  # value: the minutes of the activity
    JOIN_INFO_SHOWN = "way_in_shown"  # value: yes or no
    LINE_OFFERED = "line_offered"  # new or changed; the text is in a file of its writer
    LINE_TAKEN_BACK = "line_taken_back"
    LINE_SHOWN = "line_shown"  # the participant wrote it; value: yes or no
    LINE_VOTED = "line_voted"  # the participant votes; value: the number of the line, and yes or no


class Event(Protocol):
    """One event. The names of its properties are those of the stored columns."""

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
    departed_count: int = 0
    """How many people left. The next release leaves out their answers."""
    tallies: dict[tuple[str, str], PollTally] = field(default_factory=dict)
    chosen_options: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """The chosen option by participant, activity and prompt."""
    lines: dict[tuple[str, str], OfferedLines] = field(default_factory=dict)
    """The lines that people offered for the wall, by activity and prompt."""
    asked_prompts: set[tuple[str, str]] = field(default_factory=set)
    """Activity and prompt of every prompt that was ever on the phones."""
    text_sharing: set[tuple[str, str]] = field(default_factory=set)
    """Participant and activity of everybody who lets their partners read their text."""
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each participant's pair or group, including themselves, in the order of their roles."""
    steps: tuple[AgendaStep, ...] = ()
    shows_join_info: bool = False
    """Whether the projector shows how to join instead of the current step, until the next step."""

    def apply_event(self, event: Event) -> None:
        """Apply one event. If its kind is unknown or its participant has left, the event changes nothing."""
        self.revision += 1
        self.changed_at = datetime.fromisoformat(event.at)
        match event.what:
            case EventKind.PLANNED:
                self.plan, self.seed = read_plan(event.value)
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
            case EventKind.JOIN_INFO_SHOWN:
                self.shows_join_info = event.value == "yes"
            case EventKind.JOINED:
                self.participants[event.participant_id] = read_participant(event)
            case _ if event.participant_id in self.participants:
                self._apply_participant_event(event)

    def _apply_participant_event(self, event: Event) -> None:
        participant_id = event.participant_id
        match event.what:
            case EventKind.RENEWED:
                self.participants[participant_id] = replace(
                    self.participants[participant_id], cookie_hash=event.value
                )
            case EventKind.ANSWERED:
                level = self.level_of(event.activity_id, event.prompt_id)
                self.asked_prompts.add(
                    (event.activity_id, self._prompt_id_of_point(event.activity_id, event.prompt_id))
                )
                for prompt_id, option in self._answers_in(event).items():
                    self.chosen_options[participant_id, event.activity_id, prompt_id] = option
                    self.tally(event.activity_id, prompt_id).add(participant_id, option, level)
            case EventKind.AGREED:
                change_sharing = self.text_sharing.add if event.value == "yes" else self.text_sharing.discard
                change_sharing((participant_id, event.activity_id))
            case EventKind.PAIRED:
                self._join_group(participant_id, event.value)
            case EventKind.ROLES_SWAPPED:
                *other_members, last_member = self.groups.get(participant_id, (participant_id,))
                self.groups.update(
                    dict.fromkeys((last_member, *other_members), (last_member, *other_members))
                    if other_members
                    else {}
                )
            case EventKind.LEFT:
                self._remove_participant(participant_id)
                self.departed_count += 1
            case EventKind.REPLACED:
                self._remove_participant(participant_id)
            case _:
                self._apply_line_event(event)

    def _apply_line_event(self, event: Event) -> None:
        participant_id, lines = event.participant_id, self.lines_of(event.activity_id, event.prompt_id)
        match event.what:
            case EventKind.LINE_OFFERED:
                lines.offer(participant_id)
            case EventKind.LINE_TAKEN_BACK:
                lines.take_back(participant_id)
            case EventKind.LINE_SHOWN:
                lines.decide(participant_id, event.value == "yes")
            case EventKind.LINE_VOTED:
                lines.vote(participant_id, *read_vote(event.value))

    def _answers_in(self, event: Event) -> Mapping[str, str]:
        """Return the options chosen by an answer, by prompt id: one option, or an option for each point."""
        own_question = self.plan.own.get(event.prompt_id)
        if own_question is not None and own_question.several:
            return point_answers(event.prompt_id, own_question, event.value)
        return {event.prompt_id: event.value}

    def _go_to(self, step_index: int, when: datetime) -> None:
        self.shows_join_info = False
        if step_index < 0:
            self.step_index = self.activity_since = None
            return
        self.step_index = min(step_index, len(self.steps) - 1)
        if self.activity is None:
            return
        if self.activity_since is None or self.activity_since_id != self.activity.activity_id:
            self.activity_since, self.activity_since_id = when, self.activity.activity_id
        self.asked_prompts.add((self.activity.activity_id, self.prompt_id))

    def _join_group(self, participant_id: str, other: str) -> None:
        if other not in self.participants or other == participant_id:
            return
        self._leave_group(participant_id)
        group = (*self.groups.get(other, (other,)), participant_id)
        self.groups.update(dict.fromkeys(group, group))

    def _leave_group(self, participant_id: str) -> None:
        remaining = tuple(
            member for member in self.groups.pop(participant_id, ()) if member != participant_id
        )
        for member in remaining:
            if len(remaining) > 1:
                self.groups[member] = remaining
            else:
                del self.groups[member]

    def _remove_participant(self, participant_id: str) -> None:
        self._leave_group(participant_id)
        for key in [key for key in self.chosen_options if key[0] == participant_id]:
            del self.chosen_options[key]
            _, activity_id, prompt_id = key
            self.tally(activity_id, prompt_id).remove(participant_id)
        for lines in self.lines.values():
            lines.forget(participant_id)
        self.text_sharing = {agreement for agreement in self.text_sharing if agreement[0] != participant_id}
        del self.participants[participant_id]

    def tally(self, activity_id: str, prompt_id: str) -> PollTally:
        """Return the tally of a prompt; insert an empty one if there is none."""
        return self.tallies.setdefault((activity_id, prompt_id), PollTally())

    def lines_of(self, activity_id: str, prompt_id: str) -> OfferedLines:
        """Return the lines offered for a prompt; insert an empty collection if there is none."""
        return self.lines.setdefault((activity_id, prompt_id), OfferedLines())

    def level_of(self, activity_id: str, prompt_id: str) -> DisclosureLevel:
        """Return who sees the answers to a prompt, or to one of its points."""
        activity = next(
            (activity for activity in self.plan.agenda if activity.activity_id == activity_id), None
        )
        if activity is None:
            return DisclosureLevel.PROTECTED
        return activity.level_of(self._prompt_id_of_point(activity_id, prompt_id))

    def _prompt_id_of_point(self, activity_id: str, prompt_id: str) -> str:
        """Return the id of the prompt that an answer belongs to; for a point, its prompt's id."""
        own_ids = (
            own_id
            for activity in self.plan.agenda
            if activity.activity_id == activity_id
            for own_id in activity.prompts
        )
        return next((own_id for own_id in own_ids if prompt_id.startswith(f"{own_id}.")), prompt_id)

    def may_set_level(self, activity_id: str, prompt_id: str, level: DisclosureLevel) -> bool:
        """Return whether a prompt's level may still be set to `level`.

        What people were told before they answered must hold: once a prompt was on the phones, its level can
        only become stricter.
        """
        was_asked = (activity_id, prompt_id) in self.asked_prompts
        return not was_asked or level.is_stricter_than(self.level_of(activity_id, prompt_id))

    @property
    def delete_at(self) -> datetime | None:
        """When everything is deleted; None if the workshop has not been closed."""
        return deletion_moment(self.closed_at, self.plan.keep_days)

    @property
    def reopening_ends(self) -> datetime | None:
        """The time until which closing can be taken back; None if the workshop has not been closed."""
        return reopening_ends(self.closed_at)

    def may_reopen(self, now: datetime) -> bool:
        """Return whether closing can still be taken back."""
        return self.reopening_ends is not None and now < self.reopening_ends

    def should_be_deleted(self, now: datetime) -> bool:
        """Return whether the time to delete everything has come."""
        return self.delete_at is not None and self.delete_at <= now

    def is_abandoned(self, now: datetime) -> bool:
        """Return whether the workshop is open, but without events for so long that nobody takes part."""
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
        return _current_prompt_id(self.activity, self.step)

    @property
    def shows_results(self) -> bool:
        """Whether results or right answers are being shown."""
        return self.step is not None and self.step.phase is Phase.SHOWING

    def accepts(self, activity_id: str, prompt_id: str) -> bool:
        """Return whether a prompt, or an observation point of a card set, accepts answers now."""
        if self.stage is not WorkshopStage.OPEN or self.step_index is None:
            return False
        for activity_index, activity in enumerate(self.plan.agenda):
            for prompt_index, own_id in enumerate(activity.prompts):
                if activity.activity_id == activity_id and prompt_id in (
                    own_id,
                    _point_or_set_id(prompt_id, own_id),
                ):
                    return takes_answers(self.steps, self.step_index, activity_index, prompt_index)
        return False

    def partners(self, participant_id: str) -> tuple[str, ...]:
        """Return the other people in a participant's pair or group."""
        return tuple(member for member in self.groups.get(participant_id, ()) if member != participant_id)

    def can_pair(self, participant_id: str, other: str) -> bool:
        """Return whether a participant may join the group of `other`, who is somebody else with room left."""
        group = self.groups.get(other, (other,))
        return (
            other in self.participants
            and other != participant_id
            and (participant_id in group or len(group) < MAX_GROUP_SIZE)
        )

    def participant_with(self, pair_code: str) -> Participant | None:
        """Return the participant with this pair code, or None."""
        return next(
            (participant for participant in self.participants.values() if participant.pair_code == pair_code),
            None,
        )


def replay(workshop_id: str, events: Iterable[Event]) -> WorkshopState | None:
    """Return the state that results from these events; None if no event plans a workshop."""
    workshop = None
    for event in events:
        if workshop is None and event.what == EventKind.PLANNED:
            plan, seed = read_plan(event.value)
            workshop = WorkshopState(workshop_id=workshop_id, plan=plan, seed=seed)
        if workshop is not None:
            workshop.apply_event(event)
    return workshop


def read_plan(value: str) -> tuple[Plan, int]:
    """Return the plan and the seed that `stored_plan` wrote."""
    stored: dict[str, Any] = json.loads(value)
    return _PLAN.validate_python(stored["plan"]), int(stored["seed"])


def read_participant(event: Event) -> Participant:
    """Return the participant that a joining event stores."""
    return Participant(participant_id=event.participant_id, **json.loads(event.value))


def stored_participant(participant: Participant) -> str:
    """Return a participant in the form that an event stores, without the id."""
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


def _current_prompt_id(activity: Activity | None, step: AgendaStep | None) -> str:
    if activity is None or step is None or not activity.prompts:
        return ""
    return activity.prompts[step.prompt]


def _point_or_set_id(point: str, set_id: str) -> str:
    """Return `point` if it is one of this card set's observation points ("<set>.<n>"), else the set's id."""
    return point if point.startswith(f"{set_id}.") else set_id
