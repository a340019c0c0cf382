"""Phrases why the candidate wants the job, typed after "I would like this job because ..."."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from followup_core.text import in_words

from .fragment_articles import has_article, list_with_the, with_a_where_needed, with_the_subject
from .fragment_grammar import FragmentKind, classify, is_adjective, is_adverb, starts_clause
from .fragment_rewrites import (
    Unfit,
    head_noun,
    inside,
    named_phrasings,
    strip_start,
    to_reader,
    with_and,
    with_article,
)
from .fragment_tidying import plain_words
from .fragment_words import (
    ADJECTIVES,
    DETERMINERS,
    FEELINGS,
    FINITE,
    IT_IS_A,
    MODALS,
    PREPOSITIONS,
    QUANTIFIERS,
    RELATIVES,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .interest_kind import interest_kind, is_employer, names_employer
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, verb_of
from .whole_clauses import is_whole_clause

_BEGINNINGS = LazyPattern(
    r"(?:i\s+(?:would|['’]d)\s+(?:really\s+)?(?:like|love)\s+(?:this|the)\s+job|i\s+want\s+(?:this|the)\s+job"
    r"|i\s+applied|i(?:\s+am|['’]m)\s+interested)\s+(?=because)"
    r"|(?:mostly\s+|mainly\s+|just\s+)?(?:because|becuz|bec|bcoz|bcz|b/c|coz)\s+(?:of\s+)?|of\s+(?=the\b)|it['’]s\s+because\s+"
    r"|cause\s+(?=(?:i|it|the|you|they|my|your)\b)|the\s+reason\s+is\s+(?:that\s+)?",
    re.IGNORECASE,
)
"""The beginning of a sentence, which the template already has: "because of"."""
_ITS = LazyPattern(r"^its\s+(?=\w)", re.IGNORECASE)
"""Matches "its" for "it's", since nothing was named before it: "its honest work"."""
_NEAR = LazyPattern(
    r"(?:\d+|[a-z]+)[- ](?:minutes?|miles?|blocks?|km|stops?)\s+(?:from|to|away)\b", re.IGNORECASE
)
_PIECES = LazyPattern(r"\s*[,;/](?!\d)\s*(?:and\s+)?|\s+and\s+|\s+plus\s+")
_TWO_PRAISED_THINGS = LazyPattern(r"(?P<how>[a-z]+) (?P<what>[a-z]+) (?P=how) (?P<too>[a-z]+)", re.IGNORECASE)
"""Two things in one breath: "good company good people"."""
_TOPIC_FIRST = LazyPattern(
    r"^(?P<what>(?!(?:it|this|that|if|when|since|because|well|yes)\b)[a-z]+(?: [a-z]+)?), "
    r"(?P<clause>I \w+(?: \w+)?) (?:it|them)\b(?P<rest>.*)$"
)
"""A topic, and after it a clause about it: "planes, I have always loved them"."""
_AIMS = MappingProxyType({"becoming": "become", "moving": "move", "growing": "grow", "switching": "switch"})
"""Activities that somebody wants to do once, rather than likes to do, with their verbs."""
_I_ALREADY = word_set(
    """
    admire am believe care do don't enjoy feel have hope know like live love miss need prefer think thrive
    value want
    """
)
"""Verbs for what is already true: "love kids" is "I love kids", not "I want to love kids"."""
_INDEFINITE = ADJECTIVES | DETERMINERS - {"my", "the", "this", "your"}
_NOUNS_OF_EMPLOYER = word_set("reputation record")
"""Nouns for what an employer has: "good reputation" is "your good reputation"."""
_MAX_WORDS_OF_SHORT_NOUN, _MIN_WORDS_OF_LONG_NOUN = 3, 5
"""A phrase of at most 3 words is a noun and its adjectives; one of 5 or more says by itself whose it is."""
_ADJECTIVES_FOR_ROOMS = word_set("beautiful bright clean cozy gorgeous lovely modern nice pretty")
"""Adjectives for rooms: the employer "has a beautiful shop", but isn't one."""
_CHANCES = word_set("advancement growth progression")
_CAUSES = frozenset(
    (
        *("accessibility", "animal welfare", "clean water", "conservation", "equality", "food safety"),
        *("health", "justice", "literacy", "nutrition", "public health", "public safety", "safety"),
        *("social justice", "sustainability"),
    )
)
"""Causes that somebody works for; "because of justice" would be wrong."""
_COMPARED = word_set("better bigger closer easier faster fewer less longer more shorter smaller")
_FIELDS = word_set(
    """
    agriculture biotech construction education fashion finance fintech healthcare hospitality insurance law
    logistics manufacturing marketing medicine nursing retail robotics sales science
    """
)
"""Fields of work: nobody is drawn by "the retail"."""
_LIKE_ADJECTIVES = word_set(
    "caring challenging developing emerging exciting expanding growing interesting leading thriving welcoming"
)
_EMPLOYER_DOES = word_set("hire invest promote treat")
"""Verbs for what the employer does: "promote from within" isn't what the candidate wants to do."""
_NOUNS_OF_ATTITUDE = word_set("care concern respect support")
_BARE_PLACE = LazyPattern(r"(?P<near>near|close to|next to) (?P<what>[a-z]+(?: [a-z]+)?)")
_FROM_HOME = LazyPattern(r"^(?:to\s+)?work\s+(?:from\s+home|remotely)$", re.IGNORECASE)
_NO_STATE = word_set("with for of by from like about without off as into")
_CONTRASTED = word_set("just like more never not only say than think")
"""Words of a clause that the next clause continues or denies: "it isn't only a job, it's my life"."""
_VERBS_OF_WISHING = word_set("need want wants")
_WORKS_THERE = LazyPattern(r"\b(works?|worked|working)\sthere\b", re.IGNORECASE)
_REASON = (
    "Give a reason about the work or the team, such as “the team is small” or “I like working with children”."
)


def interest_phrasings(text: str) -> Mapping[str, str]:
    """Return `interest_because`, for after "because", or `interest_phrase`, for after "because of"."""
    fragment = _TWO_PRAISED_THINGS.sub(_two_things, _ITS.sub("it's ", strip_start(text, _BEGINNINGS)))
    fragment = _TOPIC_FIRST.sub(r"\g<clause> \g<what>\g<rest>", fragment)
    kind = interest_kind(fragment)
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. One reason is enough.")
    inner_text = to_reader(inside(_WORKS_THERE.sub(r"\1 for you", fragment)))
    words = plain_words(inner_text)
    if _FROM_HOME.match(inner_text):
        return named_phrasings(interest="I could work from home", interest_because="I could work from home")
    verb = verb_of(words[1]) if words[0] in SUBJECTS and len(words) > 1 else None
    if verb is not None and verb.form is VerbForm.GERUND:
        raise Unfit(_REASON)  # "you teaching people"
    if (
        words[0] in _LIKE_ADJECTIVES
        and is_singular_count_noun(words[-1])
        and len(words) <= _MAX_WORDS_OF_SHORT_NOUN
    ):
        kind = FragmentKind.NOUN  # "growing industry", where "growing tomatoes" is what somebody does
    clause = ""
    if kind in (FragmentKind.NOUN, FragmentKind.QUESTION):
        clause = _noun_as_clause(inner_text, words) if kind is FragmentKind.NOUN else ""
        if not clause:
            phrase = _noun_phrase(inner_text, kind)
            return named_phrasings(interest=phrase, interest_phrase=phrase)
    clause = clause or _as_clause(inner_text, words, kind)
    if clause.startswith(("I like ", "I love ", "I enjoy ")):
        clause = with_and(clause)
    return named_phrasings(interest=clause, interest_because=clause)


def _two_things(match: re.Match[str]) -> str:
    is_praised = match["how"].lower() in ADJECTIVES
    return f"{match['how']} {match['what']} and {match['how']} {match['too']}" if is_praised else match[0]


def _as_clause(text: str, words: list[str], kind: FragmentKind) -> str:
    match kind:
        case FragmentKind.CLAUSE:
            return with_the_subject(_with_and_between_clauses(text))
        case FragmentKind.ADJECTIVE | FragmentKind.PLACE:
            return _state_as_clause(text, words)
        case FragmentKind.GERUND if words[0] in _AIMS and (
            words[1:2] == ["my"] or words[0] == "becoming" or not PREPOSITIONS.isdisjoint(words[1:2])
        ):
            return f"I want to {_AIMS[words[0]]}{text[len(words[0]) :]}"
        case FragmentKind.GERUND:
            return f"I like {text[0].lower()}{text[1:]}"  # no name is a verb's form, whatever follows it
        case FragmentKind.THIRD:
            return f"I {text}" if words[0] in MODALS and words[1:2] != ["be"] else f"it {text}"
        case FragmentKind.PAST if words[:2] == ["always", "wanted"]:
            return f"I have {text}"
        case FragmentKind.PAST if not words[0].endswith("ly") or words[0] in ("really", "recently"):
            return f"I {text}"
        case FragmentKind.BASE if words[0] in _EMPLOYER_DOES:
            return f"you {text}"
        case FragmentKind.BASE:
            first = next((word for word in words if not is_adverb(word)), words[0])
            want = "want " if words[0] == "to" else "" if first in _I_ALREADY else "want to "
            return f"I {want}{text}"
        case _:
            raise Unfit(_REASON)


def _with_and_between_clauses(text: str) -> str:
    """Return "the team is small and I like that" for two clauses with a comma alone between them."""
    first, _, second = text.partition(", ")
    words, second_words = plain_words(first), plain_words(second)
    has_two_clauses = (
        ", " not in second
        and " and " not in second  # "it's quiet, it's clean and I like dogs"
        and bool(second_words)
        and starts_clause(second_words)
        and classify(first) is FragmentKind.CLAUSE
        and words[0].split("'")[0] in SUBJECTS | DETERMINERS
        and (RELATIVES | _CONTRASTED).isdisjoint(words)
        and not any(word.endswith("n't") for word in words)
    )
    return f"{first} and {second}" if has_two_clauses else text


def _state_as_clause(text: str, words: list[str]) -> str:
    """Return "it is close to home", "I am passionate about food", "it is close to home and has good pay"."""
    if words[0] == "to":
        return f"I want {text}"  # "to practice my English"
    if words[0] in _NO_STATE:
        raise Unfit(_REASON)
    pieces = [inside(piece) for piece in _PIECES.split(text) if piece]
    if len(pieces) > 1 and (mixed_clause := _is_and_has(pieces)):
        return mixed_clause
    first_word = next((word for word in words if not is_adverb(word) and word not in QUANTIFIERS), words[0])
    place = _BARE_PLACE.fullmatch(text)
    if place and is_singular_count_noun(words[-1]) and (DETERMINERS | {"home"}).isdisjoint(words):
        text = f"{place['near']} the {place['what']}"
    return f"{'I am' if first_word in FEELINGS and len(words) > 1 else 'it is'} {text}"


def _is_and_has(pieces: list[str]) -> str:
    """Return "it is close to home and has good pay"; '' unless each piece is one or the other."""
    is_, has = [], []
    for piece in pieces:
        words, kind = plain_words(piece), classify(piece)
        is_place = kind is FragmentKind.PLACE and words[0] in ("near", "close", "in", "within")
        if is_adjective(words) or is_place:
            is_.append(piece)
        elif kind is FragmentKind.NOUN and words[0] in _INDEFINITE:
            has.append(with_a_where_needed(piece))
    if not is_ or not has or len(is_) + len(has) < len(pieces):
        return ""
    return f"it is {in_words(is_)} and has {in_words(has)}"


def _noun_as_clause(text: str, words: list[str]) -> str:
    """Return a clause for what looks like a noun: "you are a union shop", "I love coffee"; '' for a noun."""
    if words[0] in ("love", "like", "enjoy") and PREPOSITIONS.isdisjoint(words[1:2]) and len(words) > 1:
        return f"I {text}"
    if _NEAR.match(text):
        return f"it is {text}"
    if re.match(r"\d+-minute (?:commute|drive|ride|walk)\b", text):
        return f"it is {with_article(text)}"
    if words[0] == "passion" and words[1:2] == ["for"]:
        return f"I have a {text}"
    if " ".join(words) in _CAUSES:
        return f"I care about {text}"
    if is_employer(words):
        return f"you {'have' if words[0] in _ADJECTIVES_FOR_ROOMS else 'are'} {with_article(text)}"
    head = head_noun(words)
    is_one = words[0] in ("a", "an") and _is_one_noun(text, words)
    if is_one and names_employer(head):
        return f"you are {text}"  # "because of a museum" could be any museum
    if head in IT_IS_A and (is_one or words[0] in ADJECTIVES):
        return f"it is {with_article(text)}"
    pieces = [inside(piece) for piece in _PIECES.split(text) if piece]
    opens_clause = words[0] in DETERMINERS or has_plural_ending(words[0])
    if opens_clause and any(map(is_whole_clause, pieces[1:])):
        return text  # "my license transfers and I could start right away"
    return _is_and_has(pieces)


def _is_one_noun(text: str, words: list[str]) -> bool:
    """Whether the text is only a noun phrase, without a verb of its own: not "a shop that clean is rare"."""
    verbs = [index for index, word in enumerate(words) if word in FINITE]
    return "," not in text and all(words[index - 1] in RELATIVES for index in verbs)


def _noun_phrase(text: str, kind: FragmentKind) -> str:
    words = plain_words(text)
    if kind is FragmentKind.QUESTION:
        if len(words) < 3:
            raise Unfit(_REASON)
        return text
    is_wish = not _VERBS_OF_WISHING.isdisjoint(words) and (RELATIVES | SUBJECTS).isdisjoint(words)
    if is_wish or words[0] == "no" or (not has_article(text) and not {"each", "every"}.isdisjoint(words)):
        raise Unfit(_REASON)
    if words[-1] in _CHANCES and not has_article(text) and text.islower():
        return f"the opportunity for {text}"
    is_shown = words[0] in _NOUNS_OF_ATTITUDE and words[1:2] == ["for"]
    if is_shown or (
        len(words) < _MIN_WORDS_OF_LONG_NOUN and words[-1] in _NOUNS_OF_EMPLOYER and not has_article(text)
    ):
        return f"your {text}"
    # "Because of modern machines" would be any machines, and "because of more hours" is right.
    is_alone = len(words) == 1 and text.islower() and words[0] not in _FIELDS
    is_theirs = is_alone or words[0] in ADJECTIVES - _COMPARED or words[0] == "room" or words[1:] == ["work"]
    bare = list_with_the(text)
    return f"the {text}" if is_theirs and bare == text and not _PIECES.search(text) else bare
