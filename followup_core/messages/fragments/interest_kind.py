"""What kind of words a reason for wanting a job is made of, where `classify` alone would misread them."""

import re

from .fragment_grammar import FragmentKind, classify, is_person
from .fragment_tidying import plain_words, sentences
from .fragment_words import (
    ADJECTIVES,
    COMMON_NOUNS,
    DETERMINERS,
    FINITE,
    IT_SAYS,
    NOUN_VERBS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .lazy_pattern import LazyPattern
from .verb_forms import VerbForm, verb_of
from .whole_clauses import is_whole_clause

_BOUNDS = word_set("begins closes ends opens starts")
AFTER_NOUN = PREPOSITIONS | word_set("and that which who where")
"""What ends a bare noun."""
EMPLOYERS = word_set(
    """
    agency bakery brand business clinic college company daycare dealership employer farm firm hospital hotel
    kitchen manufacturer nonprofit organization practice preschool provider restaurant salon school shop
    startup store
    studio
    """
)
_NOT_OF_EMPLOYER = word_set(
    "buying cooking leading-edge managing next old opening owning running starting working"
) | {"new"}
_MAX_EMPLOYER = 4
_HOME = LazyPattern(r"(?:nursing|group|funeral|retirement|care) home", re.IGNORECASE)
_SOMEBODY = word_set("client customer guest kid parent patient pharmacist resident student")
_MET_AND_DID = LazyPattern(
    r"(?:the|your)\s+(?:\w+\s+){1,2}?i\s+(?:met|saw|visited|talked\s+(?:to|with)|spoke\s+(?:to|with))\s+"
    r"(?:(?:all|really|there|today|yesterday)\s+)*"
    r"(?:are|asked|do|gave|had|have|help|helped|listened|know|knew|love|loved|made|said|seemed|showed|told|took|were|work)\s",
    re.IGNORECASE,
)
"""People with what they did: "the students I met asked great questions" is a sentence."""
_SEEMS = word_set("feel feels felt look looks looked need needs seem seems seemed sound sounds sounded")


def is_employer(text: str, words: list[str]) -> bool:
    """Whether a noun without an article says what the employer is: "teaching hospital", "union shop"."""
    is_short = (
        2 <= len(words) <= _MAX_EMPLOYER and words[-1] in EMPLOYERS and not AFTER_NOUN.intersection(words)
    )
    if words in (["startup"], ["nonprofit"], ["non-profit"]):
        return True
    is_plain = (words[0].replace("-", "").isalpha() or words[0].endswith("-star")) and words[
        0
    ] not in _NOT_OF_EMPLOYER | DETERMINERS | SUBJECTS
    return (is_short and is_plain) or _HOME.fullmatch(text) is not None


def interest_kind(text: str) -> FragmentKind:
    """Return what kind of words a reason is: "union shop" is a noun, "pharmacists go on rounds" a clause."""
    words = plain_words(text)
    if words[:2] == ["walking", "distance"]:
        return FragmentKind.PLACE
    if len(sentences(text)) == 1 and is_whole_clause(text):
        return FragmentKind.CLAUSE
    if _MET_AND_DID.match(text):
        return FragmentKind.CLAUSE
    if is_employer(text, words):
        return FragmentKind.NOUN
    if _tells_of_many(text, words):
        return FragmentKind.CLAUSE
    if _is_of_many(words):
        return FragmentKind.NOUN  # "nurses on the ward"
    if len(words) > 1 and words[0] in IT_SAYS:
        return FragmentKind.THIRD
    if (
        len(words) > 2
        and words[0] in NOUN_VERBS - {"work", "help", "care", "talk"}
        and words[1] in ("with", "of", "on", "about")
    ):
        return FragmentKind.NOUN  # "contact with people"
    if len(words) > 2 and words[0] in NOUN_VERBS and words[1] in ("that", "which", "where"):
        return FragmentKind.NOUN  # "work that matters"
    # "training" alone is what they offer, not what somebody likes to do.
    offered = len(words) == 1 and words[0] in COMMON_NOUNS - ADJECTIVES
    kind = FragmentKind.NOUN if offered else classify(text)
    is_clause = (
        kind is FragmentKind.NOUN and words[0] in ("the", "this", "your", "my", "no") and _has_own_verb(words)
    )
    return FragmentKind.CLAUSE if is_clause else kind


def _has_own_verb(words: list[str]) -> bool:
    """Whether a noun with its article has a verb of its own: "the job ends with a project"."""
    opened = next((index for index, word in enumerate(words) if word in RELATIVES), len(words))
    for index in range(2, opened - 1):
        is_verb = (
            words[index] not in PREPOSITIONS | DETERMINERS | ADJECTIVES
            and words[index - 1] not in PREPOSITIONS
        )
        if is_verb and words[index + 1] in ("me", "us", "them", "him"):
            return True  # "the residents remind me of my grandmother"
        if words[index] in _SEEMS and words[index + 1] not in ("like", "that"):
            return True  # "the people in the office seem very supportive"
        verb = verb_of(words[index])
        is_done = words[index] in FINITE or (verb is not None and verb.form is VerbForm.PAST)
        if words[index - 1] == "there" and is_done:
            return True  # "the kids there were laughing"
        is_of_one = (
            words[index] in _BOUNDS
            and words[0] in ("the", "this")
            and not has_plural_ending(words[index - 1])
        )
        if is_of_one and words[index + 1] in PREPOSITIONS:
            return True  # "the job ends with a project"
        second = verb_of(words[index + 1]) if words[index] == "and" and index + 2 < len(words) else None
        first = verb_of(words[index - 1])
        if (
            second is not None
            and first is not None
            and index > 2
            and first.form
            is second.form
            is (VerbForm.BASE if has_plural_ending(words[index - 2]) else VerbForm.THIRD)
            and (words[index + 2] in DETERMINERS | PREPOSITIONS)
        ):
            return True  # "the company designs and tests its products"
    return False


def _tells_of_many(text: str, words: list[str]) -> bool:
    """Whether several people and their verb begin a text: "pharmacists go on rounds"."""
    return _is_of_many(words) and len(words) > 2 and classify(f"the {text}") is FragmentKind.CLAUSE


def _is_of_many(words: list[str]) -> bool:
    one = words[0].removesuffix("s") if words[0] != "people" else "person"
    return one != words[0] and (is_person(one) or one in _SOMEBODY)
