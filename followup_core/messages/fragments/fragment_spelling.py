"""Corrects the spelling of a typed text: general words are mended, names get their capitals."""

import re

from .fragment_names import PROPER_NAMES
from .fragment_tidying import plain_word
from .fragment_words import ADJECTIVES, ADVERBS, COMMON_NOUNS, PEOPLE, PREPOSITIONS, RELATIVES, word_set
from .known_words import is_built, is_known, is_regular_form, known_name, meant_word
from .verb_forms import is_listed

_COMMON_WORDS = ADJECTIVES | ADVERBS | COMMON_NOUNS | PEOPLE | PREPOSITIONS | RELATIVES
_OFTEN_MISSPELLED = word_set(
    """
    accommodate achieve achievement acquire ambition ambitious anniversary appreciate apprentice assess
    assessment assistant attend attendance calendar category challenge colleague committee communicate
    communication competent concentrate condition confident conscientious convenient coordinate
    correspondence curriculum deadline deficient definite dependent describe detail develop development
    efficient electrician emergency employee engineer engineering environment equipment exceed excellent
    existence experience facility familiar february flexible foreign friendly government guarantee immediate
    immediately implement improvement independent inspection intelligent interest interview inventory
    knowledge leadership license maintain maintenance manage management mechanic medicine necessary negotiate
    occasion occur opportunity organization organize particular patience patient performance permanent
    personnel practice prepare prescription privilege procedure professional receive recommend reference
    relevant reliable repetition requirement responsibility responsible restaurant schedule separate sincere
    software specialist success successful supervise supervisor technician technology temporary therapist
    together tomorrow training university vehicle volunteer warehouse wednesday welcome
    """
)
"""General words that people misspell in applications, so that a word one slip away is corrected to one."""
_HONORIFICS = ("dr", "mr", "mrs", "ms")
_MIN_LETTERS_TO_CORRECT = 7
"""The shortest word, in characters, that is corrected; a shorter one may be another word."""


def with_known_words(text: str) -> str:
    """Return a text in which misspelled general words are mended and names have their capitals.

    A rarer word is never guessed: it made "telepathy" of a machinist's "toolpath".
    """
    words = text.split(" ")
    return " ".join(
        _with_capital_if_name(word)
        if index and plain_word(words[index - 1]) in _HONORIFICS
        else _corrected_word(word, is_first=not index)
        for index, word in enumerate(words)
    )


def _with_capital_if_name(word: str) -> str:
    """Return the word after a title such as "Mr" with a capital, unless it is an ordinary word."""
    return word if is_known(plain_word(word)) else word[:1].upper() + word[1:]


def _corrected_word(word: str, *, is_first: bool) -> str:
    lowercase_word = re.sub(r"'s$|'$", "", plain_word(word))
    is_small = word.islower() or (is_first and word.istitle())
    if (
        not is_small
        or not re.fullmatch(r"[a-z]{2,}", lowercase_word)
        or not (meant := _correct_spelling(lowercase_word))
    ):
        return word
    return re.sub(lowercase_word, meant if word.islower() else meant.capitalize(), word, flags=re.IGNORECASE)


def _correct_spelling(word: str) -> str:
    """Return the correct spelling of a word in lower case; '' if it is correct, or if nobody can tell."""
    if word in PROPER_NAMES or is_known(word) or is_listed(word) or is_built(word):
        return ""
    if name := known_name(word):
        return name
    meant = meant_word(word) if len(word) >= _MIN_LETTERS_TO_CORRECT else ""
    is_common = is_listed(meant) or is_regular_form(meant, _COMMON_WORDS | _OFTEN_MISSPELLED)
    return meant if is_common else ""
