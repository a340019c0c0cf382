"""Rewrites a fragment in the ways that all facts need: drops a beginning, turns pronouns, changes verbs."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from followup_core.text import in_words

from .fragment_grammar import is_person, lowercase_first_letter, verb_at_start
from .fragment_tidying import ENDS, plain_word, plain_words
from .fragment_words import DETERMINERS, NOUN_VERBS, PEOPLE, word_set
from .indefinite_article import indefinite_article
from .lazy_pattern import LazyPattern
from .verb_forms import Verb, VerbForm, verb_of


class Unfit(Exception):
    """The fragment fits into no sentence; the message is one sentence for the screen."""


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
_VERBS_AFTER_THEY = MappingProxyType({"am": "are", "was": "were"})
RELATIVE_CLAUSE = LazyPattern(r",\s+(?=(?:which|who|whose|where|when)\s+\S)", re.IGNORECASE)
"""The comma before a relative clause, which isn't the comma of a list."""
_WORDS_AFTER_HEAD = word_set(
    """
    about after against among and as at before between by during for from in inside into like near of on
    last next or our outside since than that the they to under until we when where which while who with within
    without you your
    """
)
_HE_OR_SHE = word_set("he he's her hers herself him himself his she she's")
_PEOPLE_SERVED = word_set(
    "applicant caller child client colleague coworker customer guest kid owner parent passenger patient pupil"
    " resident student tenant visitor"
)
"""People whom the work is done for or with; a "they" after one of these words means them."""
_HE_DOES = LazyPattern(
    r"\b(?:he|she)\s+(?P<how>(?:also|always|just|never|once|really|still)\s+)?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_VERBS_OF_YOU = MappingProxyType({"is": "are", "was": "were", "has": "have", "does": "do"})
_PLURAL = LazyPattern(r"(?!.*(?:ss|us|is|'s)$)[a-z]{2,}s$")
_INDEFINITE_ARTICLES = ("a", "an", "any", "some")
_WORDS_FOR_SEVERAL = word_set(
    "children everybody everyone folks kids men people somebody someone staff women"
)


def strip_start(text: str, *patterns: LazyPattern) -> str:
    """Return a text without the beginnings in `patterns`, which its sentence already has."""
    while True:
        for pattern in patterns:
            if (match := pattern.match(text)) and text[match.end() :].strip(ENDS):
                text = text[match.end() :].strip(" ,:;-–—")
                break
        else:
            return text


def to_reader(text: str) -> str:
    """Return a text in which "they" is "you", because the message goes to the employer.

    "They" stays if it may mean somebody else: after a plural, as in "the nurses and their shifts", after the
    people whom the work is done for, and in "a place where they know my name". "Her trip to Japan" is the
    reader's, so it becomes "your trip".
    """
    text_with_your = re.sub(
        r"(^|,\s+(?:which|that|who)\s+)(?:his|her)\s+(?=\w)", r"\1your ", text, flags=re.IGNORECASE
    )
    if text_with_your != text and not any(map(is_person, plain_words(text))):
        text_with_your = _HE_DOES.sub(_you_for_he, text_with_your)  # "her trip and what she saw"
    text = text_with_your
    words: list[str] = []
    somebody_else = False
    for word in text.split():
        plain_form = plain_word(word)
        # "The scanners they bought": nobody but the employer can be meant.
        is_relative = plain_form == "they" and bool(words) and may_be_several(words[-1].lower())
        replacement = _TO_READER.get(plain_form) if is_relative or not somebody_else else None
        words.append(_in_place_of(word, replacement) if replacement else word)
        is_any_place = plain_form == "where" and any(
            plain_word(word) in _INDEFINITE_ARTICLES for word in words[-3:-2]
        )
        somebody_else = (
            somebody_else or plain_form in _PEOPLE_SERVED or may_be_several(plain_form) or is_any_place
        )
    return " ".join(words)


def with_you_for_he(text: str) -> str:
    """Return a text that begins with "he" or "she" with "you" instead, because the reader is meant."""
    return _HE_DOES.sub(_you_for_he, text) if _HE_DOES.match(text) else text


def _you_for_he(match: re.Match[str]) -> str:
    """Return "you also studied" for "she also studied"."""
    verb = verb_of(match["verb"].lower())
    is_third = verb is not None and verb.form is VerbForm.THIRD
    does = _VERBS_OF_YOU.get(match["verb"].lower()) or (
        verb.base if verb is not None and is_third else match["verb"]
    )
    return f"you {match['how'] or ''}{does}"


def names_somebody_before(words: Sequence[str], nouns_of_people: frozenset[str]) -> bool:
    """Whether a noun for a person comes before a "he" or "her", which may mean them: "patient until she ...".

    Args:
        words: The words, in lower case.
        nouns_of_people: The nouns that count, in addition to nouns for people by their work.
    """
    pronoun_index = next((index for index, word in enumerate(words) if word in _HE_OR_SHE), 0)
    return any(is_person(word) or word in nouns_of_people for word in words[:pronoun_index])


def may_be_several(word: str) -> bool:
    """Whether a word may name several people whom a later "they" means: "nurses", "people"."""
    if word in _WORDS_FOR_SEVERAL or (word.endswith("s") and word[:-1] in PEOPLE):
        return True
    return bool(_PLURAL.fullmatch(word)) and not is_surely_third_person(word)


def is_surely_third_person(word: str) -> bool:
    """Whether a word in -s is surely a verb, and not a plural."""
    verb = verb_of(word)
    return verb is not None and verb.form is VerbForm.THIRD and verb.base not in NOUN_VERBS


def to_third(text: str) -> str:
    """Return a text about "I" with "they" instead: "my limits" becomes "their limits"."""
    words = text.split()
    new_words: list[str] = []
    for index, word in enumerate(words):
        previous_word = plain_word(words[index - 1]) if index else ""
        verb_after_they = _VERBS_AFTER_THEY.get(plain_word(word)) if previous_word == "i" else None
        replacement = _TO_THIRD.get(plain_word(word)) or verb_after_they
        new_words.append(_in_place_of(word, replacement) if replacement else word)
    return " ".join(new_words)


def _in_place_of(word: str, replacement: str) -> str:
    """Return `replacement` with the capital and the punctuation marks of `word`."""
    without_end_marks = word.rstrip("“”\"').,:;!?…")
    start = len(without_end_marks) - len(without_end_marks.lstrip("“\"'("))
    has_capital = without_end_marks[start : start + 1].isupper() and plain_word(word).split("'")[0] != "i"
    return (
        word[:start]
        + (replacement.capitalize() if has_capital else replacement)
        + word[len(without_end_marks) :]
    )


def change_verb(text: str, make: Callable[[Verb], str], *, wants_verb: bool = True) -> str:
    """Return a text in which `make` changed the first verb and the verbs joined to it by "and"."""
    words = text.split()
    if not words or len(plain_words(text)) != len(words):
        raise Unfit("")
    reading = verb_at_start(list(map(plain_word, words)), wants_verb=wants_verb)
    if reading is None:
        raise Unfit("")
    first_index, verb = reading
    words[first_index] = _in_place_of(words[first_index], make(verb))
    for index in range(first_index + 1, len(words)):
        previous_word = plain_word(words[index - 1])
        is_in_list = words[index - 1].endswith(",") and any(
            plain_word(word) in ("and", "or") for word in words[index:]
        )
        is_joined = previous_word in ("and", "or", "but") or is_in_list
        if is_joined and (joined_reading := _joined_verb(list(map(plain_word, words[index:])), verb)):
            verb_index = index + joined_reading[0]
            words[verb_index] = _in_place_of(words[verb_index], make(joined_reading[1]))
    return " ".join(words)


def _joined_verb(words: Sequence[str], first_verb: Verb) -> tuple[int, Verb] | None:
    """Return the index and reading of a verb after "and"; None if its form isn't that of the first verb."""
    reading = verb_at_start(words, wants_verb=len(words) > 2)
    if reading is None or reading[0] > 1 or reading[1].form is not first_verb.form:
        return None
    return reading


def with_and(text: str) -> str:
    """Return a short list with "and" before its last piece: "empathy and humor" for "empathy, humor"."""
    if RELATIVE_CLAUSE.search(text):
        return text  # "the phones, which never stop ringing"
    pieces = [piece.strip() for piece in text.split(",")]
    are_short = all(0 < len(piece.split()) <= 2 for piece in pieces)
    if len(pieces) < 2 or not are_short or re.search(r"\b(?:and|or|but)\b", text):
        return text
    return in_words(pieces)


def with_article(noun: str) -> str:
    """Return a person's noun with "a" or "an" unless it has an article."""
    first_word = noun.split(" ")[0]
    return noun if plain_word(first_word) in DETERMINERS else f"{indefinite_article(first_word)} {noun}"


def head_noun(words: Sequence[str]) -> str:
    """Return the noun that a noun phrase is about: "worker" of "hard worker with a good eye"."""
    end = next((index for index, word in enumerate(words) if index and word in _WORDS_AFTER_HEAD), len(words))
    return words[end - 1]


def inside(text: str, *, wants_verb: bool = False) -> str:
    """Return a text as part of a sentence: without an end mark, and with a capital only for a name."""
    return lowercase_first_letter(text.strip(ENDS), wants_verb=wants_verb)


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def named_phrasings(**phrasings: str) -> Mapping[str, str]:
    """Return the phrasings by their names in templates."""
    return phrasings


def is_someone(word: str) -> bool:
    """Whether a word means the person that they need: "someone calm", "a person who stays calm"."""
    return word in ("someone", "somebody", "anyone", "person", "people")
