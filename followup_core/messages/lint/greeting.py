"""Finds the names that a message greets."""

import re
from collections.abc import Iterator

from followup_core.messages.phrase_rules import NameVocabulary

from .tokenizer import Word, fold_word, name_words

_FIRST_LINE = re.compile(r"\S[^\n]*")
_MAX_WORDS = 16
_WORDS_FOR_AND = frozenset(("and", "und", "et", "y", "&"))


def greeted_names(body: str, names: NameVocabulary) -> list[Word]:
    """Return the names in the greeting of `body`; an empty list if it names nobody."""
    line = _FIRST_LINE.search(body)
    if not line:
        return []
    start = line.start()
    line_words = [
        Word(word.text, word.start + start, word.end + start)
        for word in name_words(line.group()[:200])[:_MAX_WORDS]
    ]
    candidates = line_words[_greeting_word_count(line_words, names) :]
    if len(candidates) < len(line_words):
        return list(
            _names_in_greeting(
                body, candidates, line_words[len(line_words) - len(candidates) - 1].end, line.end(), names
            )
        )
    has_only_names = len(line_words) <= 4 and line.group().rstrip().endswith((",", ":", "-", "–", "—"))
    if not line_words or not has_only_names:
        return []
    return list(_names_in_greeting(body, line_words, start, line.end(), names))


def _greeting_word_count(line_words: list[Word], names: NameVocabulary) -> int:
    """Return how many words a greeting such as "Good morning" takes at the start of the line: 0, 1 or 2."""
    folded_words = tuple(fold_word(word.text) for word in line_words[:2])
    return next(
        (size for size in (2, 1) if folded_words[:size] in names.greetings and len(folded_words) >= size), 0
    )


def _names_in_greeting(
    body: str, candidates: list[Word], last_end: int, end: int, names: NameVocabulary
) -> Iterator[Word]:
    """Yield the names in `candidates`, up to a word that is no name or a char that ends the greeting."""
    has_name = False
    is_list_of_names = _is_list_of_names(body, candidates, end)
    for word in candidates:
        text_between = body[last_end : word.start]
        if (
            _ends_greeting(text_between, has_name, is_list_of_names)
            or fold_word(word.text) in names.nobody - names.titles - _WORDS_FOR_AND
        ):
            return
        last_end = word.end
        if (
            fold_word(word.text) in names.titles
            or fold_word(word.text) in _WORDS_FOR_AND
            or len(word.text) == 1
        ):
            continue
        if not _is_name(word.text, is_list_of_names):
            return
        has_name = True
        yield word


def _ends_greeting(between: str, has_name: bool, is_list_of_names: bool) -> bool:
    if any(char in between for char in '!:;?("“') or " - " in between or "–" in between or "—" in between:
        return True
    if "," in between and has_name and not is_list_of_names:
        return True
    return has_name and "." in between


def _is_list_of_names(body: str, candidates: list[Word], end: int) -> bool:
    """Return whether the line is nothing but names and the words between them: "Dana, Tom and Priya,"."""
    tail = body[candidates[-1].end : end].strip() if candidates else ""
    if candidates and any(char in body[candidates[0].start : candidates[-1].end] for char in "?!:;"):
        return False
    return len(candidates) <= 8 and tail in ("", ",", ":", "!", "-", "–", "—", ".")


def _is_name(text: str, is_list_of_names: bool) -> bool:
    return text[0].isupper() or not text[0].islower() or (is_list_of_names and len(text) > 1)
