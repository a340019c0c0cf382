"""The closed vocabularies of the stored tables, each member spelled as it is stored."""

from enum import StrEnum


class Format(StrEnum):
    """How an interview was held."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


class Outcome(StrEnum):
    """How an interview ended for the candidate."""

    NEXT_ROUND = "next_round"
    OFFER = "offer"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LET_GO = "let_go"


CALLING_OFF = (Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LET_GO)
"""The outcomes that call an interview off if they come before its day."""


class YesNo(StrEnum):
    """A plain yes or no."""

    YES = "yes"
    NO = "no"


class DateBasis(StrEnum):
    """What the day in an interview's `decision_by` is based on."""

    NAMED = "named"  # the employer named it as the day of their decision
    PROMISED = "promised"  # the employer promised something for it, such as a call
    ESTIMATED = "estimated"  # nobody named it: the program estimated it


class InterviewerPart(StrEnum):
    """The part that a person has in one interview."""

    INTERVIEWER = "interviewer"
    HIRING_MANAGER = "hiring_manager"
    RECRUITER = "recruiter"
    COORDINATOR = "coordinator"


THANKED_PARTS = (InterviewerPart.INTERVIEWER, InterviewerPart.HIRING_MANAGER)
"""The parts that make an interviewer somebody to thank."""

PARTS_TO_ASK = (
    InterviewerPart.HIRING_MANAGER,
    InterviewerPart.INTERVIEWER,
    InterviewerPart.RECRUITER,
    InterviewerPart.COORDINATOR,
)
"""The parts of the people to ask for news, in order: the first part that anybody has decides."""

PARTS_TO_ASK_WITHOUT_PERMISSION = (
    InterviewerPart.RECRUITER,
    InterviewerPart.COORDINATOR,
    InterviewerPart.HIRING_MANAGER,
    InterviewerPart.INTERVIEWER,
)
"""The same if the candidate may not get in touch with the interviewers: recruiter and coordinator first."""


class AnswerValue(StrEnum):
    """The answer given to a checklist item."""

    YES = "yes"
    NO = "no"
    SKIPPED = "skipped"


class TouchpointKind(StrEnum):
    """The kind of a touchpoint: one contact with the employer, sent or received.

    A CANDIDATE_REPLY is the candidate's answer to something the employer sent, such as thanks for
    a delay or for an offer. It asks for nothing, so it is never a chase.
    """

    THANK_YOU_EMAIL = "thank_you_email"
    THANK_YOU_NOTE = "thank_you_note"
    LINKEDIN_REQUEST = "linkedin_request"
    STATUS_EMAIL = "status_email"
    VOICEMAIL = "voicemail"
    KEEP_IN_TOUCH = "keep_in_touch"
    QUESTION = "question"
    CANDIDATE_REPLY = "reply"
    HEARD_FROM_EMPLOYER = "heard_from_employer"


CHASE_TOUCHPOINTS = (TouchpointKind.STATUS_EMAIL, TouchpointKind.VOICEMAIL)
"""The kinds of touchpoint that ask for news, which make up the follow-up chain; a reply isn't one of them."""


class Response(StrEnum):
    """What came back after a message was sent. Only ANSWERED with a day (`responded_on`) is a response."""

    ANSWERED = "reply"  # as stored; the word in code is response, and a reply is the candidate's
    OUT_OF_OFFICE = "out_of_office"
    BOUNCED = "bounced"


class SecondChase(StrEnum):
    """How the candidate prefers to chase a second time."""

    VOICEMAIL = "voicemail"
    EMAIL = "email"
