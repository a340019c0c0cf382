"""The check for the person's or the organization's name with a letter wrong.

Only words with a capital letter are compared, only with names of five letters and more
(or with a neighbor that is right), and only if both begin alike: "Monday" is not
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
from .required_facts import texts_of
from .tokenizer import Word, fold_word, name_words, spellings, without_punctuation, word_set

_SHORTEST = 5
_LONG = 8
_JOINED = 7
_MAX_FINDINGS = 20
"""The most findings for one message."""
_ENDINGS = ("s", "es", "n", "ns", "an", "ans", "er", "ers", "ian", "ish", "ese", "ing")
_DATES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december"
)
_REMEDY = "Compare the spelling before you send it."


class _Name(NamedTuple):
    """A known name as the candidate wrote it, and its folded words."""

    text: str
    plain: tuple[str, ...]


def misspellings(parsed: ParsedMessage, context: LintContext, names: NameVocabulary) -> Iterator[Finding]:
    """Yield the first words that are nearly, but not quite, a name the candidate entered."""
    yield from islice(_slips(parsed, context, names), _MAX_FINDINGS)


def _slips(parsed: ParsedMessage, context: LintContext, names: NameVocabulary) -> Iterator[Finding]:
    known = _known(context.facts)
    if not known:
        return
    correct = _correct(context.facts, context.elsewhere_people, context.elsewhere_organizations)
    for place, text, _ in parsed.subject_and_body():
        text_words = name_words(text)
        plain = [fold_word(word.text) for word in text_words]
        for index, word in enumerate(text_words):
            name = _nearly(text_words, plain, index, known, correct, names)
            if name and not _in_address(text, word):
                why = f"This is almost {without_punctuation(name)}, with another spelling."
                yield finding_at(Check.MISSPELLED, place, text, (word.start, word.end), why, _REMEDY)


@lru_cache(maxsize=64)
def _known(facts: Facts) -> tuple[_Name, ...]:
    texts = (facts.name, facts.organization, *facts.others)
    names = (_Name(text, tuple(fold_word(word.text) for word in name_words(text))) for text in texts)
    return tuple(name for name in names if name.plain)


@lru_cache(maxsize=64)
def _correct(facts: Facts, people: tuple[str, ...], organizations: tuple[str, ...]) -> frozenset[str]:
    """Return every word that the candidate entered somewhere, in each spelling: none of them is a mistake."""
    texts = (*texts_of(facts), facts.addressed_as, *people, *organizations)
    return frozenset(way for text in texts for word in name_words(text) for way in spellings(word.text))


def _nearly(
    text_words: list[Word],
    plain: list[str],
    index: int,
    known: tuple[_Name, ...],
    correct: frozenset[str],
    names: NameVocabulary,
) -> str:
    """Return the name that the word at `index` is nearly; '' if there is none."""
    word = plain[index]
    if (
        not text_words[index].text[0].isupper()
        or word in correct
        or spellings(text_words[index].text) & correct
    ):
        return ""
    together = _name_in_two_words(text_words, plain, index, known)
    if together or word in _DATES or word in names.ordinary or word in names.nobody:
        return together
    for name in known:
        for place, own in enumerate(name.plain):
            if _is_slip(word, own, names) or _is_slip_next_to(plain, index, name.plain, place):
                return name.text
    return ""


def _is_slip(word: str, own: str, names: NameVocabulary) -> bool:
    if min(len(word), len(own)) < _SHORTEST or word[0] != own[0] or own in names.ordinary:
        return False
    if word in names.nicknames.get(own, frozenset()) or _is_inflected(word, own):
        return False
    if sorted(word) == sorted(own):
        return True
    return _distance(word, own) <= (2 if min(len(word), len(own)) >= _LONG else 1)


def _is_slip_next_to(plain: list[str], index: int, name: tuple[str, ...], place: int) -> bool:
    """Return whether a word unlike its name is next to the right neighbor, as in "St. Bridget Medical"."""
    word, own = plain[index], name[place]
    after = place + 1 < len(name) and index + 1 < len(plain) and plain[index + 1] == name[place + 1]
    before = place > 0 and index > 0 and plain[index - 1] == name[place - 1]
    if not (after or before) or min(len(word), len(own)) < 4 or word[0] != own[0]:
        return False
    return 0 < _distance(word, own) <= max(1, len(own) // 3)


def _name_in_two_words(text_words: list[Word], plain: list[str], index: int, known: tuple[_Name, ...]) -> str:
    """Return the name that is one word where the message has two, as in "Bright Path"."""
    if index + 1 >= len(text_words) or not text_words[index + 1].text[0].isupper():
        return ""
    together = plain[index] + plain[index + 1]
    if len(together) < _JOINED or text_words[index + 1].start - text_words[index].end != 1:
        return ""
    return next((name.text for name in known if together in name.plain), "")


def _is_inflected(word: str, own: str) -> bool:
    long, short = (word, own) if len(word) > len(own) else (own, word)
    return any(long == short + ending for ending in _ENDINGS)


def _distance(word: str, own: str) -> int:
    # Imported here, because most words are settled by their first letter and their length.
    from rapidfuzz.distance import OSA

    return OSA.distance(word, own, score_cutoff=4) if abs(len(word) - len(own)) < 4 else 9


def _in_address(text: str, word: Word) -> bool:
    before, after = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 2]
    return before in ("@", "/", ".") or after[:1] == "@" or (after[:1] == "." and after[1:].isalnum())
