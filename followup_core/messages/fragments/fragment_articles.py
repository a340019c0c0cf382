"""Adds the article that a noun phrase lacks: "new dashboard" becomes "the new dashboard"."""

import re
from collections.abc import Sequence

from followup_core.text import in_words

from .fragment_grammar import FragmentKind, classify, is_adverb, is_person
from .fragment_rewrites import head_noun, with_article
from .fragment_tidying import plain_word, plain_words
from .fragment_words import (
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    QUANTIFIERS,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun

_PIECES = LazyPattern(r"\s*[,;](?!\d)\s*(?:and\s+)?|\s+(?:and|plus)\s+")
_BARE_NOUN = LazyPattern(
    r"\b(?P<before>during|for|in|inside|into|near|on|under|with|without) (?P<noun>[a-z]+)"
    r"(?=$|[,.;]| (?:after|and|at|because|before|but|by|during|each|every|for|from|if|in|into|of|on"
    r"|per|that|this|through|to|until|when|where|while|who|with|without)\b)"
)
OFTEN_BARE = word_set(
    """
    appointment attitude band bed board boat budget business call camp case charge charity church class
    college contract control court daycare detail duty email fact foot form front hand harvest high home
    hour house label leave life line list metric mind need office opera order paper part payment peak
    person phase phone pickup place point policy position practice print process program progress
    promotion question range record reference release renewal rent review ribbon role safety schedule
    school season second sequence service shape shift side site skill space stage state stock stream
    strike support team text theory time title tour town track training transit transport tune turn unit
    university use video view wood word work writing
    """
)
"""Nouns that have no article after some preposition: "on call", "in stock"."""
_PEOPLE_SERVED = word_set(
    "child client customer guest kid parent passenger patient person resident student visitor"
)
"""People whose singular was typed for a plural: "worked with customer" means all customers."""
_UNIQUE_AT_WORK = word_set(
    """
    boss city company country department factory hospital industry kitchen manager market museum owner region
    restaurant shop store supervisor village ward warehouse weekend workshop
    """
)
"""Things and people that a workplace has one of, so that they get "the"."""
_IN_PLACE_OF_ARTICLE = (
    DETERMINERS
    | PREPOSITIONS
    | SUBJECTS
    | word_set("me us more less something everything anything nothing everyone everybody")
)


def has_article(noun: str) -> bool:
    """Whether a noun phrase begins with an article or something in its place: "your", "two", "Kestrel's".

    The number in "4 clinics" is in place of an article. The number in "5 axis machine" isn't, because there
    is one machine.
    """
    words = plain_words(noun)
    first_word = next((word for word in words if not (is_adverb(word) or word in QUANTIFIERS)), words[0])
    head_index = _index_of_head(words)
    has_possessive = any(word.endswith(("'s", "s'")) for word in words[: head_index + 1])
    possessor_lacks_article = (
        first_word.endswith("'s") and noun[:1].islower() and is_singular_count_noun(first_word[:-2])
    )
    has_owner = (
        has_possessive and not possessor_lacks_article
    )  # "museum's reputation" lacks the museum's article
    is_ordinal = first_word[:1].isdigit() and first_word.endswith(("st", "nd", "rd", "th"))
    is_count = (
        first_word[:1].isdigit()
        and not is_ordinal
        and (first_word == "1" or not is_singular_count_noun(words[head_index]))
    )
    return first_word in _IN_PLACE_OF_ARTICLE or is_count or has_owner


def needs_article(noun: str) -> bool:
    """Whether a noun phrase names one countable thing or person and has no article."""
    noun_words = [word for word in noun.partition(",")[0].split() if plain_word(word)]
    if not noun_words or has_article(noun):
        return False
    words = list(map(plain_word, noun_words))
    if words[0].endswith("'s"):
        return True  # "owner's vision"
    head = _index_of_head(words)
    is_one = is_singular_count_noun(words[head]) or is_person(words[head])
    return is_one and not _is_name(noun_words[head])


def with_the_where_needed(noun: str) -> str:
    """Return a noun phrase with "the" if it lacks an article, since both have talked about it."""
    head = head_noun(plain_words(noun))
    is_of = f"{head} of " in noun.lower() and not has_article(noun) and not has_plural_ending(head)
    return f"the {noun}" if is_of or needs_article(noun) else noun


def with_a_where_needed(noun: str) -> str:
    """Return a noun phrase with "a" or "an" if it lacks an article."""
    return with_article(noun) if needs_article(noun) else noun


def list_with_the(text: str) -> str:
    """Return a noun phrase, or a list of short noun phrases, with "the" wherever an article is missing."""
    pieces = _PIECES.split(text)
    is_thing_with_name = (
        len(pieces) == 2 and " and " not in text and len({piece[:1].isupper() for piece in pieces}) > 1
    )
    if len(pieces) < 2 or is_thing_with_name or not all(map(_is_short_noun, pieces)):  # "the EHR, Epic"
        return with_the_where_needed(text)
    return in_words(list(map(with_the_where_needed, pieces)))


def _is_short_noun(piece: str) -> bool:
    is_noun = classify(piece) in (FragmentKind.NOUN, FragmentKind.GERUND)
    return is_noun and 0 < len(piece.split()) <= 3 and not (is_adverb(piece) or piece[:1].isdigit())


def with_articles_inside(text: str, *, is_story: bool) -> str:
    """Return a text in which a bare noun after a preposition has its article: "with a forklift".

    Args:
        text: The text.
        is_story: Whether the candidate tells it for the first time, so that the article is "a"; else "the".
    """

    def with_its_article(match: re.Match[str]) -> str:
        preposition, noun = match["before"], match["noun"]
        if not is_singular_count_noun(noun) or noun in OFTEN_BARE | _PEOPLE_SERVED:
            return match[0]
        is_new = is_story and noun not in _UNIQUE_AT_WORK
        return f"{preposition} {with_article(noun) if is_new else f'the {noun}'}"

    return _BARE_NOUN.sub(with_its_article, text)


def with_the_subject(clause: str) -> str:
    """Return "the team is small" for "team is small"."""
    words = plain_words(clause)
    is_bare = (
        len(words) > 2
        and words[1] in FINITE
        and (is_singular_count_noun(words[0]) or words[0] in ("management", "staff"))
    )
    return f"the {clause}" if is_bare else clause


def _index_of_head(words: Sequence[str]) -> int:
    return words.index(head_noun(words))


def _is_name(word: str) -> bool:
    """Whether a noun is a name, as its capital or its digits show: "Kubernetes", "A4"; not "CRM"."""
    noun = word.strip("“”\"'(")
    is_noun_in_capitals = noun.isupper() and is_singular_count_noun(noun.lower())
    return not (noun.isalpha() and noun.islower()) and "-" not in noun and not is_noun_in_capitals
