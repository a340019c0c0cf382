"""Doubt about what a phrasing says: praise for an example, any job's reason, a bare award."""

import re

from .fragment_rewrites import Unfit
from .fragment_tidying import plain_words
from .fragment_words import DETERMINERS, QUESTION_WORDS, word_set
from .lazy_pattern import LazyPattern
from .verb_forms import PAST_LIKE_BASE, VerbForm, verb_of

_DONE = word_set("am been did had has have i'm i've was were")
_FINISHED = LazyPattern(
    r"\bin (?:\d+|an?|one|two|three|four|five|six) (?:hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE
)
_HABITS = word_set("coach have help host know live own play raise run speak teach volunteer write")
_OFTEN = LazyPattern(
    r"\b(?:every|each|daily|weekly|always|usually|often|currently|now"
    r"|an? (?:day|week|month|year|shift|night))\b",
    re.IGNORECASE,
)
_TIME_AS = re.compile(r"\bwas \d+ (?:years?|months?) (?!old\b)\w")
_PRAISE = LazyPattern(
    r"(?:(?:my|the)\s+)?(?:\w+\s+)?(?:boss(?:es)?|managers?|supervisors?|colleagues?|coworkers?|teachers?"
    r"|chef|clients?|customers?|guests|kids|patients|pupils|residents|students|everyone|everybody|people|they)\s+(?:always\s+|often\s+|even\s+)?"
    r"(?:says?|said|told|tells?|calls?|called|thinks?|thought|loved?|liked?|praised?)\b(?!.*\bbecause\b)",
    re.IGNORECASE,
)
_GENERAL = LazyPattern(
    r"(?:it|this|you|they)(?:['’]s|['’]re|\s+is|\s+are|\s+seems?|\s+looks?|\s+sounds?)?\s+(?:like\s+)?"
    r"(?:(?:such|a|an|the|very|really|so|quite)\s+)*"
    r"(?:good|great|nice|best|cool|amazing|awesome|excellent|interesting|perfect|big|famous|fantastic|top)"
    r"(?:\s+(?:company|place|job|employer|opportunity|position|firm|business|organi[sz]ation|role|one|work))?"
    r"(?:\s+(?:to\s+work(?:\s+(?:for|at|in))?|for\s+me|and\s+\w+))?"
    r"|it\s+(?:is|would\s+be)\s+(?:an?\s+|my\s+)?(?:dream|first|new|next|real)\s+(?:job|position|step)"
    r"|i(?:['’]m|\s+am)\s+(?:\w+\s+){0,2}?(?:motivated|interested|excited|passionate|thrilled|enthusiastic|attracted|drawn|keen)"
    r"\s+(?:by|in|about|on|to|for|with)\s+(?:the|this|your)\s+(?:open\s+)?(?:job|post|position|role|opportunity|company|vacancy)"
    r"|i\s+(?:really\s+)?(?:like|love|want)\s+(?:the|this|your)\s+(?:job|post|position|role|opportunity|company)",
    re.IGNORECASE,
)
_GENERAL_NOUN = LazyPattern(
    r"(?:(?:the|a|your)\s+)?(?:good|great|nice|bright|big|interesting|exciting|cool|dream|first|next|better)\s+"
    r"(?:commute|company|future|growth|job|opportunit(?:y|ies)|place|position|projects?|prospects|step|work)"
    r"|hours|kids|a challenge\b.*|.* for my (?:career|future|life|resume|growth)",
    re.IGNORECASE,
)
_ANY_EMPLOYER = LazyPattern(
    r"(?:(?:the|a|your)\s+)?(?:good|great|nice)\s+(?:company|job|opportunity|place|position)"
    r"|.* for my (?:career|future|resume)",
    re.IGNORECASE,
)
_AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_YOU_DO_FOR_YOU = re.compile(
    r"\byou (?:\w+ly )?(?:allow|give|help|let|make|offer|pay|send|show|teach|tell|train|want)s? you\b"
)


def refuse_praise(phrasing: str) -> None:
    """Refuse what others said: a reader wants to know what was done."""
    if _PRAISE.match(phrasing) and len(re.findall(r"[.!?](?:\s|$)", phrasing)) < 2:
        raise Unfit("That is praise. What did you do to earn it?")


def refuse_present(phrasing: str) -> None:
    """Refuse an example that tells what somebody does and nothing that was done: "I stay late"."""
    words = plain_words(phrasing)
    pasts = [(verb := verb_of(word)) is not None and verb.form is VerbForm.PAST for word in words]
    if words[0] != "i" or any(pasts) or (_DONE | PAST_LIKE_BASE).intersection(words):
        return
    if _FINISHED.search(phrasing):
        raise Unfit("Tell it as something that you did, such as “learned it in two weeks”.")
    verb = verb_of(words[1]) if len(words) > 1 else None
    is_habit = verb is None or verb.base in _HABITS or _OFTEN.search(phrasing)
    if not is_habit or (not DETERMINERS.intersection(words) and not re.search(r"\d", phrasing)):
        raise Unfit("Tell one time when you did it. Begin with what you did, such as “led a team of six”.")


def refuse_since(phrasing: str) -> None:
    """Refuse "I work here since 2015", which wants a "have"."""
    words = plain_words(phrasing)
    if _TIME_AS.search(phrasing):
        raise Unfit("Say it with “for” at the end, such as “I was the treasurer for three years”.")
    if "since" in words and not {"have", "has", "had", "been", "i've"}.intersection(words):
        raise Unfit("Say it with “have”, such as “I have worked as an electrician since 2015”.")


def refuse_general(phrasing: str) -> None:
    """Refuse a reason that anybody could give for any job: "it is a good company"."""
    pieces = _AND.split(phrasing)
    is_general = all(map(_GENERAL_NOUN.fullmatch, pieces)) or any(map(_ANY_EMPLOYER.fullmatch, pieces))
    if _GENERAL.fullmatch(phrasing) or _GENERAL_NOUN.fullmatch(phrasing) or is_general:
        raise Unfit("Anybody could say that of any job. What is good about it, such as “the team is small”?")


def refuse_own_aim(phrasing: str) -> None:
    """Refuse "the schedule so I can study": what it is good for is private, and no part of the noun."""
    if re.search(r"\bso (?:that )?I\b", phrasing):
        raise Unfit("That is private. What do you like about the work or the people?")


def refuse_question_as_clause(phrasing: str) -> None:
    """Refuse "that how many clients does each person have"."""
    if plain_words(phrasing)[0] in QUESTION_WORDS - {"what"}:
        raise Unfit("That is a question. Say what it was about, such as “how you plan the shifts”.")


def refuse_generic_you(phrasing: str) -> None:
    """Refuse "you let you bring your dog": the reader is "you" already."""
    if _YOU_DO_FOR_YOU.search(phrasing):
        raise Unfit("“You” is the reader here. Write “people” or “employees” for anybody else.")


def refuse_bare_award(phrasing: str) -> None:
    """Refuse "your best place to work"."""
    if re.match(r"your (?:best|top|number|most|first place|\d+ years of)\b", phrasing):
        raise Unfit("Say it as a sentence, such as “you were named best place to work”.")
