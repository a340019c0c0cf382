"""The checker's phrases and measures: read from the playbook, compiled once."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError, with_config

from followup_core.playbook import PlaybookError
from followup_core.playbook.files import read_text
from followup_core.playbook.lines import line_of
from followup_core.playbook.model import STRICT

from .model import Check, MessageKind

_BETWEEN = r"[^\w.!?]{1,3}"
_UP_TO_FOUR = rf"(?:{_BETWEEN}[\w'-]+){{0,4}}"
_START = re.compile(r"(?<![\w'])[\w'.-]+")
_WORD = re.compile(r"[^\W_][\w'.-]*\*?", re.IGNORECASE)

_Phrase = Annotated[str, Field(min_length=2, max_length=300)]
_Sentence = Annotated[str, Field(min_length=2, max_length=200, pattern=r"\.$")]


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class _PhrasesRow:
    why: _Sentence
    remedy: _Sentence
    source: Annotated[str, Field(min_length=1)]
    find: Annotated[tuple[_Phrase, ...], Field(min_length=1, max_length=200)]
    fine: Annotated[tuple[_Phrase, ...], Field(max_length=100)] = ()


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How long a kind of message should be; None where there is no bound."""

    min_sentences: Annotated[int, Field(ge=1, le=20)] | None = None
    max_words: Annotated[int, Field(ge=10, le=2_000)] | None = None
    max_characters: Annotated[int, Field(ge=50, le=10_000)] | None = None
    source: Annotated[str, Field(min_length=1)]


_Phrasebook = Annotated[tuple[_Phrase, ...], Field(min_length=1, max_length=200)]


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class _SaidRow:
    discussed: _Phrasebook
    strength: _Phrasebook
    interest: _Phrasebook


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class _NamesRow:
    ordinary: _Phrasebook


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    phrases: Mapping[Check, _PhrasesRow]
    said: _SaidRow
    names: _NamesRow
    length: Mapping[MessageKind, Measure]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseSet:
    """Phrases, looked up by their first word: a text is gone through once, however many there are."""

    by_first: Mapping[str, Sequence[re.Pattern[str]]]
    stems: Mapping[str, Sequence[re.Pattern[str]]]

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where phrases stand, the longest at each place; they do not overlap."""
        last = 0
        for word in _START.finditer(text):
            if word.start() >= last and (end := self._longest(text, word)):
                last = end
                yield word.start(), end

    def anywhere(self, text: str) -> bool:
        """Whether any of the phrases stands in the text."""
        return next(self.places(text), None) is not None

    def _longest(self, text: str, word: re.Match[str]) -> int:
        first = word.group().casefold().rstrip(".")
        patterns = self.by_first.get(first, ())
        if self.stems:
            more = (found for stem, found in self.stems.items() if first.startswith(stem))
            patterns = (*patterns, *(each for found in more for each in found))
        if not patterns:
            return 0
        ends = (found.end() for each in patterns if (found := each.match(text, word.start())))
        return max(ends, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRule:
    """One thing to look for: its phrases, those that take a finding away, and what to say."""

    check: Check
    find: PhraseSet
    fine: PhraseSet
    why: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All phrases to look for, and the measures of each kind of message.

    `discussed`, `strength` and `interest` find words of that sort in a message;
    `ordinary` are names that are words as well, in small letters.
    """

    rules: tuple[PhraseRule, ...]
    discussed: PhraseSet
    strength: PhraseSet
    interest: PhraseSet
    ordinary: frozenset[str]
    measures: Mapping[MessageKind, Measure]


_FILE = TypeAdapter(_File)


def load_phrases(file: Path) -> Phrases:
    """Read the phrases and measures; raise PlaybookError with file, line and field at the first fault."""
    text = read_text(file)
    try:
        data = tomllib.loads(text)
        read = _FILE.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise _fault(file, text, tuple(first["loc"]), f"{first['msg']}.") from error
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise PlaybookError(
            f"This is not valid TOML ({error}).", "Correct the line.", where=file.name
        ) from error
    return Phrases(
        rules=tuple(_rule(file, text, check, row) for check, row in read.phrases.items()),
        discussed=_said(file, text, "discussed", read.said.discussed),
        strength=_said(file, text, "strength", read.said.strength),
        interest=_said(file, text, "interest", read.said.interest),
        ordinary=frozenset(word for line in read.names.ordinary for word in line.casefold().split()),
        measures=MappingProxyType(dict(read.length)),
    )


def _said(file: Path, text: str, name: str, phrases: Iterable[str]) -> PhraseSet:
    try:
        return _compiled(phrases)
    except ValueError as error:
        raise _fault(file, text, ("said", name), str(error)) from error


def _fault(file: Path, text: str, path: tuple[Any, ...], what: str) -> PlaybookError:
    field = ".".join(str(part) for part in path if isinstance(part, str))
    where = f"{file.name}, line {line_of(text, path)}, field {field or 'file'}"
    return PlaybookError(what, "Correct the field; until then the last good playbook stays.", where=where)


def _rule(file: Path, text: str, check: Check, row: _PhrasesRow) -> PhraseRule:
    try:
        return PhraseRule(
            check=check,
            find=_compiled(row.find),
            fine=_compiled(row.fine),
            why=row.why,
            remedy=row.remedy,
        )
    except ValueError as error:
        raise _fault(file, text, ("phrases", check.value), str(error)) from error


def _compiled(phrases: Iterable[str]) -> PhraseSet:
    by_first: dict[str, list[re.Pattern[str]]] = {}
    for phrase in phrases:
        pattern = re.compile(rf"(?:{_pattern(phrase)})(?!\w)", re.IGNORECASE)
        for word in phrase.split()[0].casefold().split("/"):
            by_first.setdefault(word, []).append(pattern)
    stems = {word.removesuffix("*"): found for word, found in by_first.items() if word.endswith("*")}
    return PhraseSet(by_first=by_first, stems=stems)


def _pattern(phrase: str) -> str:
    """Return the expression of one phrase; bounded by construction, so that no text takes long."""
    found, gap = "", False
    for word in phrase.split():
        if word == "...":
            gap = True
            continue
        step = f"{_UP_TO_FOUR}{_BETWEEN}" if gap else _BETWEEN
        found += (step if found else "") + _alternatives(phrase, word)
        gap = False
    if not found or gap:
        raise ValueError(f"The phrase “{phrase}” has no word at its end.")
    return found


def _alternatives(phrase: str, choice: str) -> str:
    words = choice.split("/")
    for word in words:
        if not _WORD.fullmatch(word):
            raise ValueError(f"“{word}” in the phrase “{phrase}” is not a word.")
    return "(?:" + "|".join(_escaped(word) for word in words) + ")"


def _escaped(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (r"\w{0,12}" if word.endswith("*") else "")
