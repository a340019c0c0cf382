"""The levels at which the answers to a workshop question may be shown."""

from enum import StrEnum


class DisclosureLevel(StrEnum):
    """How much of a question's answers is shown, from the most open to the strictest."""

    OPEN = "open"  # every count, once a few people have answered
    PROTECTED = "protected"  # only counts that reveal nobody's answer, even by subtraction
    PRIVATE = "private"  # nothing: not on the wall, not in the report, not in an export

    def is_stricter_than(self, other: "DisclosureLevel") -> bool:
        """Return whether this level shows less than the other."""
        order = tuple(DisclosureLevel)
        return order.index(self) > order.index(other)
