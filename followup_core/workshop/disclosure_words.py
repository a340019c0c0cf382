"""What people read about who sees their answers: the same words everywhere."""

from collections.abc import Mapping
from types import MappingProxyType

from followup_core.playbook import DisclosureLevel

from .disclosure_control import OPEN_MINIMUM

NOT_SHOWN = "not shown"
"""What stands in the place of a suppressed count."""

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
