"""The form of what the employer promised: asked as "They mentioned ..."."""

import re
from collections.abc import Mapping

from .fragment_forms import (
    Misfit,
    head_of,
    inside,
    named_forms,
    strip_start,
    to_reader,
    with_and,
    with_article,
)
from .fragment_grammar import FragmentKind, classify
from .fragment_tidying import keys
from .fragment_words import EVENTS

_PROMISED = re.compile(
    r"(?:they|you|he|she|we)(?:['’]d|\s+had|\s+have)?\s+(?:also\s+)?(?:promised|mentioned|offered|announced)\s+(?:me\s+)?"
    r"|(?:they|you|he|she)\s+(?:said\s+)?(?:that\s+)?there\s+(?:would|will)\s+be\s+"
    r"|(?:they|you|he|she)\s+(?:said\s+)?(?:that\s+)?i\s+(?:would|will)\s+get\s+"
    r"|there\s+(?:would|will)\s+be\s+|promised\s+(?:me\s+)?|mentioned\s+",
    re.IGNORECASE,
)


def promised_forms(text: str) -> Mapping[str, str]:
    """Return `promised`, a noun that stands after "you mentioned"."""
    bare = strip_start(text, _PROMISED)
    if classify(bare) is not FragmentKind.NOUN:
        raise Misfit("Name it, such as “a call” or “a second interview”.")
    noun = with_and(inside(to_reader(bare)))
    return named_forms(promised=with_article(noun) if head_of(keys(noun)) in EVENTS else noun)
