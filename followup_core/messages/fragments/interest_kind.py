"""Classifies a reason for wanting a job, also when `classify` alone would misread it."""

from collections.abc import Sequence

from .fragment_grammar import FragmentKind, classify, is_person
from .fragment_tidying import plain_words, sentences
from .fragment_words import (
    ADJECTIVES,
    DETERMINERS,
    FINITE,
    IT_SAYS,
    MODALS,
    NOUN_VERBS,
    OBJECTS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .verb_forms import PAST_LIKE_BASE, VerbForm, is_listed, verb_of
from .whole_clauses import is_whole_clause

_EMPLOYERS = word_set(
    """
    agency bakery bank brand business clinic college company daycare dealership employer farm firm gallery
    garage home hospital hotel kitchen lab library manufacturer museum nonprofit organization pharmacy
    practice preschool provider restaurant salon school shop startup store studio theater university warehouse
    """
)
_WORDS_THAT_NAME_NO_EMPLOYER = (
    DETERMINERS | SUBJECTS | word_set("buying managing new next old opening owning running")
)
_VERBS_OF_SEEMING = word_set(
    "feel feels felt look looks looked need needs seem seems seemed sound sounds sounded"
)
_MAX_WORDS_OF_EMPLOYER = 4
_MIN_WORDS_OF_CLAUSE = 4
_WORDS_BEFORE_RELATIVE_CLAUSE = (RELATIVES | {"way"}) - word_set(
    "after as because before if since so than until"
)
_WORDS_THAT_ARE_NO_SUBJECT = DETERMINERS | ADJECTIVES | MODALS | word_set("and be not or to")
_WORDS_AFTER_PAST_VERB = DETERMINERS | OBJECTS | {"like", "to"}
_WORDS_AFTER_BASE_VERB = (
    DETERMINERS | OBJECTS | PREPOSITIONS | SUBJECTS | word_set("here right straight there to")
)


def is_employer(words: list[str]) -> bool:
    """Whether the words name the employer without an article: "teaching hospital", "union shop"."""
    if "with" in words:
        words = words[: words.index("with")]  # "stable company with good training"
    is_noun = 1 < len(words) <= _MAX_WORDS_OF_EMPLOYER and (
        PREPOSITIONS | RELATIVES | FINITE | {"and"}
    ).isdisjoint(words)
    return is_noun and words[-1] in _EMPLOYERS and words[0].split("'")[0] not in _WORDS_THAT_NAME_NO_EMPLOYER


def names_employer(noun: str) -> bool:
    """Whether a noun is a kind of employer: a clinic, a museum."""
    return noun in _EMPLOYERS


def interest_kind(text: str) -> FragmentKind:
    """Return the kind of words of a reason: "union shop" is a noun, "offers training" a third-person verb.

    A long noun with a verb of its own is a clause, because the sentence in the form begins with "because".
    """
    kind = _kind_without_beginning(text)
    words = plain_words(text)
    first_verb = verb_of(words[0]) if len(words) >= _MIN_WORDS_OF_CLAUSE else None
    is_past = first_verb is not None and first_verb.form is VerbForm.PAST and not words[0].endswith("ed")
    if kind is FragmentKind.NOUN and is_past and words[0] not in ADJECTIVES:
        return FragmentKind.PAST  # "heard good things about the crew"
    is_noun = kind in (FragmentKind.NOUN, FragmentKind.QUESTION) and len(words) >= _MIN_WORDS_OF_CLAUSE
    has_main_verb = is_noun and _count_verbs(words) > _count_relative_clauses(words)
    return FragmentKind.CLAUSE if has_main_verb else kind


def _count_relative_clauses(words: Sequence[str]) -> int:
    return sum(word in _WORDS_BEFORE_RELATIVE_CLAUSE for word in words)


def _count_verbs(words: Sequence[str]) -> int:
    """Return how many words are the verb of the noun or pronoun before them."""
    return sum(_is_verb_of_previous_word(words, index) for index in range(1, len(words)))


def _is_verb_of_previous_word(words: Sequence[str], index: int) -> bool:
    word, previous_word, is_last = words[index], words[index - 1], index == len(words) - 1
    subject, _, short_verb = word.partition("'")
    if short_verb in ("d", "ll", "m", "re", "ve") or (short_verb == "s" and subject in SUBJECTS):
        return not is_last
    if previous_word in _WORDS_THAT_ARE_NO_SUBJECT or (
        previous_word in PREPOSITIONS and previous_word != "there"
    ):
        return False
    verb = verb_of(word)
    if word in FINITE or verb is None or not is_listed(word) or word in ADJECTIVES or is_last:
        return word in FINITE
    is_plural = has_plural_ending(previous_word) or previous_word in ("people", "children")
    match verb.form:
        case _ if previous_word in SUBJECTS:
            return verb.form is not VerbForm.GERUND
        case VerbForm.THIRD:
            return not is_plural and words[index + 1] not in ("and", "or", "of")
        case VerbForm.BASE:
            return is_plural and (verb.base not in NOUN_VERBS or words[index + 1] in _WORDS_AFTER_BASE_VERB)
        case VerbForm.PAST:
            return word not in PAST_LIKE_BASE and words[index + 1] in _WORDS_AFTER_PAST_VERB
        case _:
            return False


def _kind_without_beginning(text: str) -> FragmentKind:
    """Return the kind of words of a reason that stands alone, without "because" before it."""
    words = plain_words(text)
    if len(sentences(text)) == 1 and is_whole_clause(text):
        return FragmentKind.CLAUSE
    if is_employer(words):
        return FragmentKind.NOUN
    if len(words) > 1 and words[0] in IT_SAYS:
        return FragmentKind.THIRD
    is_noun = words[0] in NOUN_VERBS and words[1:2] in (["of"], ["on"], ["about"], ["that"])
    is_noun |= has_plural_ending(words[0]) and is_person(words[0][:-1])  # "nurses on the ward"
    kind = FragmentKind.NOUN if is_noun else classify(text)  # "work that matters"
    if kind is not FragmentKind.NOUN or len(words) < 3:
        return kind
    is_clause_about_many = (has_plural_ending(words[0]) or words[0] == "people") and classify(
        f"the {text}"
    ) is FragmentKind.CLAUSE
    opens_clause = words[0] in ("the", "this", "your", "my", "no") and _has_own_verb(words)
    return FragmentKind.CLAUSE if is_clause_about_many or opens_clause else kind


def _has_own_verb(words: list[str]) -> bool:
    """Whether the words are a noun and its verb: "your residents seemed happy", "the kids remind me ..."."""
    end = next((index for index, word in enumerate(words) if word in RELATIVES), len(words))
    return any(
        words[index] in _VERBS_OF_SEEMING
        or (words[index + 1] in OBJECTS - {"you", "it"} and words[index] not in PREPOSITIONS)
        for index in range(2, end - 1)
    )
