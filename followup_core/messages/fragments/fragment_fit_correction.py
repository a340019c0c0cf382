"""The phrasings of what the last message should have said: asked as "It should have said that ..."."""

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
"""What was wrong and what is right: "I wrote May but it was June", "it was June, I wrote May"."""
_SORRY = LazyPattern(
    r"[,;.!]?\s+(?:so\s+|very\s+)?sorry(?:\s+(?:about|for)\s+(?:that|this|it))?[.!]*$", re.IGNORECASE
)
_WRONG_TAIL = LazyPattern(
    r"(?<=\w)[,;.]\s+(?:but\s+)?(?:I|it|the)\s[^,;.]*\b(?:typo|wrong)\b[^,;.]*[.!]*$", re.IGNORECASE
)
"""What was wrong, told after what is right: "my score is 875; I told you the wrong number"."""
_NOT = LazyPattern(
    r"(?P<right>(?<=^)[^\s,]+|[^\s,]*[@\d][^\s,]*|\b\d+\s[a-z]+)\s+not(?=\s+\S+$)", re.IGNORECASE
)
"""What is right, and after "not" what was wrong: "John not Jon", "it is ana@example.com not anna"."""
_SINCE_WHEN = LazyPattern(
    r"(?:certified|employed|licensed|qualified|registered)\s(?:\w+\s){0,3}since\s", re.IGNORECASE
)
_SPEECH_VERBS = ("said", "wrote", "put", "typed", "spelled")
_OF_SLIPS = word_set("forgot forgotten misspelled typo wrong")
"""Words of what was wrong: "attached wrong file", "typo in your name"."""
_MIN_CLAUSE = 5
"""Words of the shortest clause that begins with a number."""
_REASON = (
    "Leave out what was wrong: give only the right words,"
    " such as “Blue Hill” or “I have six years of experience”."
)


def correction_phrasings(text: str) -> Mapping[str, str]:
    """Return `correction_that`, a clause after "It should have said that", or else `correction_phrase`."""
    bare = _SORRY.sub("", text)
    if match := next(filter(None, (pattern.fullmatch(bare) for pattern in _RIGHT_WORDS)), None):
        bare = match["right"]
    bare = strip_start(_WRONG_TAIL.sub("", bare), _OPENINGS).rstrip(".!").strip('“”"')
    kind = classify(bare)
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. Only what was wrong is needed.")
    # A word alone is a name as it was typed ("Access"), and so is the first one of "Looker, not Lookr".
    is_name = " " not in bare or re.fullmatch(r"\S+,? not \S+", bare) is not None
    plain = _NOT.sub(r"\g<right>, not", to_reader(bare if is_name else inside(bare)))
    words = plain_words(plain)
    tells_slip = words[0] in _SPEECH_VERBS or words[1:2] in [[verb] for verb in _SPEECH_VERBS]
    if tells_slip or words[-1] == "missing" or not _OF_SLIPS.isdisjoint(words):
        raise Unfit(_REASON)
    if re.match(r"(?:the |[A-Z]\w+ )?\d", bare) and len(words) < _MIN_CLAUSE:
        return named_phrasings(correction=plain, correction_phrase=plain)  # "the 3rd of May"
    return _of_kind(plain, words, kind)


def _of_kind(plain: str, words: Sequence[str], kind: FragmentKind) -> Mapping[str, str]:
    """Return the phrasings of the right words by their kind; raise Unfit for what corrects nothing."""
    match kind:
        case FragmentKind.CLAUSE if words[0] not in ("that's", "this", "what", "how", "where"):
            return _that(plain)
        case _ if _SINCE_WHEN.match(plain):
            return _that(f"I have been {plain}")  # "licensed since 2015"
        case FragmentKind.NOUN if languages := several_languages(plain.split()):
            return named_phrasings(correction=languages, correction_phrase=languages)
        case FragmentKind.ADJECTIVE if len(words) > 1 and words[0] != "not":
            return _that(f"I am {plain}")  # "certified in both languages"
        case FragmentKind.PAST if len(words) > 1:
            return _that(f"I {plain}")
        case FragmentKind.BASE if words[0] in ("have", "am", "know", "speak", "work", "live", "do", "can"):
            return _that(f"I {plain}")
        case FragmentKind.THIRD if words[0] in ("can", "could", "will", "would"):
            return _that(f"I {plain}")
        case FragmentKind.NOUN if words[0] not in ("not", "no", "wrong"):
            return named_phrasings(correction=plain, correction_phrase=plain)
        case _:
            raise Unfit(_REASON)


def _that(clause: str) -> Mapping[str, str]:
    return named_phrasings(correction=clause, correction_that=clause)
