"""Finds the people and organizations of other interviews that a text mentions."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from followup_core.messages.message_model import Check, Facts, LintContext
from followup_core.messages.phrase_rules import NameVocabulary

from .phrase_matcher import Span
from .required_facts import free_text_facts
from .tokenizer import Word, fold_word, name_words, without_punctuation

_WORDS_BEFORE_A_PLACE = frozenset(
    ("in", "near", "since", "until", "till", "during", "by", "st", "saint", "mount", "early", "late")
)
_WORDS_BEFORE_A_COMPANY = frozenset(("at", "join", "joining", "for", "to", "with"))


class Mention(NamedTuple):
    """A name from another interview, with its position and what to say about it."""

    check: Check
    span: Span
    why: str
    remedy: str


class _FoldedText(NamedTuple):
    """A text, its name words, and the indexes of each folded word."""

    original: str
    words: list[Word]
    folded_words: list[str]
    indexes_by_word: dict[str, list[int]]

    def spans(self, name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Yield the indexes of the first and the last word of each place where the text has `name`."""
        for first in self.indexes_by_word.get(name[0], ()):
            if tuple(self.folded_words[first : first + len(name)]) == name:
                yield first, first + len(name) - 1


def find_mentions(text: str, context: LintContext, names: NameVocabulary) -> Iterator[Mention]:
    """Yield the people, then the organizations, that belong to another interview and not to this one."""
    folded_text = _fold_text(text)
    used_spans: list[Span] = []
    for span, check, name in (
        *_mentioned_people(folded_text, context, names),
        *_mentioned_organizations(folded_text, context, names),
    ):
        if not any(span[0] < end and start < span[1] for start, end in used_spans):
            used_spans.append(span)
            yield _mention(check, span, name)


def _mention(check: Check, span: Span, name: str) -> Mention:
    printed_name = without_punctuation(name) or "This name"
    noun = "person" if check is Check.WRONG_NAME else "organization"
    return Mention(
        check,
        span,
        f"{printed_name} belongs to another of your interviews.",
        f"Put in the {noun} this message is about.",
    )


def _fold_text(text: str) -> _FoldedText:
    words = name_words(text)
    folded_words = [fold_word(word.text) for word in words]
    indexes_by_word: dict[str, list[int]] = {}
    for index, word in enumerate(folded_words):
        indexes_by_word.setdefault(word, []).append(index)
    return _FoldedText(text, words, folded_words, indexes_by_word)


def _mentioned_people(
    text: _FoldedText, context: LintContext, names: NameVocabulary
) -> Iterator[tuple[Span, Check, str]]:
    intended_texts, own_words = _intended_names(context.facts)
    for person in context.elsewhere_people:
        name = _folded_name(person, names.titles)
        if (
            not name
            or _is_within_any(name, intended_texts)
            or set(name) <= _names_of_sender_and_recipient(context.facts)
        ):
            continue
        for first, last in text.spans(name) if len(name) > 1 else ():
            if _is_ordinary_phrase(text, first, last, names):
                continue
            yield (text.words[first].start, text.words[last].end), Check.WRONG_NAME, person
        for name_word in dict.fromkeys((name[0], name[-1])):
            if len(name_word) >= 3 and name_word not in names.ordinary and name_word not in own_words:
                yield from _mentions_of_one_name(text, name_word, person)


def _mentions_of_one_name(
    text: _FoldedText, name_word: str, person: str
) -> Iterator[tuple[Span, Check, str]]:
    for index in text.indexes_by_word.get(name_word, ()):
        word = text.words[index]
        if (
            word.text[0].islower()
            or (index and text.folded_words[index - 1] in _WORDS_BEFORE_A_PLACE)
            or _is_in_address(text, word)
        ):
            continue
        yield (word.start, word.end), Check.WRONG_NAME, person


def _mentioned_organizations(
    text: _FoldedText, context: LintContext, names: NameVocabulary
) -> Iterator[tuple[Span, Check, str]]:
    intended_texts, _ = _intended_names(context.facts)
    own_name = set(_folded_name(context.facts.organization, names.legal))
    for organization in context.elsewhere_organizations:
        name = _folded_name(organization, names.legal)
        if (
            not name
            or _is_within_any(name, intended_texts)
            or set(name) <= own_name
            or (own_name and own_name <= set(name))
        ):
            continue
        for first, last in text.spans(name):
            if _is_organization_name(text, first, last, names):
                yield (text.words[first].start, text.words[last].end), Check.WRONG_ORGANIZATION, organization


def _is_organization_name(text: _FoldedText, first: int, last: int, names: NameVocabulary) -> bool:
    word = text.words[first]
    if _is_in_address(text, word) or _is_in_address(text, text.words[last]):
        return False
    if last > first:
        return not _is_ordinary_phrase(text, first, last, names)
    if word.text[0].islower():
        return False
    if len(word.text) > 3 and text.folded_words[first] not in names.ordinary:
        return True
    return _is_company_name(text, first)


def _is_ordinary_phrase(text: _FoldedText, first: int, last: int, names: NameVocabulary) -> bool:
    """Return whether a name that could be ordinary words, such as "will park", has no capital letter."""
    is_lowercase = all(word.text[0].islower() for word in text.words[first : last + 1])
    return is_lowercase and all(word in names.ordinary for word in text.folded_words[first : last + 1])


def _is_company_name(text: _FoldedText, index: int) -> bool:
    """Return whether an ordinary word names a company.

    It does if "at" or the like is before it, and no other word with a capital letter after it.
    """
    if not index or text.folded_words[index - 1] not in _WORDS_BEFORE_A_COMPANY:
        return False
    word, previous_word = text.words[index], text.words[index - 1]
    if not text.original[previous_word.end : word.start].isspace():
        return False
    next_words = text.words[index + 1 : index + 2]
    is_followed_by_word = bool(next_words) and text.original[word.end : next_words[0].start].isspace()
    return not (is_followed_by_word and next_words[0].text[0].isupper())


def _is_in_address(text: _FoldedText, word: Word) -> bool:
    """Return whether a word is part of an email address or of a link."""
    char_before, chars_after = (
        text.original[word.start - 1 : word.start],
        text.original[word.end : word.end + 2],
    )
    return (
        char_before in ("@", "/")
        or chars_after[:1] == "@"
        or (chars_after[:1] == "." and chars_after[1:].isalnum())
    )


def _is_within_any(name: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    padded_name = f" {' '.join(name)} "
    return any(padded_name in text for text in texts)


@lru_cache(maxsize=2048)
def _folded_name(name: str, ignored_words: frozenset[str]) -> tuple[str, ...]:
    folded_words = tuple(fold_word(word.text) for word in name_words(name))
    return tuple(word for word in folded_words if word not in ignored_words) or folded_words


@lru_cache(maxsize=64)
def _intended_names(facts: Facts) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return each fact as one text of folded words, and the set of all these words.

    The candidate intends the names that a fact contains.
    """
    fact_words = [[fold_word(word.text) for word in name_words(text)] for text in free_text_facts(facts)]
    return tuple(f" {' '.join(words)} " for words in fact_words), frozenset(
        word for words in fact_words for word in words
    )


@lru_cache(maxsize=64)
def _names_of_sender_and_recipient(facts: Facts) -> frozenset[str]:
    return frozenset(
        fold_word(word.text) for name in (facts.name, facts.my_name) for word in name_words(name)
    )
