"""The ruling on a situation: a verdict and its reason; `situation_text` has the sentences for them."""

from dataclasses import dataclass
from datetime import date

from followup_core.cadence import Step
from followup_core.models import TouchpointKind
from followup_core.playbook import Verdict

CHAIN_VERDICTS = (Verdict.SEND_STATUS_EMAIL, Verdict.CALL)
"""Verdicts to send a message of the follow-up chain, which must wait for its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankFirst:
    """A reason: this person's thank-you email comes first.

    It comes before a chase to anybody, or, with `before_reply`, before a reply to the same person.
    """

    interview_id: str
    person_id: str
    is_late: bool = False
    before_reply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAway:
    """A reason: the contact is away until this day."""

    back_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoThanksOwed:
    """A reason: everybody was thanked, or it is too late for a thank-you email."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClosed:
    """A reason: until this day nobody is at work to take a call (`is_call`) or to read an email."""

    opens_on: date
    is_call: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWanted:
    """A reason: the candidate doesn't want the job anymore, so there is nothing to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMessageADay:
    """A reason: the contact got `sent` today, so a chase or a reply waits until `write_on`."""

    write_on: date
    sent: TouchpointKind
    is_reply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyReplied:
    """A reason: on `sent_on`, the candidate answered what the employer said.

    `next_step` is the step for a later day, and `ask_from` the first day to ask for an offer in writing. Both
    may be None.
    """

    sent_on: date
    next_step: Step | None
    ask_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WroteLately:
    """A reason: a message that may have been the situation's own went to this person on `sent_on`.

    It may also have been about something else, so the advice stays.
    """

    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLateToAnswer:
    """A reason: they said it so long ago that an answer comes too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRecruiterKnown:
    """A reason: the message goes to a recruiter who isn't entered yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowsChain:
    """A reason: the follow-up chain decides, and its step gives the reason."""

    step: Step


Reason = (
    ThankFirst
    | ContactAway
    | NoThanksOwed
    | NotWanted
    | OfficeClosed
    | OneMessageADay
    | AlreadyReplied
    | WroteLately
    | TooLateToAnswer
    | NoRecruiterKnown
    | FollowsChain
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The verdict on a situation in one interview; `reason` is None if it is the situation's own verdict."""

    verdict: Verdict
    reason: Reason | None = None

    @property
    def asks(self) -> bool:
        """Whether the ruling says to send a chase, now or on a day that its reason names."""
        waits_to_ask = isinstance(self.reason, OfficeClosed) or (
            isinstance(self.reason, OneMessageADay) and not self.reason.is_reply
        )
        return waits_to_ask or self.verdict in CHAIN_VERDICTS
