"""Phrases a better answer that came to mind too late, typed after "I wish I had said that ..."."""

import re
from collections.abc import Mapping, Sequence

from .fragment_articles import with_a_where_needed
from .fragment_grammar import FragmentKind, classify, is_person
from .fragment_rewrites import Unfit, inside, named_phrasings, strip_start, to_reader
from .fragment_tidying import plain_words, sentences
from .fragment_words import (
    DETERMINERS,
    NOUN_VERBS,
    OBJECTS,
    PREPOSITIONS,
    RELATIVES,
    STATIVE,
    SUBJECTS,
    word_set,
)
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import verb_of
from .whole_clauses import is_whole_clause

_WISH = LazyPattern(
    r"(?:i\s+wish\s+(?:that\s+)?i(?:['’]d|\s+had)\s+(?:said|told\s+\w+|mentioned|answered)\s+(?:that\s+)?"
    r"|(?:i\s+)?forgot\s+to\s+(?:say|mention|tell\s+(?:you|them)|bring\s+up)\s+(?:that\s+)?"
    r"|i\s+(?:should|would|could)(?:\s+have|['’]ve|\s+of)\s+(?:said|told\s+\w+\s+that|mentioned|answered"
    r"|brought\s+up"
    r"|talked\s+about|explained|described)\s+(?:that\s+)?|how\s+(?=i\s)"
    r"|(?:that|about|saying\s+that)\s+(?=\S+\s+\S)|(?:said|mentioned)\s+(?:that\s+)?"
    r"|(?:no|yes|actually|well)\s*,\s*(?=i\b))",
    re.IGNORECASE,
)
_I_WOULD = LazyPattern(r"^i(d|ll)\b(?=\s+[a-z])", re.IGNORECASE)
"""A missing apostrophe: "id keep your sous chef"."""
_EXCUSE = LazyPattern(
    r"(?:(?:i\s+(?:was|got|felt)|i['’]m)\s+(?:\w+\s+){0,2}(?:nervous|confused|distracted|stressed|anxious"
    r"|not\s+prepared)\b"
    r"|(?:i['’]m\s+)?\bsorry\b|my\s+mind\s+went\s+blank"
    r"|(?:[,;.]\s+(?:but\s+)?|\bbut\s+)i\s+(?:just\s+)?(?:blanked|forgot(?:\s+to\s+(?:say|mention|tell\s+you))?"
    r"(?:\s+(?:it|that|this))?)[.!]*$"
    r"|i\s+(?:did(?:n['’]t|\s+not)|could(?:n['’]t|\s+not))\s+(?:understand|hear|follow)\s+(?:the"
    r"|your)\s+question\b)"
    r"(?P<but>[,;.]?\s*(?:but|and|so)\s+(?=i\s))?",
    re.IGNORECASE,
)
_WOULD = LazyPattern(
    r"(?:(?!(?:i|i['’]\w+|my)\s)[^,]+,?\s)?I(?:['’](?:d|ll)|\s(?:would|will|could))\s", re.IGNORECASE
)
"""A clause about what the candidate would do, which needs the question that it answers."""
_BEFORE_THE_EXCUSE = LazyPattern(r"[\s,;.]*(?:\b(?:but|and|because|as))?\s*$", re.IGNORECASE)
"""The words between an answer and the excuse after it."""
_AFTER_OBJECT = word_set("again and directly first immediately instead or right then")
_VERBS_OF_LASTING_STATES = STATIVE | word_set("am can enjoy have hold live speak understand")
"""Verbs for what is lastingly true: "speak French" is "I speak French", not "I would speak French"."""


def better_answer_phrasings(text: str) -> Mapping[str, str]:
    """Return `better_answer_that`, a clause after "I wish I had said that".

    If the clause is about what the candidate would do, it is also `better_answer_would`.
    """
    fragment = _I_WOULD.sub(lambda match: f"I'{match[1]}", strip_start(text, _WISH))
    if excuse := _EXCUSE.search(fragment):
        fragment = (
            fragment[excuse.end() :]
            if excuse["but"]
            else _BEFORE_THE_EXCUSE.sub("", fragment[: excuse.start()])
        )
    if not fragment:
        raise Unfit("Leave out the excuse. What is it that you can do or have done?")
    if len(sentences(fragment)) > 1:
        raise Unfit("That is more than one sentence. The main one is enough.")
    kind = FragmentKind.CLAUSE if is_whole_clause(fragment) else classify(fragment, wants_verb=True)
    inner_text = to_reader(inside(fragment))
    if clause := _clause_about_candidate(inner_text, plain_words(inner_text), kind):
        would = clause if _WOULD.match(clause) else ""
        return named_phrasings(better_answer=clause, better_answer_that=clause, better_answer_would=would)
    raise Unfit("Say it as a sentence that begins with “I”, such as “I have used this system for two years”.")


def _clause_about_candidate(text: str, words: Sequence[str], kind: FragmentKind) -> str:
    """Return the text as a clause about "I"; '' if it can't be one."""
    if len(words) < 2 or words[0] in ("that's", "this"):
        return ""
    match kind:
        case FragmentKind.CLAUSE:
            return text
        case FragmentKind.QUESTION | FragmentKind.PLACE if len(words) > 4 and "i" in words:
            return text  # "what I lack in years I make up for in hours"
        case FragmentKind.NOUN if words[0] == "my" and SUBJECTS.isdisjoint(words):
            return f"I have {with_a_where_needed(text[3:])}"
        case FragmentKind.ADJECTIVE:
            return f"I am {text}"
        case FragmentKind.PAST:
            return f"I {text}"
        case FragmentKind.BASE if _is_surely_verb_phrase(words) and words[0] != "be":
            return (
                f"I {text}"
                if words[0] in _VERBS_OF_LASTING_STATES
                else f"I would {_with_the_object(text, words)}"
            )
        case FragmentKind.THIRD if words[0] in ("can", "could", "would", "will"):
            return f"I {text}"
        case _:
            return ""


def _with_the_object(text: str, words: Sequence[str]) -> str:
    """Return "ask the patient first" for "ask patient first"."""
    verb, _, other_words = text.partition(" ")
    object_ends = len(words) == 2 or words[2] in PREPOSITIONS | RELATIVES | DETERMINERS | _AFTER_OBJECT
    object_ends |= verb in ("let", "help", "make", "watch") and verb_of(words[2]) is not None
    is_one = is_singular_count_noun(words[1]) or is_person(words[1])
    return f"{verb} the {other_words}" if object_ends and is_one and other_words[:1].islower() else text


def _is_surely_verb_phrase(words: Sequence[str]) -> bool:
    """Whether the words surely are a verb and its object: "know Excel", but not "fund accounting"."""
    is_sure = words[0] not in ("to", "not", *NOUN_VERBS)
    return is_sure or words[1] in DETERMINERS | OBJECTS | PREPOSITIONS
