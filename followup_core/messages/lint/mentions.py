"""Mentions in a text of people and organizations that belong to the candidate's other interviews."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from followup_core.messages.message_model import Check, Facts, LintContext
from followup_core.messages.phrase_rules import NameVocabulary

from .phrase_matcher import Span
from .required_facts import texts_of
from .tokenizer import Word, fold_word, name_words, without_punctuation

_BEFORE_A_PLACE = frozenset(
    ("in", "near", "since", "until", "till", "during", "by", "st", "saint", "mount", "early", "late")
)
_BEFORE_A_COMPANY = frozenset(("at", "join", "joining", "for", "to", "with"))


class Mention(NamedTuple):
    """A name from another interview, with its position and what to say about it."""

    check: Check
    span: Span
    why: str
    remedy: str


class _Text(NamedTuple):
    """A text as folded name words, with the position of each."""

    original: str
    words: list[Word]
    plain: list[str]
    places: dict[str, list[int]]

    def spans(self, name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Yield the indexes of the first and the last word wherever the words of `name` follow each other."""
        for first in self.places.get(name[0], ()):
            if tuple(self.plain[first : first + len(name)]) == name:
                yield first, first + len(name) - 1


def find_mentions(text: str, context: LintContext, names: NameVocabulary) -> Iterator[Mention]:
    """Yield people, then organizations, that belong to other interviews and not to this one."""
    read_text = _read(text)
    taken: list[Span] = []
    for span, check, name in (
        *_people(read_text, context, names),
        *_organizations(read_text, context, names),
    ):
        if not any(span[0] < end and start < span[1] for start, end in taken):
            taken.append(span)
            yield _mention(check, span, name)


def _mention(check: Check, span: Span, name: str) -> Mention:
    plain = without_punctuation(name) or "This name"
    what = "person" if check is Check.WRONG_NAME else "organization"
    return Mention(
        check,
        span,
        f"{plain} belongs to another of your interviews.",
        f"Put in the {what} this message is about.",
    )


def _read(text: str) -> _Text:
    words = name_words(text)
    plain = [fold_word(word.text) for word in words]
    places: dict[str, list[int]] = {}
    for place, word in enumerate(plain):
        places.setdefault(word, []).append(place)
    return _Text(text, words, plain, places)


def _people(text: _Text, context: LintContext, names: NameVocabulary) -> Iterator[tuple[Span, Check, str]]:
    intended, own_words = _intended(context.facts)
    for person in context.elsewhere_people:
        name = _bare(person, names.titles)
        if not name or _is_in(name, intended) or set(name) <= _own_names(context.facts):
            continue
        for first, last in text.spans(name) if len(name) > 1 else ():
            if _is_all_ordinary(text, first, last, names):
                continue
            yield (text.words[first].start, text.words[last].end), Check.WRONG_NAME, person
        for name_word in dict.fromkeys((name[0], name[-1])):
            if len(name_word) >= 3 and name_word not in names.ordinary and name_word not in own_words:
                yield from _alone(text, name_word, person)


def _alone(text: _Text, name_word: str, person: str) -> Iterator[tuple[Span, Check, str]]:
    for place in text.places.get(name_word, ()):
        word = text.words[place]
        if (
            word.text[0].islower()
            or (place and text.plain[place - 1] in _BEFORE_A_PLACE)
            or _in_address(text, word)
        ):
            continue
        yield (word.start, word.end), Check.WRONG_NAME, person


def _organizations(
    text: _Text, context: LintContext, names: NameVocabulary
) -> Iterator[tuple[Span, Check, str]]:
    intended, _ = _intended(context.facts)
    own = set(_bare(context.facts.organization, names.legal))
    for organization in context.elsewhere_organizations:
        name = _bare(organization, names.legal)
        if not name or _is_in(name, intended) or set(name) <= own or (own and own <= set(name)):
            continue
        for first, last in text.spans(name):
            if _names_a_company(text, first, last, names):
                yield (text.words[first].start, text.words[last].end), Check.WRONG_ORGANIZATION, organization


def _names_a_company(text: _Text, first: int, last: int, names: NameVocabulary) -> bool:
    word = text.words[first]
    if _in_address(text, word) or _in_address(text, text.words[last]):
        return False
    if last > first:
        return not _is_all_ordinary(text, first, last, names)
    if word.text[0].islower():
        return False
    if len(word.text) > 3 and text.plain[first] not in names.ordinary:
        return True
    return _is_company(text, first)


def _is_all_ordinary(text: _Text, first: int, last: int, names: NameVocabulary) -> bool:
    """Return whether words like "will park" or "first national" are there without a capital letter."""
    small = all(word.text[0].islower() for word in text.words[first : last + 1])
    return small and all(word in names.ordinary for word in text.plain[first : last + 1])


def _is_company(text: _Text, place: int) -> bool:
    """Return whether an ordinary word is a company: after "at" or the like, before no other capital."""
    if not place or text.plain[place - 1] not in _BEFORE_A_COMPANY:
        return False
    word, before = text.words[place], text.words[place - 1]
    if not text.original[before.end : word.start].isspace():
        return False
    after = text.words[place + 1 : place + 2]
    follows = bool(after) and text.original[word.end : after[0].start].isspace()
    return not (follows and after[0].text[0].isupper())


def _in_address(text: _Text, word: Word) -> bool:
    """Return whether a word is part of an email address or of a link."""
    before, after = text.original[word.start - 1 : word.start], text.original[word.end : word.end + 2]
    return before in ("@", "/") or after[:1] == "@" or (after[:1] == "." and after[1:].isalnum())


def _is_in(name: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    row = f" {' '.join(name)} "
    return any(row in text for text in texts)


@lru_cache(maxsize=2048)
def _bare(name: str, without: frozenset[str]) -> tuple[str, ...]:
    plain = tuple(fold_word(word.text) for word in name_words(name))
    return tuple(word for word in plain if word not in without) or plain


@lru_cache(maxsize=64)
def _intended(facts: Facts) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the facts as rows of folded words, and all those words; a name in a fact is intended."""
    rows = [[fold_word(word.text) for word in name_words(text)] for text in texts_of(facts)]
    return tuple(f" {' '.join(row)} " for row in rows), frozenset(word for row in rows for word in row)


@lru_cache(maxsize=64)
def _own_names(facts: Facts) -> frozenset[str]:
    return frozenset(
        fold_word(word.text) for name in (facts.name, facts.my_name) for word in name_words(name)
    )
