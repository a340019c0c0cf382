"""The words about who sees which answers, the same on every screen."""

from collections.abc import Mapping
from types import MappingProxyType

from followup_core.playbook import DisclosureLevel

from .disclosure_minimums import OPEN_MINIMUM
from .workshop_model import OptionCount

TOO_FEW = "Too few answers to show without pointing at someone."
TOO_FEW_FOR_THE_REST = "The other counts could point at someone, so they aren't shown."
TOO_EARLY = f"Too few answers. Counts need at least {OPEN_MINIMUM}."
NEVER_SHOWN = "These answers are private. They aren't shown anywhere."
NEVER_ASKED = "Never asked."

NOT_SHOWN = "not shown"
"""Shown in place of a suppressed count."""

BEFORE_ANSWERING: Mapping[DisclosureLevel, str] = MappingProxyType(
    {
        DisclosureLevel.OPEN: f"Once {OPEN_MINIMUM} people have answered, the room sees every count.",
        DisclosureLevel.PROTECTED: "The room sees a count only if it can't point at one person.",
        DisclosureLevel.PRIVATE: "The answers aren't shown to anyone, and they aren't in the report.",
    }
)
"""Shown on a participant's phone before an answer."""
_ONLY_IN_REPORT = "The room doesn't see the answers. The facilitator's report has"
BEFORE_EVALUATING: Mapping[DisclosureLevel, str] = MappingProxyType(
    {
        DisclosureLevel.OPEN: f"{_ONLY_IN_REPORT} every count, once {OPEN_MINIMUM} people have answered.",
        DisclosureLevel.PROTECTED: f"{_ONLY_IN_REPORT} only counts that can't point at one person.",
        DisclosureLevel.PRIVATE: BEFORE_ANSWERING[DisclosureLevel.PRIVATE],
    }
)
"""Shown before an answer to an evaluation, whose results are never on the wall."""
AFTER_ROLE_PLAY: Mapping[DisclosureLevel, str] = MappingProxyType(
    {
        DisclosureLevel.OPEN: f"Notes show here once {OPEN_MINIMUM} people have noted something.",
        DisclosureLevel.PROTECTED: "Notes show here only as counts that point at no one.",
        DisclosureLevel.PRIVATE: "Notes aren't shown to anyone.",
    }
)
"""Shown below a role-play on the wall and the facilitator's page."""
BEFORE_WRITING = (
    "The facilitator reads it first, without your name, and may put it on the wall and in the report."
)
"""Shown on a participant's phone before a line is sent."""
BEFORE_VOTING = "“Me too” counts without your name. The wall shows how many tapped it."
"""Shown on a participant's phone above the lines on the wall."""
LEVEL_WORDS: Mapping[DisclosureLevel, str] = MappingProxyType(
    {
        DisclosureLevel.OPEN: f"Open: all counts after {OPEN_MINIMUM} answers",
        DisclosureLevel.PROTECTED: "Protected: points at no one",
        DisclosureLevel.PRIVATE: "Private: never shown or reported",
    }
)
"""The choices of a facilitator, each short enough for a phone."""


def counts_sentence(cells: tuple[OptionCount, ...], total: int) -> str:
    """Return a sentence about the results, made from the published counts alone."""
    published = [(cell.count, cell.option.words) for cell in cells if cell.count is not None]
    if not published:
        return TOO_FEW
    if len(cells) == 2:
        count, words = published[0]
        return f"{count} of {total} {_chose(words)}."
    highest = max(count for count, _ in published)
    first_words, *other_words = (words for count, words in published if count == highest)
    as_many_words = "".join(f", and as many {_chose(words)}" for words in other_words)
    rest_sentence = "" if len(published) == len(cells) else f" {TOO_FEW_FOR_THE_REST}"
    return f"{highest} of {total} {_chose(first_words)}{as_many_words}.{rest_sentence}"


def _chose(words: str) -> str:
    lower_words = words.casefold()
    return f"said {lower_words}" if lower_words in ("yes", "no") else f"chose “{words.rstrip('.')}”"
