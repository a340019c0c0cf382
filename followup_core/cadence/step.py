"""A step: what to do next for one interview, with its dates and its reason.

A reason is a value: what happened on which day. Its `earliest` is the first day of
the step, and its `number_name` names the playbook's number that the date comes from.
`cadence_text` makes the sentence.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from followup_core.models import DateBasis, MessageKind, Occasion, TouchpointKind


class StepKind(StrEnum):
    """What there is to do, in the order in which steps due on the same day are listed."""

    THANK_YOU_EMAIL = "thank_you_email"
    THANK_YOU_NOTE = "thank_you_note"
    LINKEDIN_REQUEST = "linkedin_request"
    STATUS_EMAIL = "status_email"
    VOICEMAIL = "voicemail"
    LET_GO = "let_go"
    KEEP_IN_TOUCH = "keep_in_touch"

    @property
    def message(self) -> MessageKind | None:
        """The kind of message that does a step of this kind; None for letting go."""
        return None if self is StepKind.LET_GO else MessageKind(self.value)

    @property
    def touchpoint(self) -> TouchpointKind | None:
        """What doing a step of this kind is recorded as; None for letting go, which is an outcome."""
        return self.message.touchpoint if self.message else None


ONE_FOR_EACH_PERSON = (StepKind.THANK_YOU_EMAIL, StepKind.THANK_YOU_NOTE, StepKind.LINKEDIN_REQUEST)
"""The kinds of step that are owed to each person; the others are done once for an interview."""


class StepState(StrEnum):
    """The state of a step on one day."""

    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpected:
    """The employer is expected to get in touch by `expected_by`; nobody is chased before that day has passed.

    `basis` says whether they named that day, and `occasion` what it is where it is no decision date. `kind`
    is the step that waits for it, after `chases` chases since their last response; `in_all` means that the
    answered ones are counted as well, because together they are as many as may be sent.
    """

    number_name: ClassVar[str] = "after_decision_business_days"
    expected_by: date
    basis: DateBasis
    occasion: Occasion | None = None
    kind: StepKind
    chases: int
    in_all: bool = False
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDateKnown:
    """No date is known; a status email is welcome `quiet_days` business days after the interview.

    Where the interview was missed, so that nobody met on `met_on`, `advised_steps` says so.
    """

    number_name: ClassVar[str] = "no_date_business_days"
    met_on: date
    quiet_days: int
    earliest: date
    was_missed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredWithoutDate:
    """They answered without naming a later date; the next email waits `quiet_days` business days."""

    number_name: ClassVar[str] = "no_date_business_days"
    answered_on: date
    quiet_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseUnanswered:
    """The first chase has no answer; after `gap_days` the second one follows, of kind `second`.

    `expected` is a day that they named and that is not later, where there is one.
    """

    number_name: ClassVar[str] = "gap_days"
    expected: DateExpected | None = None
    first: TouchpointKind
    sent_on: date
    gap_days: int
    second: StepKind
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AllChasesUnanswered:
    """The candidate sent every chase that the chain allows, and none has an answer.

    `count` is how many they sent; it may be more than the chain allows.
    `expected` is a day that they named and that is not later, where there is one.
    """

    number_name: ClassVar[str] = "gap_days"
    expected: DateExpected | None = None
    count: int
    last_on: date
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseLimitReached:
    """The candidate sent `count` chases, the last on `last_on`, and some were answered.

    `answered_on` is the day of the last answer, where that isn't before the last chase.
    `expected` is a day that they named and that is not later, where there is one.
    """

    number_name: ClassVar[str] = "max_asks"
    expected: DateExpected | None = None
    count: int
    last_on: date
    answered_on: date | None
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAfterChase:
    """The last chase in this job application was on `last_on`; the step of `kind` waits `gap_days` after it.

    `expected` is the day that the step would wait for if the gap weren't longer, and `answered_on` the day of
    the answer from which it would wait, where there is one.
    """

    number_name: ClassVar[str] = "gap_days"
    kind: StepKind
    expected: DateExpected | None = None
    answered_on: date | None = None
    last_on: date
    gap_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WroteSince:
    """The candidate wrote to the one who would be asked on `wrote_on`, so the step of `kind` waits.

    The cadence itself doesn't know this reason; `advised_steps` does.
    """

    number_name: ClassVar[str] = "gap_days"
    kind: StepKind
    wrote_on: date
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseTooLate:
    """The chase of kind `missed` was due more than `stale_days` ago, so it is too late for it."""

    number_name: ClassVar[str] = "stale_days"
    missed: StepKind
    due: date
    stale_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LongSilence:
    """Time to keep in touch: `after_days` since the candidate last wrote, or since the application ended.

    `last_contact_on` is the latest of the interview held, the candidate's last message and the employer's
    last answer, None where there was none of them, and `counted_from` the day that the count begins on.
    `ended_on` is given where it is that day, or where the interview was called off and no contact came later.
    """

    number_name: ClassVar[str] = "keep_in_touch_days"
    last_contact_on: date | None
    counted_from: date
    ended_on: date | None
    let_go: bool
    after_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankYouOwed:
    """Someone met has got no thank-you email; it is worth most until `best_by`.

    `name` is '' where it isn't known yet who was met.
    """

    number_name: ClassVar[str] = "thank_you_due_days"
    name: str
    met_on: date
    best_by: date
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOwed:
    """Someone met has got no handwritten note, which makes sense until `last_day`."""

    number_name: ClassVar[str] = "thank_you_note_gone_days"
    name: str
    met_on: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionOwed:
    """Someone agreed to connect on LinkedIn, and the request is not sent yet."""

    number_name: ClassVar[str] = "linkedin_gone_days"
    name: str
    met_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BouncedMessage:
    """The message that would have done a step came back undelivered, so the step is open again.

    `name` is '' where it isn't known to whom it went. `recipient_now` is the person whom the step is for,
    where that is somebody else.
    """

    what: TouchpointKind
    name: str
    sent_on: date
    recipient_now: str = ""


ChainReason = (
    DateExpected
    | NoDateKnown
    | AnsweredWithoutDate
    | ChaseUnanswered
    | AllChasesUnanswered
    | ChaseLimitReached
    | GapAfterChase
    | WroteSince
    | ChaseTooLate
    | LongSilence
)
PersonReason = ThankYouOwed | NoteOwed | ConnectionOwed
StepReason = ChainReason | PersonReason

_ORDER = {kind: index for index, kind in enumerate(StepKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to do next, for whom, and when.

    `earliest` is the first day on which writing is not pestering, `due` the last day on
    time; the step is due on both. `because` is `reason` as one plain sentence with the
    dates in it. `cause` is only the part of it that has happened, for a place that says
    what to do and when by itself.
    `rule` is the point of the published advice that it follows, A1 to A11, which
    `followup_core/ARCHITECTURE.md` lists.
    """

    kind: StepKind
    interview_id: str
    person_id: str
    earliest: date
    due: date
    state: StepState
    reason: StepReason
    because: str
    cause: str
    rule: str

    @property
    def is_for_nobody_known(self) -> bool:
        """Whether it is the thank-you of an interview where it isn't known yet who was met."""
        return self.kind is StepKind.THANK_YOU_EMAIL and not self.person_id

    @property
    def in_time_until(self) -> date | None:
        """The last day on which it is in time; None for letting go, which is never late."""
        if self.kind is StepKind.LET_GO:
            return None
        return self.reason.last_day if isinstance(self.reason, NoteOwed) else self.due

    @property
    def order(self) -> tuple[date, int, str, str]:
        """The sort key of lists of steps: due day, kind, interview, person."""
        return (self.due, _ORDER[self.kind], self.interview_id, self.person_id)


def state_on(today: date, earliest: date, due: date) -> StepState:
    """Return the state on `today` of a step from `earliest` to `due`, both included."""
    if today < earliest:
        return StepState.WAITING
    return StepState.DUE if today <= due else StepState.OVERDUE
