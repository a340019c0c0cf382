"""Phrases what the employer promised, typed after "They mentioned ..."."""

import re
from collections.abc import Mapping

from .fragment_articles import has_article, with_a_where_needed, with_the_where_needed
from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import (
    Unfit,
    head_noun,
    inside,
    named_phrasings,
    strip_start,
    to_reader,
    with_and,
    with_article,
)
from .fragment_tidying import plain_words
from .fragment_times import without_times
from .fragment_words import DETERMINERS, EVENTS, NOUN_VERBS, OBJECTS, PREPOSITIONS, VERBS, word_set
from .lazy_pattern import LazyPattern, Rewordings

_PROMISED = LazyPattern(
    r"(?:they|you|he|she|we|hr)(?:['’]d|\s+had|\s+have)?\s+(?:also\s+)?(?:promised|mentioned"
    r"|offered)\s+(?:me\s+)?"
    r"|(?:(?:they|you|he|she)\s+(?:said\s+)?(?:that\s+)?)?there\s+(?:would|will|['’]ll)\s+be\s+"
    r"|(?:(?:they|you|he|she)\s+(?:said\s+)?(?:that\s+)?)?i\s*(?:would|will|['’]ll)\s+(?:get|have)\s+"
    r"|(?:promised|mentioned)\s+(?:me\s+)?|(?:(?:they|you|he|she|hr)\s+)?(?:said|told\s+me)\s+(?:that\s+)?"
    r"|that\s+(?=\S+\s+\S)|about\s+",
    re.IGNORECASE,
)
_HEDGE = LazyPattern(
    r"^(?:maybe|perhaps|probably|hopefully)[,\s]+|,?\s(?:maybe|perhaps|probably|hopefully|i think"
    r"|either way)$",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:(?:i|they|you|he|she|we|someone|somebody)\s*(?:['’]ll|['’]d|\s(?:will|would|is going to"
    r"|are going to))?\s*)?"
    r"(?:to\s+)?"
)
_NOUNS_OF_ACTIONS = (
    (
        r"(?:call|phone|contact)(?:s|ing)?\s+(?:me|us)(?:\s+back)?(?P<about>\s+about\s.*)?"
        r"(?:\s+(?:to|when|once|if|after|with)\s.*)?|call|phone",
        "a call",
    ),
    (r"(?:email|write)(?:s|ing)?(?:\s+to)?\s+me(?:\s+back)?", "an email"),
    (
        r"(?:get(?:ting)?\s+back\s+to\s+me|let(?:ting)?\s+me\s+know|be(?:ing)?\s+in\s+touch"
        r"|reach(?:ing)?\s+out(?:\s+to\s+me)?|hear(?:ing)?(?:\s+(?:back|from\s+\w+))?|update\s+me"
        r"|answer(?:\s+me)?|follow\s+up(?:\s+with\s+me)?)",
        "an update",
    ),
    (r"(?:(?:do|go\s+on|have)\s+)?(?:a\s+)?ride[-\s]?along", "a ride-along"),
)
"""Patterns for what somebody would do, each with its noun."""
_SENDS_OR_ARRANGES = LazyPattern(
    r"(?:to\s+)?(?:(?:send|give|email|schedule|arrange|set\s+up)\s+(?:me\s+|over\s+)?|(?:invite"
    r"|have)\s+me\s+(?:to"
    r"|for|in\s+for)\s+"
    r"|come\s+(?:in|back|by)\s+for\s+)(?P<what>(?!for\b|from\b|with\b)\S.*)",
    re.IGNORECASE,
)
_MEETS = LazyPattern(r"(?:to\s+)?meet\s+(?:with\s+)?(?P<whom>\S.*)", re.IGNORECASE)
_TALKS = LazyPattern(
    r"(?:to\s+)?(?P<how>talk|speak|zoom)\s+(?:call\s+)?(?:to|with)\s+(?P<whom>\S.*)", re.IGNORECASE
)
_WITH_SOMEBODY = LazyPattern(r"\swith\s(?=[a-z]+(?:\s[a-z]+)?$)")
_ORDINAL = LazyPattern(r"(?:\d+(?:nd|rd|th)|1st|first|second|third|final|last)\s", re.IGNORECASE)
_BACKSHIFT = Rewordings(
    (
        (r"\b(\w+)['’]ll\b", r"\1 would"),
        (r"\bwill\b", "would"),
        (r"\bwon['’]t\b", "wouldn't"),
        (r"\bcan\b", "could"),
        (r"\b(?:am|is) going to\b", "was going to"),
        (r"\bare going to\b", "were going to"),
    )
)
_DAY = LazyPattern(
    r"\s(?:(?:on|by|next|this)\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s(?:morning|afternoon|evening))?"
    r"(?=\s(?:about|for|to|with|and)\b)",
    re.IGNORECASE,
)
"""A day in the middle of a promise."""
_READER_WOULD = Rewordings(
    (
        (r"^(?:he|she)(?:['’]s|\sis)(?=\sgoing\sto\b)", "you are"),
        (r"^(?:he|she)(?=(?:['’](?:ll|d)|\s(?:will|would|can|could))\b)", "you"),
    )
)
"""The reader made the promise, so "he" and "she" are "you"."""
_WORDS_THAT_NEED_MORE = PREPOSITIONS | DETERMINERS | word_set("be decide end is last start starts take")
"""Words at the end of a clause that is incomplete without the day or time that was left out."""
_THINGS_SENT = word_set(
    """
    contract date details form forms handbook info information packet paperwork
    results
    """
)
"""Things that are sent or told; no time has to be found for them, as for a meeting."""
_UNCOUNTED_WHEN_NOUNS = word_set(
    """
    balance care cash contact cost credit design feedback help pay progress research respect rest sound staff
    stock supply support time trade travel trust water wire work worry
    """
)
"""Words that are verbs or nouns, but as nouns can't be counted: "more work", "help with the move"."""
_REASON = "Name what comes next, such as “a call” or “a second interview”."


def promised_phrasings(text: str) -> Mapping[str, str]:
    """Return `promised`, a noun after "you mentioned", or `promised_that`, a clause after "that".

    The day or time is left out, because it has passed when the message is written.
    """
    fragment = without_times(_DAY.sub("", _HEDGE.sub("", strip_start(_HEDGE.sub("", text), _PROMISED))))
    fragment = re.sub(
        r"\s(?:till?|until|before|by|for|on)$", "", fragment, flags=re.IGNORECASE
    )  # "an answer till Friday"
    if not fragment:
        raise Unfit(_REASON)
    if event := _event_noun(fragment):
        return named_phrasings(promised=event)
    fragment = _READER_WOULD.apply(fragment)
    inner_text = inside(to_reader(fragment))
    words = plain_words(inner_text)
    match classify(fragment):
        case FragmentKind.CLAUSE if words[-1] not in _WORDS_THAT_NEED_MORE:
            return named_phrasings(promised_that=_BACKSHIFT.apply(inner_text))
        case FragmentKind.GERUND if len(words) == 2 and words[1] in EVENTS:
            return named_phrasings(promised=with_article(inner_text))  # "working interview"
        case FragmentKind.GERUND if words[0] not in EVENTS or words[1:2] != ["with"]:
            return named_phrasings(promised=inner_text)
        case FragmentKind.NOUN if head_noun(words) in _THINGS_SENT:
            return named_phrasings(promised_that=f"you would send me {_with_a(with_and(inner_text))}")
        case FragmentKind.NOUN | FragmentKind.GERUND:
            return named_phrasings(promised=_with_a(with_and(inner_text)))
        case FragmentKind.BASE if not _is_verb_phrase(words):
            return named_phrasings(promised=_with_a(inner_text))
        case _:
            raise Unfit(_REASON)


def _event_noun(text: str) -> str:
    """Return the noun for a promised action ("a call" for "they will call me"); '' if none is known."""
    for does, noun in _NOUNS_OF_ACTIONS:
        if match := re.fullmatch(_SUBJECT + f"(?:{does})", text, re.IGNORECASE):
            return noun + (match.groupdict().get("about") or "")
    if match := _SENDS_OR_ARRANGES.fullmatch(text):
        return _with_a(inside(to_reader(match["what"])))
    if match := _MEETS.fullmatch(text):
        return f"a meeting with {inside(to_reader(match['whom']))}"
    if match := _TALKS.fullmatch(text):
        what = "Zoom call" if match["how"].lower() == "zoom" else "conversation"
        return f"a {what} with {with_the_where_needed(inside(to_reader(match['whom'])))}"
    return ""


def _is_verb_phrase(words: list[str]) -> bool:
    """Whether the words are a verb phrase: "review my work", but not "trial shift"."""
    is_verb = words[0] in VERBS - NOUN_VERBS - EVENTS or words[0] == "to"
    return is_verb or bool((DETERMINERS | OBJECTS).intersection(words[1:2]))


def _with_a(noun: str) -> str:
    """Return a noun with the articles it lacks: "a call with the team lead" for "call with team lead"."""
    if match := _WITH_SOMEBODY.search(noun):
        noun = f"{noun[: match.start()]} with {with_the_where_needed(noun[match.end() :])}"
    if _ORDINAL.match(noun):
        return f"a {noun}"
    words = plain_words(noun)
    head = head_noun(words)
    if (
        head in NOUN_VERBS - _UNCOUNTED_WHEN_NOUNS
        and not has_article(noun)
        and "," not in noun
        and "and" not in words
    ):
        return with_article(noun)  # "site walk": what comes next is one thing
    try:
        return with_a_where_needed(noun)
    except Unfit:
        return with_article(noun)  # what comes next is one thing, such as "a phone screen"
