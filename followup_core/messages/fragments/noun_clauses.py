"""Recognizes clauses with a noun as their subject: "the firm promotes from within"."""

from collections.abc import Sequence

from .fragment_words import (
    ADJECTIVES,
    ADVERBS,
    DETERMINERS,
    FINITE,
    LY_NOUNS,
    NOUN_VERBS,
    OBJECTS,
    PEOPLE,
    PREPOSITIONS,
    QUANTIFIERS,
    RELATIVES,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .verb_forms import PAST_LIKE_BASE, Verb, VerbForm, is_listed, participle, verb_of

_ACTORS = PEOPLE | word_set(
    """
    aunt brother business clinic college company cousin crew dad daughter department father firm grandfather
    grandma grandmother grandpa hospital hotel husband kitchen lab library management mom mother museum office
    organization owner partner restaurant salon school shop sister son staff store studio team uncle wife
    """
)
"""Nouns for who acts, so that an ambiguous word after one is its verb."""
_OPENINGS = DETERMINERS - word_set("no every each any another")
_WORDS_NOT_BEFORE_VERB = (
    (PREPOSITIONS | RELATIVES | DETERMINERS | ADJECTIVES | QUANTIFIERS | SUBJECTS | FINITE) - _ACTORS
) | word_set("and or to not")
_VERBS_WITHOUT_OBJECT = word_set(
    "arrive begin change end expand grow invest live move open return start stay work"
)
_MAX_WORDS_OF_SUBJECT = 6


def has_plain_verb(words: Sequence[str]) -> bool:
    """Whether the words begin with a noun phrase followed by its verb."""
    if words[0] not in _OPENINGS and not words[0][:1].isdigit():
        return False
    for index in range(2, min(len(words), _MAX_WORDS_OF_SUBJECT + 1)):
        if words[index] in RELATIVES or words[index] in SUBJECTS - OBJECTS or words[index - 1] == "way":
            return False
        if _is_its_verb(words, index):
            return True
    return False


def _is_its_verb(words: Sequence[str], index: int) -> bool:
    next_words = words[index + 1 :]
    subject = index - 1
    while subject > 1 and (_is_adverb(words[subject]) or words[subject] in ("here", "there")):
        subject -= 1
    noun = words[subject]
    is_counted = words[index - 1][:1].isdigit()  # "11 years, 4 steers a week"
    verb = None if noun.endswith("s'") or is_counted else verb_of(words[index])
    if verb is None or noun in _WORDS_NOT_BEFORE_VERB or not is_listed(words[index]):
        return False
    is_plural = has_plural_ending(noun) or noun in ("people", "children", "staff")
    has_adverb = subject < index - 1
    is_verb_only = verb.base not in NOUN_VERBS and verb.base not in ADJECTIVES
    if not PREPOSITIONS.isdisjoint(words[1:subject]) and "of" not in words[1:subject] and not is_verb_only:
        return has_adverb  # "the switch from paper files to SharePoint"
    match verb.form:
        case VerbForm.THIRD if not is_plural:
            return (
                has_adverb
                or (is_verb_only and (noun in _ACTORS or bool(next_words)))
                or _is_followed_as_verb(noun, verb, next_words)
            )
        case VerbForm.BASE if is_plural and noun not in ("sales", "news"):
            return has_adverb or is_verb_only or verb.base == "help" or _needs_no_object(verb, next_words)
        case VerbForm.PAST if words[index] not in PAST_LIKE_BASE:
            if noun in _ACTORS or verb.base in _VERBS_WITHOUT_OBJECT:
                return bool(next_words) and next_words[0] != "by"
            return participle(verb.base) != words[index] or verb.base in ("have", "win")
        case _:
            return False


def _is_followed_as_verb(noun: str, verb: Verb, next_words: Sequence[str]) -> bool:
    """Whether the words after a word in -s show that it is a verb and no plural: "hires locally"."""
    if not next_words or next_words[0] in ("and", "or"):
        return False  # "the clinic visits and the quota"
    follows_verb = (
        _is_adverb(next_words[0]) or next_words[0] in DETERMINERS | OBJECTS or next_words[0][:1].isdigit()
    )
    return follows_verb or noun in _ACTORS or _needs_no_object(verb, next_words)


def _needs_no_object(verb: Verb, next_words: Sequence[str]) -> bool:
    """Whether a verb needs no object, and a preposition follows it: "starts in January"."""
    return verb.base in _VERBS_WITHOUT_OBJECT and not PREPOSITIONS.isdisjoint(next_words[:1])


def _is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in LY_NOUNS)
