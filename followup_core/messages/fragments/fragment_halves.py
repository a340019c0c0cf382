"""Two sentences that only a comma joins: "I wrote the grant, we got $40k" gets its "and"."""

import re
from collections.abc import Sequence

from .fragment_grammar import FragmentKind, classify, verb_at_start
from .fragment_rewrites import Unfit, inside
from .fragment_tidying import plain_words
from .fragment_words import (
    ADJECTIVES,
    COMMON_NOUNS,
    DETERMINERS,
    NOUN_VERBS,
    OBJECTS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    word_set,
)
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import PAST_LIKE_BASE, Verb, VerbForm, verb_of

_FIGURE = LazyPattern(r".*(?:(?<!\w)[+-]\s?\d[\d.,]*\s*%?|\d\s?%|(?:=|->|→)\s*\S+)\W*", re.IGNORECASE)
_JOINED = word_set("and or but so then which who where when while because as including such with without not")
_OF_THEM = word_set("all both each few half many most none several some")
_CHANGES = word_set("climb decrease double drop fall grow halve improve increase rise stop triple")
_SINCE = LazyPattern(
    r"\bsince\s+(?:about\s+|over\s+|almost\s+|more\s+than\s+)?"
    r"(?=(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|many|several|some)\s+(?:years?|months?|weeks?|days?|hours?)\b(?!\s+ago))",
    re.IGNORECASE,
)
_I_AM = LazyPattern(
    r"\bI(?: am|['’]m)\b(?=[^.]*\bfor\s+(?:about |over |almost |more than )?\S+ (?:year|month|week))"
)
_WAS_THERE_FOR = LazyPattern(
    r"\b(?:which|that)\s+(?:was|were|is|are)\s+(?P<what>(?:there|here|open|broken|missing|wrong)\s+)?(?=for\s+(?:\d+|\w+)\s+(?:year|month|week|day))",
    re.IGNORECASE,
)


_BARE_TIME = LazyPattern(
    r"(?P<before>\w+),? (?P<time>(?:\d+(?:\.\d+| 1/2)?\+?|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve) (?:years?|months?|weeks?))(?=$| (?!in a row|in$)(?:in|at|on|with|as)\b)",
    re.IGNORECASE,
)
_NOT_BEFORE_TIME = (
    PREPOSITIONS
    | DETERMINERS
    | word_set(
        "about almost and at completed did every first last least most nearly next only or over past since"
        " spent than took was were"
    )
)
_TAKES_TIME = word_set("add buy complete cost earn finish gain get give have lose need save spend take win")
"""Verbs whose object the time itself may be: "saved the company two years"."""


def with_for_a_time(text: str) -> str:
    """Return "for 6 years" for "since 6 years", and "that had been there for two years"."""
    spans = _SINCE.sub(lambda match: match[0].replace(match[0].split()[0], "for", 1), text)
    if spans != text:
        spans = _I_AM.sub("I have been", spans)
        spans = _WAS_THERE_FOR.sub(lambda match: f"that had been {match['what'] or ''}", spans)
    return _with_for(spans)


def _with_for(text: str) -> str:
    """Return "ran conduit for 2 years" for "ran conduit 2 years"."""
    match = _BARE_TIME.search(text)
    if match is None or plain_words(match["before"])[0] in _NOT_BEFORE_TIME:
        return text
    verbs = [verb for word in plain_words(text)[:2] if (verb := verb_of(word)) is not None]
    between = plain_words(text[: match.end("before")])[1:]
    if not verbs or (
        any(verb.base in _TAKES_TIME for verb in verbs) and not PREPOSITIONS.intersection(between)
    ):
        return text
    return f"{text[: match.end('before')]} for {text[match.start('time') :]}"


def joined_halves(text: str) -> str:
    """Return a text whose second half has "and" before it, if both halves tell something.

    Raises:
        Unfit: What follows the comma is a note, or there are more than two halves.
    """
    first, *others = re.split(r"(?<!\d)[,;]\s+|(?<=\d)[,;]\s+|\s+[-–—]\s+", text)
    halves = [half for half in others if is_whole_sentence(half)]
    note = next((half for half in others if _FIGURE.fullmatch(half) and not _has_verb(half)), "")
    if note:
        raise Unfit(f"“{note}” is a note. Say it as a sentence, such as “and sales rose by 18%”.")
    if not halves or not first:
        return text
    if len(others) > 1:
        raise Unfit("Those are several sentences with commas between them. Put a period after each one.")
    second = inside(others[0])
    words = plain_words(second)
    lacks_the = (
        words[0] not in DETERMINERS | SUBJECTS
        and words[-1:] != words[:1]
        and is_singular_count_noun(words[-2])
    )
    return f"{first} and {'the ' if lacks_the and len(words) <= 3 else ''}{second}"


def is_whole_sentence(half: str) -> bool:
    """Whether a piece of a text is a sentence of its own: "6 students went up a grade"."""
    words = plain_words(half)
    if len(words) < 2 or words[0] in _JOINED | RELATIVES:
        return False
    if classify(half) is FragmentKind.CLAUSE:
        return True
    if words[0] in _OF_THEM and (done := verb_of(words[1])) is not None:
        return done.form is VerbForm.PAST or words[1] in PAST_LIKE_BASE
    verb = verb_of(words[-1])
    return verb is not None and verb.form is VerbForm.PAST and verb.base in _CHANGES


def _has_verb(half: str) -> bool:
    verbs = [verb_of(word) for word in plain_words(half)[1:]]
    return any(verb is not None and verb.form in (VerbForm.PAST, VerbForm.THIRD) for verb in verbs)


def verb_of_piece(words: Sequence[str]) -> Verb | None:
    """Return the verb that a piece surely begins with, after adverbs; None where it may be a noun."""
    reading = verb_at_start(words, wants_verb=True)
    if reading is None:
        return None
    index, verb = reading
    is_sure = index > 0 or words[index] not in NOUN_VERBS | COMMON_NOUNS | ADJECTIVES
    is_sure |= (
        words[index + 1] in OBJECTS | DETERMINERS or words[index + 1][:1].isdigit()
        if index + 1 < len(words)
        else False
    )
    return verb if is_sure else None
