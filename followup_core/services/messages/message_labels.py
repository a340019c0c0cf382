"""Words on screen for messages: kinds, tones and occasions."""

from followup_core.messages import KeepInTouchReason, Tone
from followup_core.models import MessageKind, Occasion

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
    MessageKind.OTHER_OFFER: "Tell them about another offer",
    MessageKind.MISSED_MEETING: "Find a new time",
}
TONE_WORDS = {Tone.PLAIN: "Plain", Tone.WARM: "Warm", Tone.FORMAL: "Formal"}
KEEP_IN_TOUCH_WORDS = {
    KeepInTouchReason.ARTICLE: "An article",
    KeepInTouchReason.CONGRATULATIONS: "Congratulations",
}
OCCASION_WORDS = {
    Occasion.DATE_PASSED: "Their date has passed",
    Occasion.NO_DATE: "They named no date",
    Occasion.MORE_TIME: "They needed more time",
    Occasion.PROMISED_CALL: "A promised call never came",
    Occasion.HOLIDAYS: "Holidays were in between",
    Occasion.REFERENCES: "They took my references",
    Occasion.SOON: "They said soon, without a day",
    Occasion.SPOKEN_YES: "They said yes",
    Occasion.CORRECTION: "My last message had a mistake",
    Occasion.ASKED_BACK: "I withdrew, and they asked me back",
    Occasion.CAME_BACK: "They came back after it was over",
    Occasion.REJECTED: "They said no",
    Occasion.STAY_IN_TOUCH: "They said no, and to stay in touch",
    Occasion.WENT_BADLY: "I wish I had said it better",
}
