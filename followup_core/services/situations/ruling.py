"""The ruling on a situation as values: a verdict and its reason, whose sentences `situation_text` has."""

from dataclasses import dataclass
from datetime import date

from followup_core.cadence import Step
from followup_core.models import TouchpointKind
from followup_core.playbook import Verdict

CHAIN_VERDICTS = (Verdict.SEND_STATUS_EMAIL, Verdict.CALL)
"""The verdicts to send a message of the follow-up chain, which must wait for its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankFirst:
    """A reason: this person's thank-you email comes first.

    It comes before a question to anybody; with `before_reply`, before a reply to the same person.
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
    """A reason: nobody is at work before this day, to take a call, or on a holiday to read an email."""

    opens_on: date
    is_call: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWanted:
    """A reason: the candidate doesn't want the job any more, so there is nothing to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMessageADay:
    """A reason: the contact got `sent` today, so a question, or a reply, waits until `write_on`."""

    write_on: date
    sent: TouchpointKind
    is_reply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyReplied:
    """A reason: the candidate has written since the employer said it, on `sent_on`.

    `next_step` is what comes on a later day, and `ask_from` the first day to ask for an offer in writing;
    each is None if nothing does.
    """

    sent_on: date
    next_step: Step | None
    ask_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WroteLately:
    """A reason: a message that may have been the one of the situation went to this person, on `sent_on`.

    It may have been about something else, so the advice stays.
    """

    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLateToAnswer:
    """A reason: what is to be answered was said too long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRecruiterKnown:
    """A reason: the message goes to a recruiter who is not entered yet, so there is nobody to write to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowsChain:
    """A reason: the follow-up chain has this step, which gives its own reason."""

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
    """The verdict on a situation in one interview; `reason` None if it is the situation's own verdict."""

    verdict: Verdict
    reason: Reason | None = None

    @property
    def asks(self) -> bool:
        """Whether it says to ask for news, now or on a day that its reason names."""
        waits = isinstance(self.reason, OfficeClosed) or (
            isinstance(self.reason, OneMessageADay) and not self.reason.is_reply
        )
        return waits or self.verdict in CHAIN_VERDICTS
