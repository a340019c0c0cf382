"""Spelling of what was typed: slips are mended, names get capitals, what may be a slip is asked about."""

import re

from .fragment_names import PROPER_NAMES
from .fragment_rewrites import Unfit
from .fragment_tidying import plain_word
from .fragment_words import (
    ADJECTIVES,
    ADVERBS,
    COMMON_NOUNS,
    DETERMINERS,
    OBJECTS,
    PEOPLE,
    PREPOSITIONS,
    QUANTIFIERS,
    RELATIVES,
    SUBJECTS,
    word_set,
)
from .known_words import (
    is_built,
    is_known,
    is_regular_form,
    known_name,
    may_be_slip,
    meant_word,
    with_right_ending,
)
from .verb_forms import IRREGULAR, is_listed, past

_COMMON = (
    ADJECTIVES
    | COMMON_NOUNS
    | DETERMINERS
    | OBJECTS
    | PEOPLE
    | PREPOSITIONS
    | QUANTIFIERS
    | RELATIVES
    | SUBJECTS
    | ADVERBS
)
_OFTEN_MISSPELLED = word_set(
    "accommodate achieve achievement acquire ambition ambitious anniversary appreciate apprentice assess "
    "assessment "
    "assistant attend attendance calendar category challenge colleague committee communicate "
    "communication competent concentrate condition confident conscientious convenient coordinate "
    "correspondence curriculum deadline deficient definite dependent describe detail develop "
    "development efficient electrician emergency employee engineer engineering environment equipment "
    "exceed excellent existence experience facility familiar february flexible foreign friendly "
    "government guarantee immediate immediately implement improvement independent inspection "
    "intelligent interest interview inventory knowledge leadership license maintain maintenance manage "
    "management mechanic medicine necessary negotiate occasion occur occurred occurring opportunity "
    "organization organize particular patience patient performance permanent personnel practice prepare "
    "prescription privilege procedure professional puzzle receive recommend reference relevant reliable "
    "repetition requirement responsibility responsible restaurant schedule separate sincere software "
    "specialist success successful supervise supervisor technician technology temporary therapist "
    "together tomorrow training university vehicle volunteer warehouse wednesday welcome"
)
"""General words that people misspell in applications; an unknown word one slip away from one is its slip."""
_FIRST_PARTS = word_set("anti auto cross eco mid multi non post pre pro semi sub ultra")
"""What stands before a hyphen and is no word alone: "pre-op", "mid-market"."""
_MIN_MENDED = 7
"""The shortest word, in characters, that is mended without asking: a short one may be another word."""


def with_known_words(text: str) -> str:
    """Return a text of known words only, with the capitals of its names.

    Raises:
        Unfit: A word in lower case that isn't known may be a slip. A long one that no slip explains is a
            word of somebody's trade ("vasopressors"), and they know how it is spelled.
    """
    words = text.split(" ")
    return " ".join(
        _name_of(word)
        if index and plain_word(words[index - 1]) in _TITLES
        else word
        if _is_particle(words, index) or _is_unit(words, index)
        else _known(word, is_first=not index)
        for index, word in enumerate(words)
    )


_PARTICLES = word_set("da das de del della den der des di do dos du e el la las le los van von y zu")


_TITLES = ("dr", "mr", "mrs", "ms")


def _name_of(word: str) -> str:
    """Return the word after a title with a capital, unless it is an ordinary one: "Mr Tanaka"."""
    return word if is_known(plain_word(word)) else word[:1].upper() + word[1:]


def _is_particle(words: list[str], index: int) -> bool:
    """Whether a small word stands inside a name: "Rio das Velhas", "Johan van der Berg"."""
    around = [word for word in words[max(0, index - 2) : index + 3] if word[:1].isupper()]
    inner = 0 < index < len(words) - 1 and words[index] in _PARTICLES
    return (
        inner and len(around) > 1 and bool(words[index - 1][:1].isupper() or words[index + 1][:1].isupper())
    )


def _is_unit(words: list[str], index: int) -> bool:
    """Whether a word is the unit of the number before it: "90 ms" is no Ms."""
    return words[index] == "ms" and index > 0 and words[index - 1][-1:].isdigit()


def _known(word: str, *, is_first: bool) -> str:
    plain = plain_word(word)
    typed_small = word.islower() or (is_first and word.istitle())
    if not typed_small or not re.fullmatch(r"[a-z]{2,}(?:[-/][a-z]+)*(?:'s|s')?", plain):
        return word
    parts = re.split(r"[-/]", re.sub(r"'s$|'$", "", plain))
    for part in (
        part for part in parts if len(parts) == 1 or (len(part) > 2 and part not in _FIRST_PARTS)
    ):  # "de-escalate"
        meant = _meant(part)
        if meant:
            word = re.sub(part, meant if word.islower() else meant.capitalize(), word, flags=re.IGNORECASE)
        elif meant is None and word.islower():
            raise Unfit(
                f"Check the spelling of “{part}”. A name needs a capital letter; any other word that"
                " isn't known here you can write into the message itself."
            )
    return word


def _meant(word: str) -> str | None:
    """Return the right spelling of a word in lower case; '' where it is right, None if it isn't known."""
    if len(word) < 2 or word in PROPER_NAMES:
        return ""
    if (base := word.removesuffix("ed")) != word and base in IRREGULAR and past(base) != base:
        return past(base)  # "teached"
    if is_known(word) or is_listed(word) or is_built(word):
        return ""
    if name := known_name(word):
        return name
    if len(word) < _MIN_MENDED:
        return None if may_be_slip(word, _is_common) else ""
    if right := with_right_ending(word):
        return right
    # A rarer word is no guess: it made "telepathy" of a machinist's "toolpath", and nobody was told.
    meant = meant_word(word)
    if _is_common(meant) or is_regular_form(meant, _OFTEN_MISSPELLED):
        return meant
    return None if may_be_slip(word, _is_common) else ""


def _is_common(word: str) -> bool:
    """Whether a word is so common that an unknown one is rather its slip than a word of some trade."""
    return is_listed(word) or is_regular_form(word, _COMMON)
