"""Words on screen for steps, touchpoints, outcomes and other enums, in the second person."""

from collections.abc import Mapping
from datetime import date

from followup_core.cadence import Step, StepKind, StepState
from followup_core.models import (
    Channel,
    DateBasis,
    Format,
    Interview,
    InterviewDetails,
    InterviewerPart,
    MessageKind,
    Occasion,
    Outcome,
    Response,
    TouchpointKind,
)
from followup_core.models.date_text import DayFormat, pluralize

TOUCHPOINT_NOUNS = {
    TouchpointKind.THANK_YOU_EMAIL: "Thank-you email",
    TouchpointKind.THANK_YOU_NOTE: "Handwritten note",
    TouchpointKind.LINKEDIN_REQUEST: "LinkedIn request",
    TouchpointKind.STATUS_EMAIL: "Status email",
    TouchpointKind.VOICEMAIL: "Voicemail",
    TouchpointKind.KEEP_IN_TOUCH: "Keep-in-touch message",
    TouchpointKind.QUESTION: "Question",
    TouchpointKind.CANDIDATE_REPLY: "Reply",
    TouchpointKind.HEARD_FROM_EMPLOYER: "Message from them",
}
STEP_NOUNS = {
    StepKind.THANK_YOU_EMAIL: "Thank-you email",
    StepKind.THANK_YOU_NOTE: "Handwritten note",
    StepKind.LINKEDIN_REQUEST: "LinkedIn request",
    StepKind.STATUS_EMAIL: "Status email",
    StepKind.VOICEMAIL: "Voicemail",
    StepKind.LET_GO: "Let go",
    StepKind.KEEP_IN_TOUCH: "Keep in touch",
}
OUTCOME_WORDS = {
    None: "Open",
    Outcome.NEXT_ROUND: "Next round",
    Outcome.OFFER: "Offer",
    Outcome.REJECTED: "They said no",
    Outcome.WITHDRAWN: "You withdrew",
    Outcome.LET_GO: "Let go",
}
_OUTCOME_EVENTS: Mapping[Outcome | None, str] = {
    **OUTCOME_WORDS,
    Outcome.NEXT_ROUND: "Invited to the next round",
    Outcome.OFFER: "They made you an offer",
}
FORMAT_WORDS = {
    None: "Not given",
    Format.IN_PERSON: "In person",
    Format.VIDEO: "Video",
    Format.PHONE: "Phone",
}
INTERVIEWER_PART_WORDS = {
    InterviewerPart.INTERVIEWER: "Interviewer",
    InterviewerPart.HIRING_MANAGER: "Hiring manager",
    InterviewerPart.RECRUITER: "Recruiter",
    InterviewerPart.COORDINATOR: "Coordinator",
}
RESPONSE_WORDS = {
    None: "No answer yet",
    Response.ANSWERED: "They answered",
    Response.OUT_OF_OFFICE: "Out of office",
    Response.BOUNCED: "It came back undelivered",
}
_DECISION_WORDS = {
    DateBasis.NAMED: ("They decide by", "They meant to decide by"),
    DateBasis.PROMISED: ("They promised you news by", "They promised you news by"),
    DateBasis.ESTIMATED: ("We expect no answer before", "We expected no answer before"),
}
"""The words before a day in the future, and before a day in the past."""

THANK_WHOM = "Thank the people you met"
"""The title of the thank-you step of an interview whose people aren't entered yet."""

ANY_TIME = "Whenever you're ready"
"""The day of letting go: it is never too late for that, so nobody is hurried."""
STATE_WORDS = {StepState.WAITING: "Not yet", StepState.DUE: "Due", StepState.OVERDUE: "Overdue"}


def step_state_words(step: Step) -> str:
    """Return a step's state in a word or two; letting go is never overdue."""
    is_open = step.kind is StepKind.LET_GO and step.state is not StepState.WAITING
    return ANY_TIME if is_open else STATE_WORDS[step.state]


def decision_words(details: InterviewDetails, today: date) -> str:
    """Return the words before the day in `decision_by`; only a day the employer named is their decision."""
    decision = details.interview.decision_by
    if details.date_occasion is Occasion.SPOKEN_YES:
        return "They promised the written offer by"
    to_come, passed = _DECISION_WORDS[details.date_basis]
    return passed if decision is not None and decision < today else to_come


def outcome_event(outcome: Outcome | None) -> str:
    """Return what happened on the day of an outcome: then they invited, and the next round is later."""
    return _OUTCOME_EVENTS[outcome]


def not_held_words(details: InterviewDetails, today: date) -> str:
    """Return in words why an interview isn't or wasn't held; '' if it was held, or is still going to be."""
    if details.was_missed:
        return "didn't take place"
    if details.was_canceled:
        return "canceled"
    return "called off" if details.interview.is_called_off(today) else ""


def time_words(interview: Interview, day_format: DayFormat) -> str:
    """Return an interview's time of day in words; '' if only its day is known."""
    return day_format.time(interview.held_at) if interview.has_time else ""


def step_line(step: Step, name: str, interview: Interview) -> str:
    """Return a step as an entry of a list: its kind, and the person (for letting go, the organization)."""
    if step.recipient_unknown:
        return THANK_WHOM
    whom = interview.organization if step.kind is StepKind.LET_GO else name
    return f"{STEP_NOUNS[step.kind]}: {whom}" if whom else STEP_NOUNS[step.kind]


def step_title(step: Step, name: str, interview: Interview) -> str:
    """Return what to do in a step, in a few words; with an empty `name` it names the organization."""
    if step.recipient_unknown:
        return THANK_WHOM
    whom = name or interview.organization
    match step.kind:
        case StepKind.THANK_YOU_EMAIL:
            return f"Thank {whom} by email"
        case StepKind.THANK_YOU_NOTE:
            return f"Mail a handwritten note to {whom}"
        case StepKind.LINKEDIN_REQUEST:
            return f"Connect with {whom} on LinkedIn"
        case StepKind.STATUS_EMAIL:
            return f"Email {whom} for an update"
        case StepKind.VOICEMAIL:
            return f"Leave {whom} a short voicemail"
        case StepKind.LET_GO:
            return f"Let {interview.organization} go"
        case StepKind.KEEP_IN_TOUCH:
            return f"Say hello to {whom}"


def panel_title(kind: StepKind, count: int) -> str:
    """Return the title of the steps of one kind for several people of one interview."""
    people = f"{pluralize(count, 'person').split()[0]} people"
    match kind:
        case StepKind.THANK_YOU_NOTE:
            return f"Mail handwritten notes to {people}"
        case StepKind.LINKEDIN_REQUEST:
            return f"Connect with {people} on LinkedIn"
        case _:
            return f"Thank {people} by email"


def sent_label(kind: MessageKind) -> str:
    """Return the label of the button that records a message of this kind as sent."""
    return _SENT_LABELS.get(kind.channel, "Mark as sent")


_SENT_LABELS = {Channel.LETTER: "Mark as mailed", Channel.PHONE: "Mark as called"}


def write_label(kind: MessageKind) -> str:
    """Return the label of the button that opens the draft of a message of this kind."""
    return _WRITE_LABELS[kind.channel]


_WRITE_LABELS = {
    Channel.EMAIL: "Write the email",
    Channel.LETTER: "Write the note",
    Channel.LINKEDIN: "Write the request",
    Channel.PHONE: "See the script",
}


def done_label(step: Step) -> str:
    """Return the label of the button that records a step as done."""
    if step.recipient_unknown:
        return "I've thanked them"
    return sent_label(step.kind.message) if step.kind.message else "Let it go"


def step_title_with_organization(step: Step, name: str, interview: Interview) -> str:
    """Return a step's title with the organization, for lists that have steps of several interviews."""
    title = step_title(step, name, interview)
    return title if interview.organization in title else f"{title}, {interview.organization}"
