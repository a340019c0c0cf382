"""The words of a workshop: its plan, who sits in it, where it stands, and what a screen shows of it.

Everything here is a frozen value. A moment is an aware datetime in UTC, a day a date.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from followup_core.models import FollowUpError


class WorkshopError(FollowUpError):
    """What was asked of a workshop cannot be done; nothing was changed."""


class ActivityKind(StrEnum):
    """What the room does for some minutes."""

    TALK = "talk"  # the facilitator speaks; the wall shows the points
    POLL = "poll"  # questions of the checklist, about everybody's own last interview
    WHAT_NOW = "what_now"  # a dated story; the cadence is the answer key
    ROLE_PLAY = "role_play"  # cards dealt in pairs, a third one observes
    DRAFT_SWAP = "draft_swap"  # everybody writes a thank-you; a neighbour reads it if both agree
    OWN_CHECKLIST = "own_checklist"  # everybody's own interview, guided
    EVALUATION = "evaluation"  # how it was


class State(StrEnum):
    """Where a workshop is in its life."""

    PLANNED = "planned"  # nobody can join
    OPEN = "open"
    CLOSED = "closed"  # nobody can join or answer; what belongs to a participant can still be taken home


class Phase(StrEnum):
    """What the room does with the prompt on the wall."""

    ASKING = "asking"
    SHOWING = "showing"  # the results, or the answer key; answers are no longer taken


class Part(StrEnum):
    """Who somebody is in a role-play."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One part of the agenda.

    `prompts` names, in order: checklist items (poll), situations of the playbook or generated ones
    (what_now), card sets (role_play), one invented interview (draft_swap), questions (evaluation), sets
    of points (talk); none for own_checklist.
    """

    activity_id: str
    kind: ActivityKind
    title: str
    minutes: int
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a facilitator prepares."""

    title: str
    held_on: date
    agenda: tuple[Activity, ...]
    keep_days: int = 7
    """All data is deleted this many days after the workshop was closed."""

    @property
    def minutes(self) -> int:
        """The length of the whole agenda."""
        return sum(activity.minutes for activity in self.agenda)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a workshop stands: which activity, which of its prompts, and since when it shows that.

    `activity` and `prompt` count from 0; `prompt` is 0 in an activity without prompts.
    `activity_since` is when the activity began, for the time left.
    """

    activity: int
    prompt: int
    phase: Phase
    activity_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose; `id` is stored, `words` are read."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One thing put to the room; plain text throughout.

    `story` stands before the question (what_now, draft_swap; '' elsewhere). `key` is the right option's
    id with `because`, '' where nothing is right or wrong. `say` is what to say or do next time.
    `points` are lines to show (talk) or to observe (role_play).
    """

    prompt_id: str
    kind: ActivityKind
    ask: str
    options: tuple[Option, ...] = ()
    story: str = ""
    key: str = ""
    because: str = ""
    say: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What one person gets to play: a heading and the lines of the part."""

    part: Part
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCount:
    """One option's released count; None where it is kept back so that nobody can be guessed."""

    option: Option
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedResults:
    """The released answers to one prompt: `participants` are counted in it, never fewer than allowed.

    `participants` 0 and every count None when nothing can be shown yet. `sentence` says what there is to
    see or why there is nothing, without giving away what is kept back.
    """

    counts: tuple[OptionCount, ...]
    participants: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One point of a role-play with what those who watched saw, as far as it is released."""

    prompt: Prompt
    published: PublishedResults


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRef:
    """One participant of one workshop; made from a cookie only."""

    workshop_id: str
    participant_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinResult:
    """What somebody gets who came in: shown or set once, kept only as hashes."""

    who: ParticipantRef
    cookie: str
    resume_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantView:
    """What one participant's phone shows now; nobody else's answers are in it.

    `chosen` is the own answer to `prompt`; `observed` the own option for each of the role-play's
    points, by the point's prompt id. `partners` counts the people in the own pair or group besides oneself.
    `partner_text` is '' unless both agreed.
    """

    title: str
    state: State
    keep_days: int
    delete_at: datetime | None
    """When everything is deleted; None while the workshop was not closed."""
    position: Position | None
    activity: Activity | None
    prompt: Prompt | None
    chosen: str = ""
    pair_code: str = ""
    partners: int = 0
    card: Card | None = None
    observed: dict[str, str] = field(default_factory=dict)
    text: str = ""
    agreed: bool = False
    partner_agreed: bool = False
    partner_text: str = ""
    published: PublishedResults | None = None
    """The room's released answers, while they are shown; None while the room is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """What everybody may see of a workshop: counts and the released answers, no names, no free text."""

    workshop_id: str
    plan: Plan
    state: State
    code: str
    """The code to join, '' unless the workshop is open."""
    delete_at: datetime | None
    """When everything is deleted; None while the workshop was not closed."""
    joined: int
    position: Position | None
    activity: Activity | None
    prompt: Prompt | None
    answered: int
    """Participants who answered this prompt so far."""
    published: PublishedResults | None
    observed: tuple[Observed, ...]
    """What was observed in the role-play that is shown; () elsewhere."""
    at_start: bool
    """No activity was shown yet."""
    at_end: bool
    """There is nothing after what is shown."""
    revision: int
    """Grows with each step and answer."""
