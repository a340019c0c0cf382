"""The reasons for steps, as values: what happened on which day. `cadence_text` makes the sentences."""

from dataclasses import dataclass
from datetime import date

from followup_core.models import TouchpointKind

from .step import StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAwaited:
    """They said by when they would decide; a status email is welcome from `earliest`."""

    decision_by: date
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDecisionDate:
    """No decision date is known, and `quiet_days` business days have passed since the interview."""

    met_on: date
    quiet_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredWithoutDate:
    """They answered without a later date, and `quiet_days` business days have passed since then."""

    answered_on: date
    quiet_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseUnanswered:
    """The first chase has no answer; after `gap_days` the second one follows, of kind `second`."""

    first: TouchpointKind
    sent_on: date
    gap_days: int
    second: StepKind
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AllChasesUnanswered:
    """As many chases as the chain allows have no answer, or more of them."""

    count: int
    last_on: date
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAfterChase:
    """The last chase in this job application was on `last_on`, and the next one needs `gap_days` of space."""

    organization: str
    last_on: date
    gap_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseTooLate:
    """The chase of kind `missed` was due more than `stale_days` ago, so it is too late for it."""

    missed: StepKind
    due: date
    stale_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LongSilence:
    """The last contact was `after_days` before `earliest`: time to keep in touch."""

    last_contact_on: date
    after_days: int
    earliest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankYouOwed:
    """An interviewer has got no thank-you email; it is best within `within_days` of the interview."""

    name: str
    met_on: date
    within_days: int
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOwed:
    """An interviewer has got no handwritten note, which makes sense until `last_day`."""

    name: str
    met_on: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionOwed:
    """An interviewer agreed to connect on LinkedIn, and the request is not sent yet."""

    name: str
    met_on: date


ChainReason = (
    DecisionAwaited
    | NoDecisionDate
    | AnsweredWithoutDate
    | ChaseUnanswered
    | AllChasesUnanswered
    | GapAfterChase
    | ChaseTooLate
    | LongSilence
)
PersonReason = ThankYouOwed | NoteOwed | ConnectionOwed
StepReason = ChainReason | PersonReason
