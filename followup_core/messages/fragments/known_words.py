"""Recognizes English words, names, and typing mistakes: "intervew" is meant to be "interview"."""

import re
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType

from followup_core.regular_files import read_regular_file

_FOLDER = Path(__file__).parent
_MAX_BYTES = 1_000_000
_DOUBLED = frozenset("bdgklmnprt")
_VOWELS = frozenset("aeiou")
_STEM_THAT_DOUBLES = re.compile(r"[^aeiou]+[aeiou][bdgklmnprt]")
"""Matches a stem whose last letter is doubled: "stopped", never "stoped"."""
_NO_PLURAL = ("ss", "us", "is", "xs", "zs", "chs", "shs")
_BRITISH = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("our", "or"))
_MIN_LONG_STEM = 6
_MIN_DOER_STEM = 4
"""The shortest stem, in characters, of a new word in -er: "driller", but no "leter"."""
_PREFIXES = (
    "auto",
    "bio",
    "electro",
    "inter",
    "micro",
    "multi",
    "neuro",
    "non",
    "over",
    "pre",
    "re",
    "sub",
    "un",
    "under",
)
MIN_LONG = 5
"""The shortest word, in characters, that counts as a typing mistake; "tig" is no slip of "big"."""
MAX_LONG = 30
"""The longest word, in characters, that is looked at for a slip. No listed word has more than 21 letters, and
the words that are one slip away from one of 5,000 letters take six seconds to try."""


def stems(word: str) -> Iterator[str]:
    """Yield the words that `word` may be a regular form of: "file" and "fil" for "filing"."""
    letter_before_last = word[-2:-1]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif (
        word.endswith("s")
        and not word.endswith(_NO_PLURAL)
        and not (letter_before_last == "y" and _is_bare_y(word[:-1]))
    ):
        yield word[:-1]
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        yield word[:-2]
    if word.endswith("ied"):
        yield f"{word[:-3]}y"
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3 - (ending == "ing") or (ending == "ed" and _is_bare_y(stem)):
            continue
        if not _STEM_THAT_DOUBLES.fullmatch(stem):
            yield stem
        yield f"{stem}e"
        if stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
            yield stem[:-1]
    if word.endswith("ly"):
        yield word[:-2]


def _is_bare_y(stem: str) -> bool:
    """Whether a stem ends in "y" after a consonant, which no regular ending leaves as it is."""
    return stem.endswith("y") and stem[-2:-1] not in _VOWELS


@cache
def _words() -> frozenset[str]:
    return frozenset((*_read_list("known_words.txt"), *_read_list("trade_words.txt")))


@cache
def _names() -> MappingProxyType[str, str]:
    return MappingProxyType({name.lower(): name for name in _read_list("known_names.txt")})


def _read_list(file: str) -> list[str]:
    lines = read_regular_file(_FOLDER / file, _MAX_BYTES).decode().splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def is_known(word: str) -> bool:
    """Whether a word in lower case is English, as it is or in a regular form."""
    if _is_listed(word):
        return True
    american_spellings = (
        word.replace(british, american) for british, american in _BRITISH if british in word
    )
    return any(map(_is_listed, american_spellings))


def is_built(word: str) -> bool:
    """Whether a word is a known word with a common prefix or -er: "unreconciled", "driller"."""
    if word.endswith(("er", "ers")):
        stem = word.removesuffix("s")[:-2]
        if len(stem) >= _MIN_DOER_STEM and (is_known(stem) or is_known(f"{stem}e")):
            return True
    words_without_prefix = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(
        len(word_without_prefix) >= MIN_LONG and is_known(word_without_prefix)
        for word_without_prefix in words_without_prefix
    )


def _is_listed(word: str) -> bool:
    return is_regular_form(word, _words())


def is_regular_form(word: str, known_words: Container[str]) -> bool:
    """Whether a word or its stem is in `known_words`: "meeting" and "meetings" if "meet" is."""
    if word in known_words or any(stem in known_words for stem in stems(word)):
        return True
    shorter = word[:-1] if word.endswith("ings") else word[:-2] if word.endswith(("ingly", "edly")) else ""
    return any(stem in known_words for stem in stems(shorter))


def known_name(word: str) -> str:
    """Return the spelling of a name typed in lower case; '' if it is no name, or is also a word."""
    return "" if is_known(word) else _names().get(word, "")


def meant_word(word: str) -> str:
    """Return the only known word that is one typing mistake away; '' if there is none, or several.

    A mistake is a letter too few or too many, two swapped letters, or a wrong vowel in a long word. Other
    wrong letters don't count, because a lab's "titrated" would become "nitrated".
    """
    if not MIN_LONG <= len(word) <= MAX_LONG:
        return ""
    candidates = sorted(
        {candidate for candidate in _one_slip_away(word) if is_known(candidate) and word != f"{candidate}s"}
    )
    return candidates[0] if len(candidates) == 1 else ""


def _is_long_enough(word: str) -> bool:
    """Whether a word is listed or has a stem so long that one letter hardly makes another word of it."""
    return word in _words() or any(stem in _words() for stem in stems(word) if len(stem) >= _MIN_LONG_STEM)


def _one_slip_away(word: str) -> Iterator[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    for index in range(len(word) + 1):
        before, after = word[:index], word[index:]
        yield from (before + letter + after for letter in alphabet)
        if after:
            yield before + after[1:]
            if after[0] in _VOWELS:
                yield from filter(_is_long_enough, (before + vowel + after[1:] for vowel in _VOWELS))
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
