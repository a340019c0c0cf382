"""The kinds of messages: each kind's channel, the touchpoint that records it, and its occasions."""

from enum import StrEnum

from .enums import TouchpointKind


class Channel(StrEnum):
    """How a message travels; only an email has a subject and an address on it."""

    EMAIL = "email"
    LETTER = "letter"
    LINKEDIN = "linkedin"
    PHONE = "phone"


class MessageKind(StrEnum):
    """What a message is for. A kind that is also a StepKind or a TouchpointKind has the same value there."""

    THANK_YOU_EMAIL = "thank_you_email"
    THANK_YOU_NOTE = "thank_you_note"
    LINKEDIN_REQUEST = "linkedin_request"
    STATUS_EMAIL = "status_email"
    VOICEMAIL = "voicemail"
    KEEP_IN_TOUCH = "keep_in_touch"
    QUESTION = "question"
    REPLY = "reply"
    ASK_TIME_FRAME = "ask_time_frame"
    ASK_ADDRESS = "ask_address"
    ANSWER_REJECTION = "answer_rejection"
    THANK_FOR_OFFER = "thank_for_offer"
    WITHDRAWAL = "withdrawal"
    OTHER_OFFER = "other_offer"
    MISSED_MEETING = "missed_meeting"

    @property
    def touchpoint(self) -> TouchpointKind:
        """The kind of touchpoint that records a sent message of this kind."""
        return _RECORDED_AS.get(self) or TouchpointKind(self.value)

    @property
    def channel(self) -> Channel:
        """How a message of this kind travels."""
        return _CHANNELS.get(self, Channel.EMAIL)


KINDS_THAT_SHOW_INTEREST = frozenset(
    {MessageKind.MISSED_MEETING, MessageKind.OTHER_OFFER, MessageKind.THANK_FOR_OFFER}
)
"""Kinds, in addition to chases, that a candidate who no longer wants the job doesn't send."""

_RECORDED_AS = {
    MessageKind.ASK_TIME_FRAME: TouchpointKind.QUESTION,
    MessageKind.ASK_ADDRESS: TouchpointKind.QUESTION,
    MessageKind.OTHER_OFFER: TouchpointKind.QUESTION,
    MessageKind.MISSED_MEETING: TouchpointKind.QUESTION,
    MessageKind.ANSWER_REJECTION: TouchpointKind.CANDIDATE_REPLY,
    MessageKind.THANK_FOR_OFFER: TouchpointKind.CANDIDATE_REPLY,
    MessageKind.WITHDRAWAL: TouchpointKind.CANDIDATE_REPLY,
}
_CHANNELS = {
    MessageKind.THANK_YOU_NOTE: Channel.LETTER,
    MessageKind.LINKEDIN_REQUEST: Channel.LINKEDIN,
    MessageKind.VOICEMAIL: Channel.PHONE,
}


class Occasion(StrEnum):
    """What a message refers to; `OCCASIONS_OF` says which go with which kind."""

    DATE_PASSED = "date_passed"  # the decision date they gave has passed
    NO_DATE = "no_date"  # they never gave one
    MORE_TIME = "more_time"  # they answered that they need more time
    PROMISED_CALL = "promised_call"  # a call or next round they promised never came
    HOLIDAYS = "holidays"  # the office was closed, or their contact was away
    REFERENCES = "references"  # they asked for references, and then were silent
    SOON = "soon"  # they answered without a day
    SPOKEN_YES = "spoken_yes"  # they said yes, and nothing is in writing yet
    CORRECTION = "correction"  # the candidate's last message had a mistake in it
    ASKED_BACK = "asked_back"  # the candidate withdrew, and they asked again
    CAME_BACK = "came_back"  # they came back after a no, or after the candidate let go
    REJECTED = "rejected"  # they said no
    STAY_IN_TOUCH = "stay_in_touch"  # they said no, and to stay in touch
    WENT_BADLY = "went_badly"  # the candidate wishes to have given a better answer


_ASKING = (
    *(Occasion.DATE_PASSED, Occasion.NO_DATE, Occasion.MORE_TIME, Occasion.PROMISED_CALL),
    *(Occasion.HOLIDAYS, Occasion.REFERENCES, Occasion.SPOKEN_YES),
)
OCCASIONS_OF = {
    MessageKind.STATUS_EMAIL: _ASKING,
    MessageKind.VOICEMAIL: _ASKING,
    MessageKind.REPLY: (
        *(Occasion.MORE_TIME, Occasion.SOON, Occasion.SPOKEN_YES, Occasion.CORRECTION),
        *(Occasion.ASKED_BACK, Occasion.CAME_BACK),
    ),
    MessageKind.ANSWER_REJECTION: (Occasion.REJECTED, Occasion.STAY_IN_TOUCH),
    MessageKind.THANK_YOU_EMAIL: (Occasion.WENT_BADLY,),
}
"""The occasions that a message of a kind may refer to; a kind that isn't listed has no occasion."""
