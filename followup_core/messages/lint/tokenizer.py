"""Splits a text into words with their positions, ignoring case, quotes, spaces and line breaks."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from followup_core.models.name_words import FOLDED_CHARS

END = frozenset(".?!:;¶")
"""The characters that end a sentence or a part of it; ¶ stands for an empty line."""

_COMBINING_MARKS = "\u0300-\u036f\u064b-\u065f"
_TOKEN = re.compile(
    r"(?<!\w)[eE][‐‑-][mM][aA][iI][lL]\w?"
    rf"|[^\W_{_COMBINING_MARKS}](?:[^\W_]|[{_COMBINING_MARKS}]|['’‘ʼ](?=[^\W_]))*|[.?!:;؟。؛]|\n[ \t]*\n"
)
_NAME_WORD = re.compile(rf"(?:[^\W_]|[{_COMBINING_MARKS}])+")
_PLAIN_CHARS = str.maketrans("’‘ʼ`´‐‑–—", "''''" + "'" + "----")
_LATIN_STOPS = {"؟": "?", "。": ".", "؛": ";"}
_ENDS_IN_NOT = re.compile(r"(.+)n'?t")
_IRREGULAR_CONTRACTIONS = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "let's": ("let", "us"),
}
_AUXILIARIES = ("is", "are", "was", "were", "have", "has", "had", "do", "does", "did")
_VERBS_BEFORE_NOT = frozenset((*_AUXILIARIES, "would", "could", "should", "must", "need"))
_CONTRACTED_VERBS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}


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
        token_words = ("¶",) if token_text[0] == "\n" else normalized(token_text)
        result.extend(Word(word_text, token.start(), token.end()) for word_text in token_words)
    return result


@lru_cache(maxsize=4096)
def normalized(token: str) -> tuple[str, ...]:
    """Return the words of one token, as `words` has them; a contraction is two words."""
    word = token.translate(_PLAIN_CHARS).lower()
    if word in _LATIN_STOPS:
        return (_LATIN_STOPS[word],)
    if word in _IRREGULAR_CONTRACTIONS:
        return _IRREGULAR_CONTRACTIONS[word]
    negation = _ENDS_IN_NOT.fullmatch(word)
    if negation and negation.group(1) in _VERBS_BEFORE_NOT:
        return negation.group(1), "not"
    head, _, ending = word.partition("'")
    if ending == "s":
        return (head, "is") if head in ("it", "that", "who", "there", "here") else (head,)
    if ending in _CONTRACTED_VERBS:
        return head, _CONTRACTED_VERBS[ending]
    return (word.replace("-", "").replace("'", ""),)


@lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    """Return a word of a name in lower case and without diacritics: Zoë is zoe, Großmann is grossmann."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(FOLDED_CHARS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def spellings(word: str) -> frozenset[str]:
    """Return the folded spellings of a word of a name: Müller is Muller and Mueller."""
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
    """Return a name that fits into a sentence: on one line, without full stops, cut to `max_chars`."""
    line = " ".join("".join(" " if char in ".!?؟。" else char for char in text).split())
    return line if len(line) <= max_chars else line[:max_chars].rstrip() + "…"
