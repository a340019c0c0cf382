"""Rewrites that all phrasings share: beginnings to leave out, pronouns to turn, verbs to change."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from followup_core.text import in_words

from .fragment_grammar import is_person, small_start, verb_at_start
from .fragment_tidying import ENDS, plain_word, plain_words
from .fragment_words import DETERMINERS, NOUN_VERBS, PEOPLE, word_set
from .indefinite_article import indefinite_article
from .lazy_pattern import LazyPattern
from .verb_forms import Verb, VerbForm, verb_of


class Unfit(Exception):
    """A fragment that fits into no sentence; the message is one sentence for the screen."""


_TO_READER = MappingProxyType(
    {
        "they": "you",
        "them": "you",
        "their": "your",
        "theirs": "yours",
        "themselves": "yourselves",
        "they're": "you're",
        "they've": "you've",
        "they'll": "you'll",
        "they'd": "you'd",
    }
)
_TO_THIRD = MappingProxyType(
    {
        "i": "they",
        "me": "them",
        "my": "their",
        "mine": "theirs",
        "myself": "themselves",
        "i'm": "they're",
        "i've": "they've",
        "i'll": "they'll",
        "i'd": "they'd",
    }
)
_AGREEING = MappingProxyType({"am": "are", "was": "were"})
RELATIVE_CLAUSE = LazyPattern(r",\s+(?=(?:which|who|whose|where|when)\s+\S)", re.IGNORECASE)
"""Where a clause begins that says more about the noun before it, and is no second piece of a list."""
_AFTER_HEAD = word_set(
    """
    about after against among and as at before between by during for from in inside into like near of on
    last next or our outside since than that the they to under until we when where which while who with within
    without you your
    """
)
_HE_OR_SHE = word_set("he he's her hers herself him himself his she she's")
_SERVED = word_set(
    "applicant caller child client colleague coworker customer guest kid owner parent passenger patient pupil"
    " resident student tenant visitor"
)
"""Those for whom or with whom the work is done, whom a "they" after them means."""
_HE_DOES = LazyPattern(
    r"\b(?:he|she)\s+(?P<how>(?:also|always|just|never|once|really|still)\s+)?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_VERBS_OF_YOU = MappingProxyType({"is": "are", "was": "were", "has": "have", "does": "do"})
_PLURAL = LazyPattern(r"(?!.*(?:ss|us|is|'s)$)[a-z]{2,}s$")
_ANY = ("a", "an", "any", "some")
_MANY = word_set("children everybody everyone folks kids men people somebody someone staff women")


def strip_start(text: str, *patterns: LazyPattern) -> str:
    """Return a text without the beginnings that its sentence has already."""
    while True:
        for pattern in patterns:
            if (match := pattern.match(text)) and text[match.end() :].strip(ENDS):
                text = text[match.end() :].strip(" ,:;-–—")
                break
        else:
            return text


def to_reader(text: str) -> str:
    """Return a text in which the employer is "you", because it is written to them.

    "They" stays where it may mean somebody else: after a plural, as in "the nurses and their shifts", after
    those for whom the work is done, and in "a place where they know my name". "Her trip to Japan" is the
    reader's, too.
    """
    theirs = re.sub(
        r"(^|,\s+(?:which|that|who)\s+)(?:his|her)\s+(?=\w)", r"\1your ", text, flags=re.IGNORECASE
    )
    if theirs != text and not any(map(is_person, plain_words(text))):
        theirs = _HE_DOES.sub(_you_do, theirs)  # "her trip and what she saw"
    text = theirs
    words: list[str] = []
    somebody_else = False
    for word in text.split():
        plain = plain_word(word)
        # "The scanners they bought": nobody but the employer can be meant.
        is_relative = plain == "they" and bool(words) and may_be_several(words[-1].lower())
        turned = _TO_READER.get(plain) if is_relative or not somebody_else else None
        words.append(_as(word, turned) if turned else word)
        is_any_place = plain == "where" and any(plain_word(word) in _ANY for word in words[-3:-2])
        somebody_else = somebody_else or plain in _SERVED or may_be_several(plain) or is_any_place
    return " ".join(words)


def he_to_you(text: str) -> str:
    """Return "you also studied" for "she also studied": what somebody told is told back to them."""
    return _HE_DOES.sub(_you_do, text) if _HE_DOES.match(text) else text


def _you_do(match: re.Match[str]) -> str:
    verb = verb_of(match["verb"].lower())
    is_third = verb is not None and verb.form is VerbForm.THIRD
    does = _VERBS_OF_YOU.get(match["verb"].lower()) or (
        verb.base if verb is not None and is_third else match["verb"]
    )
    return f"you {match['how'] or ''}{does}"


def names_somebody_before(words: Sequence[str], somebody: frozenset[str]) -> bool:
    """Whether somebody whom a "he" or "her" may mean stands before it: "the patient until she is calm".

    Args:
        words: The words, in lower case.
        somebody: The nouns that may be meant, besides those of people by what they do.
    """
    first = next((index for index, word in enumerate(words) if word in _HE_OR_SHE), 0)
    return any(is_person(word) or word in somebody for word in words[:first])


def may_be_several(word: str) -> bool:
    """Whether a word may be several others whom "they" means: "nurses", "people"."""
    if word in _MANY or (word.endswith("s") and word[:-1] in PEOPLE):
        return True
    return bool(_PLURAL.fullmatch(word)) and not verb_is_sure(word)


def verb_is_sure(word: str) -> bool:
    """Whether a word in -s is a verb and no plural."""
    verb = verb_of(word)
    return verb is not None and verb.form is VerbForm.THIRD and verb.base not in NOUN_VERBS


def to_third(text: str) -> str:
    """Return a text about "I" as one about "someone": my limits, their limits."""
    words = text.split()
    out: list[str] = []
    for index, word in enumerate(words):
        before = plain_word(words[index - 1]) if index else ""
        agreeing = _AGREEING.get(plain_word(word)) if before == "i" else None
        turned = _TO_THIRD.get(plain_word(word)) or agreeing
        out.append(_as(word, turned) if turned else word)
    return " ".join(out)


def _as(word: str, turned: str) -> str:
    """Return the other word in place of `word`, with its capital and the marks around it."""
    bare = word.rstrip("“”\"').,:;!?…")
    start = len(bare) - len(bare.lstrip("“\"'("))
    capital = bare[start : start + 1].isupper() and plain_word(word).split("'")[0] != "i"
    return word[:start] + (turned.capitalize() if capital else turned) + word[len(bare) :]


def change_verb(text: str, make: Callable[[Verb], str], *, wants_verb: bool = True) -> str:
    """Return a text whose first verb, and those joined to it by "and", are changed by `make`."""
    words = text.split()
    if not words or len(plain_words(text)) != len(words):
        raise Unfit("")
    reading = verb_at_start(list(map(plain_word, words)), wants_verb=wants_verb)
    if reading is None:
        raise Unfit("")
    first, verb = reading
    words[first] = _as(words[first], make(verb))
    for index in range(first + 1, len(words)):
        before = plain_word(words[index - 1])
        listed = words[index - 1].endswith(",") and any(
            plain_word(word) in ("and", "or") for word in words[index:]
        )
        joined = before in ("and", "or", "but") or listed
        if joined and (again := _joined_verb(list(map(plain_word, words[index:])), verb)):
            place = index + again[0]
            words[place] = _as(words[place], make(again[1]))
    return " ".join(words)


def _joined_verb(rest: Sequence[str], first: Verb) -> tuple[int, Verb] | None:
    """Return the index and the verb that goes on after "and", if it stands in the form of the first one."""
    reading = verb_at_start(rest, wants_verb=len(rest) > 2)
    if reading is None or reading[0] > 1 or reading[1].form is not first.form:
        return None
    return reading


def with_and(text: str) -> str:
    """Return a list with "and" before its last piece: "empathy, humor" is "empathy and humor"."""
    if RELATIVE_CLAUSE.search(text):
        return text  # "the phones, which never stop ringing"
    pieces = [piece.strip() for piece in text.split(",")]
    short = all(0 < len(piece.split()) <= 2 for piece in pieces)
    if len(pieces) < 2 or not short or re.search(r"\b(?:and|or|but)\b", text):
        return text
    return in_words(pieces)


def with_article(noun: str) -> str:
    """Return a person's noun with "a" or "an" unless it has an article."""
    first = noun.split(" ")[0]
    return noun if plain_word(first) in DETERMINERS else f"{indefinite_article(first)} {noun}"


def head_of(words: Sequence[str]) -> str:
    """Return the noun that a noun phrase is about: "worker" of "hard worker with a good eye"."""
    end = next((index for index, word in enumerate(words) if index and word in _AFTER_HEAD), len(words))
    return words[end - 1]


def inside(text: str, *, wants_verb: bool = False) -> str:
    """Return a text as it stands inside a sentence: no end, no capital that is no name's."""
    return small_start(text.strip(ENDS), wants_verb=wants_verb)


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def named_phrasings(**phrasings: str) -> Mapping[str, str]:
    """Return the phrasings by their names in templates."""
    return phrasings


def is_someone(word: str) -> bool:
    """Whether a word stands for the person they need: "someone calm", "a person who stays calm"."""
    return word in ("someone", "somebody", "anyone", "person", "people")
