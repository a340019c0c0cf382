"""Doubt about a phrasing that should be a noun or a quality: a verb or a clause in it, what is no quality."""

import re
from collections.abc import Sequence

from .fragment_grammar import is_adjective, is_adverb
from .fragment_rewrites import Unfit
from .fragment_tidying import plain_words
from .fragment_words import (
    ADJECTIVES,
    DETERMINERS,
    FINITE,
    NOUN_VERBS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .verb_forms import VerbForm, verb_of

_WHO = "Say what such a person does or is, such as “stays calm” or “is good with people”."
_HOW = word_set("fast often perfect perfectly so too very well")
_ENDS_CLAUSE = word_set("counts fit fits match matches")
_NOT_ALONE = word_set("able bilingual fluent ready used willing")
_ATTAINED = word_set("certified licensed qualified")
_SOMETIMES_NOUNS = word_set("close end fit help look match need open run start stop work")


def refuse_verb_in_noun(phrasing: str) -> None:
    """Refuse "parking is bad" where a noun is wanted: a verb that no "who" or "what" opens."""
    words = plain_words(phrasing)
    first = verb_of(words[0])
    if first is not None and first.form is VerbForm.GERUND:
        return  # "letting the students have more say"
    opened = next((index for index, word in enumerate(words) if _opens_clause(words, index)), None)
    for index in range(1, len(words) if opened is None else opened):
        if _is_its_verb(words, index):
            raise Unfit("Say it as a sentence that begins with “the”, “your” or “a”.")
        is_helper = words[index] in FINITE and words[index] not in ("can", "may", "might", "must", "will")
        if is_helper and words[index - 1] != "to":
            raise Unfit("Name what it was, such as “the new schedule”, or say who does what.")


def _opens_clause(words: Sequence[str], index: int) -> bool:
    """Whether a verb may follow: after "who", "the way", "the same day the job is done"."""
    word, after = words[index], "".join(words[index + 1 : index + 2])
    is_when = word in ("day", "minute", "moment", "time", "week") and after in DETERMINERS | SUBJECTS
    return word in RELATIVES | SUBJECTS or word == "way" or is_when


def _is_its_verb(words: Sequence[str], index: int) -> bool:
    """Whether a noun's own verb stands there: "harvest starts in August", "your values match mine"."""
    word, before, after = words[index], words[index - 1], "".join(words[index + 1 : index + 2])
    verb = verb_of(word)
    if verb is None or before in PREPOSITIONS | ADJECTIVES or before in ("and", "or", "to"):
        return False
    if not after:
        return word in _ENDS_CLAUSE
    if after in _HOW and verb.form is VerbForm.THIRD and not has_plural_ending(before):
        return True
    is_sure = verb.base not in NOUN_VERBS | {"install"} or verb.base in _SOMETIMES_NOUNS
    agrees = verb.form is (VerbForm.BASE if has_plural_ending(before) else VerbForm.THIRD)
    return is_sure and agrees and (after in PREPOSITIONS | DETERMINERS or is_adverb(after))


def refuse_clause_in_noun(phrasing: str) -> None:
    """Refuse "COVID I want steady work"; "the people I met" is a noun."""
    words = plain_words(phrasing)
    place = next((index for index, word in enumerate(words) if index and word in ("i", "we")), 0)
    if place and words[0] not in DETERMINERS | RELATIVES and not RELATIVES.intersection(words[:place]):
        raise Unfit("Say it as a sentence, such as “I want steady work”.")


def refuse_odd_quality(phrasing: str) -> None:
    """Refuse what is no noun and names no quality: "HVAC certified EPA 608", "the ability of listening"."""
    words = plain_words(phrasing)
    pieces = [plain_words(piece) for piece in re.split(r",\s+(?:and\s+)?|\s+and\s+", phrasing)]
    is_mixed = len(pieces) > 1 and any(is_adjective(piece) for piece in pieces if piece)
    is_mixed |= any("of" in piece and piece[0] not in DETERMINERS for piece in pieces if piece)
    if is_mixed or words[0] in _NOT_ALONE or "ability" in words or _ATTAINED.intersection(words[1:-1]):
        raise Unfit(_WHO)


def refuse_quality_as_verb(phrasing: str) -> None:
    """Refuse what only looks like a verb: "respects for the elders", "controls of costs"."""
    words = plain_words(phrasing)
    verb = verb_of(words[0])
    if verb is None or verb.form is not VerbForm.THIRD or len(words) < 3:
        return
    is_of = words[1] == "of" and verb.base not in ("approve", "dispose", "dream", "hear", "think")
    if is_of or (
        words[1] == "for" and verb.base in ("drive", "love", "need", "respect", "support", "taste", "value")
    ):
        raise Unfit(_WHO)
