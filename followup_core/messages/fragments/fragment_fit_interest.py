"""The phrasings of what draws somebody to a job: asked as "I would like this job because ..."."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from followup_core.text import in_words

from .fragment_articles import (
    has_article,
    has_stray_verb,
    with_a_where_needed,
    with_the_where_needed,
)
from .fragment_grammar import FragmentKind, classify, is_adjective, is_adverb
from .fragment_names import PROPER_NAMES
from .fragment_rewrites import (
    Unfit,
    head_of,
    inside,
    named_phrasings,
    strip_start,
    to_reader,
    with_and,
    with_article,
    with_people,
)
from .fragment_tidying import plain_word, plain_words
from .fragment_words import (
    ADJECTIVES,
    COMMON_NOUNS,
    DETERMINERS,
    FANS,
    FEELINGS,
    FINITE,
    IT_IS_A,
    MODALS,
    PREPOSITIONS,
    QUANTIFIERS,
    has_plural_ending,
    word_set,
)
from .interest_kind import AFTER_NOUN, EMPLOYERS, interest_kind, is_employer
from .interest_vagueness import refuse_vague_noun, remote_days, with_liked_plural, with_one_because
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, verb_of
from .whole_clauses import is_whole_clause

_WHY = LazyPattern(
    r"(?:i\s+(?:would|['’]d)\s+(?:really\s+)?(?:like|love)\s+(?:this|the)\s+job"
    r"|i['’]d\s+like\s+(?:this|the)\s+job"
    r"|i\s+want\s+(?:this|the)\s+job|i\s+applied|i\s+am\s+interested"
    r"|i['’]m\s+interested)\s+(?=because)"
    r"|(?:honestly|basically|tbh),?\s+(?:just\s+)?(?=\w)"
    r"|(?:mostly\s+|mainly\s+|just\s+)?because\s+of\s+|(?:mostly\s+|mainly\s+"
    r"|just\s+)?because\s+|of\s+(?=the\b)"
    r"|since\s+(?=\w+\s)(?!(?:i\s+(?:was|became|came)|last|my\s+childhood|then)\b)"
    r"|it['’]s\s+because\s+|cause\s+(?=(?:i|it|the|you|they|my|your)\b)|the\s+reason\s+is\s+(?:that\s+)?",
    re.IGNORECASE,
)
_OWNED = LazyPattern(
    r"(?:locally|family|employee|women?|veteran|privately|independently|well|fully"
    r"|newly|still|properly)[ -]"
    r"(?P<state>owned|run|managed|funded|equipped|renovated|known|staffed|established"
    r"|led)(?:\s+and\s+[\w-]+)?",
    re.IGNORECASE,
)
_FOR_DOING = LazyPattern(r"^for\s+(\w{2,}ing)\s+", re.IGNORECASE)
_NEAR = LazyPattern(
    r"(?:\d+|[a-z]+)[- ](?:minutes?|miles?|blocks?|km|stops?)\s+(?:from|to|away)\b", re.IGNORECASE
)
_GROWING = LazyPattern(r"(?:growing|expanding)\s+(?:fast|quickly|steadily)", re.IGNORECASE)
_THE_IS = LazyPattern(
    r"(?:commute|location|management|schedule|staff|work)\s+(?:is|seems|feels)\s", re.IGNORECASE
)
_NUMBER_LAST = LazyPattern(r"\s(?:\d+|\d+ [a-z]+ (?:max|total))$|^\d+ [a-z]+ (?:max|total)$", re.IGNORECASE)
_LONG = word_set("already always just never once really recently")
_NOT_ONE = LazyPattern(r", not an? ", re.IGNORECASE)
_AND_IS = LazyPattern(r"(?<=\w) and (?=(?P<noun>[a-z]+) (?:is|was|has)\b)")
_FIRST = LazyPattern(
    r"(customer|family|kids|mobile|patient|people|remote|safety|student)[ -]first", re.IGNORECASE
)
_BASED = LazyPattern(r"[A-Za-z]+-(?:based|paced)|hands-on")
"""What the work is like, and not what anybody is: "project-based"."""
_WHERE = LazyPattern(
    r"(?P<how>hybrid|remote|on-?site|part-time|full-time)(?:,| in)?"
    r" (?P<where>(?-i:[A-Z])[\w.]+(?: (?-i:[A-Z])[\w.]+)?)",
    re.IGNORECASE,
)
_WANTED = LazyPattern(r"(?:always|never)\s+(?=\w+ed\b)", re.IGNORECASE)
_HAD_BY_THEM = (
    "culture",
    "reputation",
    "atmosphere",
    "vibe",
    "vibes",
    "values",
    "environment",
    "products",
    "product",
)
_MOODS = word_set("ambiance ambience energy equipment food management mood spirit staff training work")
_PLACES_TO_WORK = word_set("city garage lab office place team town")
_AIMS = MappingProxyType(
    {
        "becoming": "become",
        "moving": "move",
        "growing": "grow",
        "switching": "switch",
        "advancing": "advance",
    }
)
"""What somebody wants to do once, rather than likes to do."""
_SIZED = word_set("big early flexible friendly good great large long modern nice short small")
"""Adjectives that describe something of the employer's, so that it is "the small class sizes"."""
_IT_IS_AN_EMPLOYER = LazyPattern(
    r"it(?:['’]s| is) (?=an? (?:[\w-]+ ){0,4}"
    r"(?:company|firm|school|clinic|hospital|restaurant|business|employer|organization|salon"
    r"|shop|studio)(?:$|[,;]| (?!jobs?\b)))",
    re.IGNORECASE,
)
"""The employer called "it", which would be the job in "interested in the job because it's a small firm"."""
_THEIRS = LazyPattern(r"^([a-z]+s) here (?=[a-z])", re.IGNORECASE)
"""People who work there: "nurses here get real breaks"."""
_MANY = ("children", "people")
_REASON = (
    "Give a reason about the work or the team, such as “the team is small” or “I like working with children”."
)


def interest_phrasings(text: str) -> Mapping[str, str]:
    """Return `interest_because`, a clause, or `interest_phrase`, a noun that stands after "because of"."""
    bare = _THEIRS.sub(r"your \1 ", strip_start(_FOR_DOING.sub(_to_do, text), _WHY))
    kind = interest_kind(bare)
    if kind is FragmentKind.SENTENCES or _NOT_ONE.search(bare):
        raise Unfit("That is more than one sentence. One reason is enough.")
    plain = with_one_because(to_reader(inside(bare)))
    words = plain_words(plain)
    if because := remote_days(plain):
        return named_phrasings(interest=because, interest_because=because)
    if because := _IT_IS_AN_EMPLOYER.sub("you are ", _as_clause(plain, words, kind)):
        return named_phrasings(interest=because, interest_because=because)
    if kind in (FragmentKind.NOUN, FragmentKind.QUESTION):
        if _is_noun_with_clause(plain):
            return named_phrasings(interest=plain, interest_because=plain)
        return _noun(plain, kind)
    plain = with_people(plain)
    because = with_liked_plural(_because(plain, words, kind))
    because = _IT_IS_AN_EMPLOYER.sub("you are ", because)
    because = _AND_IS.sub(
        lambda match: " and the " if is_singular_count_noun(match["noun"]) else match[0], because
    )
    if because.startswith(("I like ", "I love ", "I enjoy ")):
        because = with_and(because)
    return named_phrasings(interest=because, interest_because=because)


def _to_do(match: re.Match[str]) -> str:
    """Return "to learn" for "for learning"."""
    verb = verb_of(match[1].lower())
    return f"to {verb.base} " if verb is not None and verb.form is VerbForm.GERUND else match[0]


def _as_clause(text: str, words: list[str], kind: FragmentKind) -> str:
    """Return a clause for words that make no good noun: "the people are fun"; '' for others."""
    if words[0] in ("love", "like", "enjoy", "loved", "liked", "enjoyed") and len(words) > 1:
        return "" if words[1] in PREPOSITIONS - {"about"} else with_liked_plural(f"I {text}")
    return _as_clause_about_it(text, words) or (
        _noun_as_clause(text, words) if kind is FragmentKind.NOUN else ""
    )


def _as_clause_about_it(text: str, words: list[str]) -> str:
    if match := re.match(
        r"(?:(?:the|your)\s+)?(?:hours|shifts)\s+(?=(?:fit|suit|match|work)\b)", text, re.IGNORECASE
    ):
        return text if match[0].lower().startswith(("the", "your")) else f"the {text}"
    if match := _OWNED.fullmatch(text):
        return f"{'the place is' if match['state'] in ('equipped', 'renovated') else 'you are'} {text}"
    if match := _FIRST.fullmatch(text):
        return f"you are {match[1]}-first"
    if _BASED.fullmatch(text):
        return f"{'the work is' if text.islower() else 'you are'} {text}"
    if match := _WHERE.fullmatch(text):
        return f"it is {match['how'].lower()} and in {match['where']}"
    if _NEAR.match(text):
        return f"it is {text}"
    if _GROWING.fullmatch(text):
        return f"you are {text}"
    if _THE_IS.match(text):
        return f"the {text}"
    if (
        words[0] == "work"
        and FINITE.isdisjoint(words)
        and words[1:2]
        and words[1] in PREPOSITIONS | {"outside", "outdoors"}
    ):
        return f"I want to {text}"
    return ""


def _noun_as_clause(text: str, words: list[str]) -> str:
    if len(words) < 2 and not is_employer(text, words):
        return ""
    if words[0] in ("a", "an") and words[-1] in EMPLOYERS | _PLACES_TO_WORK:
        return f"it is {text}"  # "a busy salon"
    if words[0] == "room" and words[1] in ("to", "for"):
        return f"there is {text}"
    described = is_adjective(words[:-1])
    if is_employer(text, words):
        return f"you are {with_article(text)}"
    if words[-1] == "people" and described:
        return f"the people are {' '.join(words[:-1])}"
    if words[-1] in _HAD_BY_THEM and described:
        noun = text if words[-1].endswith("s") else with_article(text)
        return f"you have {noun}"
    return ""


def _because(text: str, words: list[str], kind: FragmentKind) -> str:
    match kind:
        case FragmentKind.CLAUSE:
            return f"the {text}" if _lacks_the(words) else text
        case FragmentKind.ADJECTIVE | FragmentKind.PLACE:
            return _it_is(text, words)
        case FragmentKind.GERUND:
            if words[0] in _AIMS and (
                words[1:2] == ["my"] or words[0] == "becoming" or words[1] in PREPOSITIONS
            ):
                return f"I want to {_AIMS[words[0]]}{text[len(words[0]) :]}"
            text = _with_second_thing(text)
            return f"I like {text[0].lower()}{text[1:]}"  # no name is a verb's form, whatever follows it
        case FragmentKind.THIRD:
            is_first_person = words[0] in MODALS and words[1:2] != ["be"]
            return f"I {text}" if is_first_person else f"it {text}"
        case FragmentKind.PAST if is_adverb(words[0]) and words[0] not in _LONG:
            raise Unfit(_REASON)  # "locally owned coffee"
        case FragmentKind.PAST:
            return f"I have {text}" if _WANTED.match(text) else f"I {text}"
        case FragmentKind.BASE if words[0] == "to":
            return f"I want {text}"
        case FragmentKind.BASE:
            return _i_do(text, words)
        case _:
            raise Unfit(_REASON)


def _lacks_the(words: list[str]) -> bool:
    """Whether a clause begins with a noun that lacks its article: "atmosphere in the store was friendly"."""
    is_one = is_singular_count_noun(words[0]) or words[0] in _MOODS
    return is_one and len(words) > 3 and words[1] in ("in", "at", "on", "of")


def _with_second_thing(text: str) -> str:
    """Return "working outside and the small crew" for "working outside, small crew"."""
    pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+", text)
    if len(pieces) != 2 or classify(pieces[1]) is not FragmentKind.NOUN or len(pieces[1].split()) > 3:
        return text
    return f"{pieces[0]} and {with_the_where_needed(pieces[1])}"


def _i_do(text: str, words: list[str]) -> str:
    """Return "I love kids" for "love kids", and "I want to help people" for "help people"."""
    first = next((word for word in words if not is_adverb(word)), words[0])
    if first in (
        "am",
        "don't",
        "have",
        "need",
        "want",
        "love",
        "like",
        "enjoy",
        "live",
        "know",
        "prefer",
        "hope",
    ):
        return f"I {text}"
    if first in ("believe", "care", "feel", "think", "value", "admire", "miss", "thrive", "do"):
        return f"I {text}"
    return f"I want to {text}"


def _it_is(text: str, words: list[str]) -> str:
    """Return "it is close to home" and "it is close to home and has good pay"."""
    if words[0] == "to":
        return f"I want {text}"  # "to practice my English"
    if words[0] in ("with", "for", "of", "by", "from", "like", "about", "without", "off", "as", "into"):
        raise Unfit(_REASON)
    pieces = [inside(piece) for piece in re.split(r"\s*[,;/](?!\d)\s*(?:and\s+)?|\s+and\s+", text) if piece]
    if len(pieces) > 1:
        try:
            return _mixed(pieces, list(map(classify, pieces)))
        except Unfit:
            pass  # "close to family and friends" is one piece
    if words[0] == "walking":
        return f"it is within {text}"
    first = next((word for word in words if not is_adverb(word) and word not in QUANTIFIERS), words[0])
    return f"{'I am' if first in FEELINGS and len(words) > 1 else 'it is'} {with_and(text)}"


def _is_noun_with_clause(text: str) -> bool:
    """Whether a clause goes on after "and": "my license transfers and I could start right away"."""
    pieces = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", text)
    first = plain_words(text)[0]
    opens_clause = first in DETERMINERS or has_plural_ending(first)
    return opens_clause and any(map(is_whole_clause, pieces[1:]))


def _noun(text: str, kind: FragmentKind) -> Mapping[str, str]:
    pieces = [
        piece for piece in re.split(r"\s*[,;/](?!\d)\s*(?:and\s+)?|\s+and\s+|\s+plus\s+", text) if piece
    ]
    kinds = [classify(inside(piece)) for piece in pieces]
    mixed = len(pieces) > 1 and any(one is not FragmentKind.NOUN for one in kinds)
    if mixed and kind is FragmentKind.NOUN:
        because = _mixed([inside(piece) for piece in pieces], kinds)
        return named_phrasings(interest=because, interest_because=because)
    if any(
        plain_words(piece)[-1] in ("only", "first", "always") or plain_words(piece)[0] == "no"
        for piece in pieces
        if plain_words(piece)
    ):
        raise Unfit(_REASON)
    if _NUMBER_LAST.search(text):
        raise Unfit(_REASON)
    if kind is FragmentKind.QUESTION and len(plain_words(text)) < 3:
        raise Unfit(_REASON)
    words = plain_words(text)
    if kind is FragmentKind.NOUN and has_stray_verb(words):
        raise Unfit(_REASON)
    if kind is FragmentKind.NOUN and len(pieces) == 1:
        refuse_vague_noun(text, words)
    if (
        kind is FragmentKind.NOUN
        and len(pieces) == 1
        and words[0] in ADJECTIVES
        and head_of(words) in IT_IS_A
    ):
        because = f"it is {with_article(text)}"
        return named_phrasings(interest=because, interest_because=because)
    if kind is FragmentKind.NOUN and all(map(_is_name, text.replace(",", "").split())):
        liked = f"I like {with_and(text)}"
        return named_phrasings(interest=liked, interest_because=liked)
    if head_of(words) in FANS and words[0] not in ("the", "my", "your"):
        because = f"I am {with_article(text)}"
        return named_phrasings(interest=because, interest_because=because)
    short = all(len(piece.split()) <= 3 for piece in pieces)
    is_split = len(pieces) > 1 and ("and" not in words or short) and kind is FragmentKind.NOUN
    phrase = _list(pieces) if is_split else with_and(_whole_noun(text, kind))
    return named_phrasings(interest=phrase, interest_phrase=phrase)


def _list(pieces: list[str]) -> str:
    """Return "the good people and the clean warehouse": each has "the", or none that could do without has.

    Raises:
        Unfit: One is a number of something, which is no reason.
    """
    first, *others = pieces
    is_group = plain_words(first)[-1] in ("class", "crew", "group", "staff", "team")
    if is_group and len(others) == 1 and re.fullmatch(r"\d+ [a-z]+s|\d+ people", others[0]):
        return f"{with_the_where_needed(first)} of {others[0]}"
    if any(piece[:1].isdigit() for piece in pieces):
        raise Unfit(_REASON)
    said = list(map(with_the_where_needed, pieces))
    if said == pieces:
        return in_words(said)
    return in_words([f"the {piece}" if _may_take_the(piece) else piece for piece in said])


def _may_take_the(piece: str) -> bool:
    words = plain_words(piece)
    verb = verb_of(words[0])
    is_doing = verb is not None and verb.form is VerbForm.GERUND
    return piece.islower() and not has_article(piece) and not is_doing and words[0] not in ("more", "less")


def _whole_noun(text: str, kind: FragmentKind) -> str:
    if match := re.fullmatch(r"(.+\w) (\d{1,2}:\d{1,2})", text):
        return f"{_whole_noun(match[1], kind)} ({match[2]})"
    words = plain_words(text)
    if len(words) == 1 and words[0] in COMMON_NOUNS and text.islower() and not words[0].endswith("s"):
        return text if words[0] in _MANY else f"the {text}"
    if (
        len(words) > 1
        and words[0] in _SIZED
        and has_plural_ending(words[-1])
        and not AFTER_NOUN.intersection(words)
    ):
        return f"the {text}"  # "small class sizes"
    return with_the_where_needed(text) if kind is FragmentKind.NOUN else text


def _is_name(word: str) -> bool:
    """Whether a word is a name or an abbreviation: "B2B", "SaaS", "Kubernetes"."""
    return word == "and" or any(map(str.isupper, word[:1] + word[2:])) or plain_word(word) in PROPER_NAMES


def _mixed(pieces: list[str], kinds: list[FragmentKind]) -> str:
    """Return "it is close to home and has good pay" for places and good things side by side."""
    predicates: list[str] = []
    for piece, kind in zip(pieces, kinds, strict=True):
        words = plain_words(piece)
        if is_adjective(words) or (
            kind is FragmentKind.PLACE and words[0] in ("near", "close", "in", "within")
        ):
            predicates.append("is " + piece)
        elif kind is FragmentKind.NOUN and words[0] in ADJECTIVES | (
            DETERMINERS - {"my", "the", "this", "your"}
        ):
            predicates.append("has " + with_a_where_needed(piece))
        else:
            raise Unfit("Give one reason, such as “the team is small”.")
    if not any(predicate.startswith("has ") for predicate in predicates):
        raise Unfit(_REASON)
    ordered = sorted(predicates, key=lambda predicate: not predicate.startswith("is "))
    return "it " + " and ".join(ordered)
