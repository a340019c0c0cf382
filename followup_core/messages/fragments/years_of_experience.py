"""Phrases experience that was typed as a topic and a time: "night audit 3 yrs", "5 years at Tesco"."""

import re

from .fragment_grammar import FragmentKind, classify, is_person
from .fragment_names import PROPER_NAMES
from .fragment_rewrites import inside, with_article
from .fragment_tidying import plain_words
from .fragment_words import DETERMINERS, PREPOSITIONS, RELATIVES, SUBJECTS, has_plural_ending
from .known_words import is_known
from .lazy_pattern import LazyPattern

_TIME = (
    r"(?:(?:over|about|almost|around|at least|more than) )?"
    r"(?:\d+(?:\.\d+)?\+?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
    r" (?:years?|months?)"
)
_TIME_FIRST = LazyPattern(rf"(?P<time>{_TIME})(?: of)?(?: experience)? (?P<topic>\S.*)", re.IGNORECASE)
_TIME_LAST = LazyPattern(
    rf"(?P<topic>\S.*?),?(?: experience)?,?(?: for)? (?P<time>{_TIME})(?: (?:of )?experience)?", re.IGNORECASE
)
_ONE_OF_UNIT = LazyPattern(r"(?:[a-z ]+ )?(?:1|an?|one) ", re.IGNORECASE)
_SLASH = LazyPattern(r"(?<=[a-z]{3})/(?=[a-z]{3})")
_PLACE = LazyPattern(r" (?=(?:at|for|in|with) )")
_WORDS_OF_NO_TOPIC = DETERMINERS | RELATIVES | SUBJECTS | PREPOSITIONS | {"ago", "later", "old", "and"}
_MAX_WORDS_OF_TOPIC = 6


def years_of_experience(text: str) -> str:
    """Return "have 3 years of night audit experience" for "night audit, 3 years"; '' for anything else.

    No verb is guessed: only the candidate knows what they did with QuickBooks for twelve years.
    """
    match = _TIME_FIRST.fullmatch(text) or _TIME_LAST.fullmatch(text)
    topic = inside(match["topic"]) if match else ""
    if match is None or not 0 < len(topic.split()) <= _MAX_WORDS_OF_TOPIC or "," in topic:
        return ""
    time = _with_plural(match["time"])
    if topic == "experience":
        return f"have {time} of experience"
    if topic.startswith(("as ", "at ", "in ", "on ", "with ")):
        if not (SUBJECTS | {"and"}).isdisjoint(plain_words(topic)):
            return ""
        is_where = topic.startswith("in ") and topic[3:].istitle()  # "12 years in San Jose"
        is_of_work = is_where or " experience" in text
        return f"have {time} of experience {topic}" if is_of_work else f"spent {time} {topic}"
    topic_without_place, *place = _PLACE.split(topic)
    return _experience_in_topic(topic_without_place, "".join(f" {part}" for part in place), time)


def _with_plural(time: str) -> str:
    """Return "4 years" for "4 year"."""
    is_several = time.endswith(("year", "month")) and not _ONE_OF_UNIT.match(time)
    return f"{time}s" if is_several else time


def _experience_in_topic(topic: str, where: str, time: str) -> str:
    """Return the experience in a topic, with its verb: "have 3 years of night audit experience"; else ''."""
    words = plain_words(topic)
    kind = classify(topic, wants_verb=len(words) > 1)
    is_topic = kind in (FragmentKind.NOUN, FragmentKind.ADJECTIVE) or (
        kind is FragmentKind.GERUND and len(words) == 1
    )
    # "Temple gardens Kyoto" is a thing and its place, and "AAT level 3" is what somebody reached.
    has_name_behind = words[-1:] != words[:1] and topic.split()[-1][:1].isupper() and topic[:1].islower()
    if has_name_behind or any(word.isdigit() for word in words):
        return ""
    if not is_topic or not _WORDS_OF_NO_TOPIC.isdisjoint(words) or words[0][:1].isdigit():
        return ""
    if words == ["work"] and where:
        return f"worked{where} for {time}"
    if is_person(words[-1]):
        is_name = topic[1:2].isupper() or words[0] in PROPER_NAMES or not is_known(words[0])
        occupation = topic if is_name else topic[:1].lower() + topic[1:]
        return f"worked as {with_article(occupation)}{where} for {time}"
    if has_plural_ending(words[-1]):
        return f"have {time} of experience with {topic}{where}"
    return f"have {time} of {_SLASH.sub(' and ', topic)} experience{where}"
