"""Reads the rules of the linter from the playbook's phrases.toml, and refuses a file with any fault."""

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

_PhraseCheck = Literal[
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
"""One calm sentence, or one question if the linter can't be sure."""
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

    check: _PhraseCheck
    says: Annotated[_Phrases, Bounds(min_length=1)]
    unless: _Phrases = ""
    not_in: tuple[MessageKind, ...] = ()
    only_in: tuple[MessageKind, ...] = ()
    at_most: Annotated[int, Bounds(ge=0, le=9, strict=True)] = 0
    yields_to: tuple[_PhraseCheck, ...] = ()
    why: _SentenceOrQuestion
    remedy: _Sentence
    source: _Text


@closed
@dataclass(slots=True, kw_only=True)
class _ApologyEntry:
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
    """What to ask about a sentence that has the fault of a check with `min_probability` or more.

    It applies to the kinds of `only_in` (all if empty), except those in `not_in`.
    """

    not_in: tuple[MessageKind, ...] = ()
    only_in: tuple[MessageKind, ...] = ()
    min_probability: Annotated[float, Bounds(ge=0.3, le=1)]
    why: _SentenceOrQuestion
    remedy: _Sentence


@closed
@dataclass(slots=True, kw_only=True)
class _RequiredFactEntry:
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
    """How short and how long a message of one kind may be, without greeting and closing; 0 means no limit.

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
class _PhrasesFile:
    """All of phrases.toml."""

    phrases: Annotated[list[_PhraseEntry], Bounds(min_length=1, max_length=60)]
    apology: _ApologyEntry
    needs: dict[str, _RequiredFactEntry]
    length: dict[str, LengthBounds]
    alike: SimilarityLimits
    names: _NameLists
    word_lists: dict[str, _WordList] = field(default_factory=dict)
    sentences: dict[str, DoubtfulSentenceRule] = field(default_factory=dict)
    """The rule of each check that asks about doubtful sentences."""


class BannedPhrases(NamedTuple):
    """Compiled phrases of one check, and the words of their findings.

    They apply to the kinds of `only_in` (all if empty), except those in `not_in`. The first `at_most`
    phrases of a message are allowed. If the message has a finding of a check in `yields_to`, these phrases
    give none.
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
    """A fact that messages of `kinds` should contain, and phrases that show that they do."""

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
    """All rules of the linter; built once, used for every message."""

    banned: tuple[BannedPhrases, ...]
    questions: Mapping[Check, DoubtfulSentenceRule]
    required: tuple[RequiredFact, ...]
    length: Mapping[MessageKind, LengthBounds]
    similarity: SimilarityLimits
    names: NameVocabulary


def load_phrases(folder: Path) -> PhraseRules:
    """Return the rules in phrases.toml of `folder`.

    Raises:
        PlaybookError: The file has a fault; the error names the file, line and field of the first one.
    """
    file = folder / FILE_NAME
    text, data = read_toml(file)
    try:
        entries = read_as(_PhrasesFile, data)
    except ShapeError as error:
        raise first_fault(file, text, error) from error
    _check_known_names(file, text, "sentences", entries.sentences, get_args(_PhraseCheck))
    _check_names(file, text, "needs", entries.needs, NEED_NAMES)
    _check_names(file, text, "length", entries.length, tuple(MessageKind))
    return _RuleBuilder(file, text, entries.word_lists).phrases(entries)


def reloadable_phrases(folder: Path) -> Reloadable[PhraseRules]:
    """Return the rules in `folder` as a Reloadable."""
    return Reloadable(lambda: [folder / FILE_NAME], lambda: load_phrases(folder))


def _check_names(
    file: Path, text: str, table: str, found_names: Iterable[str], expected_names: tuple[str, ...]
) -> None:
    _check_known_names(file, text, table, found_names, expected_names)
    for expected_name in expected_names:
        if expected_name not in found_names:
            raise fault(
                file, text, (table, expected_name), f"“{expected_name}” is missing among the {table}."
            )


def _check_known_names(
    file: Path, text: str, table: str, found_names: Iterable[str], known_names: tuple[str, ...]
) -> None:
    for found_name in found_names:
        if found_name not in known_names:
            raise fault(file, text, (table, found_name), f"There is no “{found_name}” among the {table}.")


class _RuleBuilder:
    """Builds the rules from the entries of the file; an error names the line of an invalid phrase."""

    def __init__(self, file: Path, text: str, word_lists: Mapping[str, str]) -> None:
        self._file = file
        self._text = text
        self._word_lists = {name: word_list.replace(" ", "/") for name, word_list in word_lists.items()}
        """The named word lists, each as a phrase writes them: a/b/c."""

    def phrases(self, entries: _PhrasesFile) -> PhraseRules:
        banned = tuple(self._banned_phrase(entry, index) for index, entry in enumerate(entries.phrases))
        return PhraseRules(
            banned=(*banned, self._apology_phrases(entries.apology)),
            questions=MappingProxyType(
                {Check(name): question for name, question in entries.sentences.items()}
            ),
            required=tuple(self._required_fact(name, entries.needs[name]) for name in NEED_NAMES),
            length=MappingProxyType({kind: entries.length[kind] for kind in MessageKind}),
            similarity=entries.alike,
            names=_name_vocabulary(entries.names),
        )

    def _pattern(self, path: tuple[str | int, ...], text: str) -> PhrasePattern:
        lines = (line for line in text.splitlines() if line)
        try:
            return phrase_pattern(map(self._insert_word_lists, lines))
        except BadPattern as error:
            raise fault(self._file, self._text, path, f"{error}.") from error

    def _insert_word_lists(self, line: str) -> str:
        """Return a line in which each word list named in braces is replaced by its words: a/b/c."""
        if "{" not in line:
            return line
        return _WORD_LIST.sub(self._alternatives_of_list, line)

    def _alternatives_of_list(self, name_in_braces: re.Match[str]) -> str:
        name = name_in_braces[1]
        if name not in self._word_lists:
            raise BadPattern(f"There is no word list “{name}”")
        return self._word_lists[name]

    def _banned_phrase(self, entry: _PhraseEntry, index: int) -> BannedPhrases:
        return BannedPhrases(
            check=Check(entry.check),
            says=self._pattern(("phrases", index, "says"), entry.says),
            unless=self._pattern(("phrases", index, "unless"), entry.unless),
            not_in=frozenset(entry.not_in),
            only_in=frozenset(entry.only_in),
            at_most=entry.at_most,
            yields_to=frozenset(Check(name) for name in entry.yields_to),
            why=entry.why,
            remedy=entry.remedy,
        )

    def _apology_phrases(self, entry: _ApologyEntry) -> BannedPhrases:
        return BannedPhrases(
            check=Check.OVER_APOLOGY,
            says=self._pattern(("apology", "words"), entry.words),
            unless=self._pattern(("apology", "unless"), entry.unless),
            at_most=entry.at_most,
            why=entry.why,
            remedy=entry.remedy,
        )

    def _required_fact(self, name: str, entry: _RequiredFactEntry) -> RequiredFact:
        return RequiredFact(
            name=name,
            kinds=frozenset(entry.kinds),
            says=self._pattern(("needs", name, "says"), entry.says),
            unless=self._pattern(("needs", name, "unless"), entry.unless),
            why=entry.why,
            remedy=entry.remedy,
        )


def _name_vocabulary(lists: _NameLists) -> NameVocabulary:
    nicknames: dict[str, set[str]] = {}
    for line in lists.nicknames:
        family = {fold_word(name) for name in line.split()}
        for name in family:
            nicknames.setdefault(name, set()).update(family)
    return NameVocabulary(
        greetings=frozenset(
            tuple(fold_word(word.text) for word in name_words(line)) for line in lists.greetings
        ),
        titles=_folded_lines(lists.titles),
        nobody=_folded_lines(lists.nobody),
        ordinary=_folded_lines(lists.ordinary),
        nicknames=MappingProxyType({name: frozenset(family) for name, family in nicknames.items()}),
        legal=_folded_lines(lists.legal),
    )


def _folded_lines(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold_word(line) for line in lines)
