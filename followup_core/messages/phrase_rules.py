"""The rules of the linter, read from the playbook's phrases.toml: valid as a whole, or refused."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, get_args

from followup_core.models import MessageKind
from followup_core.playbook import Reloadable
from followup_core.playbook.playbook_files import fault, first_fault, read_toml
from followup_core.playbook.shape import Bounds, ShapeError, closed, read_as

from .lint.phrase_matcher import BadPattern, PhrasePattern, phrase_pattern
from .lint.tokenizer import fold_word, name_words
from .message_model import Check

FILE_NAME = "phrases.toml"
_WORD_LIST = re.compile(r"\{([a-z_]+)\}")
NEED_NAMES = ("discussed", "example", "interest", "contact", "role", "day", "number_twice")
"""The facts that a message may be required to contain."""

_SaidCheck = Literal[
    "pest",
    "pressure",
    "reproach",
    "ultimatum",
    "guilt",
    "self_rejection",
    "over_apology",
    "presumption",
    "salary",
    "boilerplate",
    "asks_for_job",
    "argues_with_no",
    "criticism",
]
_Text = Annotated[str, Bounds(min_length=1, max_length=1000)]
_Sentence = Annotated[str, Bounds(max_length=200, pattern=r"^[^.?!\n]+\.$")]
"""One calm sentence: its only full stop is at its end."""
_SentenceOrQuestion = Annotated[str, Bounds(max_length=200, pattern=r"^[^.?!\n]+[.?]$")]
"""The same, or a question where the linter cannot be sure."""
_Lines = Annotated[tuple[_Text, ...], Bounds(max_length=1000)]
_Phrases = Annotated[str, Bounds(max_length=100_000)]
"""Phrases, each on its own line, because TOML reads one long text much faster than 1,000 short ones."""
_WordList = Annotated[str, Bounds(max_length=4000, pattern=r"^[a-z0-9]+( [a-z0-9]+)*$")]
"""Words separated by spaces, which a phrase names in braces."""
_Count = Annotated[int, Bounds(ge=0, le=5000, strict=True)]


# What the file holds. It is made into rules as soon as it is read, so it need not be frozen: a class takes
# half as long to load then, and a command that checks a message waits for all of them.


@closed
@dataclass(slots=True, kw_only=True)
class _PhraseEntry:
    """One of the `phrases`."""

    check: _SaidCheck
    says: Annotated[_Phrases, Bounds(min_length=1)]
    unless: _Phrases = ""
    not_in: tuple[MessageKind, ...] = ()
    only_in: tuple[MessageKind, ...] = ()
    at_most: Annotated[int, Bounds(ge=0, le=9, strict=True)] = 0
    yields_to: tuple[_SaidCheck, ...] = ()
    why: _SentenceOrQuestion
    remedy: _Sentence
    source: _Text


@closed
@dataclass(slots=True, kw_only=True)
class _Apology:
    """The table `apology`."""

    words: Annotated[_Phrases, Bounds(min_length=1)]
    unless: _Phrases = ""
    at_most: Annotated[int, Bounds(ge=0, le=9, strict=True)]
    why: _Sentence
    remedy: _Sentence
    source: _Text


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulSentenceRule:
    """What to ask about a sentence that is likely, by `min_probability`, to have the fault of a check.

    It counts in the kinds of `only_in` (all if empty) that are not in `not_in`.
    """

    not_in: tuple[MessageKind, ...] = ()
    only_in: tuple[MessageKind, ...] = ()
    min_probability: Annotated[float, Bounds(ge=0.3, le=1)]
    why: _SentenceOrQuestion
    remedy: _Sentence


@closed
@dataclass(slots=True, kw_only=True)
class _Needed:
    """One of the `needs`."""

    kinds: tuple[MessageKind, ...]
    says: _Phrases
    unless: _Phrases = ""
    why: _SentenceOrQuestion
    remedy: _Sentence
    source: _Text


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class LengthBounds:
    """How long a message of one kind may be, without greeting and closing; 0 means no limit.

    `max_units` are UTF-16 code units of the whole body, as LinkedIn counts.
    """

    min_sentences: _Count = 0
    min_words: _Count = 0
    max_words: _Count = 0
    max_units: _Count = 0
    source: _Text


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarityLimits:
    """When two thank-yous are too similar.

    `likeness` is in percent, `share` is a fraction of the words.
    """

    likeness: Annotated[float, Bounds(ge=50, le=100)]
    least_words: Annotated[int, Bounds(ge=1, le=50, strict=True)]
    share: Annotated[float, Bounds(gt=0, le=1)]
    source: _Text


@closed
@dataclass(slots=True, kw_only=True)
class _NameLists:
    """The table `names`."""

    greetings: Annotated[_Lines, Bounds(min_length=1)]
    titles: _Lines
    nobody: _Lines
    ordinary: _Lines
    nicknames: _Lines
    legal: _Lines
    source: _Text


@closed
@dataclass(slots=True, kw_only=True)
class _File:
    """All of phrases.toml."""

    phrases: Annotated[list[_PhraseEntry], Bounds(min_length=1, max_length=60)]
    apology: _Apology
    needs: dict[str, _Needed]
    length: dict[str, LengthBounds]
    alike: SimilarityLimits
    names: _NameLists
    word_lists: dict[str, _WordList] = field(default_factory=dict)
    sentences: dict[str, DoubtfulSentenceRule] = field(default_factory=dict)
    """The question of each check; a check that is not here has none."""


class BannedPhrases(NamedTuple):
    """Compiled phrases of one sort, with what to say about them.

    They count in the kinds of `only_in` (all if empty) that are not in `not_in`. The
    first `at_most` are allowed. A finding of a check in `yields_to` makes them needless.
    """

    check: Check
    says: PhrasePattern
    unless: PhrasePattern
    why: str
    remedy: str
    not_in: frozenset[MessageKind] = frozenset()
    only_in: frozenset[MessageKind] = frozenset()
    at_most: int = 0
    yields_to: frozenset[Check] = frozenset()


class RequiredFact(NamedTuple):
    """A fact that messages of `kinds` should contain, and the phrases that show that it is there."""

    name: str
    kinds: frozenset[MessageKind]
    says: PhrasePattern
    unless: PhrasePattern
    why: str
    remedy: str


class NameVocabulary(NamedTuple):
    """Folded words around names: greetings, titles, placeholders for nobody, ordinary words, nicknames."""

    greetings: frozenset[tuple[str, ...]]
    titles: frozenset[str]
    nobody: frozenset[str]
    ordinary: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    legal: frozenset[str]


class PhraseRules(NamedTuple):
    """All that the playbook says to the linter; built once, used for every message."""

    banned: tuple[BannedPhrases, ...]
    questions: Mapping[Check, DoubtfulSentenceRule]
    required: tuple[RequiredFact, ...]
    length: Mapping[MessageKind, LengthBounds]
    similarity: SimilarityLimits
    names: NameVocabulary


def load_phrases(folder: Path) -> PhraseRules:
    """Read phrases.toml of `folder`; raise PlaybookError at the first fault, with file, line and field."""
    file = folder / FILE_NAME
    text, data = read_toml(file)
    try:
        read = read_as(_File, data)
    except ShapeError as error:
        raise first_fault(file, text, error) from error
    _expect_known(file, text, "sentences", read.sentences, get_args(_SaidCheck))
    _expect(file, text, "needs", read.needs, NEED_NAMES)
    _expect(file, text, "length", read.length, tuple(MessageKind))
    return _RuleBuilder(file, text, read.word_lists).phrases(read)


def reloadable_phrases(folder: Path) -> Reloadable[PhraseRules]:
    """Return the linter's phrases of `folder`, reloadable."""
    return Reloadable(lambda: [folder / FILE_NAME], lambda: load_phrases(folder))


def _expect(file: Path, text: str, table: str, present: Iterable[str], names: tuple[str, ...]) -> None:
    _expect_known(file, text, table, present, names)
    for name in names:
        if name not in present:
            raise fault(file, text, (table, name), f"“{name}” is missing among the {table}.")


def _expect_known(file: Path, text: str, table: str, present: Iterable[str], names: tuple[str, ...]) -> None:
    for name in present:
        if name not in names:
            raise fault(file, text, (table, name), f"There is no “{name}” among the {table}.")


class _RuleBuilder:
    """Compiles the phrase lists of the file, and reports the line of one that is not valid."""

    def __init__(self, file: Path, text: str, word_lists: Mapping[str, str]) -> None:
        self._file = file
        self._text = text
        self._word_lists = {name: word_list.replace(" ", "/") for name, word_list in word_lists.items()}
        """The named word lists, each as a phrase writes them: a/b/c."""

    def phrases(self, read: _File) -> PhraseRules:
        banned = tuple(self._banned_phrase(entry, index) for index, entry in enumerate(read.phrases))
        return PhraseRules(
            banned=(*banned, self._apology(read.apology)),
            questions=MappingProxyType({Check(name): question for name, question in read.sentences.items()}),
            required=tuple(self._need(name, read.needs[name]) for name in NEED_NAMES),
            length=MappingProxyType({kind: read.length[kind] for kind in MessageKind}),
            similarity=read.alike,
            names=_names(read.names),
        )

    def _sayings(self, path: tuple[str | int, ...], text: str) -> PhrasePattern:
        lines = (line for line in text.splitlines() if line)
        try:
            return phrase_pattern(map(self._with_words, lines))
        except BadPattern as error:
            raise fault(self._file, self._text, path, f"{error}.") from error

    def _with_words(self, line: str) -> str:
        """Return a line with the words of each list that it names in braces."""
        if "{" not in line:
            return line
        return _WORD_LIST.sub(self._words_of, line)

    def _words_of(self, name_in_braces: re.Match[str]) -> str:
        name = name_in_braces[1]
        if name not in self._word_lists:
            raise BadPattern(f"There is no word list “{name}”")
        return self._word_lists[name]

    def _banned_phrase(self, entry: _PhraseEntry, index: int) -> BannedPhrases:
        return BannedPhrases(
            check=Check(entry.check),
            says=self._sayings(("phrases", index, "says"), entry.says),
            unless=self._sayings(("phrases", index, "unless"), entry.unless),
            not_in=frozenset(entry.not_in),
            only_in=frozenset(entry.only_in),
            at_most=entry.at_most,
            yields_to=frozenset(Check(name) for name in entry.yields_to),
            why=entry.why,
            remedy=entry.remedy,
        )

    def _apology(self, entry: _Apology) -> BannedPhrases:
        return BannedPhrases(
            check=Check.OVER_APOLOGY,
            says=self._sayings(("apology", "words"), entry.words),
            unless=self._sayings(("apology", "unless"), entry.unless),
            at_most=entry.at_most,
            why=entry.why,
            remedy=entry.remedy,
        )

    def _need(self, name: str, entry: _Needed) -> RequiredFact:
        return RequiredFact(
            name=name,
            kinds=frozenset(entry.kinds),
            says=self._sayings(("needs", name, "says"), entry.says),
            unless=self._sayings(("needs", name, "unless"), entry.unless),
            why=entry.why,
            remedy=entry.remedy,
        )


def _names(read: _NameLists) -> NameVocabulary:
    nicknames: dict[str, set[str]] = {}
    for line in read.nicknames:
        family = {fold_word(name) for name in line.split()}
        for name in family:
            nicknames.setdefault(name, set()).update(family)
    return NameVocabulary(
        greetings=frozenset(
            tuple(fold_word(word.text) for word in name_words(line)) for line in read.greetings
        ),
        titles=_folded(read.titles),
        nobody=_folded(read.nobody),
        ordinary=_folded(read.ordinary),
        nicknames=MappingProxyType({name: frozenset(family) for name, family in nicknames.items()}),
        legal=_folded(read.legal),
    )


def _folded(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold_word(line) for line in lines)
