"""Phrases an article to share: keeps its title and link, and makes a sentence of why it is shared."""

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
_FINDING_REMARK = re.compile(
    r"(?:i\s+)?(?:just\s+)?(?:saw|found|read|came\s+across)\s+(?:this|it)\b", re.IGNORECASE
)
"""A remark that the candidate found the page, which is no title: "just saw this"."""


def has_link(text: str) -> bool:
    """Whether a text has the address of a page in it."""
    return re.search(_LINK, text, re.IGNORECASE) is not None


def article_phrasings(text: str) -> Mapping[str, str]:
    """Return `article`, a title and a link on one line, and `article_why`, a sentence after it."""
    title = re.sub(_READ, "", text, flags=re.IGNORECASE)
    first_word = title.split(" ")[0]
    text = capital(title) if first_word.islower() and not has_link(first_word) else title
    link = re.search(_LINK, text, re.IGNORECASE)
    if link is None:
        raise Unfit("Add the link, so that they can open it.")
    text_before, text_after = (
        text[: link.start()].strip(" ,;:-–—|("),
        text[link.end() :].strip(" ,;:-–—|().!"),
    )
    if not _is_title(f"{text_before} {text_after}") or _FINDING_REMARK.match(text_before):
        raise Unfit("A bare link looks like spam. Add the title in front of it.")
    address = link.group().rstrip(".,;:!?)")
    if not _is_title(text_before):
        return named_phrasings(article=f"{capital(text_after)}, {address}")
    if not text_after or has_link(text_after):
        return named_phrasings(article=text.strip(" ,;"))
    return named_phrasings(
        article=text[: link.start() + len(address)], article_why=_reason_sentence(text_after)
    )


_BECAUSE_OF_READER = re.compile(
    r"(?:(?:since|because|as)\s+(?=(?:you|your|we|i|it)\b)|because\s+of\s+(?=your\b))", re.IGNORECASE
)
_ABOUT_OR_BY = re.compile(r"(?:about|on|from)\s+\S|by\s+(?-i:[A-Z])", re.IGNORECASE)
_REASON_MISSING = (
    "Give the title and the link, and then say why as a sentence, such as “It covers night shifts”."
)


def _reason_sentence(text: str) -> str:
    """Return why the article is shared as a sentence: "It made me think of your team."."""
    inner_text = to_reader(inside(text))
    if _BECAUSE_OF_READER.match(inner_text):
        return capital(f"I thought of you {inner_text}.")
    if _ABOUT_OR_BY.match(inner_text) and classify(inner_text) is not FragmentKind.CLAUSE:
        return f"It is {inner_text}."
    match classify(inner_text):
        case FragmentKind.CLAUSE if plain_words(inner_text)[0] not in PREPOSITIONS:
            return f"{capital(inner_text)}."
        case FragmentKind.THIRD | FragmentKind.PAST:
            return f"It {inner_text}."
        case _:
            raise Unfit(_REASON_MISSING)


def _is_title(text: str) -> bool:
    title = re.sub(rf"\b{_NO_TITLE}\b[\s:,.!-]*", "", text, flags=re.IGNORECASE)
    return sum(char.isalpha() for char in title) > 3
