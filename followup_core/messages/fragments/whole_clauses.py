"""Recognizes clauses that `classify` takes for something else, in reasons and in better answers.

For example "after ten years of retail I want weekends", "working in a library is calmer than in a shop",
"whoever set up that stockroom thinks like me".
"""

from collections.abc import Sequence

from .fragment_grammar import FragmentKind, classify, is_adverb
from .fragment_rewrites import is_surely_third_person
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
_VERBS_OF_ONE = word_set("can has is isn't was will won't would")
_MIN_WORDS_AFTER_SUBJECT = 2
"""How many words must follow a subject, its verb included, to be a clause: not "in the field I loved"."""


def is_whole_clause(text: str) -> bool:
    """Whether a text is a clause with its own subject and verb, at its beginning or later."""
    words = plain_words(text)
    if len(words) <= _MIN_WORDS_AFTER_SUBJECT:
        return False
    return (
        words[0].split("'")[0] in _ALWAYS_SUBJECTS
        or _has_clause_after_opening(words)
        or (words[0] in _OPENINGS and classify(text.partition(", ")[2]) is FragmentKind.CLAUSE)
        or _has_activity_as_subject(words)
    )


def _has_clause_after_opening(words: Sequence[str]) -> bool:
    """Whether the words are an opening, a pronoun and its verb: "in my country I was a nurse"."""
    if words[0] not in _OPENINGS:
        return False
    for index in range(1, len(words) - _MIN_WORDS_AFTER_SUBJECT):
        subject, _, short_verb = words[index].partition("'")
        if subject not in SUBJECTS or words[index - 1] in PREPOSITIONS | _BEGINS_OTHER_CLAUSE:
            continue
        next_words = [word for word in words[index + 1 :] if not is_adverb(word)]
        if short_verb or (
            len(next_words) >= _MIN_WORDS_AFTER_SUBJECT
            and (next_words[0] in FINITE or verb_of(next_words[0]) is not None)
        ):
            return True
    return False


def _has_activity_as_subject(words: Sequence[str]) -> bool:
    """Whether the subject is an activity, and has a verb: "working in a library is calmer than a shop"."""
    first_verb = verb_of(words[0])
    if first_verb is None or first_verb.form is not VerbForm.GERUND:
        return False
    for index in range(1, len(words) - 1):
        word, next_word = words[index], words[index + 1]
        if word in _BEGINS_OTHER_CLAUSE or (word in SUBJECTS - OBJECTS - {"there"}):
            return False
        verb = verb_of(word)
        takes_object = next_word in OBJECTS or next_word in DETERMINERS
        is_verb_of_activity = is_surely_third_person(word) or (
            takes_object and verb is not None and verb.form in (VerbForm.THIRD, VerbForm.PAST)
        )
        if word in _VERBS_OF_ONE or (
            is_verb_of_activity and words[index - 1] not in PREPOSITIONS - {"outside", "inside"}
        ):
            return True
    return False
