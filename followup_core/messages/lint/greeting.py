"""The names that a message greets."""

import re
from collections.abc import Iterator

from followup_core.messages.phrase_rules import NameVocabulary

from .tokenizer import Word, fold_word, name_words

_FIRST_LINE = re.compile(r"\S[^\n]*")
_MAX_WORDS = 16
_JOINS = frozenset(("and", "und", "et", "y", "&"))


def greeted_names(body: str, names: NameVocabulary) -> list[Word]:
    """Return the names in the greeting of `body`; none if it greets nobody in particular."""
    line = _FIRST_LINE.search(body)
    if not line:
        return []
    start = line.start()
    line_words = [
        Word(word.text, word.start + start, word.end + start)
        for word in name_words(line.group()[:200])[:_MAX_WORDS]
    ]
    rest = line_words[_length_of_greeting(line_words, names) :]
    if len(rest) < len(line_words):
        return list(_names(body, rest, line_words[len(line_words) - len(rest) - 1].end, line.end(), names))
    alone = len(line_words) <= 4 and line.group().rstrip().endswith((",", ":", "-", "–", "—"))
    return list(_names(body, line_words, start, line.end(), names)) if line_words and alone else []


def _length_of_greeting(line_words: list[Word], names: NameVocabulary) -> int:
    plain = tuple(fold_word(word.text) for word in line_words[:2])
    return next((size for size in (2, 1) if plain[:size] in names.greetings and len(plain) >= size), 0)


def _names(body: str, rest: list[Word], at: int, end: int, names: NameVocabulary) -> Iterator[Word]:
    """Yield names until a word that is not one, or a character that ends the greeting."""
    has_name = False
    all_names = _is_list(body, rest, end)
    for word in rest:
        between = body[at : word.start]
        if (
            _ends(between, has_name, all_names)
            or fold_word(word.text) in names.nobody - names.titles - _JOINS
        ):
            return
        at = word.end
        if fold_word(word.text) in names.titles or fold_word(word.text) in _JOINS or len(word.text) == 1:
            continue
        if not _is_name(word.text, all_names):
            return
        has_name = True
        yield word


def _ends(between: str, has_name: bool, all_names: bool) -> bool:
    if any(char in between for char in '!:;?("“') or " - " in between or "–" in between or "—" in between:
        return True
    if "," in between and has_name and not all_names:
        return True
    return has_name and "." in between


def _is_list(body: str, rest: list[Word], end: int) -> bool:
    """Return whether only names and what joins them fill the line, as in "Dana, Tom and Priya,"."""
    tail = body[rest[-1].end : end].strip() if rest else ""
    if rest and any(sign in body[rest[0].start : rest[-1].end] for sign in "?!:;"):
        return False
    return len(rest) <= 8 and tail in ("", ",", ":", "!", "-", "–", "—", ".")


def _is_name(text: str, all_names: bool) -> bool:
    return text[0].isupper() or not text[0].islower() or (all_names and len(text) > 1)
