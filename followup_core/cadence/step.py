"""A step: what to do next for one interview, with its dates and its reason.

A reason is a value that says what happened on which day. Its `earliest` is the first
day of the step, and its `playbook_number` names the playbook's number that this day comes
from. `cadence_text` words it as a sentence.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from followup_core.models import DateBasis, MessageKind, Occasion, TouchpointKind


class StepKind(StrEnum):
    """The kinds of step, in the order in which steps due on the same day are listed."""

    THANK_YOU_EMAIL = "thank_you_email"
    THANK_YOU_NOTE = "thank_you_note"
    LINKEDIN_REQUEST = "linkedin_request"
    STATUS_EMAIL = "status_email"
    VOICEMAIL = "voicemail"
    LET_GO = "let_go"
    KEEP_IN_TOUCH = "keep_in_touch"

    @property
    def message(self) -> MessageKind | None:
        """The kind of message to send for a step of this kind; None for letting go."""
        return None if self is StepKind.LET_GO else MessageKind(self.value)

    @property
    def touchpoint(self) -> TouchpointKind | None:
        """The kind of touchpoint that records such a step; None for letting go, which is an outcome."""
        return self.message.touchpoint if self.message else None


ONE_FOR_EACH_PERSON = (StepKind.THANK_YOU_EMAIL, StepKind.THANK_YOU_NOTE, StepKind.LINKEDIN_REQUEST)
"""The kinds of step that are owed to each person; the other kinds are done once for an interview."""


class StepState(StrEnum):
    """The state of a step on one day."""

    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpected:
    """The employer is expected to get in touch by `expected_by`; nobody is chased before that day has passed.

    `basis` says whether the employer named that day. `occasion` says what the day is, if it isn't a decision
    date. `kind` is the step that waits for the day, after `chases` chases. If `counts_answered` is False,
    these are the chases since the employer's last response. If it is True, `chases` also counts the answered
    chases, because all together have reached the limit.
    """

    playbook_number: ClassVar[str] = "after_decision_business_days"
    expected_by: date
    basis: DateBasis
    occasion: Occasion | None = None
    kind: StepKind
    chases: int
    counts_answered: bool = False
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDateKnown:
    """No date is known; the first status email waits `quiet_days` business days after the interview.

    `was_missed` means that the interview didn't take place on `met_on`. Only `advised_steps` sets it.
    """

    playbook_number: ClassVar[str] = "no_date_business_days"
    met_on: date
    quiet_days: int
    earliest: date
    was_missed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredWithoutDate:
    """The employer responded and named no later date; the next email waits `quiet_days` business days."""

    playbook_number: ClassVar[str] = "no_date_business_days"
    answered_on: date
    quiet_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseUnanswered:
    """The first chase has no response; the second one, of kind `second`, follows after `gap_days`.

    `expected` is the day an answer was expected, if that day comes no later than this step allows; else None.
    """

    playbook_number: ClassVar[str] = "gap_days"
    expected: DateExpected | None = None
    first: TouchpointKind
    sent_on: date
    gap_days: int
    second: StepKind
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AllChasesUnanswered:
    """The candidate sent every chase that the chain allows, and none has a response.

    `count` is the number of chases sent, which may be more than the chain allows.
    `expected` is the day an answer was expected, if that day comes no later than this step allows; else None.
    """

    playbook_number: ClassVar[str] = "gap_days"
    expected: DateExpected | None = None
    count: int
    last_on: date
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseLimitReached:
    """The candidate sent `count` chases, the last on `last_on`, and some of them were answered.

    `answered_on` is the day of the last response; None if the last chase came after it.
    `expected` is the day an answer was expected, if that day comes no later than this step allows; else None.
    """

    playbook_number: ClassVar[str] = "max_asks"
    expected: DateExpected | None = None
    count: int
    last_on: date
    answered_on: date | None
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAfterChase:
    """The last chase in this job application was on `last_on`; the step of `kind` waits `gap_days` after it.

    Without the gap, the step would wait for the day in `expected`, or for some days after the response on
    `answered_on`. Each is None if the step would not wait for it.
    """

    playbook_number: ClassVar[str] = "gap_days"
    kind: StepKind
    expected: DateExpected | None = None
    answered_on: date | None = None
    last_on: date
    gap_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WroteSince:
    """The candidate wrote to the recipient on `wrote_on`, so the step of `kind` waits.

    The cadence itself never gives this reason; `advised_steps` does.
    """

    playbook_number: ClassVar[str] = "gap_days"
    kind: StepKind
    wrote_on: date
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseTooLate:
    """The chase of kind `missed` was due by `due`, more than `stale_days` ago, so it is too late for it."""

    playbook_number: ClassVar[str] = "stale_days"
    missed: StepKind
    due: date
    stale_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LongSilence:
    """Time to keep in touch: `after_days` since the candidate last wrote, or since the application ended.

    `counted_from` is the day from which these days are counted. `last_contact_on` is the latest day of an
    interview held, a message from the candidate or a response; None if there was no contact. `ended_on` is
    the outcome's day, if the days are counted from it, or if the interview was called off and no contact came
    later; None otherwise. `was_let_go` says whether the candidate ended it, not the employer.
    """

    playbook_number: ClassVar[str] = "keep_in_touch_days"
    last_contact_on: date | None
    counted_from: date
    ended_on: date | None
    was_let_go: bool
    after_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankYouOwed:
    """Someone the candidate met hasn't been sent a thank-you email, which is worth most until `best_by`.

    `name` is '' if it isn't known yet whom the candidate met.
    """

    playbook_number: ClassVar[str] = "thank_you_due_days"
    name: str
    met_on: date
    best_by: date
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOwed:
    """Someone the candidate met hasn't been sent a handwritten note, which makes sense until `last_day`."""

    playbook_number: ClassVar[str] = "thank_you_note_gone_days"
    name: str
    met_on: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionOwed:
    """Someone agreed to connect on LinkedIn, and the request hasn't been sent yet."""

    playbook_number: ClassVar[str] = "linkedin_gone_days"
    name: str
    met_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BouncedMessage:
    """The message that was sent for a step came back undelivered, so the step is open again.

    `name` is the person to whom the message went, '' if that isn't known. `recipient_now` is the person whom
    the step is for now, '' if that is the same person.
    """

    kind: TouchpointKind
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

    `earliest` is the first day on which writing is not too soon, `due` the last day on
    time; the step is due on both. `because` is `reason` as one plain sentence with the
    dates in it. `cause` is the part of the reason that has happened, for a place on screen
    that says what to do and when by itself. `rule` is the point of the published advice
    that the step follows, A1 to A11, which `followup_core/ARCHITECTURE.md` lists.
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
    def recipient_unknown(self) -> bool:
        """Whether this is a thank-you for an interview, and it isn't known yet whom the candidate met."""
        return self.kind is StepKind.THANK_YOU_EMAIL and not self.person_id

    @property
    def last_timely_day(self) -> date | None:
        """The last day on which the step isn't late; None for letting go, which is never late."""
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
