"""Words of other programs: how an application stands, how an interview was held, who somebody was."""

import re
from enum import StrEnum
from functools import lru_cache

from followup_core.records import Format, Outcome, Part, folded


class Stage(StrEnum):
    """How far an application came."""

    APPLIED = "applied"
    INTERVIEW = "interview"
    UNKNOWN = "unknown"


_OUTCOMES = {
    Outcome.REJECTED: "reject|declin|not selected|no offer|turned down|unsuccessful|abgelehnt|absage|rechaz|"
    "refus",
    Outcome.WITHDRAWN: "withdr|withdraw|zurückgezogen|retirad|retiré",
    Outcome.OFFER: "offer|accepted|hired|angebot|oferta|offre|zusage",
    Outcome.NEXT_ROUND: "next round|next_round|advanced|passed",
    Outcome.LET_GO: "let_go|let go",
}
_NO_INTERVIEW = re.compile(
    r"appl|wish|saved?\b|bookmark|draft|interested|to do|submitted|view|in review|under review|no response"
    r"|ghosted|beworben|solicit|postul|candidature",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(
    r"interview|screen|on-?site|technical|final|assessment|phone|gespräch|entrevista|entretien|reject|declin|offer"
    r"|hired|accept|withdr|next.round",
    re.IGNORECASE,
)
_FORMATS = {
    Format.VIDEO: r"video|zoom|teams|meet|webex|skype|online|virtual|remote|hangout",
    Format.PHONE: r"phone|call|telefon|tél|telé",
    Format.IN_PERSON: r"in.?person|on.?site|office|face|vor ort|presencial|présentiel|in_person",
}


@lru_cache(maxsize=1024)  # a table says few different words many times
def stage_of(status: str) -> Stage:
    """Return how far an application came, as another program says it."""
    if not status.strip():
        return Stage.UNKNOWN
    if _INTERVIEW.search(status):
        return Stage.INTERVIEW
    return Stage.APPLIED if _NO_INTERVIEW.search(status) else Stage.UNKNOWN


@lru_cache(maxsize=1024)
def outcome_of(status: str) -> Outcome | None:
    """Return how it ended, None where the word does not say that it did."""
    plain = folded(status)
    for outcome, words in _OUTCOMES.items():
        if any(word in plain for word in words.split("|")):
            return outcome
    return None


@lru_cache(maxsize=1024)
def format_of(text: str) -> Format | None:
    """Return how an interview was held, None where the words do not tell."""
    for each, words in _FORMATS.items():
        if re.search(words, text, re.IGNORECASE):
            return each
    return None


def part_of(text: str) -> Part:
    """Return somebody's part, from the word itself or from the name of the column they stand in."""
    plain = folded(text).replace("_", " ")
    if "hiring" in plain:
        return Part.HIRING_MANAGER
    if "recruit" in plain:
        return Part.RECRUITER
    return Part.COORDINATOR if "coordinat" in plain else Part.INTERVIEWER
