"""What a message is for, how it travels, what sending one is recorded as, and what it refers to."""

from enum import StrEnum

from .enums import TouchpointKind


class Channel(StrEnum):
    """How a message travels; only an email has a subject and an address on it."""

    EMAIL = "email"
    LETTER = "letter"
    LINKEDIN = "linkedin"
    PHONE = "phone"


class MessageKind(StrEnum):
    """What a message is for. A kind that is also a StepKind or a TouchpointKind has the same value."""

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

    @property
    def touchpoint(self) -> TouchpointKind:
        """The kind of touchpoint that a sent message of this kind is recorded as."""
        return _RECORDED_AS.get(self) or TouchpointKind(self.value)

    @property
    def channel(self) -> Channel:
        """How a message of this kind travels."""
        return _CHANNELS.get(self, Channel.EMAIL)


_RECORDED_AS = {
    MessageKind.ASK_TIME_FRAME: TouchpointKind.QUESTION,
    MessageKind.ASK_ADDRESS: TouchpointKind.QUESTION,
    MessageKind.ANSWER_REJECTION: TouchpointKind.REPLY,
    MessageKind.THANK_FOR_OFFER: TouchpointKind.REPLY,
    MessageKind.WITHDRAWAL: TouchpointKind.REPLY,
}
_CHANNELS = {
    MessageKind.THANK_YOU_NOTE: Channel.LETTER,
    MessageKind.LINKEDIN_REQUEST: Channel.LINKEDIN,
    MessageKind.VOICEMAIL: Channel.PHONE,
}


class Occasion(StrEnum):
    """What a status email, a voicemail or a reply refers to; `OCCASIONS_OF` says which go with which."""

    DATE_PASSED = "date_passed"  # the decision date they gave has passed
    NO_DATE = "no_date"  # they never gave one
    MORE_TIME = "more_time"  # they answered that they need more time
    PROMISED_CALL = "promised_call"  # a call or next round they promised never came
    SPOKEN_YES = "spoken_yes"  # they said yes, and nothing is in writing yet
    CORRECTION = "correction"  # the candidate's last message had a mistake in it
    ASKED_BACK = "asked_back"  # they came back after the application was over


_CHASE_OCCASIONS = (Occasion.DATE_PASSED, Occasion.NO_DATE, Occasion.MORE_TIME, Occasion.PROMISED_CALL)
OCCASIONS_OF = {
    MessageKind.STATUS_EMAIL: _CHASE_OCCASIONS,
    MessageKind.VOICEMAIL: _CHASE_OCCASIONS,
    MessageKind.REPLY: (Occasion.MORE_TIME, Occasion.SPOKEN_YES, Occasion.CORRECTION, Occasion.ASKED_BACK),
}
"""The occasions that a message of a kind may refer to; a kind that isn't here refers to none."""
