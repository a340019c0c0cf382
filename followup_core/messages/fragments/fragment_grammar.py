"""A small grammar of English fragments: says what kind of words somebody typed."""

import re
from collections.abc import Sequence
from enum import StrEnum

from .fragment_tidying import is_unusable, plain_word, plain_words, sentences
from .fragment_words import (
    ADJECTIVES,
    ADVERBS,
    AFTER_VERB,
    COMMON_NOUNS,
    DETERMINERS,
    ENDS_CLAUSE,
    FINITE,
    LINKING,
    LY_NOUNS,
    MODALS,
    NOT_PEOPLE,
    NOUN_HEADS,
    NOUN_VERBS,
    OBJECTS,
    PEOPLE,
    PREPOSITIONS,
    QUANTIFIERS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJECTS,
    VERB_ADJECTIVES,
    has_plural_ending,
    word_set,
)
from .noun_clauses import has_plain_verb
from .noun_countability import is_singular_count_noun
from .verb_forms import PAST_LIKE_BASE, Verb, VerbForm, is_listed, verb_of

_NEVER_NAMES = DETERMINERS | PREPOSITIONS | RELATIVES | FINITE | SUBJECTS | QUANTIFIERS | {"not", "working"}
_SECOND_HALVES = word_set(
    "based conscious driven focused free headed minded motivated oriented owned paced savvy"
)
"""Second words of adjectives in two words: "detail oriented"."""
_NAMES_LIKE_VERBS = word_set("beijing boeing excel march may will")
_AFTER_ADJECTIVE = word_set("to than enough when even if because that as while")
_NUMBERS = word_set("two three four five six seven eight nine ten")
_DOERS = ("me", "them", "they", "us", "we", "you")
_FINITE_ENDINGS = ("'m", "'re", "'ve", "'ll", "'d")


class FragmentKind(StrEnum):
    """What kind of words a fragment is."""

    NOUN = "noun"  # budget cuts
    GERUND = "gerund"  # leading people
    BASE = "base"  # stay calm
    THIRD = "third"  # stays calm, can lead
    PAST = "past"  # led a team
    ADJECTIVE = "adjective"  # calm under pressure
    PLACE = "place"  # near my house
    QUESTION = "question"  # how they train people
    CLAUSE = "clause"  # they're moving offices
    SENTENCES = "sentences"
    UNUSABLE = "unusable"


def classify(text: str, *, wants_verb: bool = False) -> FragmentKind:
    """Return what kind of words a tidied text is.

    Args:
        text: The text, without the end of its sentence.
        wants_verb: Whether the sentence needs a verb here, which decides for "plan shifts" but not for
            "plan quality".
    """
    if is_unusable(text):
        return FragmentKind.UNUSABLE
    if len(sentences(text)) > 1:
        return FragmentKind.SENTENCES
    words = plain_words(text)
    if not words:
        return FragmentKind.UNUSABLE
    if words[0] in _DOERS and _is_gerund("".join(words[1:2])):
        return FragmentKind.GERUND  # "you having to close early"
    if starts_clause(words) or _is_clause_about(words):
        return FragmentKind.CLAUSE
    if words[0] in QUESTION_WORDS or (words[0] == "if" and len(words) > 2):
        return FragmentKind.QUESTION
    if is_adjective(words):
        return FragmentKind.ADJECTIVE
    kind = _verb_phrase(words, wants_verb=wants_verb)
    if kind is not None:
        return kind
    if has_finite_verb(words) or has_plain_verb(words):
        return FragmentKind.CLAUSE
    return FragmentKind.PLACE if words[0] in PREPOSITIONS else FragmentKind.NOUN


def _is_gerund(word: str) -> bool:
    verb = verb_of(word)
    return verb is not None and verb.form is VerbForm.GERUND


def _is_clause_about(words: Sequence[str]) -> bool:
    """Whether words tell something about what one does: "what counts is safety", "teaching is fun"."""
    if words[0] in ("what", "how", "where"):
        return has_finite_verb(words)
    return (
        _is_gerund(words[0])
        and len(words) > 2
        and words[1] in ("costs", "is", "isn't", "means", "takes", "was")
    )


def starts_clause(words: Sequence[str]) -> bool:
    """Whether the words begin with a pronoun and its verb: "they're moving", "I really like it"."""
    first = words[0]
    if first.endswith(_FINITE_ENDINGS) or first in ("it's", "that's", "there's", "he's", "she's", "what's"):
        return first.split("'")[0] in SUBJECTS or first in ("that's", "i'm", "i'd", "i've")
    if first in ("this", "that", "these", "those") and len(words) > 1:
        return words[1] in FINITE
    rest = [word for word in words[1:] if not is_adverb(word) and word != "all"]
    if first in ("it", "he", "she") and rest and has_plural_ending(rest[0]):
        return True  # "it rains"
    return first in SUBJECTS and bool(rest) and (rest[0] in FINITE or verb_of(rest[0]) is not None)


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in LY_NOUNS)


def is_adjective(words: Sequence[str]) -> bool:
    """Whether the words describe somebody or something: "calm", "very good with people"."""
    start = 0
    while start < len(words) and (
        words[start] in QUANTIFIERS or words[start] == "not" or is_adverb(words[start])
    ):
        start += 1
    rest = words[start:]
    if start > 0 and len(rest) == 1 and words[start - 1].endswith("ly") and rest[0].endswith("ed"):
        return True  # "locally owned"
    if tuple(rest[:2]) in (("full", "time"), ("part", "time"), ("on", "time")):
        return len(rest) == 2
    if len(rest) > 1 and rest[1] in _SECOND_HALVES:
        return len(rest) == 2 or is_adjective(["calm", *rest[2:]])
    if not rest or not _is_describing(rest):
        return False
    if len(rest) == 1:
        return True
    after = rest[1]
    if after in ("and", "but", "or"):
        return (
            is_adjective(rest[2:])
            or (after == "but" and len(rest) == 3)
            or (len(rest) == 3 and rest[2].endswith("ly"))
        )
    return after in PREPOSITIONS | _AFTER_ADJECTIVE or all(word in ADJECTIVES for word in rest)


def _is_describing(rest: Sequence[str]) -> bool:
    word = rest[0]
    if word in ADJECTIVES or word in VERB_ADJECTIVES:
        alone = len(rest) == 1 or rest[1] in PREPOSITIONS or rest[1] in ("to", "and", "but", "enough", "when")
        return alone or word not in NOUN_VERBS | VERB_ADJECTIVES
    if len(word) > 6 and word.endswith(("ful", "ous", "less", "able", "ible")) and word not in COMMON_NOUNS:
        return len(rest) == 1 or rest[1] in PREPOSITIONS or rest[1] in ("and", "but")
    return bool(
        re.fullmatch(
            r"[a-z]+-(?:oriented|minded|driven|focused|motivated|headed|spoken|organized|owned|run|led|based|paced|first)",
            word,
        )
    )


def verb_at_start(words: Sequence[str], *, wants_verb: bool = False) -> tuple[int, Verb] | None:
    """Return the index and the reading of the verb that the words begin with, after adverbs."""
    index = 0
    while index < len(words) - 1 and is_adverb(words[index]):
        index += 1
    if index >= len(words) or (verb := verb_of(words[index])) is None:
        return None
    rest = words[index + 1 :]
    if verb.form is VerbForm.GERUND:
        return (index, verb) if not _is_noun_phrase_with_ing(words[index:]) else None
    if verb.form is VerbForm.PAST:
        plain_verb = wants_verb or not rest or index > 0 or verb.base in LINKING or _goes_on_as_verb(rest[0])
        return (index, verb) if plain_verb and not _is_participle_phrase(words[index], rest) else None
    if words[index] in NOUN_VERBS | ADJECTIVES or verb.base in NOUN_VERBS:
        likely = wants_verb and verb.form is VerbForm.THIRD and not (rest and rest[-1] in NOUN_HEADS)
        takes = _takes_verb(words[index], rest, wants_verb=wants_verb, adverb=index > 0)
        return (index, verb) if takes or (likely and rest) else None
    return index, verb


def _goes_on_as_verb(word: str) -> bool:
    listed = word in AFTER_VERB or word in OBJECTS or word in DETERMINERS or word in PREPOSITIONS
    return listed or is_adverb(word) or word[:1].isdigit() or word == "to"


def _takes_verb(word: str, rest: Sequence[str], *, wants_verb: bool, adverb: bool) -> bool:
    """Whether a word that may be a noun or an adjective is a verb, as what follows it shows."""
    if not rest:
        return adverb or (wants_verb and word.endswith("s"))
    first = rest[0]
    if len(rest) == 1 and first.endswith("ing") and word in COMMON_NOUNS:
        return False  # "budget planning"
    if (
        first in AFTER_VERB
        or first in OBJECTS
        or first in DETERMINERS
        or is_adverb(first)
        or first[:1].isdigit()
    ):
        return first not in ("for",)
    if not wants_verb or word in ADJECTIVES:
        return False
    if first in PREPOSITIONS or first in ("and", "to", "or"):
        return first != "of"
    if rest[-1] in NOUN_HEADS or is_person(rest[-1]):
        return False
    return first.endswith(("s", "ing")) or first in ADJECTIVES or len(rest) > 1


def _is_noun_phrase_with_ing(words: Sequence[str]) -> bool:
    """Whether an -ing word belongs to a noun: "training budget", "nursing experience"."""
    return len(words) == 2 and (words[1] in NOUN_HEADS or is_person(words[1]))


def _is_participle_phrase(first: str, rest: Sequence[str]) -> bool:
    """Whether a past form only describes a noun: "trained nurse", "leaked data"."""
    if first in PAST_LIKE_BASE or not rest:
        return False
    if not is_listed(first):
        return len(rest) == 1 and not rest[0].endswith("s")
    return len(rest) == 1 and is_person(rest[0])


def _verb_phrase(words: Sequence[str], *, wants_verb: bool) -> FragmentKind | None:
    if words[0] in ("not", "to") and len(words) > 1:
        return FragmentKind.BASE if words[0] == "to" and verb_of(words[1]) else None
    verbs = [word for word in words if not is_adverb(word)] or list(words)
    if verbs[0] in MODALS:
        return FragmentKind.THIRD
    if verbs[0] in FINITE and verbs[0] not in ("have", "do", "am"):
        past = ("was", "were", "had", "did", "didn't", "wasn't", "weren't", "hadn't")
        return FragmentKind.PAST if verbs[0] in past else _not_doing(verbs[0])
    if verbs[0] in ("am", "don't"):
        return FragmentKind.BASE
    reading = verb_at_start(words, wants_verb=wants_verb)
    if reading is None:
        return None
    return FragmentKind(reading[1].form.value)


def _not_doing(word: str) -> FragmentKind:
    return FragmentKind.BASE if word in ("are", "don't", "haven't", "aren't") else FragmentKind.THIRD


_OF_PEOPLE = ("ician", "logist", "nist", "pist", "rist", "tist")


def is_person(word: str) -> bool:
    """Whether a noun is a person: worker, nurse, problem-solver."""
    noun = word.rsplit("-", 1)[-1]
    if noun in PEOPLE or (noun.endswith(_OF_PEOPLE) and len(noun) > 5):
        return True
    if not noun.endswith(("er", "or")) or len(noun) < 5 or noun in NOT_PEOPLE | ADJECTIVES:
        return False
    return verb_of(noun[:-2]) is not None or verb_of(noun[:-1]) is not None or noun[-3] == noun[-4]


def has_finite_verb(words: Sequence[str]) -> bool:
    """Whether a noun in the words has a verb of its own, outside of "that ..." and "the work you do"."""
    pending = 0
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        if word in RELATIVES and not (word == "that" and index == 0):
            pending += 1
        elif word == "way" and before == "the":
            pending += "".join(words[index + 1 : index + 2]) not in ("to", "of")
        elif word in SUBJECTS and before in RELATIVES:
            continue
        elif word in SUBJECTS and index and word not in OBJECTS and before not in PREPOSITIONS:
            pending += 1
        elif word in SUBJECTS and word in ("you", "it") and index and before not in PREPOSITIONS:
            pending += _verb_follows(words[index + 1 :])
        elif index and _is_finite(words, index):
            if pending == 0:
                return True
            pending -= 1
    return False


def _verb_follows(rest: Sequence[str]) -> int:
    plain = [word for word in rest if not is_adverb(word)]
    return int(bool(plain) and (plain[0] in FINITE or verb_of(plain[0]) is not None))


def _is_finite(words: Sequence[str], index: int) -> bool:
    """Whether the word at `index` is the verb of a noun before it."""
    word, before, rest = words[index], words[index - 1], words[index + 1 :]
    is_month = word == "may" and before in ("by", "early", "in", "last", "late", "next", "since", "this")
    if is_month or (word == "am" and before[:1].isdigit()):  # "the 4 am shift"
        return False
    if word in FINITE:
        return before not in ("to", *MODALS, "have", "has", "had", "do", "does", "did") and not (
            word in ("do", "have", "may", "will", "can") and before in DETERMINERS
        )
    verb = None if before.endswith("s'") else verb_of(word)  # "your students' test scores"
    if verb is None or verb.form is VerbForm.GERUND or before in ("to", "and", "or", *DETERMINERS, *FINITE):
        return before in SUBJECTS and verb is not None
    if before in SUBJECTS:
        return True
    if not rest and word in ENDS_CLAUSE:
        return has_plural_ending(before) is (verb.form is VerbForm.BASE)
    if verb.form is VerbForm.BASE and word in ADJECTIVES:
        return False
    if before in ADJECTIVES or before in PREPOSITIONS or before in QUANTIFIERS or not is_listed(word):
        return False
    if before[:1].isdigit():
        return False  # "300 covers a night"
    if verb.base in NOUN_VERBS and rest[:1] == ["to"] and not PREPOSITIONS.isdisjoint(words[1 : index - 1]):
        return False  # "the switch from paper files to SharePoint"
    return bool(rest) and _goes_on_as_sentence(verb, before, rest)


def _goes_on_as_sentence(verb: Verb, before: str, rest: Sequence[str]) -> bool:
    """Whether a verb agrees with the noun before it, and what follows is what follows a verb."""
    if before in ("people", "everyone", "everybody", "nobody") and rest[0] in PREPOSITIONS:
        return verb.form is not VerbForm.PAST
    agrees = has_plural_ending(before) is (verb.form is VerbForm.BASE) or before == "people"
    if verb.base in LINKING and is_adjective(rest):
        return agrees
    object_follows = rest[0] in DETERMINERS or rest[0] in OBJECTS
    if verb.form is VerbForm.PAST:
        return object_follows or rest[0] == "last"
    place = verb.form is VerbForm.THIRD and rest[0] in ("there", "here", "hard", "together")
    return agrees and (object_follows or place or rest[0] in ("well", "to"))


def small_start(text: str, *, wants_verb: bool = False) -> str:
    """Return a text as it goes on inside a sentence: a capital stays only where it may be a name's.

    Args:
        text: The text.
        wants_verb: Whether the sentence needs a verb here, which is never a name: "I Implemented SSO".
    """
    first, _, rest = text.partition(" ")
    second = rest.split(" ")[0]
    word = plain_word(first)
    if first[:1].islower() or first[1:] != first[1:].lower() or word.split("'")[0] == "i":
        return text
    if word in _NUMBERS and second[:1].isupper():
        return text  # "Six Sigma"
    if wants_verb and word not in _NAMES_LIKE_VERBS and (is_adverb(word) or word in MODALS or verb_of(word)):
        return text[:1].lower() + text[1:]
    common = (
        word in COMMON_NOUNS | ADJECTIVES
        or (is_singular_count_noun(word) and plain_word(second) in FINITE)
        or is_adverb(word)
        or is_listed(word)
        or word.split("'")[0] in SUBJECTS | OBJECTS
        or word.endswith(("tion", "ment", "ness", "ship", "bility", "ful", "ous", "less"))
        or is_person(word)
    )
    has_object = verb_of(word) is not None and plain_word(second) in DETERMINERS
    if word in _NEVER_NAMES or has_object or (common and not second[:1].isupper()):
        return text[:1].lower() + text[1:]
    return text
