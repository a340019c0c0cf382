"""Parses the phrase patterns of the playbook, and finds them in a text.

A pattern is one or more words in a row. `a/b` is either word, `[a]` is optional, `...` is up to six
words of the same sentence, `*ed` is any word with that ending. Contractions are written out in the
pattern and in the text: "haven't" finds "have not". `need & today` are two phrases in one sentence,
in either order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from .tokenizer import END, Word, normalized, words

MAX_GAP_WORDS = 6
MAX_WORDS_IN_SENTENCE = 100
"""In a longer sentence, two phrases with `&` between them are searched in pieces of this many words."""
_ENDING = re.compile(r"\*[a-z]{1,8}")
_PLAIN_WORDS = r"[a-z0-9]++(?:/[a-z0-9]++)*+"
_PLAIN_LINE = re.compile(
    rf"({_PLAIN_WORDS})(?: (?:{_PLAIN_WORDS}|\[{_PLAIN_WORDS}\]|\*[a-z]{{1,8}}|\.\.\.))*+(?<!\.)"
)
"""Matches a line that is certainly valid, unless it has `_SPLIT_WORD`; group 1 is what it begins with.

All its words are as the tokenizer has them: without apostrophe and hyphen.
"""
_SPLIT_WORD = "cannot"
"""A word without an apostrophe that the tokenizer splits in two."""
Span = tuple[int, int]


class BadPattern(ValueError):
    """A phrase pattern that cannot be parsed; the message says why."""


class _Item(NamedTuple):
    any_of: frozenset[str]  # empty for a gap
    may_be_absent: bool
    ending: str = ""

    def fits(self, word: str) -> bool:
        return word in self.any_of or (bool(self.ending) and word.endswith(self.ending))


class _Phrase:
    """One phrase pattern; parsed when a text has its first word, because most texts have few of them.

    `companion_lines` are the phrases that must be in the same sentence, too.
    """

    def __init__(self, line: str, companion_lines: Sequence[str]) -> None:
        self._line = line
        self._companion_lines = companion_lines

    @cached_property
    def items(self) -> tuple[_Item, ...]:
        return _parse_line(self._line)

    @cached_property
    def companions(self) -> tuple["PhrasePattern", ...]:
        return tuple(phrase_pattern([companion_line]) for companion_line in self._companion_lines)

    @cached_property
    def second_words(self) -> frozenset[str]:
        """The words that may follow the first one; empty if any word may, or none has to."""
        first_item, *later_items = self.items
        if first_item.may_be_absent:
            return frozenset()
        second_words: frozenset[str] = frozenset()
        for item in later_items:
            if not item.any_of or item.ending:
                return frozenset()
            second_words |= item.any_of
            if not item.may_be_absent:
                return second_words
        return frozenset()


class _FirstWord:
    """The phrases that begin with one word, grouped by their second word when a text has the first."""

    def __init__(self, phrases: list[_Phrase]) -> None:
        self._phrases = phrases

    @cached_property
    def _whatever_follows(self) -> tuple[_Phrase, ...]:
        return tuple(phrase for phrase in self._phrases if not phrase.second_words)

    @cached_property
    def _by_second_word(self) -> dict[str, list[_Phrase]]:
        phrases: dict[str, list[_Phrase]] = {}
        for phrase in self._phrases:
            for word in phrase.second_words:
                phrases.setdefault(word, list(self._whatever_follows)).append(phrase)
        return phrases

    def phrases_before(self, second_word: str) -> Sequence[_Phrase]:
        """Return the phrases that may match if `second_word` follows."""
        return self._by_second_word.get(second_word, self._whatever_follows)


@dataclass(frozen=True, slots=True, eq=False)
class PhrasePattern:
    """Many phrases, matched together in one pass over the words."""

    by_first_word: dict[str, _FirstWord]

    def spans(self, text: Sequence[Word]) -> list[Span]:
        """Return the character positions of all matches, in order; overlapping matches are merged."""
        sentences = _Sentences(text)
        matches = [
            span
            for phrase, first_index, end_index in self.matches(text)
            if (span := sentences.span_with(phrase.companions, first_index, end_index))[1]
        ]
        matches.sort(key=lambda span: (span[0], -span[1]))
        merged: list[Span] = []
        for span in matches:
            if merged and span[0] < merged[-1][1]:
                merged[-1] = merged[-1][0], max(merged[-1][1], span[1])
            else:
                merged.append(span)
        return merged

    def matches(self, text: Sequence[Word]) -> Iterator[tuple[_Phrase, int, int]]:
        """Yield each phrase that matches, the index of its first word and the index after its last."""
        # Few words begin a pattern, and few of those are followed by its second: the rest costs no call.
        for first_index, word in enumerate(text):
            if word.text in self.by_first_word:
                next_word = text[first_index + 1].text if first_index + 1 < len(text) else ""
                for phrase in self.by_first_word[word.text].phrases_before(next_word):
                    if end_index := _end_of_match(phrase.items, text, first_index):
                        yield phrase, first_index, end_index


class _Sentences:
    """The sentences of a text, and where the companions of a phrase match in them.

    Each pattern is matched once in each sentence, and a sentence of more than `MAX_WORDS_IN_SENTENCE` words
    counts as several, so that no text, however odd, makes this slow.
    """

    def __init__(self, text: Sequence[Word]) -> None:
        self._text = text
        self._matches: dict[tuple[int, PhrasePattern], list[tuple[int, int]]] = {}

    def span_with(self, companions: Iterable[PhrasePattern], first_index: int, end_index: int) -> Span:
        """Return the span of a phrase and all its companions; (0, 0) if a companion is missing.

        The phrase is the words from `first_index` to `end_index`; its companions are elsewhere in its
        sentence.
        """
        span = self._text[first_index].start, self._text[end_index - 1].end
        for companion in companions:
            matches = self._matches_of(companion, self._starts[first_index])
            later_matches = (match for match in matches if match[0] >= end_index)
            earlier_matches = (match for match in matches if match[1] <= first_index)
            match = next(later_matches, None) or next(earlier_matches, None)
            if match is None:
                return 0, 0
            span = min(span[0], self._text[match[0]].start), max(span[1], self._text[match[1] - 1].end)
        return span

    @cached_property
    def _starts(self) -> list[int]:
        """For each word, the index of the first word of its sentence."""
        first_indexes: list[int] = []
        start = 0
        for index, word in enumerate(self._text):
            if index - start == MAX_WORDS_IN_SENTENCE:
                start = index
            first_indexes.append(start)
            if word.text in END:
                start = index + 1
        return first_indexes

    def _matches_of(self, pattern: PhrasePattern, start: int) -> list[tuple[int, int]]:
        key = start, pattern
        if key not in self._matches:
            stop = start
            while stop < len(self._text) and self._starts[stop] == start and self._text[stop].text not in END:
                stop += 1
            sentence = self._text[start:stop]
            self._matches[key] = [
                (start + first_index, start + end_index)
                for _, first_index, end_index in pattern.matches(sentence)
            ]
        return self._matches[key]


def phrase_pattern(lines: Iterable[str]) -> PhrasePattern:
    """Return the pattern that matches any of `lines`; raise BadPattern at the first invalid line."""
    index: dict[str, list[_Phrase]] = {}
    for whole_line in lines:
        line, *companion_lines = whole_line.split(" & ")
        phrase = _Phrase(line, companion_lines)
        if companion_lines and not all(map(_match_plain_line, companion_lines)):
            phrase_pattern(companion_lines)  # refuses what can't be read
        plain_line = _match_plain_line(line)
        for word in plain_line[1].split("/") if plain_line else _first_words(line, phrase.items):
            phrases = index.setdefault(word, [])
            if phrase not in phrases[-1:]:  # "a/a" says a word twice
                phrases.append(phrase)
    return PhrasePattern({word: _FirstWord(phrases) for word, phrases in index.items()})


def _match_plain_line(line: str) -> re.Match[str] | None:
    return None if _SPLIT_WORD in line else _PLAIN_LINE.fullmatch(line)


def _parse_line(line: str) -> tuple[_Item, ...]:
    items: list[_Item] = []
    for piece in line.split():
        if piece == "...":
            items.append(_Item(frozenset(), may_be_absent=True))
        elif _ENDING.fullmatch(piece):
            items.append(_Item(frozenset((piece,)), may_be_absent=False, ending=piece[1:]))
        else:
            items.extend(_items_of_alternatives(line, piece))
    if not items or not items[0].any_of or not items[-1].any_of:
        raise BadPattern(f"“{line}” neither begins nor ends with a word")
    return tuple(items)


def _items_of_alternatives(line: str, piece: str) -> list[_Item]:
    is_optional = piece.startswith("[") and piece.endswith("]")
    choices = [_word_texts(alternative) for alternative in piece.strip("[]").split("/")]
    if not all(choices) or (("[" in piece or "]" in piece) and not is_optional):
        raise BadPattern(f"“{piece}” in “{line}” cannot be read")
    if len(choices) > 1 and any(len(choice) > 1 for choice in choices):
        raise BadPattern(f"“{piece}” in “{line}” mixes a short form with other words")
    if len(choices) > 1:
        return [_Item(frozenset(choice[0] for choice in choices), is_optional)]
    return [_Item(frozenset((word,)), is_optional) for word in choices[0]]


@lru_cache(maxsize=4_096)  # all lines are made of the same few hundred words
def _word_texts(choice: str) -> tuple[str, ...]:
    if choice.isascii() and choice.isalnum():  # one token, as nearly all are
        return normalized(choice)
    return tuple(word.text for word in words(choice))


def _first_words(line: str, items: tuple[_Item, ...]) -> set[str]:
    first_words: set[str] = set()
    for item in items:
        if not item.any_of:
            raise BadPattern(f"“{line}” has nothing firm before its gap")
        if item.ending:
            raise BadPattern(f"“{line}” begins with a word that could be any")
        first_words |= item.any_of
        if not item.may_be_absent:
            return first_words
    raise BadPattern(f"“{line}” may be absent altogether")


def _end_of_match(items: tuple[_Item, ...], text: Sequence[Word], first_index: int) -> int:
    """Return the index after the match that begins at `first_index`; 0 if there is none.

    All alternatives are followed in parallel, so no text, however odd, makes this slow.
    """
    indexes = {first_index}
    for item in items:
        if not item.any_of:
            indexes = {
                index_after_gap for index in indexes for index_after_gap in _indexes_after_gap(text, index)
            }
            continue
        indexes_after_word = {
            index + 1 for index in indexes if index < len(text) and item.fits(text[index].text)
        }
        indexes = indexes | indexes_after_word if item.may_be_absent else indexes_after_word
        if not indexes:
            return 0
    return min(indexes)


def _indexes_after_gap(text: Sequence[Word], index: int) -> Iterable[int]:
    yield index
    for gap_end in range(index, min(index + MAX_GAP_WORDS, len(text))):
        if text[gap_end].text in END:
            return
        yield gap_end + 1
