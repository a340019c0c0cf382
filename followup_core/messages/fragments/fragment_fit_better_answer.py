"""The form of an answer that came to mind too late: asked as "I wish I had said that ..."."""

import re
from collections.abc import Mapping

from .fragment_articles import with_inner_articles
from .fragment_forms import Unfit, inside, named_forms, strip_start, to_reader
from .fragment_grammar import FragmentKind, classify
from .fragment_tidying import plain_words
from .lazy_pattern import LazyPattern

_WISH = LazyPattern(
    r"(?:i\s+wish\s+(?:that\s+)?i(?:['’]d|\s+had)\s+(?:said|told\s+\w+|mentioned|answered)\s+(?:that\s+)?"
    r"|i\s+should(?:\s+have|['’]ve)\s+(?:said|told\s+\w+|mentioned|answered)\s+(?:that\s+)?"
    r"|(?:that|about|to\s+say\s+that|saying\s+that)\s+(?=\S+\s+\S)|(?:said|mentioned)\s+(?:that\s+)?)",
    re.IGNORECASE,
)
_REASON = "Say it as a sentence about you, such as “I have used this system for two years”."


def better_answer_forms(text: str) -> Mapping[str, str]:
    """Return `better_answer_that`, a clause after "I wish I had said that"."""
    bare = strip_start(text, _WISH)
    kind = classify(bare, wants_verb=True)
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. The main one is enough.")
    plain = to_reader(inside(bare))
    words = plain_words(plain)
    match kind:
        case FragmentKind.CLAUSE if words[0] not in ("what", "how", "where", "that's", "this"):
            return _that(plain)
        case FragmentKind.PAST if len(words) > 1:
            return _that(f"I {plain}")
        case FragmentKind.BASE if words[0] not in ("to", "be", "am", "not") and len(words) > 1:
            return _that(f"I {plain}")
        case FragmentKind.THIRD if words[0] in ("can", "could", "would", "will"):
            return _that(f"I {plain}")
        case FragmentKind.ADJECTIVE if len(words) > 1:
            return _that(f"I am {plain}")
        case _:
            raise Unfit(_REASON)


def _that(text: str) -> Mapping[str, str]:
    clause = with_inner_articles(text)
    return named_forms(better_answer=clause, better_answer_that=clause)
