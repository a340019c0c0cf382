"""Phrases each typed fact of a message so that it fits into its sentences: `fit_fact`.

What cannot be phrased is not used: a `Fitting` then has the reason to show to the candidate.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from followup_core.text import one_line

from .fragment_articles import with_articles_inside
from .fragment_doubts import doubt
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

MAX_WORD = 200
"""The longest run of characters without a space: matching 5,000 of them took eleven seconds."""
_TOO_LONG = "That is too long for one sentence. The main point is enough."

Phrasings = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """The phrasings of one fact by their names in templates; where there are none, `reason` says why."""

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

_SUCH_AS = MappingProxyType(
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
_AS_TYPED = ("article",)
"""The facts that stay as they were typed, on one line: a title's words are its own."""
_OTHER_SPELLINGS = ("article", "times")
"""The facts whose words are looked up elsewhere, or not at all."""
_OWN_WORDS = ("strength", "example", "interest")
"""The facts about oneself, which are hardly ever the title of something."""
_WITH_ARTICLES = ("better_answer", "discussed", "example", "interest")
"""The facts that are told at length, in which a small word is missed inside."""
_TOLD_TO_READER = ("discussed", "interest", "news", "promised", "question")
"""The facts in which the reader may be named."""
_MAY_BE_NUMBERS = ("article", "times", "correction")


_MADE_OF_OTHERS = (
    *("strength_i", "strength_do", "example_held"),
    *("example_inside", "article_why", "better_answer_would"),
)
"""Phrasings made of another one of the same fact, or of a part of it: they are not read again."""


def fit_fact(fact: str, typed: str, names: Sequence[str] = (), reader: str = "") -> Fitting:
    """Return the phrasings of what was typed for one of FITTED_FACTS; nothing at all for an empty text.

    Args:
        fact: The fact's name.
        typed: What was typed, as it is.
        names: The organization and the person as they are on record, whose spelling is then used.
        reader: The name of the person who gets the message, who is "you" in it.
    """
    if any(len(word) > MAX_WORD and not _may_be_link(fact, word) for word in typed.split()):
        return Fitting(reason=_TOO_LONG)
    text = one_line(typed) if fact in _AS_TYPED else with_names(tidy(typed), names)
    if reader and fact in _TOLD_TO_READER:
        text = with_you(text, reader)
    if not typed.strip():
        return Fitting()
    if not text or (is_unusable(text) and fact not in _MAY_BE_NUMBERS):
        return Fitting(reason=_quoted(typed))
    if len(text.split()) > MAX_WORDS * (1 + len(sentences(text)) // 2):
        return Fitting(reason=_TOO_LONG)
    try:
        if fact != "better_answer":  # what is left of one without its excuse is checked below
            refuse_harm(fact, text)
        text = _mended(fact, text)
        phrasings = PHRASING_FUNCTIONS[fact](text)
        _refuse_unstable(fact, phrasings)
        _refuse_doubtful(fact, phrasings)
    except Unfit as misfit:
        return Fitting(reason=str(misfit) or _quoted(typed))
    return Fitting(phrasings=MappingProxyType({name: value for name, value in phrasings.items() if value}))


def _mended(fact: str, text: str) -> str:
    """Return what was typed without the slips of spelling and grammar that can be nothing else."""
    if fact not in _OTHER_SPELLINGS:
        text = with_tact(without_slips(with_known_words(text)))
    if fact in _WITH_ARTICLES:
        text = with_articles_inside(text, is_story=fact == "example")
    return without_title_case(text) if fact in _OWN_WORDS else text


def _may_be_link(fact: str, word: str) -> bool:
    return fact in _AS_TYPED and word.lower().startswith(("https://", "http://", "www."))


def _refuse_unstable(fact: str, phrasings: Phrasings) -> None:
    """Refuse a phrasing that would be read differently the second time: it was misread the first time."""
    for name, value in phrasings.items():
        refuse_harm(fact, value)  # "blanked on it" is harmful with its "I" only
        if not value or name in (fact, *_MADE_OF_OTHERS):
            continue
        typed = f"that {value}" if name == "discussed_that" and value.startswith("the ") else value
        try:
            again = PHRASING_FUNCTIONS[fact](typed if fact in _AS_TYPED else tidy(typed)).get(name, "")
        except Unfit:
            again = ""
        if again != value:
            raise Unfit(f"That would not read well. Please say it in other words, such as {_SUCH_AS[fact]}.")


def _refuse_doubtful(fact: str, phrasings: Phrasings) -> None:
    """Refuse a phrasing that isn't surely good English, with the words that are doubtful."""
    read: set[str] = set()
    for name, value in sorted(phrasings.items(), key=lambda phrasing: phrasing[0] == fact):
        is_new = not any(value in other or other in value for other in read)
        if fact in _OTHER_SPELLINGS or name in _MADE_OF_OTHERS or not value or not is_new:
            continue
        read.add(value)
        if reason := doubt(value, is_noun=name == "promised" or name.endswith("_phrase")):
            raise Unfit(reason)


def _quoted(typed: str) -> str:
    bare = re.sub(r"\s+", " ", typed).strip(ENDS) or typed.strip()
    shown = " ".join(tidy(bare).split()) or " ".join(bare.split())
    return (
        f"“{shown[:40]}” can't go into the message."
        if len(shown) <= 40
        else "That can't go into the message."
    )
