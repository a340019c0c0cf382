"""The phrase patterns of the playbook: their small language, and how they are found in a text.

Words follow one another. `a/b` is either word, `[a]` is optional, `...` is up to six
words of the same sentence, `*ed` any word with that ending. Contractions are written
out on both sides: "haven't" finds "have not". `need & today` are two phrases in one sentence,
in either order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from .tokenizer import END, Word, normalized, words

GAP = 6
MAX_SENTENCE = 100
"""The longest sentence, in words, in which two phrases belong together."""
_ENDING = re.compile(r"\*[a-z]{1,8}")
_PLAIN_WORDS = r"[a-z0-9]++(?:/[a-z0-9]++)*+"
_PLAIN_LINE = re.compile(
    rf"({_PLAIN_WORDS})(?: (?:{_PLAIN_WORDS}|\[{_PLAIN_WORDS}\]|\*[a-z]{{1,8}}|\.\.\.))*+(?<!\.)"
)
"""A line that is valid for certain, and what it begins with, unless it has the word in _SPLIT_WORD.

Its words are as the tokenizer has them: no apostrophe and no hyphen.
"""
_SPLIT_WORD = "cannot"
"""A word that the tokenizer splits."""
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

    `others` are the lines of the phrases that must be in the same sentence, too.
    """

    def __init__(self, line: str, others: Sequence[str]) -> None:
        self._line = line
        self._others = others

    @cached_property
    def items(self) -> tuple[_Item, ...]:
        return _items(self._line)

    @cached_property
    def companions(self) -> tuple["PhrasePattern", ...]:
        return tuple(phrase_pattern([other]) for other in self._others)

    @cached_property
    def second_words(self) -> frozenset[str]:
        """The words one of which must follow the first; empty if any may, or none need to."""
        first, *others = self.items
        if first.may_be_absent:
            return frozenset()
        allowed: frozenset[str] = frozenset()
        for item in others:
            if not item.any_of or item.ending:
                return frozenset()
            allowed |= item.any_of
            if not item.may_be_absent:
                return allowed
        return frozenset()


class _FirstWord:
    """The phrases that begin with one word, by the word that follows; sorted when a text has the first."""

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
    """Many phrase patterns, matched together in one pass over the words."""

    by_first_word: dict[str, _FirstWord]

    def spans(self, text: Sequence[Word]) -> list[Span]:
        """Return the matches as character positions, in order, overlapping ones merged."""
        sentences = _Sentences(text)
        matches = [
            span
            for phrase, at, end in self.matches(text)
            if (span := sentences.span_with(phrase.companions, at, end))[1]
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
        """Yield each phrase that matches, with the index of its first word and the index after its last."""
        # Few words begin a pattern, and few of those are followed by its second: the rest costs no call.
        for at, word in enumerate(text):
            if word.text in self.by_first_word:
                following = text[at + 1].text if at + 1 < len(text) else ""
                for phrase in self.by_first_word[word.text].phrases_before(following):
                    if end := _end(phrase.items, text, at):
                        yield phrase, at, end


class _Sentences:
    """The sentences of a text, and where companions of a phrase match in each.

    What matches in a sentence is looked up once, and a sentence of more than MAX_SENTENCE words counts as
    several, so that no text, however odd, makes this slow.
    """

    def __init__(self, text: Sequence[Word]) -> None:
        self._text = text
        self._matches: dict[tuple[int, PhrasePattern], list[tuple[int, int]]] = {}

    def span_with(self, companions: Iterable[PhrasePattern], at: int, end: int) -> Span:
        """Return the positions from the first to the last phrase of one sentence; (0, 0) if one is missing.

        The words from `at` to `end` are the first phrase, and its companions are elsewhere in its sentence.
        """
        span = self._text[at].start, self._text[end - 1].end
        for companion in companions:
            matches = self._matches_of(companion, self._starts[at])
            after = (match for match in matches if match[0] >= end)
            before = (match for match in matches if match[1] <= at)
            match = next(after, None) or next(before, None)
            if match is None:
                return 0, 0
            span = min(span[0], self._text[match[0]].start), max(span[1], self._text[match[1] - 1].end)
        return span

    @cached_property
    def _starts(self) -> list[int]:
        """For each word, the index of the first word of its sentence."""
        starts: list[int] = []
        start = 0
        for index, word in enumerate(self._text):
            if index - start == MAX_SENTENCE:
                start = index
            starts.append(start)
            if word.text in END:
                start = index + 1
        return starts

    def _matches_of(self, pattern: PhrasePattern, start: int) -> list[tuple[int, int]]:
        key = start, pattern
        if key not in self._matches:
            stop = start
            while stop < len(self._text) and self._starts[stop] == start and self._text[stop].text not in END:
                stop += 1
            sentence = self._text[start:stop]
            self._matches[key] = [(start + at, start + end) for _, at, end in pattern.matches(sentence)]
        return self._matches[key]


def phrase_pattern(lines: Iterable[str]) -> PhrasePattern:
    """Parse phrase patterns; raise BadPattern at the first that is invalid."""
    index: dict[str, list[_Phrase]] = {}
    for whole_line in lines:
        line, *others = whole_line.split(" & ")
        phrase = _Phrase(line, others)
        if others and not all(map(_plain_line, others)):
            phrase_pattern(others)  # refuses what can't be read
        plain = _plain_line(line)
        for word in plain[1].split("/") if plain else _first_words(line, phrase.items):
            phrases = index.setdefault(word, [])
            if phrase not in phrases[-1:]:  # "a/a" says a word twice
                phrases.append(phrase)
    return PhrasePattern({word: _FirstWord(phrases) for word, phrases in index.items()})


def _plain_line(line: str) -> re.Match[str] | None:
    return None if _SPLIT_WORD in line else _PLAIN_LINE.fullmatch(line)


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
    if choice.isascii() and choice.isalnum():  # one token, as nearly all are
        return normalized(choice)
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
