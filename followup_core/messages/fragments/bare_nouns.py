"""Nouns whose article is missing, so that nobody would write the phrase: "calm when customer is angry"."""

from collections.abc import Sequence

from .fragment_articles import (
    BARE_PAIRS,
    FORMS_OF_BE,
    INTO_BARE,
    KINDS,
    NEVER_COUNTED,
    SET_PHRASES,
    STANDS_BARE,
    TAKES_ONE,
    TIMES,
    describes_noun,
    ends_phrase,
    is_fixed_title,
    is_helper_of_noun,
    modifies_noun,
)
from .fragment_grammar import is_person
from .fragment_tidying import plain_word
from .fragment_words import ADJECTIVES, DETERMINERS, PREPOSITIONS, word_set
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, verb_of

_ALWAYS_BARE = word_set(
    """
    board boat budget camera campus car class college contract court demand doubt email finish hand head house
    job law line list market name office order paper part person phone place plan policy question record
    request sale schedule school scratch season shift site stage start state stock store time town track
    truck
    """
)
"""Nouns that stand alone after a preposition: "on site", "under budget", "by truck"."""


def noun_without_article(text: str) -> str:
    """Return the countable noun that lacks an article or an "s" in a phrase; '' if none does.

    Only what is sure is said: the noun ends its phrase and follows a verb, a preposition or what begins a
    clause, with nothing between but words that describe it.
    """
    words = text.split(" ")
    plain = list(map(plain_word, words))
    for index in range(1, len(plain)):
        noun = plain[index]
        if (
            is_singular_count_noun(noun)
            and plain[index - 1] in _BEGINS_CLAUSE
            and _verb_follows(plain, index)
        ):
            return noun
        if not _is_one(noun) or noun in NEVER_COUNTED | STANDS_BARE | TIMES | ADJECTIVES:
            continue
        if words[index][:1].isupper() or not ends_phrase(words, plain, index) or is_fixed_title(plain, index):
            continue
        start = index
        while start > 0 and modifies_noun(words, plain, start - 1):
            start -= 1
        if start and _leaves_bare(plain, start, index):
            return " ".join(plain[start : index + 1])
    return ""


def _is_one(word: str) -> bool:
    """Whether a word is one thing or one person."""
    return is_singular_count_noun(word) or (is_person(word) and verb_of(word) is None)


def _verb_follows(plain: Sequence[str], index: int) -> bool:
    after = "".join(plain[index + 1 : index + 2])
    verb = verb_of(after)
    return is_helper_of_noun(after) or (verb is not None and verb.form is not VerbForm.GERUND)


def _leaves_bare(plain: Sequence[str], start: int, index: int) -> bool:
    """Whether what stands before a countable noun shows that its article is missing."""
    before, noun = plain[start - 1], plain[index]
    alone = start == index
    if before == "into" and alone and noun in INTO_BARE:
        return False
    if (alone and noun in _ALWAYS_BARE | SET_PHRASES) or _is_usual(plain, start, index):
        return False
    is_goal = alone and before == "to" and verb_of(noun) is None and "from" not in plain[:start]
    if before in _TAKES_BARE or is_goal:
        return alone or before != "at"  # "good at data entry"
    if before in ("and", "or"):
        counted = any(word in DETERMINERS or word[:1].isdigit() for word in plain[:start])
        return alone and not counted and not noun.endswith(_QUALITIES)
    return before not in PREPOSITIONS and _verb_wants_article(plain, start, index)


def _is_usual(plain: Sequence[str], start: int, index: int) -> bool:
    """Whether people leave the article out: "from cashier to manager", "3 km of road"."""
    noun, before, after = plain[index], plain[start - 1], "".join(plain[index + 1 : index + 2])
    if before == "to" and not {"promoted", "promotion"}.isdisjoint(plain[:start]):
        return True
    if noun == "season" or " ".join(plain[index - 1 : index + 1]) in BARE_PAIRS:
        return True
    if before == "of" and plain[start - 2] in ("job", "position", "rank", "role", "title"):
        return True
    if before == "at" and noun == "university":
        return True
    if noun.endswith("ing") and noun not in ("building", "meeting", "painting", "wedding"):
        return True
    if before == "to" and "promoted" in plain[:start]:
        return True
    is_of = before == "of" and (after == "and" or plain[start - 2] in KINDS)
    return is_of or (before == "from" and after == "to")


def _is_of_people(noun: str) -> bool:
    return is_person(noun) or noun.endswith(("er", "or", "ist"))


def _verb_wants_article(plain: Sequence[str], start: int, index: int) -> bool:
    before, alone = plain[start - 1], start == index
    verb = verb_of(before)
    if verb is None or verb.form is VerbForm.GERUND:
        return verb is not None and start == 1 and not alone  # "reading recovery program"
    if describes_noun(verb, plain[start - 2] if start > 1 else ""):
        return False
    is_person_alone = (
        alone and _is_of_people(plain[index]) and (verb.form is VerbForm.PAST or before in FORMS_OF_BE)
    )
    return is_person_alone or verb.base in TAKES_ONE | _MEETS


_QUALITIES = ("tion", "ment", "ship", "ity", "ing")
_TAKES_BARE = word_set("across about after at before during for from in into of on onto through with without")
_BEGINS_CLAUSE = word_set("because but how if that when where while why")
_MEETS = word_set("answer be become calm clean hate know meet respect serve treat understand")
