"""Interviews with and without a habit, side by side: what happened, never what caused it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from followup_core.models import Format, TouchpointKind

from .as_of import ObservedAsOf
from .confidence_intervals import Interval, fisher_p, newcombe, wilson
from .habits import everyone_thanked, said_yes
from .observations import FORMATS, KINDS, Flags

MIN_GROUP_SIZE = 5
"""Interviews an arm needs before anything but its counts is told (DESIGN section 7)."""

SMALL_GROUP_SIZE = 50
"""Interviews an arm needs before the sentence on how little it can show goes (DESIGN section 7)."""

CAUTION = "This is what happened, not what caused it."


class Factor(StrEnum):
    """What interviews are divided by."""

    ASKED_TIME_FRAME = "asked_time_frame"
    THANKED_EVERYONE = "thanked_everyone_within_a_day"
    LINKEDIN_REQUEST = "linkedin_request"
    THANK_YOU_NOTE = "thank_you_note"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonGroup:
    """One side: `k` of `n` mature interviews answered within four weeks."""

    label: str
    n: int
    k: int

    @property
    def rate(self) -> Interval | None:
        """The share answered, with its bounds."""
        return wilson(self.k, self.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Yes against no on one factor; `difference` (yes minus no) and `p` are None below 5 an arm."""

    factor: Factor
    a: ComparisonGroup
    b: ComparisonGroup
    difference: Interval | None
    p: float | None

    @property
    def enough(self) -> bool:
        """Whether both arms have enough interviews to be compared at all."""
        return min(self.a.n, self.b.n) >= MIN_GROUP_SIZE


def comparisons(sight: ObservedAsOf) -> tuple[Comparison, ...]:
    """Return the five comparisons over the mature interviews, in fixed order."""
    return tuple(_compare(sight, factor, known, yes) for factor, known, yes in factors(sight))


def factors(sight: ObservedAsOf) -> Iterator[tuple[Factor, Flags, Flags]]:
    """Yield each factor with the interviews it is known for, and those where it is a yes."""
    seen, every = sight.seen, np.ones(len(sight.seen.held), dtype=np.bool_)
    yield Factor.ASKED_TIME_FRAME, *said_yes(sight, "asked_time_frame")
    yield Factor.THANKED_EVERYONE, *everyone_thanked(sight)
    for factor, kind in (
        (Factor.LINKEDIN_REQUEST, TouchpointKind.LINKEDIN_REQUEST),
        (Factor.THANK_YOU_NOTE, TouchpointKind.THANK_YOU_NOTE),
    ):
        yield factor, every, sight.with_touch(sight.sent_to(KINDS[kind]))
    yield Factor.IN_PERSON, seen.format > 0, seen.format == FORMATS[Format.IN_PERSON]


def _compare(sight: ObservedAsOf, factor: Factor, known: Flags, yes: Flags) -> Comparison:
    a = _arm("yes", sight, known & yes)
    b = _arm("no", sight, known & ~yes)
    enough = min(a.n, b.n) >= MIN_GROUP_SIZE
    return Comparison(
        factor=factor,
        a=a,
        b=b,
        difference=newcombe(a.k, a.n, b.k, b.n) if enough else None,
        p=fisher_p(a.k, a.n, b.k, b.n) if enough else None,
    )


def _arm(label: str, sight: ObservedAsOf, here: Flags) -> ComparisonGroup:
    mature = sight.mature & here
    return ComparisonGroup(label=label, n=int(mature.sum()), k=int((mature & sight.responded).sum()))
