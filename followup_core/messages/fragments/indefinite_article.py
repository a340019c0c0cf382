"""Chooses between "a" and "an" by the sound of the next word; letters read one by one go by their names."""

import re

from .fragment_words import word_set
from .lazy_pattern import LazyPattern

_AN_BEFORE = tuple("AEFHILMNORSX8")
"""The letters, and the digit, whose names begin with a vowel: "an RN", "an 8-hour shift"."""
_READ_AS_WORDS = word_set(
    "FEMA HEPA HIPAA LAN LASIK LEED MIG NASA NATO NICU RAM REIT ROM SIM STEM SWAT UNICEF"
)
_VOWEL_SPOKEN_AS_CONSONANT = LazyPattern(r"uni(?!n[^a-z]?[a-z]|m[ap]|d)|use|usu|eu|one|once|ubiq|util|ura")
_SILENT_H = LazyPattern(r"hour|honest|honou?r|heir")


def indefinite_article(word: str) -> str:
    """Return "a" or "an", as people say it before `word`: "an" before "RN" and "hour"."""
    without_marks = word.strip("“”\"'(.,;:!?)")
    if without_marks.startswith(("11", "18")) and not without_marks[2:3].isdigit():
        return "an"
    if without_marks.startswith("8") or _is_read_by_letters(without_marks):
        return "an" if without_marks.startswith(_AN_BEFORE) else "a"
    lowercase_word = without_marks.lower()
    is_an = _SILENT_H.match(lowercase_word) or (
        lowercase_word.startswith(tuple("aeiou")) and not _VOWEL_SPOKEN_AS_CONSONANT.match(lowercase_word)
    )
    return "an" if is_an else "a"


def _is_read_by_letters(word: str) -> bool:
    """Whether a word is read letter by letter: "UDT", "HR", "X-ray", but not "NASA" or "A"."""
    first_part = re.split(r"[-/]", word)[0]
    letters = first_part.rstrip("s")
    if letters in _READ_AS_WORDS or not first_part[:1].isupper() or not word[1:]:
        return False
    return len(first_part) == 1 or (letters.isupper() and len(letters) > 1)
