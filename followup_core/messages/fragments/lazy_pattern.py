"""Compiles regular expressions when they are first used, because many commands only import them."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

Replacement = str | Callable[[re.Match[str]], str]
"""The replacement of a match, as in `re.sub`: a template, or a function of the match."""


class LazyPattern:
    """A regular expression with the methods of `re.Pattern` that fragments need."""

    def __init__(self, text: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._text = text
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text, self._flags)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of a text."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of a whole text."""
        return self._compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return self._compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches in a text."""
        return self._compiled.finditer(text)

    def split(self, text: str) -> list[str]:
        """Return the pieces of a text between the matches, with what the groups matched between them."""
        return self._compiled.split(text)

    def sub(self, replacement: Replacement, text: str) -> str:
        """Return a text with its matches replaced."""
        return self._compiled.sub(replacement, text)


class Rewordings:
    """Regular expressions that ignore case, each with its replacement, applied one after the other."""

    def __init__(self, table: Iterable[tuple[str, Replacement]]) -> None:
        self._rules = tuple(
            (LazyPattern(pattern_text, re.IGNORECASE), replacement) for pattern_text, replacement in table
        )

    def apply(self, text: str) -> str:
        """Return a text in which each match of each pattern is replaced."""
        for pattern, replacement in self._rules:
            text = pattern.sub(replacement, text)
        return text
