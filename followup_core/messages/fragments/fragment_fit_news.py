"""Phrases good news of the employer, typed after "Congratulations on ..."."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from .fragment_articles import has_article, with_a_where_needed
from .fragment_fit_article import has_link
from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import Unfit, inside, named_phrasings, strip_start, to_reader, with_you_for_he
from .fragment_tidying import plain_words
from .fragment_words import RELATIVES, word_set
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, is_listed, verb_of

_STARTS = LazyPattern(
    r"(?:(?:congratulations|congrats|congratulation|kudos|well\s+done)(?:\s+(?:on|for|to)|,)?\s+"
    r"|(?:(?:i\s+)?(?:just\s+|also\s+)?(?:heard|saw|read|noticed|learned)|news)"
    r"\s+(?:(?:on|in|from)\s+(?:\w+\s+){1,3}?that\s+|that\s+|about\s+|of\s+"
    r"|(?:(?:on|in)\s+\w+\s+)?(?=(?:you|your|he|she|they|their|the|we|our)\b))|(?:on|for|with)\s+(?=\S)|that\s+(?=\w+\s)|about\s+)",
    re.IGNORECASE,
)
_HONORS = LazyPattern(
    r"(?:just\s+)?(?:promoted|named|elected|nominated|featured|awarded|ranked|voted|chosen|selected|appointed"
    r"|listed|acquired)(?=$|\s+(?:to|as|by|for|in|one|the|head|best|top|chair|vice|director))",
    re.IGNORECASE,
)
_VERBS_WITH_ONE_OBJECT = word_set(
    "added bought celebrated completed earned finished hired launched opened reached signed"
)
_WORDS_FOR_WHICH_ONE = word_set("another fifth first fourth new second third")
"""Words after which "opened second location" is an action; "expanded menu" is a thing."""
_WORDS_FOR_HOW_SOON = word_set("after again ago ahead before within")
"""Words for when something was done: "restored power within a day" is an action, not a thing."""
_GAINED = LazyPattern(r"^(completing|getting|hitting|reaching|winning)\s+of\b", re.IGNORECASE)
_REASON = "Say it with “your” or as a sentence, such as “your new office” or “you won the award”."


def news_phrasings(text: str) -> Mapping[str, str]:
    """Return `news_phrase`, after "Congratulations on", or `news_clause`, after "I just heard that".

    A text with a link is an article, and has neither.
    """
    if has_link(text):
        return named_phrasings(news=text)
    fragment = _GAINED.sub(r"\1", with_you_for_he(strip_start(text, _STARTS)))
    inner_text = to_reader(inside(fragment))
    words = plain_words(inner_text)
    if words[0] in ("i", "my", "me", "we", "our", "i'm", "i've"):
        raise Unfit("Congratulations are for news of theirs. What is it?")
    if _HONORS.match(inner_text):
        return _clause_phrasings(f"you were {inner_text}")
    match _kind_of_news(inner_text, fragment, words):
        case FragmentKind.SENTENCES:
            raise Unfit("That is more than one sentence. One is enough.")
        case FragmentKind.CLAUSE:
            return _clause_phrasings(inner_text)
        case FragmentKind.PAST if words[0] in _VERBS_WITH_ONE_OBJECT:
            did, what = inner_text.split(" ", 1)
            return _clause_phrasings(f"you {did} {with_a_where_needed(what)}")
        case FragmentKind.PAST:
            return _clause_phrasings(f"you {re.sub('^was ', 'were ', inner_text)}")
        case FragmentKind.GERUND:
            is_noun = words[1:2] == ["of"]  # "the opening of your office", but "winning the prize"
            return _noun_phrasings(f"the {inner_text}" if is_noun else inner_text)
        case FragmentKind.NOUN:
            return _noun_phrasings(_with_your(inner_text, words))
        case _:
            raise Unfit(_REASON)


def _kind_of_news(text: str, typed: str, words: Sequence[str]) -> FragmentKind:
    """Return the kind of words of some news: "won best bakery" is a past form, "funding round" a noun."""
    if _tells_what_happened(text, words):
        return FragmentKind.CLAUSE
    if (
        len(words) > 1
        and _is_past_action(("", words[0]))
        and (
            not words[0].endswith("ed")
            or (len(words) > 2 and words[0] in _VERBS_WITH_ONE_OBJECT and words[1] in _WORDS_FOR_WHICH_ONE)
        )
    ):
        return FragmentKind.PAST
    kind = classify(typed)
    verb = verb_of(words[0])
    is_past = verb is not None and verb.form is VerbForm.PAST
    if kind is FragmentKind.NOUN and is_past and not _WORDS_FOR_HOW_SOON.isdisjoint(words):
        return FragmentKind.PAST
    is_noun = kind is FragmentKind.GERUND and len(words) == 2 and is_singular_count_noun(words[1])
    return FragmentKind.NOUN if is_noun else kind


def _noun_phrasings(phrase: str) -> Mapping[str, str]:
    return named_phrasings(news=phrase, news_phrase=phrase)


def _clause_phrasings(clause: str) -> Mapping[str, str]:
    return named_phrasings(news=clause, news_clause=clause)


def _with_your(text: str, words: Sequence[str]) -> str:
    """Return a noun with "your": "your promotion" for "promotion" and for "a promotion"."""
    if words[0] in ("a", "an") and len(words) > 1 and words[1] not in ("lot", "few", "couple"):
        return f"your {text.split(' ', 1)[1]}"
    if words[1:2] == ["of"] and not has_article(text):
        return f"the {text}"  # "the birth of your daughter"
    return text if has_article(text) or words[0] == "you" else f"your {text}"


def _tells_what_happened(text: str, words: Sequence[str]) -> bool:
    """Whether the text is a company or a team and what it did: "Fintrail raised Series B".

    It is not if a past form only describes a noun, as in "your newly opened office".
    """
    is_named = text[0].isupper() or words[0] in ("your", "the")
    return is_named and RELATIVES.isdisjoint(words) and any(map(_is_past_action, pairwise(words[:-1])))


def _is_past_action(pair: tuple[str, str]) -> bool:
    previous_word, word = pair
    verb = verb_of(word)
    is_past = verb is not None and verb.form is VerbForm.PAST and is_listed(word)
    return (
        is_past
        and previous_word not in ("the", "your", "a", "an", "you")
        and not previous_word.endswith("ly")
    )
