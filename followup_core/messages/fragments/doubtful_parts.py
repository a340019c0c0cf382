"""Doubt about what "and" or a comma joins: two thoughts in one, or parts that don't fit together."""

import re
from collections.abc import Sequence

from .fragment_grammar import is_adverb, verb_at_start
from .fragment_halves import is_whole_sentence
from .fragment_rewrites import Unfit, inside
from .fragment_tidying import plain_words
from .fragment_words import (
    ADJECTIVES,
    COMMON_NOUNS,
    DETERMINERS,
    FINITE,
    NOUN_VERBS,
    OBJECTS,
    PREPOSITIONS,
    RELATIVES,
    word_set,
)
from .verb_forms import PAST_LIKE_BASE, Verb, VerbForm, verb_of

_JOINT = re.compile(r",\s+(?:and\s+|but\s+|or\s+)?|\s+(?:and|but|or)\s+")
_UNLIKE = "“{}” doesn't go on from what is before it. Say one thing, or put a period between them."
_LEADS_TO_BASE = word_set(
    "can could did didn't had have help helped helping let made must should to will would"
)
_OPENINGS = PREPOSITIONS | word_set("because compared even here if since when while")


def refuse_second_thought(phrasing: str) -> None:
    """Refuse two sentences that only a comma joins: "how you train people, it's two weeks".

    A comma is right in a list, as in "it's quiet, it's clean and I like dogs", and after "when" and the like.
    """
    first, *others = re.split(r",\s+", phrasing)
    opening = "".join(plain_words(first)[:1])
    is_list = bool(others) and re.search(r"\band\b", others[-1]) is not None
    if opening in _OPENINGS or is_list:
        return
    if any(_is_second(half) for half in others):
        raise Unfit(f"Those are two thoughts. One is enough, such as “{first}”.")


def _is_second(half: str) -> bool:
    words = plain_words(half)
    return is_whole_sentence(inside(half)) or _is_short_clause(words) or words[:1] == ["no"]


def _is_short_clause(words: Sequence[str]) -> bool:
    """Whether a noun and its verb begin the words: "chef buys local", "owner is nice"."""
    if len(words) < 3 or words[0] in RELATIVES | PREPOSITIONS or words[0] in ("and", "but", "so", "or"):
        return False
    verb = verb_of(words[1])
    is_sure = verb is not None and verb.form is VerbForm.THIRD and verb.base not in NOUN_VERBS
    return words[1] in FINITE or is_sure


def _joined_pieces(phrasing: str) -> list[list[str]]:
    """Return the words after each comma, "and" and "but", without what begins a clause of its own."""
    pieces = _JOINT.split(phrasing)[1:]
    return [words for piece in pieces if (words := plain_words(piece)) and words[0] not in RELATIVES]


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


def refuse_unlike_parts(phrasing: str) -> None:
    """Refuse "was in charge of the till and never missing a cent", "wrote it and no accidents since"."""
    before = plain_words(_JOINT.split(phrasing)[0])
    is_doing = any(word.endswith("ing") for word in before)
    for piece in _joined_pieces(phrasing):
        verb_missing = piece[0] in ("never", "always") and not any(map(verb_of, piece[1:]))
        is_note = piece[0] in ("no", "zero") and piece[-1] in ("since", "after", "yet", "anymore")
        verb_missing |= _is_undone(before, piece) or _is_still_doing(piece)
        if verb_missing or is_note or (_is_doing(piece) and not is_doing and "," not in phrasing):
            told = " ".join(piece).rstrip(".")
            raise Unfit(_UNLIKE.format(re.sub(r"\bi\b", "I", told)))


def _is_undone(before: Sequence[str], piece: Sequence[str]) -> bool:
    """Whether a part is in the present and the first one in the past: "found a bug and fix it"."""
    verb = verb_of_piece(piece)
    first = next((reading for word in before if (reading := verb_of(word)) is not None), None)
    if verb is None or first is None or first.form is not VerbForm.PAST:
        return False
    is_plain = not _LEADS_TO_BASE.intersection(before)
    return is_plain and verb.form is VerbForm.BASE and verb.base not in PAST_LIKE_BASE


def _is_still_doing(piece: Sequence[str]) -> bool:
    """Whether a part of a past example goes on in the present: "and I am driving"."""
    return len(piece) > 2 and piece[:2] == ["i", "am"] and piece[2].endswith("ing")


def _is_doing(piece: Sequence[str]) -> bool:
    start = next((word for word in piece if not is_adverb(word)), "")
    verb = verb_of(start)
    is_gerund = verb is not None and verb.form is VerbForm.GERUND
    return is_gerund and len(piece) > 1 and start not in COMMON_NOUNS
