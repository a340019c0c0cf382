"""The phrasings of what the last message should have said: asked as "It should have said that ..."."""

import re
from collections.abc import Mapping

from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import Unfit, inside, named_phrasings, strip_start, to_reader
from .fragment_tidying import plain_words
from .lazy_pattern import LazyPattern, Rewordings
from .noun_clauses import has_plain_verb

_OPENINGS = LazyPattern(
    r"(?:it\s+should(?:\s+have|['’]ve)?\s+(?:say|said|be|been|read)\s+(?:that\s+)?"
    r"|should(?:\s+have|['’]ve)?\s+(?:say|said|be|been)\s+(?:that\s+)?"
    r"|i\s+(?:meant|mean|wanted)(?:\s+to\s+(?:say|write))?\s+(?:that\s+)?"
    r"|i\s+should(?:\s+have|['’]ve)?\s+(?:said|written|say|write)\s+(?:that\s+)?"
    r"|that\s+(?=\S+\s+\S)|(?:actually|sorry)\b,?\s+|(?:a\s+)?(?:typo|correction|mistake)\s*[:,-]\s*|it(?:['’]s|\s+is)\s+(?:actually|really)\s+)",
    re.IGNORECASE,
)
_WROTE = LazyPattern(
    r"(?:i\s+)?(?:had\s+)?(?:wrote|written|said|put|typed|listed|called\s+(?:it|you|them)|spelled\s+(?:it|your\s+name)"
    r"|told\s+\w+)\s+(?:that\s+)?(?P<wrong>\S.*?)[,;]?\s+(?:but\s+|and\s+)?"
    r"(?:(?:really\s+|actually\s+)?it(?:['’]s|\s+(?:was|is|should\s+(?:be|say"
    r"|have\s+been)))(?:\s+(?:really|actually))?"
    r"|(?:she|he|you|they)(?:['’](?:s|re)|\s+(?:is|are))(?=\s+(?:mr|mrs|ms|dr|prof)\b)"
    r"|(?:i\s+)?meant(?:\s+to\s+say)?|should\s+be|should\s+have\s+been"
    r"|(?:(?:the|my|your)\s+)?(?:right|correct|real|actual)(?:\s+(?:one|\w+))?\s+(?:is|was)"
    r"|(?:the|my|your)\s+(?:number|name|date|year|title)\s+(?:is|was))"
    r"\s+(?P<right>\S.*)",
    re.IGNORECASE,
)
_WRONG_NAME = LazyPattern(
    r"i\s+(?:wrote|put|used|had|got|spelled|sent)\s+(?:the|your"
    r"|a)\s+(?:wrong\s+)?.*?[,;]\s+(?:but\s+)?(?:it\s+)?should\s+(?:be|have\s+been)\s+"
    r"(?P<right>\S.*)",
    re.IGNORECASE,
)
_ONLY_RIGHT = (
    LazyPattern(
        r"\S.*?\s+(?:is|was)\s+(?:wrong|not\s+(?:right|correct)|a\s+(?:mistake|typo))[,;.]?\s+(?:but\s+)?"
        r"(?:it\s+)?(?:should\s+(?:be|say|have\s+been|read)|it['’]?s|it\s+(?:is|was)|(?:the\s+)?(?:right|correct)(?:\s+\w+)?\s+is)"
        r"\s+(?P<right>\S.*)",
        re.IGNORECASE,
    ),
    LazyPattern(
        r"(?:it\s+(?:is|was)|it['’]s)\s+(?P<right>\S[^,;]*)[,;]\s+(?:but\s+|and\s+)?i\s+(?:wrote|said|put|typed)\s+\S.*",
        re.IGNORECASE,
    ),
    LazyPattern(
        r"instead\s+of\s+\S.*?,?\s+(?:it\s+should\s+(?:be|say|have\s+been|read)|it['’]s|it\s+(?:is|was)|i\s+meant)"
        r"\s+(?P<right>\S.*)",
        re.IGNORECASE,
    ),
    LazyPattern(r"(?:i\s+)?(?:wrote|said|put|typed)\s+\S.*?\s+instead\s+of\s+(?P<right>\S.*)", re.IGNORECASE),
    LazyPattern(r"(?:the\s+)?wrong\s+\w+(?:\s+\w+)?[,:;]\s+(?:it['’]s\s+)?(?P<right>\S.*)", re.IGNORECASE),
    LazyPattern(
        r"i\s+(?:spelled|wrote|got|had)\s+(?:the|your)\s+\w+(?:\s+\w+)?\s+wrong[,;.]?\s+(?:it['’]?s|it\s+is)\s+(?P<right>\S.*)",
        re.IGNORECASE,
    ),
)
"""What was wrong, said in other ways: "118 is wrong, it should be 108", "it was May, but I wrote June"."""
_NOT_BUT = LazyPattern(r"not\s+(?P<wrong>\S[^,]*?),?\s+but\s+(?P<right>\S.*)", re.IGNORECASE)
_BARE_NAME = LazyPattern(
    r"^(?:the\s+)?(?:right\s+|correct\s+)?(?P<what>(?:phone\s+|email\s+|start\s+)?"
    r"(?:address|company|date|email|name|number|phone|role|title|year))"
    r"\s+(?P<verb>is|was|should\s+be|should\s+have\s+been)\s+(?=\S)",
    re.IGNORECASE,
)
_NUMBER = r"\b\d[\d.,]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b"
_NAMED = LazyPattern(r"it(?:['’]?s|\s+is)\s+(?=[A-Z]|(?-i:[A-Z])|\d)")


def _right_words(text: str) -> str:
    """Return the right words of "I wrote that I managed 40 rooms but it was 140"."""
    if match := _NOT_BUT.fullmatch(text):
        return f"{match['right']}, not {match['wrong']}"
    for pattern in (_WRONG_NAME, *_ONLY_RIGHT):
        if match := pattern.fullmatch(text):
            return match["right"]
    if not (match := _WROTE.fullmatch(text)):
        return _NAMED.sub("", text) if _NAMED.match(text) else text
    wrong, right = match["wrong"], match["right"].rstrip(".!")
    numbers = re.findall(_NUMBER, wrong)
    if not re.fullmatch(_NUMBER, right):
        return right if not re.search(r"\d", wrong) or re.search(r"\d", right) else text
    if len(numbers) != 1:
        return right
    return re.sub(_NUMBER, right, wrong)


_REASON = (
    "Leave out what was wrong: give only the right words,"
    " such as “Blue Hill” or “I have six years of experience”."
)


_DATE = LazyPattern(
    r"(?:(?-i:[A-Z])[a-z]{2,}\s+)?[$€£]?[\d.,/-]+(?:st|nd|rd|th|\s?%)?"
    r"(?:,\s+not\s+[$€£]?[\d.,/-]+\s?%?)?|(?:the )?\d+(?:st|nd|rd"
    r"|th)? of (?-i:[A-Z])\w+"
)
_SPEECH_VERBS = ("said", "wrote", "put", "typed", "spelled")


_SORRY = LazyPattern(
    r"[,;.!]?\s+(?:(?:so|very)\s+)?sorry(?:\s+(?:about|for)\s+(?:that|this|it))?[.!]*$", re.IGNORECASE
)
_ONE_NOT_ANOTHER = LazyPattern(r"\S+, not \S+")
"""Two names as they were typed: "Looker, not Lookr"."""


def _named(match: re.Match[str]) -> str:
    """Return "the date is " for "date should be "."""
    verb = match["verb"].lower()
    return f"the {match['what'].lower()} {verb if verb in ('is', 'was') else 'is'} "


_TURNED = Rewordings(
    (
        (r"\bthe (number|address) of my (phone|cell|email|e-mail|house|home)\b", r"my \2 \1"),
        (r"\b(number|address|card|code) (?:is|ends) with (\w+) (?:in|at|on) the end\b", r"\1 ends in \2"),
    )
)
"""The order of words in other languages: "the number of my phone is with 76 in the end"."""


def correction_phrasings(text: str) -> Mapping[str, str]:
    """Return `correction_that`, a clause after "It should have said that", or else `correction_phrase`."""
    bare = strip_start(_right_words(_SORRY.sub("", text)), _OPENINGS).rstrip(".!")
    bare = _TURNED.apply(bare.strip('“”"'))
    bare = re.sub(r"\s+instead\s+of\s+(?=\S+(?:\s+\S+){0,2}$)", ", not ", bare)
    bare = _BARE_NAME.sub(_named, bare)
    if _DATE.fullmatch(bare):
        return named_phrasings(correction=bare, correction_phrase=bare)  # a year, a number
    bare = re.sub(r"(?<=[^,])\s+(?:and\s+|but\s+)?(?=(?:not|instead of)\s+\S+(?:\s+\S+){0,2}$)", ", ", bare)
    kind = classify(bare)
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. Only what was wrong is needed.")
    # A word alone is a name as it was typed: "Access".
    plain = to_reader(bare if _ONE_NOT_ANOTHER.fullmatch(bare) or " " not in bare else inside(bare))
    words = plain_words(plain)
    match kind:
        case _ if words[0] in _SPEECH_VERBS or words[1:2] in (
            *(["said"], ["wrote"], ["put"], ["spelled"], ["called"], ["listed"]),
        ):
            raise Unfit(_REASON)
        case FragmentKind.NOUN | FragmentKind.THIRD if words[0] in ("my", "your", "the") and has_plain_verb(
            words
        ):
            return _that(plain)
        case FragmentKind.CLAUSE if words[0] not in ("that's", "this", "what", "how", "where"):
            return _that(plain)
        case FragmentKind.PAST if len(words) > 1:
            return _that(f"I {plain}")
        case FragmentKind.BASE if words[0] in ("have", "am", "know", "speak", "work", "live", "do", "can"):
            return _that(f"I {plain}")
        case FragmentKind.THIRD if words[0] in ("can", "could", "will", "would"):
            return _that(f"I {plain}")
        case FragmentKind.NOUN if words[0] not in ("not", "no", "wrong", "a mistake"):
            return named_phrasings(correction=plain, correction_phrase=plain)
        case _:
            raise Unfit(_REASON)


def _that(text: str) -> Mapping[str, str]:
    return named_phrasings(correction=text, correction_that=text)
