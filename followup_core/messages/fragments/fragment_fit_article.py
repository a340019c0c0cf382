"""The phrasing of an article to share: its title and its link, asked for as they are."""

import re
from collections.abc import Mapping

from .fragment_rewrites import Unfit, capital, named_phrasings

_LINK = r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|co|uk|ca|de|fr|pl|us|info|news)(?:/\S*)?(?=[\s,.;!?)]|$)"
_NO_TITLE = (
    r"(?:check\s+(?:this|it)\s+out|look\s+at\s+this|(?:here(?:['’]s|\s+is)\s+)?(?:the|an|this)?\s*(?:article|link|url|title|video|post|story)"
    r"|this|here|see|read|title|and|it)"
)
_READ = (
    r"^(?:i\s+)?(?:just\s+|recently\s+)?(?:read|saw|found|came\s+across)\s+(?:(?:an?|one|this|the)\s+)?(?:\w+\s+)?"
    r"(?:article|piece|post|story|video)\s*(?:about|on|called|titled|named)?[\s:,]*(?=\S)"
)


def has_link(text: str) -> bool:
    """Whether a text has the address of a page in it."""
    return re.search(_LINK, text, re.IGNORECASE) is not None


def article_phrasings(text: str) -> Mapping[str, str]:
    """Return `article`, a title and its link on one line, the title first."""
    title = re.sub(_READ, "", text, flags=re.IGNORECASE)
    text = text if title == text else capital(title)
    link = re.search(_LINK, text, re.IGNORECASE)
    if link is None:
        raise Unfit("Add the link, so that they can open it.")
    before, after = text[: link.start()].strip(" ,;:-–—|("), text[link.end() :].strip(" ,;:-–—|)")
    if not _is_title(f"{before} {after}"):
        raise Unfit("A bare link looks like spam. Add the title in front of it.")
    address = link.group().rstrip(".,;:!?)")
    if not _is_title(before):
        return named_phrasings(article=f"{after}, {address}")
    if not after:
        return named_phrasings(article=text.strip(" ,;"))
    return named_phrasings(article=f"{before} {after}, {address}" if has_link(after) is False else text)


def _is_title(text: str) -> bool:
    bare = re.sub(rf"\b{_NO_TITLE}\b[\s:,.!-]*", "", text, flags=re.IGNORECASE)
    return sum(char.isalpha() for char in bare) > 3
