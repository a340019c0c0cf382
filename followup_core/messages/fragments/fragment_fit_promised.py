"""The phrasing of what the employer promised: asked as "They mentioned ..."."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from .fragment_articles import with_a_where_needed, with_the_where_needed
from .fragment_grammar import FragmentKind, classify, is_person
from .fragment_rewrites import Unfit, inside, named_phrasings, strip_start, to_reader, with_and, with_article
from .fragment_tidying import plain_words
from .fragment_times import without_times
from .fragment_words import (
    ADJECTIVES,
    COMMON_NOUNS,
    DETERMINERS,
    EVENTS,
    NOUN_VERBS,
    OBJECTS,
    PEOPLE,
    PREPOSITIONS,
    VERBS,
    word_set,
)
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun, needs_no_article

_PROMISED = LazyPattern(
    r"(?:they|you|he|she|we|hr)(?:['’]d|\s+had|\s+have)?\s+(?:also\s+)?(?:promised|mentioned|offered|announced)\s+(?:me\s+)?"
    r"|(?:they|you|he|she)\s+(?:said\s+)?(?:that\s+)?there\s+(?:would|will)\s+be\s+"
    r"|(?:they|you|he|she)\s+(?:said\s+)?(?:that\s+)?i\s+(?:would|will)\s+(?:get|have)\s+"
    r"|there\s+(?:would|will|['’]ll)\s+be\s+|promised\s+(?:me\s+)?|mentioned\s+|i\s+(?:will|would|['’]ll)\s+(?:get|have)\s+"
    r"|(?:(?:they|you|he|she|hr)\s+)?(?:said|told\s+me)\s+(?:that\s+)?|that\s+(?=\S+\s+\S)|about\s+",
    re.IGNORECASE,
)
_WHO = (
    r"(?:(?P<who>(?:the\s+|my\s+)?[\w.]+(?:\s+[\w.]+)?)\s*"
    r"(?:['’]ll|['’]d|\s(?:will|would|is going to|are going to|should)))?"
    r"\s*(?:to\s+)?"
)
_DOES = (
    (r"(?:call|phone|ring|contact)(?:ing)?(?:\s+(?:me|us))?(?:\s+back)?", "a call"),
    (r"(?:give|giving)\s+me\s+a\s+(?:call|ring)(?:\s+back)?", "a call"),
    (r"(?:email|mail|write)(?:\s+to)?(?:\s+me)?(?:\s+back)?", "an email"),
    (
        r"(?:get(?:ting)?\s+back\s+to\s+me|let(?:ting)?\s+me\s+know|be(?:ing)?\s+in\s+touch|reach(?:ing)?\s+out(?:\s+to\s+me)?"
        r"|hear(?:ing)?(?:\s+(?:back|from\s+\w+))?|update\s+me|answer(?:\s+me)?|follow\s+up(?:\s+with\s+me)?)",
        "an update",
    ),
    (r"(?:show(?:ing)?\s+me\s+(?:around|the\s+\w+))", "a tour"),
)
_GIVES = (
    r"(?:send|give|get(?=\s+me)|offer|email|schedule|arrange|set\s+up|invite\s+me\s+(?:to|for)|have\s+me\s+in\s+for"
    r"|come\s+(?:in|by|back|over)\s+for|do|have)(?:ing)?\s+(?:me\s+)?(?P<what>\S.*)"
)
_MEETS = (
    r"(?:meet(?:ing)?|talk(?:ing)?\s+(?:to|with)|speak(?:ing)?\s+(?:to|with))\s+(?:with\s+)?(?P<whom>\S.*)"
)
_REASON = "Name what comes next, such as “a call” or “a second interview”."
_ORDINAL = LazyPattern(r"(?:\d+(?:nd|rd|th)|1st|first|second|third|final|last)\s", re.IGNORECASE)
_GROUPS = ("they", "you", "he", "she", "we", "it", "i", "someone", "somebody")


_CALL = LazyPattern(
    r"(?:(?:they|you|he|she|we|hr|someone|somebody)"
    r"\s*(?:['’]ll|['’]d|\s(?:will|would|might|may|could|is going to|are going to))?\s*)?"
    r"(?:to\s+)?(?:call|phone|ring|contact)s?(?:\s+(?:me|us))(?:\s+back)?"
    r"(?:\s+(?:this|next)\s+\w+|\s+(?:on\s+)?\w+day|\s+tomorrow|\s+soon)?"
    r"(?:\s+(?P<about>about|regarding)\s+(?P<what>\S.*)|\s+(?:to|after|when|once|with|for|if|before|and)\s+.*)",
    re.IGNORECASE,
)
_CHECK = LazyPattern(
    r"(?:(?:they|you|he|she|we|hr)\s*(?:['’]ll|['’]d|\s(?:will|would))?\s+)?(?:to\s+)?"
    r"(?:check|call|contact|speak\s+(?:to|with)|talk\s+to)(?:ing)?\s+(?:(?:my|your|the)\s+)?references?",
    re.IGNORECASE,
)
_HEDGE = LazyPattern(
    r"^(?:maybe|perhaps|probably|possibly|hopefully)[,\s]+"
    r"|,?\s(?:maybe|perhaps|probably|possibly|hopefully|i think|either way|one way or (?:the other|another))$"
    r"|(?<=said )(?:maybe|perhaps|probably|possibly) ",
    re.IGNORECASE,
)
_COUNTED = LazyPattern(r"\b(?:1st|2nd|3rd)\b", re.IGNORECASE)
_ORDINALS = MappingProxyType({"1st": "first", "2nd": "second", "3rd": "third"})
_TOPIC = LazyPattern(
    r"(?P<event>.*?\b(?:call|talk|meeting|email|update|chat|conversation|news) (?:about|on|regarding))"
    r" (?P<what>\S.*)",
    re.IGNORECASE,
)
_RIDE_ALONG = LazyPattern(r"\b(ride|sit|work|walk|tag)[ -]along\b", re.IGNORECASE)


def promised_phrasings(text: str) -> Mapping[str, str]:
    """Return `promised`, a noun after "you mentioned", or `promised_that`, a clause after "that".

    Neither has a day or a time, which has passed when it is used.
    """
    bare = without_times(_HEDGE.sub("", strip_start(_HEDGE.sub("", text), _PROMISED)))
    bare = _COUNTED.sub(lambda match: _ORDINALS[match[0].lower()], bare)
    bare = re.sub(r"\s(?:till?|until|before|by)$", "", bare, flags=re.IGNORECASE)  # "an answer till Friday"
    if not bare:
        raise Unfit(_REASON)
    if call := _call(bare):
        return named_phrasings(promised=call)
    bare = re.sub(r"\bwalk[ ]?through\b", "walk-through", bare, flags=re.IGNORECASE)
    bare = _RIDE_ALONG.sub(lambda match: f"{match[1]}-along", bare)
    noun = _event(bare)
    if not noun and (told := _told(bare)):
        return told
    if not noun:
        if bare.lower().startswith("to "):
            raise Unfit(_REASON)  # "to teach a demo lesson"
        if classify(bare) not in (FragmentKind.NOUN, FragmentKind.BASE):
            raise Unfit(_REASON)
        second = plain_words(bare)[1:2]
        is_doing = plain_words(bare)[0] in VERBS - NOUN_VERBS - EVENTS or (
            DETERMINERS | OBJECTS
        ).intersection(second)
        if classify(bare) is FragmentKind.BASE and is_doing:
            raise Unfit(_REASON)  # "review my work"
        noun = _with_a(with_and(inside(to_reader(bare))))
        if _ORDINAL.match(noun):
            noun = f"a {noun}"
    if match := _TOPIC.fullmatch(noun):
        noun = f"{match['event']} {_of_topic(match['what'])}"
    return named_phrasings(promised=noun)


def _told(text: str) -> Mapping[str, str]:
    """Return the phrasing of what they would do: "giving me feedback", "HR would call me"; else none."""
    if clause := _clause(text):
        return named_phrasings(promised_that=clause)
    if classify(text) is FragmentKind.GERUND and plain_words(text)[1:2] != ["in"]:
        return named_phrasings(promised=to_reader(inside(text)))
    return {}


_WOULD = (
    (r"\b(\w+)['’]ll\b", r"\1 would"),
    (r"\bwill\b", "would"),
    (r"\bwon['’]t\b", "wouldn't"),
    (r"\bcan\b", "could"),
    (r"\bam going to\b", "was going to"),
    (r"\bis going to\b", "was going to"),
    (r"\bare going to\b", "were going to"),
)
_IS_PROMISED = LazyPattern(
    r"\b(?:would|could|might|should|was going to|were going to)\b|\w['’]d\b", re.IGNORECASE
)


_WANTS_MORE = PREPOSITIONS | DETERMINERS | word_set("be decide end last start take")
"""Words after which a day or a time was left out that the clause can't do without."""


def _clause(text: str) -> str:
    """Return "HR would send me the forms" for "HR will send me the forms"; '' for what is no such clause."""
    if classify(text) is not FragmentKind.CLAUSE:
        return ""
    clause = to_reader(inside(text))
    for now, then in _WOULD:
        clause = re.sub(now, then, clause)
    is_whole = plain_words(clause)[-1] not in _WANTS_MORE
    return clause if is_whole and _IS_PROMISED.search(clause) else ""


def _of_topic(topic: str) -> str:
    """Return "the drug test" for "drug test", and "a second interview" for "second interview"."""
    if _ORDINAL.match(topic):
        return f"a {topic}"
    try:
        return with_the_where_needed(topic)
    except Unfit:
        return topic


def _call(text: str) -> str:
    """Return "a call about meeting the partners" for what somebody would call about; '' for all else."""
    if _CHECK.fullmatch(text):
        return "a reference check"
    if not (match := _CALL.fullmatch(text)):
        return ""
    topic = inside(to_reader(match["what"])) if match["about"] else ""
    is_topic = bool(topic) and classify(topic) in (FragmentKind.NOUN, FragmentKind.GERUND)
    return (
        f"a call about {with_a_where_needed(topic) if classify(topic) is FragmentKind.NOUN else topic}"
        if is_topic
        else "a call"
    )


_PRESENT = r"(?:they|you|he|she|hr|recruiter)\s+(?=(?:call|phone|email|write|contact|send|get)s?\b)"


def _event(text: str) -> str:
    """Return "a call" for "to call me back"; '' for what isn't something that somebody will do."""
    plain = re.sub(_PRESENT, "", text.strip(" .,;!?"), flags=re.IGNORECASE)
    for does, noun in _DOES:
        if match := re.fullmatch(_WHO + does, plain, re.IGNORECASE):
            who = (match["who"] or "").strip()
            if plain.lower() in ("call", "phone", "email", "answer"):
                return noun
            return noun if not who or who.lower() in _GROUPS else f"{noun} from {_whom(who)}"
    is_noun = plain.split(" ")[0].lower() in ("email", "offer", "schedule") and " me " not in plain
    if not is_noun and (match := re.fullmatch(_WHO + _GIVES, plain, re.IGNORECASE)):
        return _with_a(inside(to_reader(match["what"])))
    if match := re.fullmatch(_WHO + _MEETS, plain, re.IGNORECASE):
        noun = "a meeting" if plain.lower().lstrip().find("meet") >= 0 else "a talk"
        return f"{noun} with {_whom(match['whom'])}"
    return ""


def _whom(text: str) -> str:
    plain = re.sub(r"^(?:my|their)\s+", "your ", inside(text), flags=re.IGNORECASE)
    first = plain_words(plain)[0]
    known = (
        first in COMMON_NOUNS | ADJECTIVES | DETERMINERS | PEOPLE
        or is_person(first)
        or is_singular_count_noun(first)
    )
    joined = plain_words(plain)[1:2]
    if (
        not known
        and joined in ([], ["and"])
        and plain.islower()
        and len(first) > 2
        and not needs_no_article(first)
    ):
        raise Unfit(f"Is “{first}” a name? Then write it with a capital letter.")
    if plain.split(" ")[0] in ("CEO", "CFO", "COO", "CTO", "CRO", "VP"):
        return f"the {plain}"
    return plain if plain[:1].isupper() or plain.startswith(("the ", "your ", "a ")) else f"the {plain}"


def _with_a(noun: str) -> str:
    if classify(noun) not in (FragmentKind.NOUN, FragmentKind.BASE):
        raise Unfit(_REASON)
    noun = re.sub(r"^(?:zoom|skype)\b", lambda tool: tool[0].capitalize(), noun, flags=re.IGNORECASE)
    noun = re.sub(r"(?<= with )(hr|vp|ceo|cto|cfo)\b", lambda who: who[0].upper(), noun)
    noun = re.sub(
        r"(?:(?<= with )|(?<= from ))"
        r"(?=(?:VP|CEO|CTO|CFO|COO|owner|manager|recruiter|team|chef|director|hiring|head)\b)",
        "the ",
        noun,
    )
    if match := re.match(r"(?P<tool>zoom|skype|facetime)(?P<rest>\s+with\b.*)?$", noun, re.IGNORECASE):
        return f"a {match['tool'].capitalize()} call{match['rest'] or ''}"
    try:
        if pair := re.fullmatch(r"([\w-]+(?: [\w-]+)?) and ([\w-]+(?: [\w-]+)?)", noun):
            return f"{with_a_where_needed(pair[1])} and {with_a_where_needed(pair[2])}"
        return with_a_where_needed(noun)
    except Unfit:
        if len(noun.split()) == 1:
            raise
        return with_article(noun)  # what comes next is one thing, such as "a phone screen"
