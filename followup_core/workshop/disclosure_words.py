"""What people read about who sees their answers, and why a count isn't shown: the same words everywhere."""

from collections.abc import Mapping
from types import MappingProxyType

from followup_core.playbook import DisclosureLevel

OPEN_MINIMUM = 5
"""How many people must have answered before the counts of an open question are shown.

5: with fewer, everybody at a table knows who the others are.
"""
NOT_SHOWN = "not shown"
TOO_FEW = "Too few answers to show without pointing at someone."
TOO_FEW_FOR_THE_REST = "The other counts could point at someone, so they aren't shown."
TOO_EARLY = f"Counts show once {OPEN_MINIMUM} people have answered."
NEVER_SHOWN = "These answers are private. They aren't shown anywhere."

BEFORE_ANSWERING: Mapping[DisclosureLevel, str] = MappingProxyType(
    {
        DisclosureLevel.OPEN: f"Once {OPEN_MINIMUM} people have answered, the room sees every count.",
        DisclosureLevel.PROTECTED: "The room sees a count only if it can't point at one person.",
        DisclosureLevel.PRIVATE: "The answers aren't shown to anyone, and they aren't in the report.",
    }
)
"""What a participant's phone says before an answer."""
LEVEL_WORDS: Mapping[DisclosureLevel, str] = MappingProxyType(
    {
        DisclosureLevel.OPEN: f"Open: every count, once {OPEN_MINIMUM} people have answered",
        DisclosureLevel.PROTECTED: "Protected: only counts that can't point at one person",
        DisclosureLevel.PRIVATE: "Private: never shown, and not in the report",
    }
)
"""The choices of a facilitator."""
