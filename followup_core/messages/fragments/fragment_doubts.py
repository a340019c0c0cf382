"""Finds words in a phrasing that are hardly ever good English, so that the candidate is asked about them.

A sign looks at a few words next to each other. Nothing is guessed: what may be meant is only suggested. The
signs are those that many wrong facts in tests/unit/messages/written_facts.tsv have, and few right facts.
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

_WORDS_FOR_ONE = word_set("a an another each every")
_WORDS_FOR_SEVERAL = word_set(
    "two three four five six seven eight nine ten eleven twelve twenty many several few these those"
)
_WORDS_BEFORE_NUMBERED_NAME = word_set("a inc level number route soc the")
"""Words before a number that is a name: "the number 9 route"."""
_WORDS_NEVER_IN_OPENING = (DETERMINERS | OBJECTS | PREPOSITIONS | SUBJECTS | RELATIVES | FINITE) - {"next"}
_MAX_WORDS_BEFORE_OPENING_NOUN = 2
"""The most words before the noun that a text begins with: two in "new drug test"."""
_WORDS_AFTER_OPENING = (FINITE | {"then"}) - {"can", "may", "will"}
_PREPOSITIONS_BEFORE_GERUND = word_set("about after at before by for from in of on with without")
_PREPOSITIONS_NEVER_BEFORE_TO = word_set("after before by for from of with without")
_FORMS_OF_BE = word_set("am are be been i'm is was were")
_FORMS_OF_HAVE = word_set("had hadn't has hasn't have haven't i've")
_HELPING_VERBS = MODALS | word_set("didn't do doesn't don't")
_WORDS_AFTER_NOUN = (
    PREPOSITIONS | RELATIVES | FINITE | SUBJECTS | OBJECTS | word_set("and but each every not or per then")
) | {""}
_WORDS_IN_PLACE_OF_ARTICLE = DETERMINERS | word_set(
    "any first last next no other own per same such what whatever which whose"
)
_WORDS_BEFORE_BARE_NOUN = (
    SUBJECTS | OBJECTS | RELATIVES | MODALS | word_set("as become became made named not produce to voted")
)
"""Words before a noun that needs no article, or before a verb: "became manager", "they plan"."""
_NOUNS_WITH_OR_WITHOUT_ARTICLE = word_set(
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
"""Nouns that are as often used without an article: "takes initiative", "have family nearby"."""
_ROLES_WITHOUT_ARTICLE = word_set("apprentice engineer head foreman manager nurse supervisor")
_WORDS_FOR_KINDS = word_set(
    "change kind kinds number out piece position range role set sort sorts title type types"
)
_ORDINALS = word_set("biggest first largest same second third whole")
"""Ordinals and other adjectives that need "the": "on the first day"."""
_NOUNS_BARE_AFTER_ORDINAL = word_set("home place shift sketch")
_SINGULAR_TIMES = word_set("day week month year time")
_PLURAL_TIMES = word_set("days hours minutes months weeks years")
_WORDS_FOR_PEOPLE = word_set(
    "client clients customer customers guest guests people person somebody someone student students"
)
_NOUNS_LIKE_VERBS = word_set("come fall go leave notice produce")
"""Verbs that are also nouns after a preposition: "on leave", "without notice"."""
_WORDS_NOT_ONLY_VERBS = NOUN_VERBS | ADJECTIVES | COMMON_NOUNS | PAST_LIKE_BASE | _NOUNS_LIKE_VERBS
_WORDS_NOT_ONLY_PAST = PAST_LIKE_BASE | ADJECTIVES
_VERBS_AFTER_IT = NOUN_VERBS - PAST_LIKE_BASE - ADJECTIVES
_WORDS_NEVER_BEFORE_SUBJECT = PREPOSITIONS | {"and", "or"}
_WORDS_BEFORE_OBJECT = PREPOSITIONS | FINITE
_WORDS_BEFORE_PLURAL = DETERMINERS | {"", "how"}
_PREPOSITIONS_BEFORE_ORDINAL = PREPOSITIONS - {"from"}
_DESCRIBING_NOUNS = COMMON_NOUNS - VERBS - {"children", "people"}
_PLURAL_VERBS = MappingProxyType(
    {"doesn't": "don't", "has": "have", "is": "are", "isn't": "aren't", "was": "were", "wasn't": "weren't"}
)
_SINGULAR_VERBS = MappingProxyType({plural: singular for singular, plural in _PLURAL_VERBS.items()})
_WORDS_BEFORE_CLAUSE = word_set("because how that what when where") | {""}
_PERFECT_OF_BE = MappingProxyType(
    {"am": "have been", "are": "have been", "is": "has been", "i'm": "I have been", "you're": "you have been"}
)
_WORDS_OF_PERFECT = word_set("been had has have i've was were you've")
_TIMES_AFTER_SINCE = word_set(
    "childhood january last long many march monday several two three four five ten yesterday"
)
_MAX_WORDS_OF_CLAUSE = 8
_PADDING = ("",) * (_MAX_WORDS_OF_CLAUSE + 2)
"""Empty words before and after the words of a piece: as many as a sign may look at."""
_PRONOUNS_FOR_PEOPLE = word_set("everybody everyone nobody somebody someone")
_WORDS_BEFORE_INFINITIVE = word_set("ability able chance how opportunity plan possibility want wants way")
_VERBS_OF_WANTING = word_set("decided hope hoped need needs tried want wanted wants")
_IMPOSSIBLE_PAIRS = MappingProxyType(
    {
        "an other": "another",
        "full remote": "fully remote",
        "of i": "",
        "since long": "",
        "the both": "both",
        "there own": "their own",
        "which it": "which",
    }
)
"""Pairs of words that are never good English, with a suggestion; '' if none is clear."""
_SIDE_REMARK = LazyPattern(r"\b(?:dunno|idk|imo|kinda|lmao|lol|sorta|tbh)\b|\s[-–—]\s", re.IGNORECASE)
"""A remark next to the answer: "idk being nice", "reliability - they had no-shows"."""
_SECOND_CLAUSE = LazyPattern(
    r",\s(?:he|I|it|she|they|we|you)(?:['’]\w+)?\s(?!(?:know|name)\s+it\b)", re.IGNORECASE
)

_Doubt = tuple[str, str]
"""The doubtful words, and a suggestion of what may be meant; '' if that isn't clear."""


class _Place(NamedTuple):
    """A word of a text with the words around it, up to the next comma or period.

    `words` are in lower case, and `typed_words` are the same words as typed. Both have empty words at either
    end, so that a sign can look there without a check. `word_index` is the index of the word in both.
    """

    words: Sequence[str]
    typed_words: Sequence[str]
    word_index: int
    opens_text: bool

    def word_at(self, offset: int) -> str:
        """Return the word at a distance of `offset` words; '' outside of the piece."""
        return self.words[self.word_index + offset]

    def is_lowercase(self, offset: int) -> bool:
        """Whether the word at a distance of `offset` words is in lower case, as no name is."""
        return self.typed_words[self.word_index + offset].rstrip(",.;!?").islower()

    @property
    def pair(self) -> str:
        """The word and the next word."""
        return f"{self.word_at(0)} {self.word_at(1)}"


def doubt_sentences(text: str, *, is_noun: bool) -> str:
    """Return two sentences for the screen about the doubtful words of a phrasing; '' if it has none.

    Args:
        text: The phrasing.
        is_noun: Whether a sentence uses the phrasing as a noun, so that no part of it can be a clause.
    """
    if _SIDE_REMARK.search(text) or (is_noun and _SECOND_CLAUSE.search(text)):
        return "That is more than one thing. A few words are enough."
    for doubtful_words, suggestion in (
        doubt for place in _places(text) for sign in _SIGNS for doubt in sign(place)
    ):
        remedy = f"Did you mean “{suggestion}”?" if suggestion else "Please say it in other words."
        return f"“{doubtful_words}” doesn't read well here. {remedy}"
    return ""


def _places(text: str) -> Iterator[_Place]:
    """Yield the place of each word of a text."""
    pieces: list[list[str]] = [[]]
    for word in filter(plain_word, text.split()):
        pieces[-1].append(word)
        if _is_last_of_piece(word):
            pieces.append([])
    for piece_index, piece in enumerate(pieces):
        typed_words = [*_PADDING, *piece, *_PADDING]
        words = list(map(plain_word, typed_words))
        for index in range(len(piece)):
            yield _Place(words, typed_words, index + len(_PADDING), opens_text=piece_index == 0)


def _is_last_of_piece(word: str) -> bool:
    return word.endswith((",", ";", ".", ":", "!", "?", ")", "”", '"'))


@lru_cache(maxsize=4096)
def _is_surely_base(word: str) -> bool:
    """Whether a word is surely the base form of a verb: "make", but not "help"."""
    verb = verb_of(word)
    is_base = verb is not None and verb.form is VerbForm.BASE and not is_singular_count_noun(word)
    return is_base and word not in _WORDS_NOT_ONLY_VERBS


@lru_cache(maxsize=4096)
def _sure_base(word: str, form: VerbForm) -> str:
    """Return the base form of a verb if `word` is surely in `form`; '' if it may be another word."""
    verb = verb_of(word)
    if verb is None or verb.form is not form or not is_listed(word):
        return ""
    if form is VerbForm.GERUND:
        return verb.base
    ambiguous_words = _WORDS_NOT_ONLY_PAST if form is VerbForm.PAST else NOUN_VERBS
    return "" if (word if form is VerbForm.PAST else verb.base) in ambiguous_words else verb.base


def _doubts_after_preposition(place: _Place) -> Iterator[_Doubt]:
    """Yield a preposition with the wrong form of a verb: "for make", "without to call"."""
    word, next_word, word_after_next = place.word_at(0), place.word_at(1), place.word_at(2)
    has_object = (
        word in ("by", "for", "without") and next_word in NOUN_VERBS and word_after_next in ("a", "an", "the")
    )
    if (
        word in _PREPOSITIONS_BEFORE_GERUND
        and (has_object or _is_surely_base(next_word))
        and place.is_lowercase(1)
    ):
        yield place.pair, f"to {next_word}" if word == "for" else f"{word} {gerund(next_word)}"
    elif word in _PREPOSITIONS_NEVER_BEFORE_TO and next_word == "to":
        suggestion = f"to {word_after_next}" if word == "for" else f"{word} {gerund(word_after_next)}"
        yield f"{place.pair} {word_after_next}".strip(), suggestion if verb_of(word_after_next) else ""


def _doubts_after_helping_verb(place: _Place) -> Iterator[_Doubt]:
    """Yield a helping verb with the wrong form of a verb: "was choose", "have build", "didn't took"."""
    word, next_word, previous_word = place.word_at(0), place.word_at(1), place.word_at(-1)
    # In "all I do is bake", a base form is right.
    may_be_base = previous_word in ("class", "do", "which") or place.word_at(-2) == "what"
    is_be = word in _FORMS_OF_BE and place.is_lowercase(1) and not may_be_base
    is_have = word in _FORMS_OF_HAVE and next_word not in ("become", "overcome")
    if (is_be or is_have) and _is_surely_base(next_word):
        yield place.pair, "" if word in ("am", "are", "i'm") else f"{word} {participle(next_word)}"
    elif word in _HELPING_VERBS:
        base = _sure_base(next_word, VerbForm.PAST) or _sure_base(next_word, VerbForm.THIRD)
        if base and (word, base) != ("do", "be"):
            yield place.pair, f"{word} {base}"
        elif (
            word == "do"
            and next_word == "not"
            and place.word_at(2) in ADJECTIVES
            and not verb_of(place.word_at(2))
        ):
            yield f"{place.pair} {place.word_at(2)}", ""
        elif word in ("doesn't", "don't") and next_word in ADJECTIVES and verb_of(next_word) is None:
            yield place.pair, f"{'isn' if word[2] == 'e' else 'aren'}'t {next_word}"
    elif (
        word == "to"
        and previous_word in _WORDS_BEFORE_INFINITIVE
        and (base := _sure_base(next_word, VerbForm.GERUND))
    ):
        yield f"{previous_word} {place.pair}", f"{previous_word} to {base}"
    elif (
        (word in _VERBS_OF_WANTING or word == "how")
        and next_word not in FINITE
        and _is_verb_after_wanting(place)
    ):
        yield place.pair, f"{word} to {next_word}"


def _is_verb_after_wanting(place: _Place) -> bool:
    """Whether the word after a verb of wanting is a verb: "want make", "want open new offices"."""
    is_followed = place.word_at(0).startswith("want") and place.word_at(2) in ADJECTIVES
    return _is_surely_base(place.word_at(1)) or (place.word_at(1) in NOUN_VERBS and is_followed)


def _doubts_about_measure(place: _Place) -> Iterator[_Doubt]:
    """Yield a measure in the wrong number: "50 years anniversary", "much days", "many time"."""
    word, noun, next_word = place.word_at(0), place.word_at(1), place.word_at(2)
    singular = noun[:-1] if has_plural_ending(noun) else ""
    if noun in _PLURAL_TIMES and (word in _WORDS_FOR_SEVERAL or word.isdigit()):
        if is_singular_count_noun(next_word) and next_word != "home":
            yield f"{place.pair} {next_word}", f"{word}-{singular} {next_word}"
    elif word == "much" and is_singular_count_noun(singular) and not singular.endswith("cost"):
        yield place.pair, f"many {noun}"
    elif word == "many" and noun in _SINGULAR_TIMES:
        yield place.pair, f"{word} {noun}s"


def _doubts_about_number(place: _Place) -> Iterator[_Doubt]:
    """Yield a noun in the wrong number: "every customers", "a good results", "two language"."""
    word, noun, next_word = place.word_at(0), place.word_at(1), place.word_at(2)
    if not place.is_lowercase(1):
        return
    if word in _WORDS_FOR_ONE and noun in ADJECTIVES:
        if _is_countable_plural(next_word) and place.word_at(3) in _WORDS_AFTER_NOUN:
            yield f"{place.pair} {next_word}", f"{place.pair} {next_word[:-1]}"
    elif word in _WORDS_FOR_ONE and _is_countable_plural(noun):
        if next_word in _WORDS_AFTER_NOUN or (word[0] == "e" and verb_of(next_word) is not None):
            singular = noun[:-1]
            yield place.pair, f"{indefinite_article(singular) if word in ('a', 'an') else word} {singular}"
    elif next_word in _WORDS_AFTER_NOUN and is_singular_count_noun(noun) and noun != "head":
        previous_word = place.word_at(-1)
        is_name = previous_word in _WORDS_BEFORE_NUMBERED_NAME or len(previous_word) == 1  # "F 150 truck"
        if not is_name and (word in _WORDS_FOR_SEVERAL or (word.isdigit() and int(word) > 1)):
            yield place.pair, f"{word} {'people' if noun == 'person' else with_s_ending(noun)}"


def _is_countable_plural(word: str) -> bool:
    return has_plural_ending(word) and is_singular_count_noun(word[:-1])


def _doubts_about_pronoun(place: _Place) -> Iterator[_Doubt]:
    """Yield a pronoun with the wrong word after it: "it have", "they speaks", "people which are"."""
    previous_word, word, next_word = place.word_at(-1), place.word_at(0), place.word_at(1)
    is_sure_base = _is_surely_base(next_word)
    if word in ("he", "she", "it") and previous_word in _WORDS_BEFORE_CLAUSE:
        is_wish = previous_word == "that" and is_sure_base and place.word_at(-2)  # "suggested that he buy"
        is_base = is_sure_base or (verb_of(next_word) is not None and next_word in _VERBS_AFTER_IT)
        if (next_word in ("do", "have") or is_base) and not is_wish:
            yield place.pair, f"{word} {third_person(next_word)}"
        elif next_word in _SINGULAR_VERBS:
            yield place.pair, f"{word} {_SINGULAR_VERBS[next_word]}"
    elif word in ("i", "they", "we", "you") and previous_word not in _WORDS_NEVER_BEFORE_SUBJECT:
        base = _sure_base(next_word, VerbForm.THIRD)
        if base and base != "be" and not (word == "you" and verb_of(previous_word)):
            yield place.pair, f"{word if word != 'i' else 'I'} {base}"
    elif word == "who" and (
        previous_word in ("one", "somebody", "someone") or is_singular_count_noun(previous_word)
    ):
        verb = verb_of(next_word)
        is_base = verb is not None and verb.form is VerbForm.BASE and next_word not in PAST_LIKE_BASE
        if is_base and is_listed(next_word) and place.word_at(-2) not in ("of", "those"):
            yield place.pair, f"{word} {third_person(next_word)}"
    elif word in _WORDS_FOR_PEOPLE and next_word == "which" and place.word_at(2) in FINITE:
        yield place.pair, f"{word} who"


def _doubts_about_everybody(place: _Place) -> Iterator[_Doubt]:
    """Yield "someone enter" and "everyone have", but nothing for "help someone enter"."""
    previous_word, word, next_word = place.word_at(-1), place.word_at(0), place.word_at(1)
    is_verb = next_word in ("do", "don't", "have") or _is_surely_base(next_word)
    is_object = verb_of(previous_word) is not None or previous_word in _WORDS_BEFORE_OBJECT
    if word in _PRONOUNS_FOR_PEOPLE and is_verb and not is_object:
        yield place.pair, f"{word} {_SINGULAR_VERBS.get(next_word) or third_person(next_word)}"


def _doubts_about_agreement(place: _Place) -> Iterator[_Doubt]:
    """Yield a noun with a verb in the wrong number: "two colleagues has", "the shop have"."""
    word_before_previous, previous_word, noun, verb = (
        place.word_at(-2),
        place.word_at(-1),
        place.word_at(0),
        place.word_at(1),
    )
    is_people = noun in ("children", "people")
    if (
        (_is_countable_plural(noun) or (is_people and word_before_previous != "of"))
        and verb in _PLURAL_VERBS
        and previous_word in _WORDS_BEFORE_PLURAL
    ):
        if word_before_previous not in PREPOSITIONS:
            yield place.pair, f"{noun} {_PLURAL_VERBS[verb]}"
    elif word_before_previous in _WORDS_BEFORE_CLAUSE and previous_word in ("every", "my", "the", "your"):
        is_countable = is_singular_count_noun(noun) and noun not in ("day", "family", "team")
        if is_countable and verb in _SINGULAR_VERBS:
            yield place.pair, f"{noun} {_SINGULAR_VERBS[verb]}"


def _doubts_about_bare_noun(place: _Place) -> Iterator[_Doubt]:
    """Yield a countable noun that lacks its article: "have big project", "on first day"."""
    noun, next_word, previous_word = place.word_at(0), place.word_at(1), place.word_at(-1)
    if (
        previous_word in _ORDINALS
        and place.word_at(-2) in _PREPOSITIONS_BEFORE_ORDINAL
        and next_word in _WORDS_AFTER_NOUN
    ):
        if noun in _SINGULAR_TIMES or (
            is_singular_count_noun(noun) and noun not in _NOUNS_BARE_AFTER_ORDINAL
        ):
            yield (
                f"{place.word_at(-2)} {previous_word} {noun}",
                f"{place.word_at(-2)} the {previous_word} {noun}",
            )
        return
    if opening_noun := _opening_noun(place):
        yield opening_noun, f"the {opening_noun}"
        return
    if (
        noun in _NOUNS_WITH_OR_WITHOUT_ARTICLE
        or not is_singular_count_noun(noun)
        or not place.is_lowercase(0)
    ):
        return
    offset = 0
    while _may_describe_noun(place.word_at(offset - 1)):
        offset -= 1
    phrase = " ".join(map(place.word_at, range(offset, 1)))
    previous_word = place.word_at(offset - 1)
    if previous_word and next_word in _WORDS_AFTER_NOUN and _lacks_article(place, offset):
        article = indefinite_article(phrase.split()[0])
        suggestion = f"{previous_word} {article} {phrase}"
        yield (
            f"{previous_word} {phrase}",
            suggestion
            if previous_word in _FORMS_OF_BE
            else f"{suggestion}” or “{previous_word} the {phrase}",
        )


def _opening_noun(place: _Place) -> str:
    """Return a countable noun that begins a text without an article: "next step" in "next step is today"."""
    noun, next_word = place.word_at(0), place.word_at(1)
    opening_words = [
        word for word in map(place.word_at, range(-_MAX_WORDS_BEFORE_OPENING_NOUN - 1, 0)) if word
    ]
    is_countable = (
        is_singular_count_noun(noun) and noun not in _NOUNS_WITH_OR_WITHOUT_ARTICLE and place.is_lowercase(0)
    )
    is_opening = place.opens_text and len(opening_words) <= _MAX_WORDS_BEFORE_OPENING_NOUN
    if not is_countable or not is_opening or not _WORDS_NEVER_IN_OPENING.isdisjoint(opening_words):
        return ""
    has_verb = next_word in _WORDS_AFTER_OPENING or _is_surely_base(next_word)
    has_verb = has_verb or bool(_sure_base(next_word, VerbForm.THIRD) and place.word_at(2)[:1].isdigit())
    return " ".join([*opening_words, noun]) if has_verb and not any(map(_is_only_verb, opening_words)) else ""


def _is_only_verb(word: str) -> bool:
    return is_listed(word) and word not in _WORDS_NOT_ONLY_VERBS


def _may_describe_noun(word: str) -> bool:
    """Whether a word may be between an article and its noun: "big", or "email" before "list"."""
    is_noun = word in _DESCRIBING_NOUNS and not has_plural_ending(word)
    return (
        (word in ADJECTIVES and word not in _WORDS_IN_PLACE_OF_ARTICLE)
        or is_singular_count_noun(word)
        or is_noun
    )


def _lacks_article(place: _Place, offset: int) -> bool:
    """Whether a noun phrase that begins at `offset`, after a preposition or a verb, lacks its article."""
    noun, previous_word, word_before_previous = (
        place.word_at(0),
        place.word_at(offset - 1),
        place.word_at(offset - 2),
    )
    is_alone = offset == 0
    if noun.endswith("ing") or noun in OFTEN_BARE or (is_alone and noun in ADJECTIVES):
        return False
    if (
        previous_word in _WORDS_BEFORE_BARE_NOUN
        or previous_word in _WORDS_IN_PLACE_OF_ARTICLE
        or "'" in previous_word
        or previous_word[:1].isdigit()
    ):
        return False
    if noun in (place.word_at(2), place.word_at(-2)) or (
        previous_word == "from" and "to" in (place.word_at(1), place.word_at(2))
    ):
        return False  # "door to door", "from start to finish"
    if previous_word in PREPOSITIONS:
        is_kind = previous_word == "of" and word_before_previous in _WORDS_FOR_KINDS
        is_best = place.word_at(offset) == "best"
        return (
            not is_kind
            and not is_best
            and previous_word not in ("by", "like", "between", "next", "outside", "under")
        )
    if previous_word in _FORMS_OF_BE:
        return is_alone and noun not in NOUN_VERBS and noun not in _ROLES_WITHOUT_ARTICLE
    verb = verb_of(previous_word)
    if verb is None or not is_listed(previous_word) or verb.form is VerbForm.GERUND:
        return False
    if verb.base in NOUN_VERBS and not (
        verb.form is VerbForm.PAST and word_before_previous in ("", "and", "i")
    ):
        return False
    return previous_word not in ADJECTIVES and word_before_previous not in _WORDS_IN_PLACE_OF_ARTICLE


def _doubts_about_since(place: _Place) -> Iterator[_Doubt]:
    """Yield a present verb before "since" or "for": "is open since Monday", "I work there for six years"."""
    if place.word_at(0) not in ("for", "since"):
        return
    time_word = place.word_at(1)
    previous_words = list(map(place.word_at, range(-_MAX_WORDS_OF_CLAUSE, 0)))
    is_number = time_word[:1].isdigit() or time_word in _WORDS_FOR_SEVERAL
    is_since = place.word_at(0) == "since" and (is_number or time_word in _TIMES_AFTER_SINCE)
    is_for = place.word_at(0) == "for" and is_number and place.word_at(2) in ("months", "years")
    if not (is_since or is_for) or not _WORDS_OF_PERFECT.isdisjoint(previous_words):
        return
    time_words = " ".join(
        place.typed_words[place.word_index : place.word_index + (3 if is_for else 2)]
    ).rstrip(".,;!?")
    for verb, next_word in pairwise([*previous_words, ""]):
        if is_since and verb in _PERFECT_OF_BE:
            yield f"{verb} … {time_words}", f"{_PERFECT_OF_BE[verb]} … {time_words}"
        elif verb == "i" and _is_surely_base(next_word) and RELATIVES.isdisjoint(previous_words):
            yield f"I {next_word} … {time_words}", f"I have {participle(next_word)} … {time_words}"


def _doubts_about_pair(place: _Place) -> Iterator[_Doubt]:
    """Yield a pair of words that is never good English: "the my", "an other"."""
    if place.pair in _IMPOSSIBLE_PAIRS:
        yield place.pair, _IMPOSSIBLE_PAIRS[place.pair]
    elif place.word_at(0) in ("a", "an", "the") and place.word_at(1) in (
        "my",
        "our",
        "their",
        "this",
        "your",
    ):
        yield place.pair, place.word_at(1)


_SIGNS: Sequence[Callable[[_Place], Iterator[_Doubt]]] = (
    _doubts_after_preposition,
    _doubts_after_helping_verb,
    _doubts_about_measure,
    _doubts_about_number,
    _doubts_about_pronoun,
    _doubts_about_everybody,
    _doubts_about_agreement,
    _doubts_about_bare_noun,
    _doubts_about_since,
    _doubts_about_pair,
)
"""The functions that find doubtful words, in the order in which they look at a word."""
