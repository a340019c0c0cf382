"""Topics that the candidate brought up, and events such as a tour: the reader said neither."""

import re

from .fragment_rewrites import Unfit
from .fragment_tidying import plain_words
from .lazy_pattern import LazyPattern

_OWN_TOPIC = LazyPattern(
    r"(?:how|what|why|where|when|whether)\s+(?:i|we\s+(?:could|would|might|both))\b"
    r"|(?:\w+ing\s+)?my\s+\w|(?:the|your)\s+questions?\s+(?:about|on|with)\s",
    re.IGNORECASE,
)
_DONE = LazyPattern(
    r"(?:(?:the|your|a|that|our)\s+)?(?:(?:\w+|site)\s+)?(?:tour|walk-?\s?through"
    r"|walk\s+(?:around|through)|demo(?:\s+lesson)?|demonstration|lunch|coffee|tasting|ride-?\s?along|role-?\s?play"
    r"|trail(?:\s+shift)?|trial\s+shift|working\s+interview|sample\s+lesson)"
    r"(?=$|\s+(?:of|through|in|at|around|with|afterwards?|on|by|the|you|i)\b)",
    re.IGNORECASE,
)
_WALKED = LazyPattern(r"(?:walking|going|looking)\s+(?:through|around)\s+(?P<what>the\s+\S.*)", re.IGNORECASE)
_WEAKNESS = LazyPattern(
    r"(?:the|your)\s+questions?\s+about\s+(?:my\s+)?(?:greatest\s+"
    r"|biggest\s+)?(?:weakness|gap(?!\s+year)|salary|failure)"
    r"|(?:the\s+|your\s+|that\s+|my\s+)?(?:weakness(?:es)?|failures?|gap(?!\s+year)|salary)\s+questions?\b"
    r"|my\s+(?:\w+\s+){0,2}(?:weakness(?:es)?|failures?|gap(?!\s+year))\b",
    re.IGNORECASE,
)


def own_topic_phrasing(text: str) -> str:
    """Return a topic that the candidate brought up, such as "how I handle conflict"; '' for any other.

    Raises:
        Unfit: It would remind them of a weak point.
    """
    if _WEAKNESS.match(text):
        raise Unfit(
            "You don't need to bring that up again. Which topic in the work itself did you talk about?"
        )
    return text if _OWN_TOPIC.match(text) else ""


def event_phrasing(text: str) -> str:
    """Return something that was done rather than said, after "Thank you for": "the tour of the lab"."""
    if match := _WALKED.fullmatch(text):
        return f"the walk around {match['what']}"
    if not _DONE.match(text) or "and" in plain_words(text):
        return ""
    return text if re.match(r"(?:the|your|a|that|our)\s", text) else f"the {text}"
