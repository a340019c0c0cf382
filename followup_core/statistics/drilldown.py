"""The interviews behind one mark of a chart, as their positions in the observations."""

from datetime import date

import numpy as np

from followup_core.models import TouchpointKind

from .as_of import ObservedAsOf
from .comparisons import Factor, factors
from .habits import known_and_yes
from .observations import KINDS, NOT_ASKING, Flags

Places = tuple[int, ...]


def with_kind(observed: ObservedAsOf, kind: TouchpointKind) -> Places:
    """Return the interviews with a touchpoint of this kind."""
    return _places(observed.with_touch(observed.sent_to(KINDS[kind])))


def answered_between(observed: ObservedAsOf, first_day: int, last_day: int | None) -> Places:
    """Return the interviews first answered `first_day` to `last_day` days after, both included.

    None for `last_day` means no upper limit.
    """
    days = np.maximum(observed.first_response - observed.observations.held, 0)
    matches = observed.held & (observed.first_response > 0) & (days >= first_day)
    return _places(matches if last_day is None else matches & (days <= last_day))


def unanswered(observed: ObservedAsOf) -> Places:
    """Return the interviews that were held and have no response, not even one without a day."""
    return _places(observed.held & (observed.first_response == 0) & ~observed.undated)


def undated(observed: ObservedAsOf) -> Places:
    """Return the interviews whose only response has no day."""
    return _places(observed.undated)


def with_habit(observed: ObservedAsOf, habit: str, *, yes: bool) -> Places:
    """Return the interviews in which the candidate did what a habit asks for, or did not."""
    known, done = known_and_yes(observed)[habit]
    return _places(observed.held & known & (done if yes else ~done))


def in_group(observed: ObservedAsOf, factor: Factor, *, yes: bool) -> Places:
    """Return the mature interviews in one group of a comparison.

    Raises:
        ValueError: There is no such factor.
    """
    for candidate, known, positive in factors(observed):
        if candidate is factor:
            return _places(observed.mature & known & (positive if yes else ~positive))
    raise ValueError(f"there is no factor {factor}")


def pending_touches(observed: ObservedAsOf, window: int) -> tuple[tuple[int, TouchpointKind, date], ...]:
    """Return the touchpoints too recent to count: interview, kind, and the first day on which they count."""
    kinds = tuple(TouchpointKind)
    recent = observed.sent & (observed.observations.sent > observed.today - window)
    rows = zip(
        observed.observations.touch_of[recent],
        observed.observations.kind[recent],
        observed.observations.sent[recent],
        strict=True,
    )
    return tuple(
        (int(of), kinds[kind], date.fromordinal(int(sent) + window))
        for of, kind, sent in rows
        if kinds[kind] not in NOT_ASKING
    )


def pending_interviews(observed: ObservedAsOf) -> tuple[tuple[int, date], ...]:
    """Return the interviews too recent to count, and the first day on which they count."""
    recent = observed.held & ~observed.withdrawn & ~observed.mature
    return tuple(
        (index, date.fromordinal(int(observed.observations.held[index]) + observed.window))
        for index in _places(recent)
    )


def _places(mask: Flags) -> Places:
    return tuple(np.flatnonzero(mask).tolist())
