"""Which interviews a mark on a chart stands for, as their places among the observations."""

from datetime import date

import numpy as np

from followup_core.models import TouchpointKind

from .as_of import ObservedAsOf
from .comparisons import Factor, factors
from .habits import known_and_yes
from .observations import KINDS, Flags

Places = tuple[int, ...]


def with_kind(sight: ObservedAsOf, kind: TouchpointKind) -> Places:
    """Return the interviews with a message of this kind."""
    return _places(sight.with_touch(sight.sent_to(KINDS[kind])))


def answered_between(sight: ObservedAsOf, first_day: int, last_day: int | None) -> Places:
    """Return the interviews first answered `first_day` to `last_day` days after, both included."""
    days = np.maximum(sight.first - sight.seen.held, 0)
    here = sight.held & (sight.first > 0) & (days >= first_day)
    return _places(here if last_day is None else here & (days <= last_day))


def unanswered(sight: ObservedAsOf) -> Places:
    """Return the interviews held that have no response."""
    return _places(sight.held & (sight.first == 0))


def with_habit(sight: ObservedAsOf, habit: str, *, yes: bool) -> Places:
    """Return the interviews in which a habit was kept, or was not."""
    known, kept = known_and_yes(sight)[habit]
    return _places(sight.held & known & (kept if yes else ~kept))


def in_group(sight: ObservedAsOf, factor: Factor, *, yes: bool) -> Places:
    """Return the mature interviews on one side of a comparison."""
    for each, known, here in factors(sight):
        if each is factor:
            return _places(sight.mature & known & (here if yes else ~here))
    raise ValueError(f"there is no factor {factor}")


def pending_touches(sight: ObservedAsOf, window: int) -> tuple[tuple[int, TouchpointKind, date], ...]:
    """Return the messages too recent to count: interview, kind, and the first day on which they count."""
    kinds = tuple(TouchpointKind)
    fresh = sight.touched & (sight.seen.sent > sight.today - window)
    rows = zip(sight.seen.touch_of[fresh], sight.seen.kind[fresh], sight.seen.sent[fresh], strict=True)
    return tuple(
        (int(of), kinds[kind], date.fromordinal(int(sent) + window))
        for of, kind, sent in rows
        if kinds[kind] is not TouchpointKind.HEARD_FROM_EMPLOYER
    )


def pending_interviews(sight: ObservedAsOf) -> tuple[tuple[int, date], ...]:
    """Return the interviews too recent to count, and the first day on which they count."""
    fresh = sight.held & ~sight.withdrawn & ~sight.mature
    return tuple(
        (place, date.fromordinal(int(sight.seen.held[place]) + sight.window)) for place in _places(fresh)
    )


def _places(here: Flags) -> Places:
    return tuple(np.flatnonzero(here).tolist())
