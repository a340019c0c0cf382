"""Classifies a typed fragment by a small English grammar: noun, verb phrase, clause and so on."""

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
_SECOND_WORDS_OF_ADJECTIVES = word_set(
    "based conscious driven focused free headed minded motivated oriented owned paced savvy"
)
"""The second words of adjectives made of two words: "detail oriented"."""
_NAMES_LIKE_VERBS = word_set("beijing boeing excel march may will")
_AFTER_ADJECTIVE = word_set("to than enough when even if because that as while")
_NUMBERS = word_set("two three four five six seven eight nine ten")
_PRONOUNS_BEFORE_GERUND = ("me", "them", "they", "us", "we", "you")
"""Pronouns that say who does what an -ing word names: "you having to close early"."""
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
        wants_verb: Whether the sentence needs a verb here. Then "plan shifts" counts as a verb, but "plan
            quality" still doesn't.
    """
    if is_unusable(text):
        return FragmentKind.UNUSABLE
    if len(sentences(text)) > 1:
        return FragmentKind.SENTENCES
    words = plain_words(text)
    if not words:
        return FragmentKind.UNUSABLE
    if words[0] in _PRONOUNS_BEFORE_GERUND and _is_gerund("".join(words[1:2])):
        return FragmentKind.GERUND  # "you having to close early"
    if starts_clause(words) or _is_statement_about_activity(words):
        return FragmentKind.CLAUSE
    if words[0] in QUESTION_WORDS or (words[0] == "if" and len(words) > 2):
        return FragmentKind.QUESTION
    if is_adjective(words):
        return FragmentKind.ADJECTIVE
    kind = _kind_of_verb_phrase(words, wants_verb=wants_verb)
    if kind is not None:
        return kind
    if has_finite_verb(words) or has_plain_verb(words):
        return FragmentKind.CLAUSE
    return FragmentKind.PLACE if words[0] in PREPOSITIONS else FragmentKind.NOUN


def _is_gerund(word: str) -> bool:
    verb = verb_of(word)
    return verb is not None and verb.form is VerbForm.GERUND


def _is_statement_about_activity(words: Sequence[str]) -> bool:
    """Whether the words are a statement whose subject is "what ..." or an activity: "teaching is fun"."""
    if words[0] in ("what", "how", "where"):
        return has_finite_verb(words)
    return (
        _is_gerund(words[0])
        and len(words) > 2
        and words[1] in ("costs", "is", "isn't", "means", "takes", "was")
    )


def starts_clause(words: Sequence[str]) -> bool:
    """Whether the words begin with a pronoun and its verb: "they're moving", "I really like it"."""
    first_word = words[0]
    if first_word.endswith(_FINITE_ENDINGS) or first_word in (
        "it's",
        "that's",
        "there's",
        "he's",
        "she's",
        "what's",
    ):
        return first_word.split("'")[0] in SUBJECTS or first_word in ("that's", "i'm", "i'd", "i've")
    if first_word in ("this", "that", "these", "those") and len(words) > 1:
        return words[1] in FINITE
    next_words = [word for word in words[1:] if not is_adverb(word) and word != "all"]
    if first_word in ("it", "he", "she") and next_words and has_plural_ending(next_words[0]):
        return True  # "it rains"
    return (
        first_word in SUBJECTS
        and bool(next_words)
        and (next_words[0] in FINITE or verb_of(next_words[0]) is not None)
    )


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
    described_words = words[start:]
    if (
        start > 0
        and len(described_words) == 1
        and words[start - 1].endswith("ly")
        and described_words[0].endswith("ed")
    ):
        return True  # "locally owned"
    if tuple(described_words[:2]) in (("full", "time"), ("part", "time"), ("on", "time")):
        return len(described_words) == 2
    if len(described_words) > 1 and described_words[1] in _SECOND_WORDS_OF_ADJECTIVES:
        return len(described_words) == 2 or is_adjective(["calm", *described_words[2:]])
    if not described_words or not _is_describing(described_words):
        return False
    if len(described_words) == 1:
        return True
    next_word = described_words[1]
    if next_word in ("and", "but", "or"):
        return (
            is_adjective(described_words[2:])
            or (next_word == "but" and len(described_words) == 3)
            or (len(described_words) == 3 and described_words[2].endswith("ly"))
        )
    return next_word in PREPOSITIONS | _AFTER_ADJECTIVE or all(word in ADJECTIVES for word in described_words)


def _is_describing(words: Sequence[str]) -> bool:
    word = words[0]
    if word in ADJECTIVES or word in VERB_ADJECTIVES:
        stands_alone = (
            len(words) == 1 or words[1] in PREPOSITIONS or words[1] in ("to", "and", "but", "enough", "when")
        )
        return stands_alone or word not in NOUN_VERBS | VERB_ADJECTIVES
    if len(word) > 6 and word.endswith(("ful", "ous", "less", "able", "ible")) and word not in COMMON_NOUNS:
        return len(words) == 1 or words[1] in PREPOSITIONS or words[1] in ("and", "but")
    return bool(
        re.fullmatch(
            r"[a-z]+-(?:oriented|minded|driven|focused|motivated|headed|spoken|organized|owned|run|led|based|paced|first)",
            word,
        )
    )


def verb_at_start(words: Sequence[str], *, wants_verb: bool = False) -> tuple[int, Verb] | None:
    """Return the index and the reading of the verb at the beginning, after adverbs; None if there is none."""
    index = 0
    while index < len(words) - 1 and is_adverb(words[index]):
        index += 1
    if index >= len(words) or (verb := verb_of(words[index])) is None:
        return None
    next_words = words[index + 1 :]
    if verb.form is VerbForm.GERUND:
        return (index, verb) if not _is_noun_phrase_with_ing(words[index:]) else None
    if verb.form is VerbForm.PAST:
        is_verb = (
            wants_verb
            or not next_words
            or index > 0
            or verb.base in LINKING
            or _may_follow_verb(next_words[0])
        )
        return (index, verb) if is_verb and not _is_participle_phrase(words[index], next_words) else None
    if words[index] in NOUN_VERBS | ADJECTIVES or verb.base in NOUN_VERBS:
        is_likely_verb = (
            wants_verb and verb.form is VerbForm.THIRD and not (next_words and next_words[-1] in NOUN_HEADS)
        )
        is_verb_by_context = _is_used_as_verb(
            words[index], next_words, wants_verb=wants_verb, has_adverb=index > 0
        )
        return (index, verb) if is_verb_by_context or (is_likely_verb and next_words) else None
    return index, verb


def _may_follow_verb(word: str) -> bool:
    is_listed_word = word in AFTER_VERB or word in OBJECTS or word in DETERMINERS or word in PREPOSITIONS
    return is_listed_word or is_adverb(word) or word[:1].isdigit() or word == "to"


def _is_used_as_verb(word: str, next_words: Sequence[str], *, wants_verb: bool, has_adverb: bool) -> bool:
    """Whether the words after a word that may be a noun or an adjective show that it is a verb."""
    if not next_words:
        return has_adverb or (wants_verb and word.endswith("s"))
    next_word = next_words[0]
    if len(next_words) == 1 and next_word.endswith("ing") and word in COMMON_NOUNS:
        return False  # "budget planning"
    if (
        next_word in AFTER_VERB
        or next_word in OBJECTS
        or next_word in DETERMINERS
        or is_adverb(next_word)
        or next_word[:1].isdigit()
    ):
        return next_word not in ("for",)
    if not wants_verb or word in ADJECTIVES:
        return False
    if next_word in PREPOSITIONS or next_word in ("and", "to", "or"):
        return next_word != "of"
    if next_words[-1] in NOUN_HEADS or is_person(next_words[-1]):
        return False
    return next_word.endswith(("s", "ing")) or next_word in ADJECTIVES or len(next_words) > 1


def _is_noun_phrase_with_ing(words: Sequence[str]) -> bool:
    """Whether the words are a noun with an -ing word before it: "training budget", "nursing experience"."""
    return len(words) == 2 and (words[1] in NOUN_HEADS or is_person(words[1]))


def _is_participle_phrase(past_form: str, next_words: Sequence[str]) -> bool:
    """Whether a past form only describes a noun: "trained nurse", "leaked data"."""
    if past_form in PAST_LIKE_BASE or not next_words:
        return False
    if not is_listed(past_form):
        return len(next_words) == 1 and not next_words[0].endswith("s")
    return len(next_words) == 1 and is_person(next_words[0])


def _kind_of_verb_phrase(words: Sequence[str], *, wants_verb: bool) -> FragmentKind | None:
    if words[0] in ("not", "to") and len(words) > 1:
        return FragmentKind.BASE if words[0] == "to" and verb_of(words[1]) else None
    verbs = [word for word in words if not is_adverb(word)] or list(words)
    if verbs[0] in MODALS:
        return FragmentKind.THIRD
    if verbs[0] in FINITE and verbs[0] not in ("have", "do", "am"):
        past = ("was", "were", "had", "did", "didn't", "wasn't", "weren't", "hadn't")
        return FragmentKind.PAST if verbs[0] in past else _kind_of_present_verb(verbs[0])
    if verbs[0] in ("am", "don't"):
        return FragmentKind.BASE
    reading = verb_at_start(words, wants_verb=wants_verb)
    if reading is None:
        return None
    return FragmentKind(reading[1].form.value)


def _kind_of_present_verb(word: str) -> FragmentKind:
    return FragmentKind.BASE if word in ("are", "don't", "haven't", "aren't") else FragmentKind.THIRD


_OCCUPATION_ENDINGS = ("ician", "logist", "nist", "pist", "rist", "tist")
"""Endings of words for people by their occupation: "technician", "pharmacist"."""


def is_person(word: str) -> bool:
    """Whether a noun is a person: worker, nurse, problem-solver."""
    noun = word.rsplit("-", 1)[-1]
    if noun in PEOPLE or (noun.endswith(_OCCUPATION_ENDINGS) and len(noun) > 5):
        return True
    if not noun.endswith(("er", "or")) or len(noun) < 5 or noun in NOT_PEOPLE | ADJECTIVES:
        return False
    return verb_of(noun[:-2]) is not None or verb_of(noun[:-1]) is not None or noun[-3] == noun[-4]


def has_finite_verb(words: Sequence[str]) -> bool:
    """Whether a noun has a finite verb that is part of no relative clause such as "the work you do"."""
    verbs_of_subclauses = 0
    for index, word in enumerate(words):
        previous_word = words[index - 1] if index else ""
        if word in RELATIVES and not (word == "that" and index == 0):
            verbs_of_subclauses += 1
        elif word == "way" and previous_word == "the":
            verbs_of_subclauses += "".join(words[index + 1 : index + 2]) not in ("to", "of")
        elif word in SUBJECTS and previous_word in RELATIVES:
            continue
        elif word in SUBJECTS and index and word not in OBJECTS and previous_word not in PREPOSITIONS:
            verbs_of_subclauses += 1
        elif word in SUBJECTS and word in ("you", "it") and index and previous_word not in PREPOSITIONS:
            verbs_of_subclauses += _verb_follows(words[index + 1 :])
        elif index and _is_finite(words, index):
            if verbs_of_subclauses == 0:
                return True
            verbs_of_subclauses -= 1
    return False


def _verb_follows(words: Sequence[str]) -> int:
    words_without_adverbs = [word for word in words if not is_adverb(word)]
    return int(
        bool(words_without_adverbs)
        and (words_without_adverbs[0] in FINITE or verb_of(words_without_adverbs[0]) is not None)
    )


def _is_finite(words: Sequence[str], index: int) -> bool:
    """Whether the word at `index` is a finite verb whose subject is before it."""
    word, previous_word, next_words = words[index], words[index - 1], words[index + 1 :]
    is_month = word == "may" and previous_word in (
        "by",
        "early",
        "in",
        "last",
        "late",
        "next",
        "since",
        "this",
    )
    if is_month or (word == "am" and previous_word[:1].isdigit()):  # "the 4 am shift"
        return False
    if word in FINITE:
        return previous_word not in ("to", *MODALS, "have", "has", "had", "do", "does", "did") and not (
            word in ("do", "have", "may", "will", "can") and previous_word in DETERMINERS
        )
    verb = None if previous_word.endswith("s'") else verb_of(word)  # "your students' test scores"
    if (
        verb is None
        or verb.form is VerbForm.GERUND
        or previous_word in ("to", "and", "or", *DETERMINERS, *FINITE)
    ):
        return previous_word in SUBJECTS and verb is not None
    if previous_word in SUBJECTS:
        return True
    if not next_words and word in ENDS_CLAUSE:
        return has_plural_ending(previous_word) is (verb.form is VerbForm.BASE)
    if verb.form is VerbForm.BASE and word in ADJECTIVES:
        return False
    if (
        previous_word in ADJECTIVES
        or previous_word in PREPOSITIONS
        or previous_word in QUANTIFIERS
        or not is_listed(word)
    ):
        return False
    if previous_word[:1].isdigit():
        return False  # "300 covers a night"
    if (
        verb.base in NOUN_VERBS
        and next_words[:1] == ["to"]
        and not PREPOSITIONS.isdisjoint(words[1 : index - 1])
    ):
        return False  # "the switch from paper files to SharePoint"
    return bool(next_words) and _is_main_verb(verb, previous_word, next_words)


def _is_main_verb(verb: Verb, previous_word: str, next_words: Sequence[str]) -> bool:
    """Whether a verb agrees with the noun before it, and is followed by words that follow a verb."""
    if previous_word in ("people", "everyone", "everybody", "nobody") and next_words[0] in PREPOSITIONS:
        return verb.form is not VerbForm.PAST
    agrees = has_plural_ending(previous_word) is (verb.form is VerbForm.BASE) or previous_word == "people"
    if verb.base in LINKING and is_adjective(next_words):
        return agrees
    object_follows = next_words[0] in DETERMINERS or next_words[0] in OBJECTS
    if verb.form is VerbForm.PAST:
        return object_follows or next_words[0] == "last"
    place = verb.form is VerbForm.THIRD and next_words[0] in ("there", "here", "hard", "together")
    return agrees and (object_follows or place or next_words[0] in ("well", "to"))


def lowercase_first_letter(text: str, *, wants_verb: bool = False) -> str:
    """Return a text with a lowercase first letter, unless its first word may be a name.

    Args:
        text: The text, which continues a sentence.
        wants_verb: Whether the sentence needs a verb here, which is never a name: "I Implemented SSO".
    """
    first_word, _, other_words = text.partition(" ")
    second_word = other_words.split(" ")[0]
    word = plain_word(first_word)
    if first_word[:1].islower() or first_word[1:] != first_word[1:].lower() or word.split("'")[0] == "i":
        return text
    if word in _NUMBERS and second_word[:1].isupper():
        return text  # "Six Sigma"
    if wants_verb and word not in _NAMES_LIKE_VERBS and (is_adverb(word) or word in MODALS or verb_of(word)):
        return text[:1].lower() + text[1:]
    is_common_word = (
        word in COMMON_NOUNS | ADJECTIVES
        or (is_singular_count_noun(word) and plain_word(second_word) in FINITE)
        or is_adverb(word)
        or is_listed(word)
        or word.split("'")[0] in SUBJECTS | OBJECTS
        or word.endswith(("tion", "ment", "ness", "ship", "bility", "ful", "ous", "less"))
        or is_person(word)
    )
    has_object = verb_of(word) is not None and plain_word(second_word) in DETERMINERS
    if word in _NEVER_NAMES or has_object or (is_common_word and not second_word[:1].isupper()):
        return text[:1].lower() + text[1:]
    return text
