"""Experience that was typed as a topic and a time: "night audit 3 yrs"."""

import re

from followup_core.text import in_words

from .fragment_grammar import FragmentKind, classify, is_person
from .fragment_names import PROPER_NAMES
from .fragment_rewrites import inside, with_article
from .fragment_tidying import plain_words
from .fragment_words import DETERMINERS, PREPOSITIONS, RELATIVES, SUBJECTS, has_plural_ending, word_set
from .known_words import is_known
from .lazy_pattern import LazyPattern

_TIME = (
    r"(?:(?:over|about|almost|nearly|around|at\s+least|more\s+than)\s+)?"
    r"(?:\d+(?:\.\d+|\s+1/2)?\+?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
    r"\s+(?:years?|months?)"
)
_TIME_FIRST = LazyPattern(
    rf"(?P<time>{_TIME})(?:\s+of)?(?P<said>\s+experience)?(?:,?\s+(?P<topic>\S.*))?", re.IGNORECASE
)
_TIME_LAST = LazyPattern(
    rf"(?P<topic>\S.*?)(?:\s+experience)?,?\s+(?:for\s+)?(?P<time>{_TIME})(?:\s+(?:of\s+)?experience)?",
    re.IGNORECASE,
)
_PLACE = LazyPattern(r"(?:at|as|in|on)\s+\S", re.IGNORECASE)
_EXPERIENCE_OF = LazyPattern(
    rf"experience (?P<what>(?:as|in|on|with) \S.*?) (?:of|for) (?P<time>{_TIME})", re.IGNORECASE
)
_AT = LazyPattern(
    r"(?P<what>\S+(?:\s+\S+){0,2}?)\s+(?P<where>(?:(?:at|in)\s+(?:the\s|an?\s|my\s|(?-i:[A-Z]))|(?:for|with)\s+)\S*.*)",
    re.IGNORECASE,
)
_PLACE_LAST = LazyPattern(
    rf"^(?P<topic>(?!(?:over|about|almost|nearly|around|at|more) )[^\W\d].*?),? (?P<time>{_TIME})"
    r" (?P<place>(?!in a row)(?:at|in) \S.*)$",
    re.IGNORECASE,
)
_SHIFTS = word_set("days evenings mornings nights overnights weekends")
_NOT_OF_EXPERIENCE = (
    DETERMINERS
    | RELATIVES
    | SUBJECTS
    | word_set("after ago and before experience in later now old or own since")
)
_ONE_IN_S = word_set(
    "aerospace economics electronics graphics hospice hospitality hydraulics logistics mathematics operations"
    " payables physics receivables robotics sales statistics"
)
"""Fields that end like a plural: "sales experience" but "experience with roads"."""
_NO_TOPICS = word_set("attendance award awards record combined first mostly only running straight total")
_NAMED = LazyPattern(r" (?:at|for) [A-Z][\w'’&.-]*(?: (?:[A-Z&][\w'’.-]*|of|and))*")
_SEVERAL = LazyPattern(r"(?P<time>\b(?:[2-9]|\d\d+) (?:year|month)\b)(?!-)", re.IGNORECASE)
_MAX_TOPIC = 5


def years_of_experience(text: str) -> str:
    """Return "have 3 years of night audit experience" for "night audit, 3 years"; '' for anything else.

    No verb is guessed: what somebody did with QuickBooks for twelve years, only they know.
    """
    text = _SEVERAL.sub(r"\g<time>s", text)
    text = _PLACE_LAST.sub(r"\g<topic> \g<place> \g<time>", text)
    pieces = text.split(", ")
    had = [experience_had(piece) for piece in pieces]
    if len(pieces) > 1 and all(had):
        return f"have {in_words(had)}"
    first, _, rest = text.rpartition(", ")
    if not first or experience_had(text) or _spent(text):
        return _said(text)
    said = _said(first)
    if rest in _SHIFTS and " experience" in said:
        return f"{said} on {rest}"
    # A note on where or what exactly can be missing; a second sentence can't.
    return said if said and _is_topic(rest) and rest.split()[0] not in PREPOSITIONS else ""


def _said(text: str) -> str:
    topic, place = _split(inside(text))
    if place and is_person(plain_words(topic)[-1]) and _is_topic(topic) and _NAMED.fullmatch(place):
        return f"worked as {with_article(_small(topic))}{place}"
    if spent := _spent(text):
        return spent
    had = experience_had(text)
    return f"have {had}" if had else ""


def _spent(text: str) -> str:
    """Return "spent 5 years as a line cook", "worked nights for 4 years"; '' for a topic."""
    match = _TIME_FIRST.fullmatch(text)
    topic = (match["topic"] or "") if match else ""
    if match and not match["said"] and _PLACE.match(topic):
        is_place = len(topic.split()) <= _MAX_TOPIC + 1 and "," not in topic
        return f"spent {match['time']} {topic}" if is_place and not _tells_more(topic) else ""
    match = _TIME_LAST.fullmatch(text) or match
    if match is None or not match["topic"] or "experience" in text:
        return ""
    topic, place = _split(inside(match["topic"]))
    words = plain_words(topic)
    if _SHIFTS.issuperset(word for word in words if word != "and"):
        return f"worked {topic}{place} for {match['time']}"
    if words[-1] == "shift" and len(words) == 2:
        return f"worked the {topic}{place} for {match['time']}"
    if len(words) <= 3 and is_person(words[-1]) and _is_topic(topic) and not _tells_more(place):
        return f"worked as {with_article(_small(topic))}{place} for {match['time']}"
    return ""


def experience_had(text: str) -> str:
    """Return "3 years of night audit experience", "8 years of experience with roads"; '' if neither."""
    if match := _EXPERIENCE_OF.fullmatch(text):
        return f"{match['time']} of experience {match['what']}"
    match = _TIME_FIRST.fullmatch(text) or _TIME_LAST.fullmatch(text)
    if match is None or not match["topic"]:
        return f"{match['time']} of experience" if match and text.endswith("experience") else ""
    topic = inside(match["topic"])
    if re.match(r"(?:as|in|with|on|at)\s", topic):
        is_short = len(topic.split()) <= _MAX_TOPIC + 1 and not _tells_more(topic)
        return f"{match['time']} of experience {topic}" if is_short and " experience" in text else ""
    what, place = _split(topic)
    if not _is_topic(what) or _tells_more(place):
        return ""
    last = plain_words(what)[-1]
    if has_plural_ending(last) and last not in _ONE_IN_S and what.islower():
        return f"{match['time']} of experience with {what}{place}"
    return f"{match['time']} of {what} experience{place}"


def _split(topic: str) -> tuple[str, str]:
    """Return a topic and its place: "front desk" and " at Marriott"."""
    where = _AT.fullmatch(topic)
    return (where["what"], f" {where['where']}") if where else (topic, "")


def _small(topic: str) -> str:
    """Return "head chef" for "Head chef", whose first word is no name."""
    first = topic.partition(" ")[0]
    is_name = not first.istitle() or not is_known(first.lower()) or first.lower() in PROPER_NAMES
    return topic if is_name else topic[:1].lower() + topic[1:]


def _is_topic(text: str) -> bool:
    """Whether a text names something that somebody has experience of: no verb, no preposition."""
    words = plain_words(text)
    if (
        not 0 < len(words) <= _MAX_TOPIC
        or len(words) != len(text.split())
        or re.search(r"[,;:.%]|^\d+ ", text)
    ):
        return False
    if (_NOT_OF_EXPERIENCE | PREPOSITIONS).intersection(words) or words[-1] in _SHIFTS | _NO_TOPICS:
        return False
    if words[-1].endswith("ing") and (len(words) == 1 or words[:-1] in (["student"], ["substitute"])):
        return True
    is_named = classify(text) in (FragmentKind.NOUN, FragmentKind.ADJECTIVE)
    return is_named and classify(text, wants_verb=True) is not FragmentKind.PAST


def _tells_more(text: str) -> bool:
    """Whether a place goes on with something that isn't a place: "at school and I liked it"."""
    return not ((RELATIVES - {"as"}) | SUBJECTS | {"and", "but", "or"}).isdisjoint(plain_words(text))
