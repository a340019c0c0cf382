"""The forms of what the last message should have said: asked as "It should have said that ..."."""

import re
from collections.abc import Mapping

from .fragment_articles import with_inner_articles
from .fragment_forms import Unfit, inside, named_forms, strip_start, to_reader
from .fragment_grammar import FragmentKind, classify
from .fragment_tidying import plain_words
from .lazy_pattern import LazyPattern

_SAID = LazyPattern(
    r"(?:it\s+should(?:\s+have|['’]ve)?\s+(?:say|said|be|been|read)\s+(?:that\s+)?|should(?:\s+have|['’]ve)?\s+(?:say|said|be|been)\s+(?:that\s+)?"
    r"|i\s+(?:meant|mean|wanted)(?:\s+to\s+(?:say|write))?\s+(?:that\s+)?|i\s+should(?:\s+have|['’]ve)?\s+(?:said|written|say|write)\s+(?:that\s+)?"
    r"|that\s+(?=\S+\s+\S)|(?:actually|sorry)\b,?\s+|it(?:['’]s|\s+is)\s+(?:actually|really)\s+)",
    re.IGNORECASE,
)
_REASON = "Give only the right words, such as “Blue Hill” or “I have six years of experience”."


def correction_forms(text: str) -> Mapping[str, str]:
    """Return `correction_that`, a clause after "It should have said that", or else `correction_phrase`."""
    bare = strip_start(text, _SAID).rstrip(".!")
    bare = re.sub(r"(?<=[^,])\s+(?=(?:not|instead of)\s+\S+(?:\s+\S+){0,2}$)", ", ", bare)
    kind = classify(bare)
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. Only what was wrong is needed.")
    plain = to_reader(inside(bare))
    words = plain_words(plain)
    match kind:
        case FragmentKind.CLAUSE if words[1:2] in (["said"], ["wrote"], ["put"], ["spelled"]):
            raise Unfit(_REASON)
        case FragmentKind.CLAUSE if words[0] not in ("that's", "this", "what", "how", "where"):
            return _that(plain)
        case FragmentKind.PAST if len(words) > 1:
            return _that(f"I {plain}")
        case FragmentKind.BASE if words[0] in ("have", "am", "know", "speak", "work", "live", "do", "can"):
            return _that(f"I {plain}")
        case FragmentKind.THIRD if words[0] in ("can", "could", "will", "would"):
            return _that(f"I {plain}")
        case FragmentKind.NOUN if words[0] not in ("not", "no", "wrong", "a mistake"):
            return named_forms(correction=plain, correction_phrase=plain)
        case _:
            raise Unfit(_REASON)


def _that(text: str) -> Mapping[str, str]:
    clause = with_inner_articles(text)
    return named_forms(correction=clause, correction_that=clause)
