"""Clauses about a noun that say no more than its verb: "the firm promotes from within"."""

from collections.abc import Sequence

from .fragment_words import (
    ADJECTIVES,
    ADVERBS,
    DETERMINERS,
    FINITE,
    LY_NOUNS,
    NOUN_HEADS,
    NOUN_VERBS,
    OBJECTS,
    PEOPLE,
    PREPOSITIONS,
    QUANTIFIERS,
    RELATIVES,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .verb_forms import PAST_LIKE_BASE, Verb, VerbForm, is_listed, participle, verb_of

_ACTORS = PEOPLE | word_set(
    """
    agency bank boss brand bureau business center centre chain charity church city clinic college company
    council crew department department factory farm firm foundation garage group hospital hotel kitchen lab
    library management museum nursery office organization owner pharmacy place plant practice practise
    principal restaurant salon school shop staff startup store studio team theater union unit university
    warehouse zoo
    """
)
"""Nouns that do something themselves, so that an ambiguous word after one is its verb."""
_OPENINGS = (DETERMINERS | {"the"}) - word_set("no every each any another")
_NOT_BEFORE = (
    PREPOSITIONS
    | RELATIVES
    | DETERMINERS
    | ADJECTIVES
    | QUANTIFIERS
    | SUBJECTS
    | FINITE
    | word_set("and or to not")
)
_NEVER_DONE_TO_ACTORS = word_set(
    "begin change double expand grow invest live move open start stay study train win work"
)
_NEVER_DONE_TO_PEOPLE = word_set("arrive begin live return stay start work")
_FAMILY = word_set(
    """
    aunt brother boyfriend cousin dad daughter father girlfriend granddaughter grandfather grandma grandmother
    grandpa grandson husband mom mother nephew niece partner sister son uncle wife
    """
)
_DOES_GOOD = word_set("care help matter serve support teach")
_SAYS_ENOUGH = word_set(
    """
    belong care continue count depend exist fit go grow happen help improve learn listen matter thrive win
    work
    """
)
"""Verbs that end a clause as well as begin its second half: "your research matters"."""
_MAX_SUBJECT = 6


def has_plain_verb(words: Sequence[str]) -> bool:
    """Whether the words begin with a noun phrase that is followed by its own verb."""
    if words[0] not in _OPENINGS and not words[0][:1].isdigit():
        return False
    for index in range(2, min(len(words), _MAX_SUBJECT + 1)):
        if words[index] in RELATIVES or words[index] in SUBJECTS - OBJECTS or words[index - 1] == "way":
            return False
        if _is_its_verb(words, index):
            return True
    return False


def _is_its_verb(words: Sequence[str], index: int) -> bool:
    rest = words[index + 1 :]
    subject = index - 1
    while subject > 1 and (_is_adverb(words[subject]) or words[subject] in ("here", "there")):
        subject -= 1
    noun = words[subject]
    verb = None if noun.endswith("s'") else verb_of(words[index])
    if verb is None and has_plural_ending(words[index]):
        return (
            _is_before_object(rest) and noun not in _NOT_BEFORE and not _is_plural(noun)
        )  # "composts everything"
    if verb is None or (noun in _NOT_BEFORE and noun not in _ACTORS) or not is_listed(words[index]):
        return False
    plural = _is_plural(noun)
    is_inside = not (PREPOSITIONS - {"of"}).isdisjoint(words[1:subject])
    match verb.form:
        case VerbForm.THIRD if is_inside and verb.base in NOUN_VERBS:
            return subject < index - 1  # "the switch from paper files to SharePoint"
        case VerbForm.THIRD if not plural:
            return subject < index - 1 or _is_verb_of_one(verb, noun, rest)
        case VerbForm.BASE if plural and subject < index - 1:
            return not is_inside or verb.base not in NOUN_VERBS  # "the products actually help"
        case VerbForm.BASE if plural and noun not in ("sales", "news"):
            return _is_verb_of_many(verb, noun, rest)
        case VerbForm.PAST:
            is_past_only = participle(verb.base) != words[index] or verb.base in ("have", "win")
            if _does_itself(noun, verb):
                is_past_only = bool(rest) and rest[0] != "by"
            return is_past_only and words[index] not in PAST_LIKE_BASE
        case _:
            return False


def _does_itself(noun: str, verb: Verb) -> bool:
    """Whether a verb in its past form is what a noun did, and not what was done to it."""
    is_actor = noun in _ACTORS and verb.base in _NEVER_DONE_TO_ACTORS
    return noun in _FAMILY or is_actor or (_is_of_people(noun) and verb.base in _NEVER_DONE_TO_PEOPLE)


def _is_verb_of_one(verb: Verb, noun: str, rest: Sequence[str]) -> bool:
    """Whether a word in -s is a verb and no plural, as at the end of "your research on sepsis bundles"."""
    if rest[:1] and rest[0] in SUBJECTS and "".join(rest[1:2]) in FINITE:
        return False  # "the panel swaps you are doing"
    says_enough = bool(rest) or verb.base in _SAYS_ENOUGH
    return (verb.base not in NOUN_VERBS and says_enough) or _goes_on(noun, rest)


def _is_verb_of_many(verb: Verb, noun: str, rest: Sequence[str]) -> bool:
    """Whether a verb in its base form is that of the plural before it: "the products help patients"."""
    if verb.base in _DOES_GOOD and (not rest or _is_plural(rest[0])):
        return True
    alone = verb.base not in NOUN_VERBS and verb.base not in ADJECTIVES
    return alone or (_is_of_people(noun) and bool(rest) and rest[-1] not in NOUN_HEADS)


def _is_before_object(rest: Sequence[str]) -> bool:
    """Whether an object or an adverb follows, which no noun phrase would have here."""
    if not rest:
        return False
    things = ("everything", "everyone", "everybody", "things", "people", "itself")
    # "The scanners you bought": "you" and "it" begin a clause of their own as often.
    is_object = rest[0] in OBJECTS - {"you", "it"} or rest[0] in things
    return rest[0] in DETERMINERS or is_object or _is_adverb(rest[0])


def _goes_on(noun: str, rest: Sequence[str]) -> bool:
    """Whether what follows a word in -s shows that it is a verb and no plural: "hires locally"."""
    if not rest or rest[0] in ("and", "or"):
        return False  # "the clinic visits and the quota"
    if _is_adverb(rest[0]) or rest[0] in DETERMINERS or rest[0] in OBJECTS or rest[0][:1].isdigit():
        return True
    when = rest[0] in ("at", "in", "on", "from", "next") and "".join(rest[1:2])
    return noun in _ACTORS or bool(when and (when in _WHEN or when[:1].isdigit()))


_WHEN = word_set(
    """
    january february march april may june july august september october november december spring summer fall
    winter monday tuesday wednesday thursday friday saturday sunday mondays fridays weekends week month year
    """
)


def _is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in LY_NOUNS)


def _is_plural(word: str) -> bool:
    return has_plural_ending(word) or word in ("people", "children", "staff")


def _is_of_people(word: str) -> bool:
    return word in ("people", "guys", "kids", "children", "staff", "doctors", "teachers") or (
        word.endswith("s")
        and (word[:-1] in PEOPLE or word.endswith(("ers", "ors", "ses", "ists", "ians", "vets")))
    )
