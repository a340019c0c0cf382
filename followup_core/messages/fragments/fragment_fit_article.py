"""The phrasings of an article to share: its title and its link as they are, and why, as a sentence."""

import re
from collections.abc import Mapping

from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import Unfit, capital, inside, named_phrasings, to_reader
from .fragment_tidying import plain_words
from .fragment_words import PREPOSITIONS

_LINK = r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|co|uk|ca|de|fr|pl|us|info|news)(?:/\S*)?(?=[\s,.;!?)]|$)"
_NO_TITLE = (
    r"(?:check\s+(?:this|it)\s+out|look\s+at\s+this|(?:here(?:['’]s|\s+is)\s+)?(?:the|an|this)?\s*(?:article|link|url|title|video|post|story)"
    r"|this|here|see|read|title|and|it)"
)
_READ = (
    r"^(?:i\s+)?(?:just\s+|recently\s+)?(?:read|saw|found|came\s+across)\s+(?:(?:an?|one|this|the)\s+)?(?:\w+\s+)?"
    r"(?:article|piece|post|story|video)\s*(?:about|on|called|titled|named)?[\s:,]*(?=\S)"
)


_FOUND = re.compile(r"(?:i\s+)?(?:just\s+)?(?:saw|found|read|came\s+across)\s+(?:this|it)\b", re.IGNORECASE)


def has_link(text: str) -> bool:
    """Whether a text has the address of a page in it."""
    return re.search(_LINK, text, re.IGNORECASE) is not None


def article_phrasings(text: str) -> Mapping[str, str]:
    """Return `article`, its title and its link on one line, and `article_why`, the sentence after it."""
    title = re.sub(_READ, "", text, flags=re.IGNORECASE)
    first = title.split(" ")[0]
    text = capital(title) if first.islower() and not has_link(first) else title
    link = re.search(_LINK, text, re.IGNORECASE)
    if link is None:
        raise Unfit("Add the link, so that they can open it.")
    before, after = text[: link.start()].strip(" ,;:-–—|("), text[link.end() :].strip(" ,;:-–—|().!")
    if not _is_title(f"{before} {after}") or _FOUND.match(before):
        raise Unfit("A bare link looks like spam. Add the title in front of it.")
    address = link.group().rstrip(".,;:!?)")
    if not _is_title(before):
        return named_phrasings(article=f"{capital(after)}, {address}")
    if not after or has_link(after):
        return named_phrasings(article=text.strip(" ,;"))
    return named_phrasings(article=text[: link.start() + len(address)], article_why=_why(after))


_SINCE = re.compile(
    r"(?:(?:since|because|as)\s+(?=(?:you|your|we|i|it)\b)|because\s+of\s+(?=your\b))", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:about|on|from)\s+\S|by\s+(?-i:[A-Z])", re.IGNORECASE)
_WITHOUT_A_REASON = (
    "Give the title and the link, and then say why as a sentence, such as “It covers night shifts”."
)


def _why(text: str) -> str:
    """Return "It made me think of your team." for "made me think of your team"."""
    plain = to_reader(inside(text))
    if _SINCE.match(plain):
        return capital(f"I thought of you {plain}.")
    if _ABOUT.match(plain) and classify(plain) is not FragmentKind.CLAUSE:
        return f"It is {plain}."
    match classify(plain):
        case FragmentKind.CLAUSE if plain_words(plain)[0] not in PREPOSITIONS:
            return f"{capital(plain)}."
        case FragmentKind.THIRD | FragmentKind.PAST:
            return f"It {plain}."
        case _:
            raise Unfit(_WITHOUT_A_REASON)


def _is_title(text: str) -> bool:
    bare = re.sub(rf"\b{_NO_TITLE}\b[\s:,.!-]*", "", text, flags=re.IGNORECASE)
    return sum(char.isalpha() for char in bare) > 3
