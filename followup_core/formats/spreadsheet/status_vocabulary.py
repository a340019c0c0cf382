"""Reads other programs' words for an application's status, an interview's format and a person's part."""

import re
from enum import StrEnum
from functools import lru_cache

from followup_core.models import Format, InterviewerPart, Outcome, normalize_name


class ApplicationStage(StrEnum):
    """How far an application got. ENDED: it ended, and nothing mentions an interview."""

    APPLIED = "applied"
    INTERVIEW = "interview"
    ENDED = "ended"
    UNKNOWN = "unknown"


_NO_INTERVIEW_YET = re.compile(
    r"\b(?:no|not|without|kein|sin|sans)\b.{0,12}\b(?:interview|entrevista|entretien|gespräch)"
)
_INTERVIEW = re.compile(
    r"interview|screen|on-?site|\bfinal\b|technical|assessment|\bphone\b|\bcall\b|\bround\b|negotiat|panel"
    r"|gespräch|entrevista|entretien"
    r"|\boffer|\bhired\b|(?<!not )\baccepted\b|angebot|oferta|\boffre|zusage|next.round|advanced"
)
_ENDED = re.compile(
    r"reject|declin|not selected|not accepted|no offer|turned down|unsuccessful|withdr|abgelehnt|absage"
    r"|rechaz|refus|zurückgezogen|retirad|retiré|let.go"
)
_APPLIED = re.compile(
    r"appl|wish|\bsaved?\b|bookmark|draft|interested|to do|submitted|\bviewed\b|review"
    r"|no (?:response|reply|answer)|ghosted|archiv|expired|closed|filled|research|beworben|entwurf"
    r"|solicit|postul|candidature"
)
_OUTCOMES = (
    (Outcome.REJECTED, re.compile(r"no offer|not (?:selected|accepted|hired|successful)")),
    (Outcome.OFFER, re.compile(r"\boffer|\baccepted\b|\bhired\b|angebot|oferta|\boffre|zusage")),
    (Outcome.REJECTED, re.compile(r"reject|declin|turned down|unsuccessful|abgelehnt|absage|rechaz|refus")),
    (Outcome.WITHDRAWN, re.compile(r"withdr|zurückgezogen|retirad|retiré")),
    (Outcome.NEXT_ROUND, re.compile(r"next.round|advanced")),
    (Outcome.LET_GO, re.compile(r"let.go")),
)
_FORMATS = (
    (
        Format.VIDEO,
        re.compile(r"video|zoom|teams|\bmeet\b|facetime|webex|skype|online|virtual|remote|hangout"),
    ),
    (Format.PHONE, re.compile(r"phone|\bcall\b|telefon|tél|telé")),
    (
        Format.IN_PERSON,
        re.compile(r"in.?person|on.?site|office|face.to.face|vor ort|presencial|présentiel"),
    ),
)


@lru_cache(maxsize=2048)
def stage_of(status: str) -> ApplicationStage:
    """Return how far an application got, from its status in another program."""
    normalized = normalize_name(status)
    if not normalized:
        return ApplicationStage.UNKNOWN
    if _NO_INTERVIEW_YET.search(normalized):
        return ApplicationStage.APPLIED
    if _INTERVIEW.search(normalized.replace("no offer", "")):
        return ApplicationStage.INTERVIEW
    if _ENDED.search(normalized):
        return ApplicationStage.ENDED
    return ApplicationStage.APPLIED if _APPLIED.search(normalized) else ApplicationStage.UNKNOWN


@lru_cache(maxsize=2048)
def outcome_of(status: str) -> Outcome | None:
    """Return how an application ended; None if its status doesn't say that it ended.

    A declined offer counts as an offer.
    """
    normalized = normalize_name(status)
    return next((outcome for outcome, words in _OUTCOMES if words.search(normalized)), None)


def says_more_than(outcome: str, status: str) -> bool:
    """Return whether a status says more than its outcome, such as that the offer was declined."""
    return not outcome or (outcome == Outcome.OFFER and _ENDED.search(normalize_name(status)) is not None)


@lru_cache(maxsize=2048)
def format_of(text: str) -> Format | None:
    """Return how an interview was held, None if the text doesn't say."""
    normalized = normalize_name(text).replace("_", " ")
    return next((interview_format for interview_format, words in _FORMATS if words.search(normalized)), None)


@lru_cache(maxsize=2048)
def part_of(text: str) -> InterviewerPart:
    """Return somebody's part in an interview, from a cell or from the heading of a column."""
    normalized = normalize_name(text).replace("_", " ")
    if "hiring" in normalized:
        return InterviewerPart.HIRING_MANAGER
    if "recruit" in normalized or "recruteur" in normalized:
        return InterviewerPart.RECRUITER
    return InterviewerPart.COORDINATOR if "coordinat" in normalized else InterviewerPart.INTERVIEWER
