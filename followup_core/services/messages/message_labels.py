"""Words on screen for messages: kinds, tones, occasions, and the button that records one as sent."""

from followup_core.cadence import Step, StepKind
from followup_core.messages import KeepInTouchReason, MessageKind, Status, Tone

KIND_WORDS = {
    MessageKind.THANK_YOU_EMAIL: "Thank-you email",
    MessageKind.THANK_YOU_NOTE: "Handwritten note",
    MessageKind.LINKEDIN_REQUEST: "LinkedIn request",
    MessageKind.STATUS_EMAIL: "Status email",
    MessageKind.VOICEMAIL: "Voicemail",
    MessageKind.KEEP_IN_TOUCH: "Keep in touch",
    MessageKind.QUESTION: "A later question",
    MessageKind.REPLY: "Reply to them",
    MessageKind.ASK_TIME_FRAME: "Ask when they will decide",
    MessageKind.ASK_ADDRESS: "Ask for an address",
    MessageKind.ANSWER_REJECTION: "Answer a no",
    MessageKind.THANK_FOR_OFFER: "Thanks for an offer",
    MessageKind.WITHDRAWAL: "Withdraw",
}
TONE_WORDS = {Tone.PLAIN: "Plain", Tone.WARM: "Warm", Tone.FORMAL: "Formal"}
NEWS_WORDS = {KeepInTouchReason.ARTICLE: "An article", KeepInTouchReason.CONGRATULATIONS: "Congratulations"}
STATUS_WORDS = {
    Status.DATE_PASSED: "Their date has passed",
    Status.NO_DATE: "They named no date",
    Status.MORE_TIME: "They needed more time",
    Status.PROMISED_CALL: "A promised call never came",
    Status.SPOKEN_YES: "They said yes",
    Status.CORRECTION: "My last message had a mistake",
    Status.ASKED_BACK: "They came back to me",
}
SENT_LABELS = {
    MessageKind.THANK_YOU_NOTE: "I posted it",
    MessageKind.VOICEMAIL: "I called",
}


def sent_label(kind: MessageKind) -> str:
    """Return the label of the button that records such a message as sent."""
    return SENT_LABELS.get(kind, "I sent it")


def kind_of(step: Step) -> MessageKind | None:
    """Return the kind of message that does a step; None for letting go, which needs no message."""
    return None if step.kind is StepKind.LET_GO else MessageKind(step.kind.value)
