"""Phrases each typed fact so that it fits into the sentences of a message: `fit_fact`.

A fact that can't be phrased isn't used; its `Fitting` then has a reason to show to the candidate.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from followup_core.text import one_line

from .fragment_articles import with_articles_inside
from .fragment_doubts import doubt_sentences
from .fragment_fit_article import article_phrasings
from .fragment_fit_better_answer import better_answer_phrasings
from .fragment_fit_correction import correction_phrasings
from .fragment_fit_discussed import discussed_phrasings
from .fragment_fit_example import example_phrasings
from .fragment_fit_interest import interest_phrasings
from .fragment_fit_news import news_phrasings
from .fragment_fit_promised import promised_phrasings
from .fragment_fit_question import question_phrasings
from .fragment_fit_strength import strength_phrasings
from .fragment_fit_times import times_phrasings
from .fragment_names import with_names
from .fragment_reader import with_you
from .fragment_rewrites import Unfit
from .fragment_slips import without_slips
from .fragment_spelling import with_known_words
from .fragment_tact import refuse_harm, with_tact
from .fragment_tidying import ENDS, is_unusable, sentences, tidy, without_title_case

MAX_WORDS = 60
"""The longest fragment, in words; nobody reads a longer part of a sentence with pleasure."""

MAX_WORD_CHARS = 200
"""The longest word, in characters: matching one of 5,000 took eleven seconds."""
_TOO_LONG = "That is too long for one sentence. The main point is enough."

Phrasings = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """The phrasings of one fact by their names in templates; if there are none, `reason` says why."""

    phrasings: Phrasings = field(default_factory=lambda: MappingProxyType({}))
    reason: str = ""


PHRASING_FUNCTIONS: Mapping[str, Callable[[str], Phrasings]] = MappingProxyType(
    {
        "discussed": discussed_phrasings,
        "strength": strength_phrasings,
        "example": example_phrasings,
        "interest": interest_phrasings,
        "promised": promised_phrasings,
        "news": news_phrasings,
        "article": article_phrasings,
        "correction": correction_phrasings,
        "times": times_phrasings,
        "better_answer": better_answer_phrasings,
        "question": question_phrasings,
    }
)
"""The function that makes the phrasings of each of `message_model.FITTED_FACTS`."""

_EXAMPLE_OF_FACT = MappingProxyType(
    {
        "discussed": "“the new schedule” or “how you train people”",
        "strength": "“stays calm” or “is good with people”",
        "example": "“led a team of six”",
        "interest": "“the team is small” or “I like working with children”",
        "promised": "“a call” or “a second interview”",
        "news": "“your new office” or “you won the award”",
        "article": "“How teams learn, https://example.org/teams”",
        "correction": "“Blue Hill” or “I have six years of experience”",
        "times": "“Tuesday at 10 or Wednesday after 2”",
        "question": "“Who would train me in the first weeks?”",
        "better_answer": "“I have used this system for two years”",
    }
)
_KEPT_AS_TYPED = ("article",)
"""Facts that stay as they were typed, on one line, because a title must not be changed."""
_FACTS_WITHOUT_SPELLING_CHECK = ("article", "times")
"""Facts whose spelling is corrected in their own module, or not at all."""
_FACTS_ABOUT_ONESELF = ("strength", "example", "interest")
"""Facts about the candidate, which are hardly ever the title of something."""
_FACTS_THAT_GET_ARTICLES = ("better_answer", "discussed", "example", "interest")
"""Facts long enough to lack an article in the middle."""
_FACTS_THAT_MAY_NAME_READER = ("discussed", "interest", "news", "promised", "question")
"""Facts that may name the reader."""
_FACTS_OF_NUMBERS = ("article", "times", "correction")


_DERIVED_PHRASINGS = (
    *("strength_i", "strength_do", "example_held"),
    *("example_inside", "article_why", "better_answer_would"),
)
"""Phrasings derived from another phrasing of the same fact, which is checked instead of them."""


def fit_fact(fact: str, typed: str, names: Sequence[str] = (), reader: str = "") -> Fitting:
    """Return the phrasings of the text typed for one of FITTED_FACTS; an empty `Fitting` for an empty text.

    Args:
        fact: The fact's name.
        typed: What was typed, as it is.
        names: The names on record of the organization and the people; the text gets their spelling.
        reader: The name of the person who gets the message, who is "you" in it.
    """
    if any(len(word) > MAX_WORD_CHARS and not _may_be_link(fact, word) for word in typed.split()):
        return Fitting(reason=_TOO_LONG)
    text = one_line(typed) if fact in _KEPT_AS_TYPED else with_names(tidy(typed), names)
    if reader and fact in _FACTS_THAT_MAY_NAME_READER:
        text = with_you(text, reader)
    if not typed.strip():
        return Fitting()
    if not text or (is_unusable(text) and fact not in _FACTS_OF_NUMBERS):
        return Fitting(reason=_refusal_sentence(typed))
    if len(text.split()) > MAX_WORDS * (1 + len(sentences(text)) // 2):
        return Fitting(reason=_TOO_LONG)
    try:
        if fact != "better_answer":  # it is checked below, without its excuse
            refuse_harm(fact, text)
        text = _without_mistakes(fact, text)
        phrasings = PHRASING_FUNCTIONS[fact](text)
        _refuse_unstable(fact, phrasings)
        _refuse_doubtful(fact, phrasings)
    except Unfit as misfit:
        return Fitting(reason=str(misfit) or _refusal_sentence(typed))
    return Fitting(phrasings=MappingProxyType({name: value for name, value in phrasings.items() if value}))


def _without_mistakes(fact: str, text: str) -> str:
    """Return a typed text without the mistakes in spelling and grammar that are certainly mistakes."""
    if fact not in _FACTS_WITHOUT_SPELLING_CHECK:
        text = with_tact(without_slips(with_known_words(text)))
    if fact in _FACTS_THAT_GET_ARTICLES:
        text = with_articles_inside(text, is_story=fact == "example")
    return without_title_case(text) if fact in _FACTS_ABOUT_ONESELF else text


def _may_be_link(fact: str, word: str) -> bool:
    return fact in _KEPT_AS_TYPED and word.lower().startswith(("https://", "http://", "www."))


def _refuse_unstable(fact: str, phrasings: Phrasings) -> None:
    """Raise Unfit if a phrasing, read as typed text, gives another phrasing: then the text was misread."""
    for name, value in phrasings.items():
        refuse_harm(fact, value)  # "blanked on it" is harmful with its "I" only
        if not value or name in (fact, *_DERIVED_PHRASINGS):
            continue
        typed = f"that {value}" if name == "discussed_that" and value.startswith("the ") else value
        try:
            second_reading = PHRASING_FUNCTIONS[fact](typed if fact in _KEPT_AS_TYPED else tidy(typed)).get(
                name, ""
            )
        except Unfit:
            second_reading = ""
        if second_reading != value:
            raise Unfit(
                f"That would not read well. Please say it in other words, such as {_EXAMPLE_OF_FACT[fact]}."
            )


def _refuse_doubtful(fact: str, phrasings: Phrasings) -> None:
    """Raise Unfit if a phrasing isn't surely good English, with a sentence about its doubtful words."""
    checked_values: set[str] = set()
    for name, value in sorted(phrasings.items(), key=lambda phrasing: phrasing[0] == fact):
        is_new = not any(value in checked or checked in value for checked in checked_values)
        if fact in _FACTS_WITHOUT_SPELLING_CHECK or name in _DERIVED_PHRASINGS or not value or not is_new:
            continue
        checked_values.add(value)
        if reason := doubt_sentences(value, is_noun=name == "promised" or name.endswith("_phrase")):
            raise Unfit(reason)


def _refusal_sentence(typed: str) -> str:
    """Return a sentence that says that the typed text can't be used."""
    text = re.sub(r"\s+", " ", typed).strip(ENDS) or typed.strip()
    quoted_text = " ".join(tidy(text).split()) or " ".join(text.split())
    return (
        f"“{quoted_text[:40]}” can't go into the message."
        if len(quoted_text) <= 40
        else "That can't go into the message."
    )
