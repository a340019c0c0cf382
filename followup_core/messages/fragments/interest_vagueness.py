"""Reasons for wanting a job that say too little, or that another reason is hidden in."""

import re
from collections.abc import Sequence

from .fragment_names import PROPER_NAMES
from .fragment_rewrites import Unfit
from .fragment_tidying import plain_words
from .fragment_words import ADJECTIVES, word_set
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun, needs_no_article, plural_of
from .verb_forms import VerbForm, verb_of

_GAIN = LazyPattern(
    r"(?:the\s+)?(?:health\s+|dental\s+)?(?:insurance|advancement|promotions?"
    r"|experience|opportunit(?:y|ies)(?:\s+for\s+(?:growth|advancement))?|money"
    r"|(?:career|job|personal|professional)?\s*(?:growth|development|progression"
    r"|advancement|opportunities|prospects|stability"
    r"|security|career)(?:\s+(?:opportunit(?:y|ies)|potential|prospects))?|career)",
    re.IGNORECASE,
)
_ENOUGH = word_set(
    """
    animals atmosphere challenge children client clients coworkers colleagues commute culture customer
    customers day environment field freedom guests hours kids location mission nature neighborhood
    locals patients people pets products pupils regulars residents schedule seniors shift shifts staff
    students supervision team
    teaching training values variety vibe vibes view views work
    """
)
"""Nouns that draw somebody without another word about them."""
_SECOND_BECAUSE = LazyPattern(r",?\s+because\s+(?=\S)", re.IGNORECASE)
_REMOTE = LazyPattern(
    r"(?:(?:fully|mostly|partly|partially|half)\s+)?(?:remote|hybrid|on-site|part-time"
    r"|full-time)(?:\s+(?:work|job))?"
    r"(?:\s+(?P<days>(?:\d|one|two|three|four|five|a\s+few|some)\s+days?(?:\s+(?:a|per"
    r"|each|every)\s+week)?))?",
    re.IGNORECASE,
)
_DAYS_AT_HOME = LazyPattern(
    r"(?P<days>(?:\d|one|two|three|four|five|a\s+few|some)\s+days?(?:\s+(?:a|per)\s+week)?)"
    r"\s+(?:(?:work(?:ing)?\s+)?(?:from|at)\s+home|wfh|home\s+office|remote)(?:\s+(?:a"
    r"|per)\s+week)?",
    re.IGNORECASE,
)
_LIKING = ("like", "love", "enjoy")
_BARE_AFTER_LIKING = word_set(
    "chemistry cheese chocolate history math physics poetry chess coffee theater theatre it this that"
)


def with_one_because(text: str) -> str:
    """Return a reason that may itself stand after "because": its own "because" becomes "as".

    Raises:
        Unfit: A second "because" can't be put in another way.
    """
    if (
        re.search(r"\bbecause\s+of\b", text, re.IGNORECASE)
        or len(_SECOND_BECAUSE.sub("\0", text).split("\0")) > 2
    ):
        raise Unfit("There is “because” in it again. One reason is enough, such as “the team is small”.")
    return _SECOND_BECAUSE.sub(", as ", text)


def remote_days(text: str) -> str:
    """Return "it is remote two days a week" for days at home; '' for everything else."""
    if (match := _REMOTE.fullmatch(text)) and match["days"]:
        if text.lower().startswith("hybrid"):
            raise Unfit("Say it as a sentence, such as “it is remote two days a week”.")
        days = match["days"] if match["days"].endswith("week") else f"{match['days']} a week"
        start = re.split(r"\s+(?:work|job)\b|\s+(?=\d|one|two|three|four|five|a\s|some)", text, maxsplit=1)[0]
        return f"it is {start} {days}"
    if match := _DAYS_AT_HOME.fullmatch(text):
        days = re.sub(r"\s+(?:a|per)\s+week$", "", match["days"])
        return f"I can work from home {days} a week"
    return ""


def refuse_vague_noun(text: str, words: Sequence[str]) -> None:
    """Refuse a noun that says nothing to the reader: "insurance", "the tools", "the boutique hotels".

    Raises:
        Unfit: With the question that the noun leaves open.
    """
    if _GAIN.fullmatch(text) or _is_bare(text, [word for word in words if word != "the"] or words):
        raise Unfit(f"What about {text} draws you? Say a little more, such as “the team is small”.")


def _is_bare(text: str, words: Sequence[str]) -> bool:
    head = words[-1] if words else ""
    if len(words) > 2 or head in _ENOUGH or not text.islower() or head in PROPER_NAMES:
        return False
    if words[0] in ADJECTIVES or words[0] in ("your", "my") or words[0][:1].isdigit() or words[0] in _ENOUGH:
        return False
    is_thing = head.endswith("s") and is_singular_count_noun(head[:-1])
    return is_thing or (len(words) == 1 and (is_singular_count_noun(head) or needs_no_article(head)))


def with_liked_plural(text: str) -> str:
    """Return "I like dogs" for "I like dog".

    Raises:
        Unfit: Nobody can tell whether the liked thing needs an "s".
    """
    words = plain_words(text)
    at = next((index for index, word in enumerate(words) if word in _LIKING), len(words))
    rest = words[at + 1 :]
    if words[0] != "i" or len(rest) != 1 or rest[0] in _BARE_AFTER_LIKING or text.split()[-1][:1].isupper():
        return text
    word = rest[0]
    verb = verb_of(word)
    if word.endswith("s") or needs_no_article(word) or (verb is not None and verb.form is VerbForm.GERUND):
        return text
    if is_singular_count_noun(word) or word in _PETS:
        return f"{text[: len(text) - len(word)]}{plural_of(word)}"
    raise Unfit(
        f"What do you like about it? Say a little more than “{word}”, such as “I like working with children”."
    )


_PETS = word_set("animal bird car cat computer dog garden horse plane plant puzzle robot train truck")
