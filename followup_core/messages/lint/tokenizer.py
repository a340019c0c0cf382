"""The tokenizer: a text as words with their positions, ignoring case, quotes, spaces and line breaks."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from followup_core.models.name_words import FOLDED_CHARS

END = frozenset(".?!:;¶")
"""The characters that end a sentence or a part of it; ¶ stands for an empty line."""

_MARKS = "\u0300-\u036f\u064b-\u065f"
_TOKEN = re.compile(
    r"(?<!\w)[eE][‐‑-][mM][aA][iI][lL]\w?"
    rf"|[^\W_{_MARKS}](?:[^\W_]|[{_MARKS}]|['’‘ʼ](?=[^\W_]))*|[.?!:;؟。؛]|\n[ \t]*\n"
)
_NAME_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
_SIGNS = str.maketrans("’‘ʼ`´‐‑–—", "''''" + "'" + "----")
_STOPS = {"؟": "?", "。": ".", "؛": ";"}
_NOT = re.compile(r"(.+)n'?t")
_SHORT = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "let's": ("let", "us")}
_BE = ("is", "are", "was", "were", "have", "has", "had", "do", "does", "did")
_VERBS = frozenset((*_BE, "would", "could", "should", "must", "need"))
_TAILS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}


class Word(NamedTuple):
    """One normalized word, and the range of characters that it was read from."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words and sentence ends of `text`.

    Words are lower case, contractions are written out, and "e-mail" becomes "email".
    """
    result: list[Word] = []
    for token in _TOKEN.finditer(text):
        token_text = token.group()
        plain = ("¶",) if token_text[0] == "\n" else normalized(token_text)
        result.extend(Word(word_text, token.start(), token.end()) for word_text in plain)
    return result


@lru_cache(maxsize=4096)
def normalized(token: str) -> tuple[str, ...]:
    """Return one token as the words that `words` would have it; a contraction is two."""
    word = token.translate(_SIGNS).lower()
    if word in _STOPS:
        return (_STOPS[word],)
    if word in _SHORT:
        return _SHORT[word]
    short = _NOT.fullmatch(word)
    if short and short.group(1) in _VERBS:
        return short.group(1), "not"
    head, _, tail = word.partition("'")
    if tail == "s":
        return (head, "is") if head in ("it", "that", "who", "there", "here") else (head,)
    if tail in _TAILS:
        return head, _TAILS[tail]
    return (word.replace("-", "").replace("'", ""),)


@lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    """Return a word of a name without case and diacritics, so that Zoë is Zoe and Großmann Grossmann."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold().translate(FOLDED_CHARS))
    return "".join(char for char in bare if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def spellings(word: str) -> frozenset[str]:
    """Return the ways in which a word of a name may be typed: Müller is Muller and Mueller."""
    composed = unicodedata.normalize("NFC", word.casefold())
    german = composed.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return frozenset((fold_word(word), fold_word(german)))


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which are separated by spaces."""
    return frozenset(text.split())


def name_words(text: str) -> list[Word]:
    """Return the unchanged words of `text` with their positions; apostrophes and hyphens split words."""
    return [Word(match.group(), *match.span()) for match in _NAME_WORD.finditer(text)]


def without_punctuation(text: str, max_chars: int = 60) -> str:
    """Return a name that fits into a sentence: on one line, without full stops, not all in capitals."""
    plain = " ".join("".join(" " if char in ".!?؟。" else char for char in text).split())
    return plain if len(plain) <= max_chars else plain[:max_chars].rstrip() + "…"
