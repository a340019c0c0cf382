"""Checks for the name of a person or of the organization with a letter wrong.

Only words with a capital letter are compared, only with names of five letters and more
(or if the word next to it is right), and only if both begin with the same letter: "Monday" is not
"Mondale", "Chris" is not "Christ", and a plural is no mistake.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from followup_core.messages.message_model import Check, Facts, Finding, LintContext
from followup_core.messages.phrase_rules import NameVocabulary

from .findings import finding_at
from .parsed_message import ParsedMessage
from .required_facts import free_text_facts
from .tokenizer import Word, fold_word, name_words, spellings, without_punctuation, word_set

_MIN_LETTERS = 5
_LETTERS_FOR_TWO_SLIPS = 8
_MIN_LETTERS_IN_TWO_WORDS = 7
_MAX_FINDINGS = 20
"""The most findings for one message."""
_ENDINGS = ("s", "es", "n", "ns", "an", "ans", "er", "ers", "ian", "ish", "ese", "ing")
_WORDS_OF_DATES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december"
)
_REMEDY = "Compare the spelling before you send it."


class _FactName(NamedTuple):
    """A name in a fact, as the candidate wrote it, and its folded words."""

    text: str
    folded_words: tuple[str, ...]


def misspellings(parsed: ParsedMessage, context: LintContext, names: NameVocabulary) -> Iterator[Finding]:
    """Yield a finding for each word that is almost a name in a fact, `_MAX_FINDINGS` at most."""
    yield from islice(_misspellings(parsed, context, names), _MAX_FINDINGS)


def _misspellings(parsed: ParsedMessage, context: LintContext, names: NameVocabulary) -> Iterator[Finding]:
    fact_names = _names_in_facts(context.facts)
    if not fact_names:
        return
    correct_words = _correct_words(context.facts, context.elsewhere_people, context.elsewhere_organizations)
    for place, text, _ in parsed.subject_and_body():
        text_words = name_words(text)
        folded_words = [fold_word(word.text) for word in text_words]
        for index, word in enumerate(text_words):
            name = _name_almost_written(text_words, folded_words, index, fact_names, correct_words, names)
            if name and not _is_in_address(text, word):
                why = f"This is almost {without_punctuation(name)}, with another spelling."
                yield finding_at(Check.MISSPELLED, place, text, (word.start, word.end), why, _REMEDY)


@lru_cache(maxsize=64)
def _names_in_facts(facts: Facts) -> tuple[_FactName, ...]:
    texts = (facts.name, facts.organization, *facts.others)
    names = (_FactName(text, tuple(fold_word(word.text) for word in name_words(text))) for text in texts)
    return tuple(name for name in names if name.folded_words)


@lru_cache(maxsize=64)
def _correct_words(facts: Facts, people: tuple[str, ...], organizations: tuple[str, ...]) -> frozenset[str]:
    """Return each spelling of every word that the candidate entered; none of them is a mistake."""
    texts = (*free_text_facts(facts), facts.addressed_as, *people, *organizations)
    return frozenset(
        spelling for text in texts for word in name_words(text) for spelling in spellings(word.text)
    )


def _name_almost_written(
    text_words: list[Word],
    folded_words: list[str],
    index: int,
    fact_names: tuple[_FactName, ...],
    correct_words: frozenset[str],
    names: NameVocabulary,
) -> str:
    """Return the name that the word at `index` almost is; '' if there is none."""
    word = folded_words[index]
    if (
        not text_words[index].text[0].isupper()
        or word in correct_words
        or spellings(text_words[index].text) & correct_words
    ):
        return ""
    split_name = _name_split_in_two(text_words, folded_words, index, fact_names)
    if split_name or word in _WORDS_OF_DATES or word in names.ordinary or word in names.nobody:
        return split_name
    for name in fact_names:
        for name_index, name_word in enumerate(name.folded_words):
            if _is_slip(word, name_word, names) or _is_slip_next_to(
                folded_words, index, name.folded_words, name_index
            ):
                return name.text
    return ""


def _is_slip(word: str, name_word: str, names: NameVocabulary) -> bool:
    if (
        min(len(word), len(name_word)) < _MIN_LETTERS
        or word[0] != name_word[0]
        or name_word in names.ordinary
    ):
        return False
    if word in names.nicknames.get(name_word, frozenset()) or _is_inflected(word, name_word):
        return False
    if sorted(word) == sorted(name_word):
        return True
    return _distance(word, name_word) <= (
        2 if min(len(word), len(name_word)) >= _LETTERS_FOR_TWO_SLIPS else 1
    )


def _is_slip_next_to(folded_words: list[str], index: int, name: tuple[str, ...], name_index: int) -> bool:
    """Return whether a word next to the right word is almost the name's, as in "St. Bridget Medical"."""
    word, name_word = folded_words[index], name[name_index]
    next_is_right = (
        name_index + 1 < len(name)
        and index + 1 < len(folded_words)
        and folded_words[index + 1] == name[name_index + 1]
    )
    previous_is_right = name_index > 0 and index > 0 and folded_words[index - 1] == name[name_index - 1]
    if (
        not (next_is_right or previous_is_right)
        or min(len(word), len(name_word)) < 4
        or word[0] != name_word[0]
    ):
        return False
    return 0 < _distance(word, name_word) <= max(1, len(name_word) // 3)


def _name_split_in_two(
    text_words: list[Word], folded_words: list[str], index: int, fact_names: tuple[_FactName, ...]
) -> str:
    """Return the name of one word that the message splits in two, as in "Bright Path"; '' if none."""
    if index + 1 >= len(text_words) or not text_words[index + 1].text[0].isupper():
        return ""
    joined_word = folded_words[index] + folded_words[index + 1]
    if (
        len(joined_word) < _MIN_LETTERS_IN_TWO_WORDS
        or text_words[index + 1].start - text_words[index].end != 1
    ):
        return ""
    return next((name.text for name in fact_names if joined_word in name.folded_words), "")


def _is_inflected(word: str, name_word: str) -> bool:
    longer_word, shorter_word = (word, name_word) if len(word) > len(name_word) else (name_word, word)
    return any(longer_word == shorter_word + ending for ending in _ENDINGS)


def _distance(word: str, name_word: str) -> int:
    # Imported here, because most words are settled by their first letter and their length.
    from rapidfuzz.distance import OSA

    return OSA.distance(word, name_word, score_cutoff=4) if abs(len(word) - len(name_word)) < 4 else 9


def _is_in_address(text: str, word: Word) -> bool:
    char_before, chars_after = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 2]
    return (
        char_before in ("@", "/", ".")
        or chars_after[:1] == "@"
        or (chars_after[:1] == "." and chars_after[1:].isalnum())
    )
