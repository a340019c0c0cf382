"""Phrases what the last message should have said, typed after "It should have said that ..."."""

import re
from collections.abc import Mapping, Sequence

from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import Unfit, inside, named_phrasings, strip_start, to_reader
from .fragment_tidying import plain_words
from .fragment_words import word_set
from .lazy_pattern import LazyPattern
from .strength_nouns import several_languages

_OPENINGS = LazyPattern(
    r"(?:it\s+should(?:\s+have|['’]ve)?\s+(?:say|said|be|been|read)\s+(?:that\s+)?"
    r"|i\s+(?:meant|mean|wanted)(?:\s+to\s+(?:say|write))?\s+(?:that\s+)?"
    r"|i\s+should(?:\s+have|['’]ve)?\s+(?:said|written|say|write)\s+(?:that\s+)?"
    r"|that\s+(?=\S+\s+\S)|(?:actually|sorry)\b,?\s+|(?:a\s+)?(?:typo|correction|mistake)\s*[:,-]\s*"
    r"|it(?:['’]s|\s+is)\s+(?:actually\s+|really\s+|(?=(?-i:[A-Z])|\d)))",
    re.IGNORECASE,
)
_IT_WAS = (
    r"(?:it(?:['’]?s|\s+(?:was|is|should\s+(?:be|say|have\s+been)))|(?:the|my|your)\s+\w+\s+(?:is|was)"
    r"|(?:i\s+)?meant(?:\s+to\s+say)?|should\s+be)"
)
_WROTE = r"(?:i\s+)?(?:wrote|said|put|typed|spelled|called)\s+\S.*?"
_RIGHT_WORDS = (
    LazyPattern(
        rf"(?:{_WROTE}|\S.*\bwrong)[,;.]?\s+(?:but\s+|and\s+)?{_IT_WAS}\s+(?P<right>\S.*)", re.IGNORECASE
    ),
    LazyPattern(rf"{_IT_WAS}\s+(?P<right>[^,;]+)[,;]\s+(?:but\s+|and\s+)?{_WROTE}", re.IGNORECASE),
    LazyPattern(rf"{_WROTE}\s+instead\s+of\s+(?P<right>\S.*)", re.IGNORECASE),
)
"""The wrong words and the right ones: "I wrote May but it was June", "it was June, I wrote May"."""
_SORRY = LazyPattern(
    r"[,;.!]?\s+(?:so\s+|very\s+)?sorry(?:\s+(?:about|for)\s+(?:that|this|it))?[.!]*$", re.IGNORECASE
)
_WRONG_TAIL = LazyPattern(
    r"(?<=\w)[,;.]\s+(?:but\s+)?(?:I|it|the)\s[^,;.]*\b(?:typo|wrong)\b[^,;.]*[.!]*$", re.IGNORECASE
)
"""The wrong part, told after the right one: "my score is 875; I told you the wrong number"."""
_RIGHT_THEN_WRONG = LazyPattern(
    r"(?P<right>(?<=^)[^\s,]+|[^\s,]*[@\d][^\s,]*|\b\d+\s[a-z]+)\s+not(?=\s+\S+$)", re.IGNORECASE
)
"""The right words, and after "not" the wrong ones: "John not Jon", "it is ana@example.com not anna"."""
_SINCE_WHEN = LazyPattern(
    r"(?:certified|employed|licensed|qualified|registered)\s(?:\w+\s){0,3}since\s", re.IGNORECASE
)
_SPEECH_VERBS = ("said", "wrote", "put", "typed", "spelled")
_WORDS_ABOUT_SLIPS = word_set("forgot forgotten misspelled typo wrong")
"""Words that speak of a mistake: "attached wrong file", "typo in your name"."""
_MIN_WORDS_OF_CLAUSE = 5
"""How many words the shortest clause has that begins with a number."""
_REASON = (
    "Leave out what was wrong: give only the right words,"
    " such as “Blue Hill” or “I have six years of experience”."
)


def correction_phrasings(text: str) -> Mapping[str, str]:
    """Return `correction_that`, after "It should have said that", or the noun `correction_phrase`."""
    fragment = _SORRY.sub("", text)
    if match := next(filter(None, (pattern.fullmatch(fragment) for pattern in _RIGHT_WORDS)), None):
        fragment = match["right"]
    fragment = strip_start(_WRONG_TAIL.sub("", fragment), _OPENINGS).rstrip(".!").strip('“”"')
    kind = classify(fragment)
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. Only what was wrong is needed.")
    # A word alone is a name as it was typed ("Access"), and so is the first one of "Looker, not Lookr".
    is_name = " " not in fragment or re.fullmatch(r"\S+,? not \S+", fragment) is not None
    inner_text = _RIGHT_THEN_WRONG.sub(
        r"\g<right>, not", to_reader(fragment if is_name else inside(fragment))
    )
    words = plain_words(inner_text)
    tells_slip = words[0] in _SPEECH_VERBS or words[1:2] in [[verb] for verb in _SPEECH_VERBS]
    if tells_slip or words[-1] == "missing" or not _WORDS_ABOUT_SLIPS.isdisjoint(words):
        raise Unfit(_REASON)
    if re.match(r"(?:the |[A-Z]\w+ )?\d", fragment) and len(words) < _MIN_WORDS_OF_CLAUSE:
        return named_phrasings(correction=inner_text, correction_phrase=inner_text)  # "the 3rd of May"
    return _phrasings_of_kind(inner_text, words, kind)


def _phrasings_of_kind(inner_text: str, words: Sequence[str], kind: FragmentKind) -> Mapping[str, str]:
    """Return the phrasings of the right words, which are of `kind`; raise Unfit if they correct nothing."""
    match kind:
        case FragmentKind.CLAUSE if words[0] not in ("that's", "this", "what", "how", "where"):
            return _clause_phrasings(inner_text)
        case _ if _SINCE_WHEN.match(inner_text):
            return _clause_phrasings(f"I have been {inner_text}")  # "licensed since 2015"
        case FragmentKind.NOUN if languages := several_languages(inner_text.split()):
            return named_phrasings(correction=languages, correction_phrase=languages)
        case FragmentKind.ADJECTIVE if len(words) > 1 and words[0] != "not":
            return _clause_phrasings(f"I am {inner_text}")  # "certified in both languages"
        case FragmentKind.PAST if len(words) > 1:
            return _clause_phrasings(f"I {inner_text}")
        case FragmentKind.BASE if words[0] in ("have", "am", "know", "speak", "work", "live", "do", "can"):
            return _clause_phrasings(f"I {inner_text}")
        case FragmentKind.THIRD if words[0] in ("can", "could", "will", "would"):
            return _clause_phrasings(f"I {inner_text}")
        case FragmentKind.NOUN if words[0] not in ("not", "no", "wrong"):
            return named_phrasings(correction=inner_text, correction_phrase=inner_text)
        case _:
            raise Unfit(_REASON)


def _clause_phrasings(clause: str) -> Mapping[str, str]:
    return named_phrasings(correction=clause, correction_that=clause)
