"""Signs that a phrasing isn't good English yet: the candidate is asked about it, and nothing is guessed.

Each sign is in a few words next to each other. A sign is here only if it is found in what people wrote wrong
and hardly ever in what people wrote right, among the facts of tests/unit/messages/written_facts.tsv.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from .fragment_articles import OFTEN_BARE
from .fragment_tidying import plain_word
from .fragment_words import (
    ADJECTIVES,
    COMMON_NOUNS,
    DETERMINERS,
    FINITE,
    MODALS,
    NOUN_VERBS,
    OBJECTS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    VERBS,
    has_plural_ending,
    with_s_ending,
    word_set,
)
from .indefinite_article import indefinite_article
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import PAST_LIKE_BASE, VerbForm, gerund, is_listed, participle, third_person, verb_of

_EACH_ONE = word_set("a an another each every")
_SEVERAL = word_set(
    "two three four five six seven eight nine ten eleven twelve twenty many several few these those"
)
_NUMBERED = word_set("a inc level number route soc the")
"""Words before a number that is a name: "the number 9 route"."""
_NEVER_IN_OPENING = (DETERMINERS | OBJECTS | PREPOSITIONS | SUBJECTS | RELATIVES | FINITE) - {"next"}
_MAX_OPENING = 2
"""Words before the noun that a text begins with: "new drug test"."""
_SAID = (FINITE | {"then"}) - {"can", "may", "will"}
_BEFORE_ING = word_set("about after at before by for from in of on with without")
_NEVER_BEFORE_TO = word_set("after before by for from of with without")
_BE = word_set("am are be been i'm is was were")
_HAVE = word_set("had hadn't has hasn't have haven't i've")
_HELPERS = MODALS | word_set("didn't do doesn't don't")
_ENDS_NOUN = (
    PREPOSITIONS | RELATIVES | FINITE | SUBJECTS | OBJECTS | word_set("and but each every not or per then")
) | {""}
_OPENS_NOUN = DETERMINERS | word_set(
    "any first last next no other own per same such what whatever which whose"
)
_NEVER_BARE_HERE = (
    SUBJECTS | OBJECTS | RELATIVES | MODALS | word_set("as become became made named not produce to voted")
)
_BARE_OR_NOT = word_set(
    """
    advantage agreement back balance band bar battery bike brick business cake care chance classroom
    column community concert conflict connection contract conversion course court crop culture deadline
    detail discussion display draft drawing emergency employee entry error example expansion faculty
    family fence file flight floor foreman function future herd home industry initiative inspection
    installation keyboard kindergarten lab language layout lease legacy line location margin meal memory
    migration muscle network opera operation opportunity organization part partnership peak personality
    pharmacy piano policy practice price prison procedure product promotion protocol quota radio
    referral regulation rehearsal renovation residency review road room rope route sculpture sense setup
    shift signal site skill space standard store strategy street structure target task theater tile
    track trail trial truck uniform video violin warranty workflow workload
    """
)
"""Nouns that stand as often without an article: "takes initiative", "have family nearby"."""
_OFTEN_ROLES = word_set("apprentice engineer head foreman manager nurse supervisor")
_OF_KIND = word_set("change kind kinds number out piece position range role set sort sorts title type types")
_ORDINALS = word_set("biggest first largest same second third whole")
_BARE_WHEN_COUNTED = word_set("home place shift sketch")
_TIMES = word_set("day week month year time")
_UNITS = word_set("days hours minutes months weeks years")
_PEOPLE = word_set(
    "client clients customer customers guest guests people person somebody someone student students"
)
_NOUNS_TOO = word_set("come fall go leave notice produce")
"""Verbs that are nouns, too, after a preposition: "on leave", "without notice"."""
_NOT_ONLY_VERBS = NOUN_VERBS | ADJECTIVES | COMMON_NOUNS | PAST_LIKE_BASE | _NOUNS_TOO
_NOT_ONLY_PAST = PAST_LIKE_BASE | ADJECTIVES
_VERBS_AFTER_IT = NOUN_VERBS - PAST_LIKE_BASE - ADJECTIVES
_NOT_BEFORE_SUBJECT = PREPOSITIONS | {"and", "or"}
_BEFORE_OBJECT = PREPOSITIONS | FINITE
_BEFORE_SEVERAL = DETERMINERS | {"", "how"}
_BEFORE_ORDINAL = PREPOSITIONS - {"from"}
_DESCRIBING_NOUNS = COMMON_NOUNS - VERBS - {"children", "people"}
_PLURAL_OF = MappingProxyType(
    {"doesn't": "don't", "has": "have", "is": "are", "isn't": "aren't", "was": "were", "wasn't": "weren't"}
)
_SINGULAR_OF = MappingProxyType({plural: singular for singular, plural in _PLURAL_OF.items()})
_CLAUSE_STARTS = word_set("because how that what when where") | {""}
_BEEN = MappingProxyType(
    {"am": "have been", "are": "have been", "is": "has been", "i'm": "I have been", "you're": "you have been"}
)
_UNTIL_NOW = word_set("been had has have i've was were you've")
_SINCE_WHEN = word_set(
    "childhood january last long many march monday several two three four five ten yesterday"
)
_CLAUSE_WORDS = 8
_AROUND = ("",) * (_CLAUSE_WORDS + 2)
"""No words, before and after those of a piece: as many as a sign looks at."""
_EVERYBODY = word_set("everybody everyone nobody somebody someone")
_TO_DO = word_set("ability able chance how opportunity plan possibility want wants way")
_WANT = word_set("decided hope hoped need needs tried want wanted wants")
_NEVER_TOGETHER = MappingProxyType(
    {
        "an other": "another",
        "full remote": "fully remote",
        "of i": "",
        "since long": "",
        "the both": "both",
        "there own": "their own",
    }
    | {"which it": "which"}
)
_ASIDE = LazyPattern(r"\b(?:dunno|idk|imo|kinda|lmao|lol|sorta|tbh)\b|\s[-–—]\s", re.IGNORECASE)
"""What is said beside the answer: "idk being nice", "reliability - they had no-shows"."""
_SECOND_CLAUSE = LazyPattern(
    r",\s(?:he|I|it|she|they|we|you)(?:['’]\w+)?\s(?!(?:know|name)\s+it\b)", re.IGNORECASE
)

_Pair = tuple[str, str]
"""The words that are doubtful, and what may have been meant; '' where that isn't clear."""


class _Place(NamedTuple):
    """A place in a piece of a text, which ends at a comma or a period.

    `words` are in lower case, `written` as they were typed, both with empty ones before and after them, so
    that looking there needs no check; `here` is the index in them.
    """

    words: Sequence[str]
    written: Sequence[str]
    here: int
    opens_text: bool

    def at(self, offset: int) -> str:
        """Return the word so far away; '' outside of the piece."""
        return self.words[self.here + offset]

    def is_small(self, offset: int) -> bool:
        """Whether the word so far away is written small, as no name is."""
        return self.written[self.here + offset].rstrip(",.;!?").islower()

    @property
    def both(self) -> str:
        """The word and the next one."""
        return f"{self.at(0)} {self.at(1)}"


def doubt(text: str, *, is_noun: bool) -> str:
    """Return what is doubtful in a phrasing, in two sentences for the screen; '' where nothing is.

    Args:
        text: The phrasing.
        is_noun: Whether it stands where a noun does, so that a clause can't be a part of it.
    """
    if _ASIDE.search(text) or (is_noun and _SECOND_CLAUSE.search(text)):
        return "That is more than one thing. A few words are enough."
    for found, meant in (pair for place in _places(text) for sign in _SIGNS for pair in sign(place)):
        remedy = f"Did you mean “{meant}”?" if meant else "Please say it in other words."
        return f"“{found}” doesn't read well here. {remedy}"
    return ""


def _places(text: str) -> Iterator[_Place]:
    pieces: list[list[str]] = [[]]
    for word in filter(plain_word, text.split()):
        pieces[-1].append(word)
        if _ends_piece(word):
            pieces.append([])
    for number, piece in enumerate(pieces):
        written = [*_AROUND, *piece, *_AROUND]
        words = list(map(plain_word, written))
        for index in range(len(piece)):
            yield _Place(words, written, index + len(_AROUND), opens_text=number == 0)


def _ends_piece(word: str) -> bool:
    return word.endswith((",", ";", ".", ":", "!", "?", ")", "”", '"'))


@lru_cache(maxsize=4096)
def _is_verb_only(word: str) -> bool:
    """Whether a word is surely the base of a verb: "make", and not "help"."""
    verb = verb_of(word)
    is_base = verb is not None and verb.form is VerbForm.BASE and not is_singular_count_noun(word)
    return is_base and word not in _NOT_ONLY_VERBS


@lru_cache(maxsize=4096)
def _base_of(word: str, form: VerbForm) -> str:
    """Return the verb that a word is surely this form of; '' where it may be something else."""
    verb = verb_of(word)
    if verb is None or verb.form is not form or not is_listed(word):
        return ""
    if form is VerbForm.GERUND:
        return verb.base
    may_be_other = _NOT_ONLY_PAST if form is VerbForm.PAST else NOUN_VERBS
    return "" if (word if form is VerbForm.PAST else verb.base) in may_be_other else verb.base


def _after_preposition(place: _Place) -> Iterator[_Pair]:
    """Yield "for make" and "without to call"."""
    word, after, third = place.at(0), place.at(1), place.at(2)
    has_object = word in ("by", "for", "without") and after in NOUN_VERBS and third in ("a", "an", "the")
    if word in _BEFORE_ING and (has_object or _is_verb_only(after)) and place.is_small(1):
        yield place.both, f"to {after}" if word == "for" else f"{word} {gerund(after)}"
    elif word in _NEVER_BEFORE_TO and after == "to":
        meant = f"to {third}" if word == "for" else f"{word} {gerund(third)}"
        yield f"{place.both} {third}".strip(), meant if verb_of(third) else ""


def _after_helper(place: _Place) -> Iterator[_Pair]:
    """Yield "was choose", "have build", "would became" and "didn't took"."""
    word, after, before = place.at(0), place.at(1), place.at(-1)
    is_what_one_does = before in ("class", "do", "which") or place.at(-2) == "what"  # "all I do is bake"
    is_be = word in _BE and place.is_small(1) and not is_what_one_does
    if (is_be or (word in _HAVE and after not in ("become", "overcome"))) and _is_verb_only(after):
        yield place.both, "" if word in ("am", "are", "i'm") else f"{word} {participle(after)}"
    elif word in _HELPERS:
        base = _base_of(after, VerbForm.PAST) or _base_of(after, VerbForm.THIRD)
        if base and (word, base) != ("do", "be"):
            yield place.both, f"{word} {base}"
        elif word == "do" and after == "not" and place.at(2) in ADJECTIVES and not verb_of(place.at(2)):
            yield f"{place.both} {place.at(2)}", ""
        elif word in ("doesn't", "don't") and after in ADJECTIVES and verb_of(after) is None:
            yield place.both, f"{'isn' if word[2] == 'e' else 'aren'}'t {after}"
    elif word == "to" and before in _TO_DO and (base := _base_of(after, VerbForm.GERUND)):
        yield f"{before} {place.both}", f"{before} to {base}"
    elif (word in _WANT or word == "how") and after not in FINITE and _is_wanted(place):
        yield place.both, f"{word} to {after}"


def _is_wanted(place: _Place) -> bool:
    """Whether the next word is a verb: "want make", "want open new offices"."""
    is_followed = place.at(0).startswith("want") and place.at(2) in ADJECTIVES
    return _is_verb_only(place.at(1)) or (place.at(1) in NOUN_VERBS and is_followed)


def _measure(place: _Place) -> Iterator[_Pair]:
    """Yield "50 years anniversary", "much days" and "many time"."""
    word, noun, after = place.at(0), place.at(1), place.at(2)
    one = noun[:-1] if has_plural_ending(noun) else ""
    if noun in _UNITS and (word in _SEVERAL or word.isdigit()):
        if is_singular_count_noun(after) and after != "home":
            yield f"{place.both} {after}", f"{word}-{one} {after}"
    elif word == "much" and is_singular_count_noun(one) and not one.endswith("cost"):
        yield place.both, f"many {noun}"
    elif word == "many" and noun in _TIMES:
        yield place.both, f"{word} {noun}s"


def _number(place: _Place) -> Iterator[_Pair]:
    """Yield "every customers", "a good results" and "two language"."""
    word, noun, after = place.at(0), place.at(1), place.at(2)
    if not place.is_small(1):
        return
    if word in _EACH_ONE and noun in ADJECTIVES:
        if _is_several(after) and place.at(3) in _ENDS_NOUN:
            yield f"{place.both} {after}", f"{place.both} {after[:-1]}"
    elif word in _EACH_ONE and _is_several(noun):
        if after in _ENDS_NOUN or (word[0] == "e" and verb_of(after) is not None):
            one = noun[:-1]
            yield place.both, f"{indefinite_article(one) if word in ('a', 'an') else word} {one}"
    elif after in _ENDS_NOUN and is_singular_count_noun(noun) and noun != "head":
        is_name = place.at(-1) in _NUMBERED or len(place.at(-1)) == 1  # "the F 150 truck"
        if not is_name and (word in _SEVERAL or (word.isdigit() and int(word) > 1)):
            yield place.both, f"{word} {'people' if noun == 'person' else with_s_ending(noun)}"


def _is_several(word: str) -> bool:
    return has_plural_ending(word) and is_singular_count_noun(word[:-1])


def _pronoun(place: _Place) -> Iterator[_Pair]:
    """Yield "it have", "they speaks" and "the one who repair"."""
    before, word, after = place.at(-1), place.at(0), place.at(1)
    is_verb_only = _is_verb_only(after)
    if word in ("he", "she", "it") and before in _CLAUSE_STARTS:
        is_wished = before == "that" and is_verb_only and place.at(-2)  # "suggested that he buy"
        is_base = is_verb_only or (verb_of(after) is not None and after in _VERBS_AFTER_IT)
        if (after in ("do", "have") or is_base) and not is_wished:
            yield place.both, f"{word} {third_person(after)}"
        elif after in _SINGULAR_OF:
            yield place.both, f"{word} {_SINGULAR_OF[after]}"
    elif word in ("i", "they", "we", "you") and before not in _NOT_BEFORE_SUBJECT:
        base = _base_of(after, VerbForm.THIRD)
        if base and base != "be" and not (word == "you" and verb_of(before)):
            yield place.both, f"{word if word != 'i' else 'I'} {base}"
    elif word == "who" and (before in ("one", "somebody", "someone") or is_singular_count_noun(before)):
        verb = verb_of(after)
        is_base = verb is not None and verb.form is VerbForm.BASE and after not in PAST_LIKE_BASE
        if is_base and is_listed(after) and place.at(-2) not in ("of", "those"):
            yield place.both, f"{word} {third_person(after)}"
    elif word in _PEOPLE and after == "which" and place.at(2) in FINITE:
        yield place.both, f"{word} who"


def _everybody(place: _Place) -> Iterator[_Pair]:
    """Yield "someone enter" and "everyone have", but not "help someone enter"."""
    before, word, after = place.at(-1), place.at(0), place.at(1)
    is_verb = after in ("do", "don't", "have") or _is_verb_only(after)
    is_object = verb_of(before) is not None or before in _BEFORE_OBJECT
    if word in _EVERYBODY and is_verb and not is_object:
        yield place.both, f"{word} {_SINGULAR_OF.get(after) or third_person(after)}"


def _agreement(place: _Place) -> Iterator[_Pair]:
    """Yield "two colleagues has" and "the shop have"."""
    two_before, before, noun, verb = place.at(-2), place.at(-1), place.at(0), place.at(1)
    is_people = noun in ("children", "people")
    if (
        (_is_several(noun) or (is_people and two_before != "of"))
        and verb in _PLURAL_OF
        and before in _BEFORE_SEVERAL
    ):
        if two_before not in PREPOSITIONS:
            yield place.both, f"{noun} {_PLURAL_OF[verb]}"
    elif two_before in _CLAUSE_STARTS and before in ("every", "my", "the", "your"):
        is_one = is_singular_count_noun(noun) and noun not in ("day", "family", "team")
        if is_one and verb in _SINGULAR_OF:
            yield place.both, f"{noun} {_SINGULAR_OF[verb]}"


def _bare_noun(place: _Place) -> Iterator[_Pair]:
    """Yield "have big project" and "on first day": one thing that can be counted, without its article."""
    noun, after, before = place.at(0), place.at(1), place.at(-1)
    if before in _ORDINALS and place.at(-2) in _BEFORE_ORDINAL and after in _ENDS_NOUN:
        if noun in _TIMES or (is_singular_count_noun(noun) and noun not in _BARE_WHEN_COUNTED):
            yield f"{place.at(-2)} {before} {noun}", f"{place.at(-2)} the {before} {noun}"
        return
    if opened := _opens_clause(place):
        yield opened, f"the {opened}"
        return
    if noun in _BARE_OR_NOT or not is_singular_count_noun(noun) or not place.is_small(0):
        return
    offset = 0
    while _describes(place.at(offset - 1)):
        offset -= 1
    phrase = " ".join(map(place.at, range(offset, 1)))
    before = place.at(offset - 1)
    if before and after in _ENDS_NOUN and _lacks_article(place, offset):
        article = indefinite_article(phrase.split()[0])
        meant = f"{before} {article} {phrase}"
        yield f"{before} {phrase}", meant if before in _BE else f"{meant}” or “{before} the {phrase}"


def _opens_clause(place: _Place) -> str:
    """Return the one thing that a text begins with and says something of: "next step" of "next step is"."""
    noun, after = place.at(0), place.at(1)
    opening = [word for word in map(place.at, range(-_MAX_OPENING - 1, 0)) if word]
    is_one = is_singular_count_noun(noun) and noun not in _BARE_OR_NOT and place.is_small(0)
    is_opening = place.opens_text and len(opening) <= _MAX_OPENING
    if not is_one or not is_opening or not _NEVER_IN_OPENING.isdisjoint(opening):
        return ""
    is_said = after in _SAID or _is_verb_only(after)
    is_said = is_said or bool(_base_of(after, VerbForm.THIRD) and place.at(2)[:1].isdigit())
    return " ".join([*opening, noun]) if is_said and not any(map(_is_verb, opening)) else ""


def _is_verb(word: str) -> bool:
    return is_listed(word) and word not in _NOT_ONLY_VERBS


def _describes(word: str) -> bool:
    """Whether a word may stand between an article and its noun: "big", and "email" before "list"."""
    is_noun = word in _DESCRIBING_NOUNS and not has_plural_ending(word)
    return (word in ADJECTIVES and word not in _OPENS_NOUN) or is_singular_count_noun(word) or is_noun


def _lacks_article(place: _Place, offset: int) -> bool:
    """Whether a noun that begins at `offset` lacks its article, after a preposition or a verb."""
    noun, before, two_before = place.at(0), place.at(offset - 1), place.at(offset - 2)
    is_alone = offset == 0
    if noun.endswith("ing") or noun in OFTEN_BARE or (is_alone and noun in ADJECTIVES):
        return False
    if before in _NEVER_BARE_HERE or before in _OPENS_NOUN or "'" in before or before[:1].isdigit():
        return False
    if noun in (place.at(2), place.at(-2)) or (before == "from" and "to" in (place.at(1), place.at(2))):
        return False  # "door to door", "from start to finish"
    if before in PREPOSITIONS:
        is_kind = before == "of" and two_before in _OF_KIND
        is_best = place.at(offset) == "best"
        return (
            not is_kind
            and not is_best
            and before not in ("by", "like", "between", "next", "outside", "under")
        )
    if before in _BE:
        return is_alone and noun not in NOUN_VERBS and noun not in _OFTEN_ROLES
    verb = verb_of(before)
    if verb is None or not is_listed(before) or verb.form is VerbForm.GERUND:
        return False
    if verb.base in NOUN_VERBS and not (verb.form is VerbForm.PAST and two_before in ("", "and", "i")):
        return False
    return before not in ADJECTIVES and two_before not in _OPENS_NOUN


def _since(place: _Place) -> Iterator[_Pair]:
    """Yield "is open since Monday" and "I work there for six years": what is so now, and since when."""
    if place.at(0) not in ("for", "since"):
        return
    when = place.at(1)
    before = list(map(place.at, range(-_CLAUSE_WORDS, 0)))
    is_number = when[:1].isdigit() or when in _SEVERAL
    is_since = place.at(0) == "since" and (is_number or when in _SINCE_WHEN)
    is_for = place.at(0) == "for" and is_number and place.at(2) in ("months", "years")
    if not (is_since or is_for) or not _UNTIL_NOW.isdisjoint(before):
        return
    rest = " ".join(place.written[place.here : place.here + (3 if is_for else 2)]).rstrip(".,;!?")
    for verb, after in pairwise([*before, ""]):
        if is_since and verb in _BEEN:
            yield f"{verb} … {rest}", f"{_BEEN[verb]} … {rest}"
        elif verb == "i" and _is_verb_only(after) and RELATIVES.isdisjoint(before):
            yield f"I {after} … {rest}", f"I have {participle(after)} … {rest}"


def _never_together(place: _Place) -> Iterator[_Pair]:
    """Yield words that never stand next to each other: "the my", "an other"."""
    if place.both in _NEVER_TOGETHER:
        yield place.both, _NEVER_TOGETHER[place.both]
    elif place.at(0) in ("a", "an", "the") and place.at(1) in ("my", "our", "their", "this", "your"):
        yield place.both, place.at(1)


_SIGNS: Sequence[Callable[[_Place], Iterator[_Pair]]] = (
    *(_after_preposition, _after_helper, _measure, _number, _pronoun, _everybody, _agreement),
    *(_bare_noun, _since, _never_together),
)
