"""The phrasing of what the employer promised: asked as "They mentioned ..."."""

import re
from collections.abc import Mapping

from .fragment_articles import has_article, with_a_where_needed, with_the_where_needed
from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import (
    Unfit,
    head_of,
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
_WHO = (
    r"(?:(?:i|they|you|he|she|we|someone|somebody)\s*(?:['’]ll|['’]d|\s(?:will|would|is going to"
    r"|are going to))?\s*)?"
    r"(?:to\s+)?"
)
_EVENTS = (
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
"""What somebody would do, and how it is named."""
_GIVES = LazyPattern(
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
_WITH = LazyPattern(r"\swith\s(?=[a-z]+(?:\s[a-z]+)?$)")
_ORDINAL = LazyPattern(r"(?:\d+(?:nd|rd|th)|1st|first|second|third|final|last)\s", re.IGNORECASE)
_IN_THE_PAST = Rewordings(
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
"""A day in the middle of what they would do."""
_READER_WOULD = Rewordings(
    (
        (r"^(?:he|she)(?:['’]s|\sis)(?=\sgoing\sto\b)", "you are"),
        (r"^(?:he|she)(?=(?:['’](?:ll|d)|\s(?:will|would|can|could))\b)", "you"),
    )
)
"""Who promised it: "you mentioned that she would" would be about a third person."""
_WANTS_MORE = PREPOSITIONS | DETERMINERS | word_set("be decide end is last start starts take")
"""Words after which a day or a time was left out that the clause can't do without."""
_SENT = word_set(
    """
    contract date details form forms handbook info information packet paperwork
    results
    """
)
"""What is sent or told, and is no meeting to find a time for."""
_MASS = word_set(
    """
    balance care cash contact cost credit design feedback help pay progress research respect rest sound staff
    stock supply support time trade travel trust water wire work worry
    """
)
"""Words that are verbs or nouns, and as nouns aren't counted: "more work", "help with the move"."""
_REASON = "Name what comes next, such as “a call” or “a second interview”."


def promised_phrasings(text: str) -> Mapping[str, str]:
    """Return `promised`, a noun after "you mentioned", or `promised_that`, a clause after "that".

    Neither has a day or a time, which has passed when it is used.
    """
    bare = without_times(_DAY.sub("", _HEDGE.sub("", strip_start(_HEDGE.sub("", text), _PROMISED))))
    bare = re.sub(
        r"\s(?:till?|until|before|by|for|on)$", "", bare, flags=re.IGNORECASE
    )  # "an answer till Friday"
    if not bare:
        raise Unfit(_REASON)
    if event := _event(bare):
        return named_phrasings(promised=event)
    bare = _READER_WOULD.apply(bare)
    plain = inside(to_reader(bare))
    words = plain_words(plain)
    match classify(bare):
        case FragmentKind.CLAUSE if words[-1] not in _WANTS_MORE:
            return named_phrasings(promised_that=_IN_THE_PAST.apply(plain))
        case FragmentKind.GERUND if len(words) == 2 and words[1] in EVENTS:
            return named_phrasings(promised=with_article(plain))  # "working interview"
        case FragmentKind.GERUND if words[0] not in EVENTS or words[1:2] != ["with"]:
            return named_phrasings(promised=plain)
        case FragmentKind.NOUN if head_of(words) in _SENT:
            return named_phrasings(promised_that=f"you would send me {_with_a(with_and(plain))}")
        case FragmentKind.NOUN | FragmentKind.GERUND:
            return named_phrasings(promised=_with_a(with_and(plain)))
        case FragmentKind.BASE if not _is_doing(words):
            return named_phrasings(promised=_with_a(plain))
        case _:
            raise Unfit(_REASON)


def _event(text: str) -> str:
    """Return "a call" for "they will call me", "a meeting with the owner" for "meet the owner"; or ''."""
    for does, noun in _EVENTS:
        if match := re.fullmatch(_WHO + f"(?:{does})", text, re.IGNORECASE):
            return noun + (match.groupdict().get("about") or "")
    if match := _GIVES.fullmatch(text):
        return _with_a(inside(to_reader(match["what"])))
    if match := _MEETS.fullmatch(text):
        return f"a meeting with {inside(to_reader(match['whom']))}"
    if match := _TALKS.fullmatch(text):
        what = "Zoom call" if match["how"].lower() == "zoom" else "conversation"
        return f"a {what} with {with_the_where_needed(inside(to_reader(match['whom'])))}"
    return ""


def _is_doing(words: list[str]) -> bool:
    """Whether the words say what somebody does: "review my work", but not "trial shift"."""
    is_verb = words[0] in VERBS - NOUN_VERBS - EVENTS or words[0] == "to"
    return is_verb or bool((DETERMINERS | OBJECTS).intersection(words[1:2]))


def _with_a(noun: str) -> str:
    """Return "a trial shift" for "trial shift", "a call with the team lead" for "call with team lead"."""
    if match := _WITH.search(noun):
        noun = f"{noun[: match.start()]} with {with_the_where_needed(noun[match.end() :])}"
    if _ORDINAL.match(noun):
        return f"a {noun}"
    words = plain_words(noun)
    head = head_of(words)
    if head in NOUN_VERBS - _MASS and not has_article(noun) and "," not in noun and "and" not in words:
        return with_article(noun)  # "site walk": what comes next is one thing
    try:
        return with_a_where_needed(noun)
    except Unfit:
        return with_article(noun)  # what comes next is one thing, such as "a phone screen"
