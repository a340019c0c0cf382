"""The phrase patterns of the playbook: their small language, and how they are found in a text.

Words follow one another. `a/b` is either word, `[a]` is optional, `...` is up to six
words of the same sentence, `*ed` any word with that ending. Contractions are written
out on both sides: "haven't" finds "have not".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .tokenizer import END, Word, words

GAP = 6
_ENDING = re.compile(r"\*[a-z]{1,8}")
_PLAIN_WORDS = r"[a-z]+(?:/[a-z]+)*"
_PLAIN_LINE = re.compile(
    rf"(?!.*\bcannot\b)({_PLAIN_WORDS})"
    rf"(?: (?:{_PLAIN_WORDS}|\[{_PLAIN_WORDS}\]|\*[a-z]{{1,8}}|\.\.\.))*(?<!\.)"
)
"""A line that is valid for certain, and what it begins with.

Its words are as the tokenizer has them: no apostrophe, no hyphen, and not "cannot", which it splits.
"""
Span = tuple[int, int]


class BadPattern(ValueError):
    """A phrase pattern that cannot be parsed; the message says why."""


@dataclass(frozen=True, slots=True)
class _Item:
    any_of: frozenset[str]  # empty for a gap
    may_be_absent: bool
    ending: str = ""

    def fits(self, word: str) -> bool:
        return word in self.any_of or (bool(self.ending) and word.endswith(self.ending))


class _Phrase:
    """One phrase pattern; parsed when a text has its first word, because most texts have few of them."""

    def __init__(self, line: str) -> None:
        self._line = line

    @cached_property
    def items(self) -> tuple[_Item, ...]:
        return _items(self._line)


@dataclass(frozen=True, slots=True)
class PhrasePattern:
    """Many phrase patterns, matched together in one pass over the words."""

    by_first_word: dict[str, tuple[_Phrase, ...]]

    def spans(self, text: Sequence[Word]) -> list[Span]:
        """Return the matches as character positions, in order, overlapping ones merged."""
        # Few words begin a pattern, so the others are passed over without a call.
        matches = [
            (word.start, text[end - 1].end)
            for at, word in enumerate(text)
            if word.text in self.by_first_word
            for phrase in self.by_first_word[word.text]
            if (end := _end(phrase.items, text, at))
        ]
        matches.sort(key=lambda span: (span[0], -span[1]))
        merged: list[Span] = []
        for span in matches:
            if merged and span[0] < merged[-1][1]:
                merged[-1] = merged[-1][0], max(merged[-1][1], span[1])
            else:
                merged.append(span)
        return merged


def phrase_pattern(lines: Iterable[str]) -> PhrasePattern:
    """Parse phrase patterns; raise BadPattern at the first that is invalid."""
    index: dict[str, list[_Phrase]] = {}
    for line in lines:
        plain = _PLAIN_LINE.fullmatch(line)
        phrase = _Phrase(line)
        first_words = set(plain.group(1).split("/")) if plain else _first_words(line, phrase.items)
        for word in sorted(first_words):
            index.setdefault(word, []).append(phrase)
    return PhrasePattern({word: tuple(phrases) for word, phrases in index.items()})


def _items(line: str) -> tuple[_Item, ...]:
    items: list[_Item] = []
    for piece in line.split():
        if piece == "...":
            items.append(_Item(frozenset(), may_be_absent=True))
        elif _ENDING.fullmatch(piece):
            items.append(_Item(frozenset((piece,)), may_be_absent=False, ending=piece[1:]))
        else:
            items.extend(_alternatives(line, piece))
    if not items or not items[0].any_of or not items[-1].any_of:
        raise BadPattern(f"“{line}” neither begins nor ends with a word")
    return tuple(items)


def _alternatives(line: str, piece: str) -> list[_Item]:
    absent = piece.startswith("[") and piece.endswith("]")
    choices = [_word_texts(alternative) for alternative in piece.strip("[]").split("/")]
    if not all(choices) or (("[" in piece or "]" in piece) and not absent):
        raise BadPattern(f"“{piece}” in “{line}” cannot be read")
    if len(choices) > 1 and any(len(choice) > 1 for choice in choices):
        raise BadPattern(f"“{piece}” in “{line}” mixes a short form with other words")
    if len(choices) > 1:
        return [_Item(frozenset(choice[0] for choice in choices), absent)]
    return [_Item(frozenset((word,)), absent) for word in choices[0]]


@lru_cache(maxsize=4_096)  # all lines are made of the same few hundred words
def _word_texts(choice: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(choice))


def _first_words(line: str, items: tuple[_Item, ...]) -> set[str]:
    first: set[str] = set()
    for item in items:
        if not item.any_of:
            raise BadPattern(f"“{line}” has nothing firm before its gap")
        if item.ending:
            raise BadPattern(f"“{line}” begins with a word that could be any")
        first |= item.any_of
        if not item.may_be_absent:
            return first
    raise BadPattern(f"“{line}” may be absent altogether")


def _end(items: tuple[_Item, ...], text: Sequence[Word], at: int) -> int:
    """Return the index after the match that begins at `at`, 0 for no match.

    All alternatives are followed in parallel, so no text, however odd, makes this slow.
    """
    reached = {at}
    for item in items:
        if not item.any_of:
            reached = {further for index in reached for further in _gap(text, index)}
            continue
        after = {index + 1 for index in reached if index < len(text) and item.fits(text[index].text)}
        reached = reached | after if item.may_be_absent else after
        if not reached:
            return 0
    return min(reached)


def _gap(text: Sequence[Word], index: int) -> Iterable[int]:
    yield index
    for further in range(index, min(index + GAP, len(text))):
        if text[further].text in END:
            return
        yield further + 1
