"""Which words are English, which are names, and which are slips of the keys: "intervew" is "interview"."""

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
_SHORT = re.compile(r"[^aeiou]+[aeiou][bdgklmnprt]")
"""A stem whose last letter is doubled: "stopped", never "stoped"."""
_NO_PLURAL = ("ss", "us", "is", "xs", "zs", "chs", "shs")
_BRITISH = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("our", "or"))
_LONG_STEM = 6
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
"""The shortest word, in characters, of which a slip can be told; "tig" is no slip of "big"."""
MAX_LONG = 30
"""The longest word, in characters, that is looked at for a slip. No listed word has more than 21 letters, and
the words that are one slip away from one of 5,000 letters take six seconds to try."""


def stems(word: str) -> Iterator[str]:
    """Yield the words that `word` may be a regular form of: "file" and "fil" for "filing"."""
    last = word[-2:-1]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(_NO_PLURAL) and not (last == "y" and _is_bare_y(word[:-1])):
        yield word[:-1]
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        yield word[:-2]
    if word.endswith("ied"):
        yield f"{word[:-3]}y"
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3 - (ending == "ing") or (ending == "ed" and _is_bare_y(stem)):
            continue
        if not _SHORT.fullmatch(stem):
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
    return frozenset((*_listed("known_words.txt"), *_listed("trade_words.txt")))


@cache
def _names() -> MappingProxyType[str, str]:
    return MappingProxyType({name.lower(): name for name in _listed("known_names.txt")})


def _listed(file: str) -> list[str]:
    lines = read_regular_file(_FOLDER / file, _MAX_BYTES).decode().splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def is_known(word: str) -> bool:
    """Whether a word in lower case is English, as it is or in a regular form."""
    if _is_listed(word):
        return True
    others = (word.replace(british, american) for british, american in _BRITISH if british in word)
    return any(map(_is_listed, others))


def is_built(word: str) -> bool:
    """Whether a word is made of a known one as anybody makes new ones: "unreconciled", "driller"."""
    if word.endswith(("er", "ers")):
        stem = word.removesuffix("s")[:-2]
        if len(stem) >= _MIN_DOER_STEM and (is_known(stem) or is_known(f"{stem}e")):
            return True
    rests = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(len(rest) >= MIN_LONG and is_known(rest) for rest in rests)


def _is_listed(word: str) -> bool:
    return is_regular_form(word, _words())


def is_regular_form(word: str, known: Container[str]) -> bool:
    """Whether a word is among the known ones, or a regular form of one: "meet", "meeting" and "meetings"."""
    if word in known or any(stem in known for stem in stems(word)):
        return True
    shorter = word[:-1] if word.endswith("ings") else word[:-2] if word.endswith(("ingly", "edly")) else ""
    return any(stem in known for stem in stems(shorter))


def known_name(word: str) -> str:
    """Return the spelling of a name that is typed in lower case; '' if it is none, or a word, too."""
    return "" if is_known(word) else _names().get(word, "")


def meant_word(word: str) -> str:
    """Return the known word that differs by one slip of the keys; '' if there is none, or several.

    A slip is a letter too few or too many, two that changed places, or a wrong vowel in a long word. Other
    wrong letters are none: they would make "nitrated" of a lab's "titrated".
    """
    if not MIN_LONG <= len(word) <= MAX_LONG:
        return ""
    near = sorted({other for other in _one_slip_away(word) if is_known(other) and word != f"{other}s"})
    return near[0] if len(near) == 1 else ""


def _is_long(word: str) -> bool:
    """Whether a word is long enough for one letter not to make another word of it: no "pipitted"."""
    return word in _words() or any(stem in _words() for stem in stems(word) if len(stem) >= _LONG_STEM)


def _one_slip_away(word: str) -> Iterator[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    for index in range(len(word) + 1):
        before, after = word[:index], word[index:]
        yield from (before + letter + after for letter in alphabet)
        if after:
            yield before + after[1:]
            if after[0] in _VOWELS:
                yield from filter(_is_long, (before + vowel + after[1:] for vowel in _VOWELS))
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
