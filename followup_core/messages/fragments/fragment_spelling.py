"""Spelling of what was typed: slips are mended, names get capitals, what may be a slip is asked about."""

import re

from .fragment_names import PROPER_NAMES
from .fragment_rewrites import Unfit
from .fragment_tidying import plain_word
from .known_words import is_known, known_name, may_be_slip, meant_word
from .verb_forms import IRREGULAR, is_listed, past

_MIN_MENDED = 7
"""The shortest word, in characters, that is mended without asking: a short one may be another word."""


def with_known_words(text: str) -> str:
    """Return a text of known words only, with the capitals of its names.

    Raises:
        Unfit: A word in small letters that isn't known may be a slip. A long one that no slip explains is a
            word of somebody's trade ("vasopressors"), and they know how it is spelled.
    """
    words = text.split(" ")
    return " ".join(_known(word, is_first=not index) for index, word in enumerate(words))


def _known(word: str, *, is_first: bool) -> str:
    plain = plain_word(word)
    typed_small = word.islower() or (is_first and word.istitle())
    if not typed_small or not re.fullmatch(r"[a-z]{2,}(?:[-/][a-z]+)*(?:'s|s')?", plain):
        return word
    parts = re.split(r"[-/]", re.sub(r"'s$|'$", "", plain))
    for part in (part for part in parts if len(part) > 2 or len(parts) == 1):  # "de-escalate"
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
    """Return the right spelling of a word in small letters; '' where it is right, None if it isn't known."""
    if len(word) < 2 or word in PROPER_NAMES:
        return ""
    if (base := word.removesuffix("ed")) != word and base in IRREGULAR and past(base) != base:
        return past(base)  # "teached"
    if is_known(word) or is_listed(word):
        return ""
    if name := known_name(word):
        return name
    if len(word) < _MIN_MENDED:
        return None
    return meant_word(word) or (None if may_be_slip(word) else "")
