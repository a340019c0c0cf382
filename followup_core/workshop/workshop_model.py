"""The data model of a workshop: plan, participants, position, and the views that screens show.

All classes are immutable. Times are aware datetimes in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from followup_core.models import FollowUpError
from followup_core.playbook import DisclosureLevel


class WorkshopError(FollowUpError):
    """The request can't be carried out. Nothing was changed."""


class ActivityKind(StrEnum):
    """What participants do in one activity of the agenda."""

    TALK = "talk"  # the facilitator speaks; the projector shows the points
    POLL = "poll"  # checklist questions, about each participant's own last interview
    WHAT_NOW = "what_now"  # a dated scenario; the cadence gives the right answer
    ROLE_PLAY = "role_play"  # role cards for pairs; a third person observes
    DRAFT_SWAP = "draft_swap"  # everybody writes a thank-you; a partner reads it if both agree
    OWN_CHECKLIST = "own_checklist"  # the guided checklist for each participant's own interview
    EVALUATION = "evaluation"  # feedback on the workshop


class WorkshopStage(StrEnum):
    """The stage in a workshop's life."""

    PLANNED = "planned"  # nobody can join
    OPEN = "open"
    CLOSED = "closed"  # nobody can join or answer; participants can still download their own data


class Phase(StrEnum):
    """Whether the current prompt is being asked or its results are shown."""

    ASKING = "asking"
    SHOWING = "showing"  # the results, or the right answer; answers are no longer accepted


class PlayedRole(StrEnum):
    """A person's role in a role-play."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity of the agenda, on screen a part.

    `prompts` has, in order, the ids of: checklist items (poll), scenarios of the playbook or generated ones
    (what_now), card sets (role_play), one fictional interview (draft_swap), questions (evaluation), sets of
    points (talk); none for own_checklist. The facilitator's own questions can be among them.
    """

    activity_id: str
    kind: ActivityKind
    title: str
    minutes: int
    prompts: tuple[str, ...] = ()
    levels: Mapping[str, DisclosureLevel] = field(default_factory=dict)
    """Who sees the answers, by prompt id."""

    def level_of(self, prompt_id: str) -> DisclosureLevel:
        """Return who sees the answers to a prompt; protected if no level was set."""
        return self.levels.get(prompt_id, DisclosureLevel.PROTECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorQuestion:
    """A question that the facilitator wrote. `answers` is () if people write a line."""

    ask: str
    answers: tuple[str, ...]
    several: bool = False
    """Whether people choose all answers that fit, or none, instead of one."""
    written: bool = False
    """Whether people write a line instead of choosing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a facilitator plans before the workshop."""

    title: str
    held_on: date
    agenda: tuple[Activity, ...]
    keep_days: int = 7
    """All data is deleted this many days after the workshop was closed."""
    center: str = ""
    """Who holds the workshop, such as a career center; '' if the facilitator didn't say."""
    country: str = ""
    """The country of the workshop (ISO 3166), for paper and dates; '' if the facilitator didn't say."""
    own: Mapping[str, FacilitatorQuestion] = field(default_factory=dict)
    """The facilitator's own questions by prompt id. Every activity except the own checklist can use them."""

    @property
    def minutes(self) -> int:
        """The length of the whole agenda."""
        return sum(activity.minutes for activity in self.agenda)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The current activity of a workshop, its current prompt, and the phase.

    `activity` and `prompt` are indexes from 0; `prompt` is 0 in an activity without prompts. `activity_since`
    is when the activity began, to compute the time left.
    """

    activity: int
    prompt: int
    phase: Phase
    activity_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose; `id` is stored, `words` are shown."""

    id: str
    words: str


YES_NO = (Option(id="yes", words="Yes"), Option(id="no", words="No"))
"""The options of a point: whether it was heard in a role-play, or chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question or task for the participants; all text is plain.

    `story` comes before the question (what_now, draft_swap; '' elsewhere). `key` is the right option's id,
    and `because` is the reason; both are '' if nothing is right or wrong. `say` is what to say or do next
    time. `heading` is shown above the prompt; if it is '', the title of the prompt's part is shown. `level`
    says who sees the answers. `takes_lines`: whether people can offer a line for the wall.

    `points` are lines to show (talk), to observe (role_play) or to choose all that fit (poll). If people
    observe or choose them, answers are counted point by point: a point is also a prompt with the options yes
    and no, and its `point_of` is the id of the prompt that it belongs to.
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
    point_of: str = ""
    heading: str = ""
    level: DisclosureLevel = DisclosureLevel.PROTECTED
    takes_lines: bool = False

    @property
    def takes_several(self) -> bool:
        """Whether people choose all points that fit, or none."""
        return self.kind is ActivityKind.POLL and bool(self.points)


def kind_of(activity: Activity, prompt: Prompt | None) -> ActivityKind:
    """Return what people do now. A facilitator's own question is a poll in any activity."""
    return prompt.kind if prompt else activity.kind


def title_of(activity: Activity, prompt: Prompt | None) -> str:
    """Return the title to show above a prompt: its own heading, or else its part's title."""
    return (prompt and prompt.heading) or activity.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A role card: a heading and the lines of the role."""

    role: PlayedRole
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCount:
    """One option's published count; None if it is suppressed so that nobody's answer can be guessed."""

    option: Option
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedResults:
    """The published answers to one prompt.

    `participant_count` is how many people are counted; 0 (and every count None) if nothing can be shown yet.
    `sentence` describes the results, or why there are none, without revealing suppressed counts.
    """

    counts: tuple[OptionCount, ...]
    participant_count: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationCounts:
    """One point with its published counts: how many observers noted it, or how many people chose it."""

    prompt: Prompt
    published: PublishedResults


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLine:
    """A line that somebody wrote, without the writer. `number` identifies it among the lines of its prompt.

    `is_read`: whether the facilitator has decided about the line since it was last changed. `is_own` and
    `is_voted`: whether the participant who sees the line wrote it, or voted for it.
    """

    number: int
    text: str
    votes: int = 0
    is_read: bool = False
    is_shown: bool = False
    is_own: bool = False
    is_voted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRef:
    """One participant of one workshop; created only from a cookie."""

    workshop_id: str
    participant_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinResult:
    """What a person receives when they join. Cookie and code are given out once; only hashes are stored."""

    who: ParticipantRef
    cookie: str
    personal_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantView:
    """What one participant's phone shows now. It contains nobody else's answers.

    `chosen` is the participant's answer to `prompt`. `observed` has their option for every point that people
    observe or choose, by the point's prompt id. `partners` is the number of other people in their group.

    `text` is what the participant wrote. `feedback` is what they wrote about their partner's text, and
    `partner_feedback` is what the partner wrote about theirs. These two and `partner_text` are '' unless both
    agreed. `line` is the line that the participant offered for the wall; `lines` are the lines on the wall,
    by number.
    """

    title: str
    stage: WorkshopStage
    keep_days: int
    delete_at: datetime | None
    """When everything is deleted; None if the workshop has not been closed."""
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
    """The published answers while they are shown; None while the prompt is being asked."""
    points: tuple[ObservationCounts, ...] = ()
    """The published counts of each point, if people choose all points that fit; () for any other prompt."""
    line: str = ""
    lines: tuple[WrittenLine, ...] = ()
    feedback: str = ""
    partner_feedback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """What everybody may see of a workshop: counts and published answers, no names.

    It has none of what people wrote, except for the lines that the facilitator read and put on the wall.
    """

    workshop_id: str
    plan: Plan
    stage: WorkshopStage
    code: str
    """The code to join, '' unless the workshop is open."""
    delete_at: datetime | None
    """When everything is deleted; None if the workshop has not been closed."""
    joined: int
    """How many people joined, including those who left."""
    departed_count: int
    position: Position | None
    activity: Activity | None
    prompt: Prompt | None
    answered: int
    """The number of participants who have answered this prompt, or offered a line for it."""
    published: PublishedResults | None
    observed: tuple[ObservationCounts, ...]
    """The points of a role-play whose results are shown, or of a prompt that takes several; () elsewhere."""
    at_start: bool
    """Whether no activity has been shown yet."""
    at_end: bool
    """Whether the last step is being shown."""
    revision: int
    """Grows with each event."""
    step_index: int | None = None
    """The index of the current step; None before the first one."""
    shows_join_info: bool = False
    """Whether the projector shows how to join, in the middle of the workshop."""
    has_counts: bool = False
    """Whether the results of this prompt, if shown now, would have any count."""
    reopening_ends: datetime | None = None
    """The time until which closing can be taken back; None if the workshop has not been closed."""
    lines: tuple[WrittenLine, ...] = ()
    """The lines on the wall, most votes first."""

    @property
    def taking_part(self) -> int:
        """How many people joined and did not leave."""
        return self.joined - self.departed_count
