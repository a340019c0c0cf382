"""The "a" of a place of work: "worked in fintech company" is "worked in a fintech company"."""

import re

from .fragment_rewrites import with_article
from .fragment_tidying import plain_words
from .fragment_words import DETERMINERS, OBJECTS, PREPOSITIONS, RELATIVES, SUBJECTS
from .lazy_pattern import LazyPattern
from .verb_forms import VerbForm, verb_of

_PLACE = LazyPattern(
    r"\b(?P<before>in|at|for) (?P<noun>(?:\d*[a-z-]+ ){0,2}(?:agency|bakery|bank|brewery|cafe|clinic|company"
    r"|daycare|dealership|factory|farm|firm|garage|gym|hospital|hostel|hotel|kindergarten|lab|laboratory|nursery|pharmacy|preschool"
    r"|kitchen|call center"
    r"|(?:big|charter|local|private|public|small) school|restaurant|salon|plant|refinery|shelter"
    r"|startup|supermarket"
    r"|warehouse))"
    r"(?=$|[,.;]| (?:and|as|at|by|for|from|in|near|of|on|outside|since|that|where|which|with)\b)"
)
_NEVER_INSIDE = DETERMINERS | OBJECTS | PREPOSITIONS | RELATIVES | SUBJECTS | {"and", "or", "not"}


def with_workplace_articles(text: str) -> str:
    """Return what somebody does or did with the article of each place where they work."""
    return _PLACE.sub(_with_article, text)


def _with_article(match: re.Match[str]) -> str:
    words = plain_words(match["noun"])[:-1]
    if not _NEVER_INSIDE.isdisjoint(words) or any(map(_is_verb, words)) or match["noun"].startswith("-"):
        return match[0]
    return f"{match['before']} {with_article(match['noun'])}"


def _is_verb(word: str) -> bool:
    verb = verb_of(word)
    return verb is not None and verb.form in (VerbForm.THIRD, VerbForm.PAST)
