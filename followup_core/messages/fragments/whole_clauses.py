"""Clauses that `classify` takes for something else, so that it is asked after them.

"After ten years of retail I want weekends", "working in a library is calmer than in a shop", "whoever set up
that stockroom thinks like me". For reasons and for better answers.
"""

from collections.abc import Sequence

from .fragment_grammar import FragmentKind, classify, is_adverb
from .fragment_rewrites import verb_is_sure
from .fragment_tidying import plain_words
from .fragment_words import (
    DETERMINERS,
    FINITE,
    OBJECTS,
    PREPOSITIONS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJECTS,
    word_set,
)
from .verb_forms import VerbForm, verb_of

_ALWAYS_SUBJECTS = word_set("everybody everyone i nobody they we whoever you")
_OPENINGS = (PREPOSITIONS | word_set("although as even here if like since there when while")) - word_set(
    "close near within"
)
_BEGINS_OTHER_CLAUSE = RELATIVES | QUESTION_WORDS | word_set("although because if so that though")
_OF_ONE = word_set("can has is isn't was will won't would")
_MIN_REST = 2
"""Words after a subject, its verb among them, that show a whole clause: not "in the field I loved"."""


def is_whole_clause(text: str) -> bool:
    """Whether a text is a clause with its own subject and verb, wherever they stand in it."""
    words = plain_words(text)
    if len(words) <= _MIN_REST:
        return False
    return (
        words[0].split("'")[0] in _ALWAYS_SUBJECTS
        or _has_clause_after_opening(words)
        or (words[0] in _OPENINGS and classify(text.partition(", ")[2]) is FragmentKind.CLAUSE)
        or _is_about_doing(words)
    )


def _has_clause_after_opening(words: Sequence[str]) -> bool:
    """Whether a pronoun and its verb follow what the words begin with: "in my country I was a nurse"."""
    if words[0] not in _OPENINGS:
        return False
    for index in range(1, len(words) - _MIN_REST):
        subject, _, short_verb = words[index].partition("'")
        if subject not in SUBJECTS or words[index - 1] in PREPOSITIONS | _BEGINS_OTHER_CLAUSE:
            continue
        rest = [word for word in words[index + 1 :] if not is_adverb(word)]
        if short_verb or (len(rest) >= _MIN_REST and (rest[0] in FINITE or verb_of(rest[0]) is not None)):
            return True
    return False


def _is_about_doing(words: Sequence[str]) -> bool:
    """Whether something is said of what one does: "working in a library is calmer than a shop"."""
    first = verb_of(words[0])
    if first is None or first.form is not VerbForm.GERUND:
        return False
    for index in range(1, len(words) - 1):
        word, after = words[index], words[index + 1]
        if word in _BEGINS_OTHER_CLAUSE or (word in SUBJECTS - OBJECTS - {"there"}):
            return False
        verb = verb_of(word)
        takes_object = after in OBJECTS or after in DETERMINERS
        is_said = verb_is_sure(word) or (
            takes_object and verb is not None and verb.form in (VerbForm.THIRD, VerbForm.PAST)
        )
        if word in _OF_ONE or (is_said and words[index - 1] not in PREPOSITIONS - {"outside", "inside"}):
            return True
    return False
