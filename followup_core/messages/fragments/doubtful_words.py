"""Doubt about any phrasing: an article that is missing, a verb that doesn't agree, "than" for "then"."""

import re
from collections.abc import Sequence

from .fragment_rewrites import Unfit
from .fragment_tidying import plain_words
from .fragment_words import ADJECTIVES, FINITE, NOUN_VERBS, PREPOSITIONS, STATIVE, has_plural_ending, word_set
from .noun_countability import is_singular_count_noun
from .verb_forms import PAST_LIKE_BASE, VerbForm, verb_of

_OF_ONE = word_set("he she it everyone everybody nobody")
_OF_MANY = word_set("you we they i people children")
_ONLY_OF_ONE = word_set("is has does isn't hasn't doesn't")
_OPENS_CLAUSE = word_set("that because and but when if so while")
_OWNED = word_set("the my your our")
_NO_PLURALS = word_set("business electronics logistics mathematics news physics sales series species")
_COUNTS_MANY = word_set("few many several these those various")
_WHOLE = word_set("day morning month night staff summer team time way week winter year")
_COMPARED = word_set("differently else less more other rather worse")
_ALL = re.compile(r"\ball (?:the|my|our|your) (\w+)$")


def refuse_odd_than(phrasing: str) -> None:
    """Refuse "two weeks of training than alone"."""
    words = plain_words(phrasing)
    before = words[: words.index("than")] if "than" in words else []
    if before and not any(word.endswith("er") or word in _COMPARED for word in before):
        raise Unfit("Did you mean “then”? Those are two thoughts, and one is enough.")


def refuse_disagreement(phrasing: str) -> None:
    """Refuse "it help people", "the shifts is long" and "many customer"."""
    words = plain_words(phrasing)
    for index in range(len(words) - 1):
        if (
            _verb_disagrees(words, index)
            or _number_disagrees(words, index)
            or _relative_disagrees(words, index)
            or _is_second_verb(words, index)
        ):
            raise Unfit(f"Check “{words[index]} {words[index + 1]}”: the two don't go together.")
    if len(words) > 3 and words[-2] == "no" and _is_note_of(words):
        raise Unfit(f"“no {words[-1]}” reads like a note. Say it as a sentence.")
    match = _ALL.search(" ".join(words))
    if match and is_singular_count_noun(match[1]) and match[1] not in _WHOLE:
        raise Unfit(f"Check “{match[0]}”: is it more than one?")


def _verb_disagrees(words: Sequence[str], index: int) -> bool:
    word, after = words[index], words[index + 1]
    before = words[index - 1] if index else ""
    if index == 1 and before in _OWNED and has_plural_ending(word) and word not in _NO_PLURALS:
        return after in _ONLY_OF_ONE or after == "was"
    if index and before not in _OPENS_CLAUSE:
        return False
    verb = None if after in NOUN_VERBS | ADJECTIVES | PAST_LIKE_BASE else verb_of(after)
    if word in _OF_ONE:
        return verb is not None and verb.form is VerbForm.BASE
    if word not in _OF_MANY:
        return False
    is_third = verb is not None and verb.form is VerbForm.THIRD and verb.base not in NOUN_VERBS
    return is_third or after in _ONLY_OF_ONE or (after == "was" and word != "i")


def _is_note_of(words: Sequence[str]) -> bool:
    """Whether "no complain" ends the words, which no verb and no preposition opens."""
    before, verb = words[-3], verb_of(words[-1])
    is_open = before in PREPOSITIONS | FINITE | {"and", "but", "or"} or verb_of(before) is not None
    is_one = verb is not None and verb.form is VerbForm.BASE and words[-1] not in NOUN_VERBS
    return not is_open and (is_one or is_singular_count_noun(words[-1]))


def _relative_disagrees(words: Sequence[str], index: int) -> bool:
    """Whether "a person that ask" stands there."""
    if not index or words[index] not in ("that", "who", "which"):
        return False
    before, verb = words[index - 1], verb_of(words[index + 1])
    is_one = is_singular_count_noun(before) or before in ("person", "someone", "somebody")
    is_base = verb is not None and verb.form is VerbForm.BASE and verb.base not in NOUN_VERBS | PAST_LIKE_BASE
    return is_one and is_base


def _is_second_verb(words: Sequence[str], index: int) -> bool:
    """Whether two verbs stand side by side: "handled complains"."""
    first, second = verb_of(words[index]), verb_of(words[index + 1])
    if first is None or second is None or words[index] in NOUN_VERBS | ADJECTIVES | FINITE:
        return False
    if first.form is VerbForm.GERUND and not index:
        is_sure = second.base not in NOUN_VERBS | STATIVE | {"help", "let", "make"}
        return (
            is_sure and second.form is VerbForm.BASE and words[index + 1] not in ADJECTIVES | PAST_LIKE_BASE
        )
    is_done = first.form in (VerbForm.PAST, VerbForm.THIRD) and first.base not in NOUN_VERBS
    return is_done and second.form is VerbForm.THIRD and second.base not in NOUN_VERBS | {"fight"}


def _number_disagrees(words: Sequence[str], index: int) -> bool:
    ends = index + 2 == len(words)
    return ends and words[index] in _COUNTS_MANY and is_singular_count_noun(words[index + 1])
