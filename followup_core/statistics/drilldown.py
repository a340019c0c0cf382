"""Finds the interviews behind one mark of a chart, as positions in the observations."""

from datetime import date

import numpy as np

from followup_core.models import TouchpointKind

from .as_of import ObservedAsOf
from .comparisons import Factor, factors
from .habits import known_and_yes
from .observations import KINDS, NOT_ASKING, Flags

Positions = tuple[int, ...]
"""Positions of interviews in the columns of the observations."""


def with_kind(observed: ObservedAsOf, kind: TouchpointKind) -> Positions:
    """Return the interviews with a touchpoint of this kind."""
    return _positions(observed.with_touch(observed.sent_of_kind(KINDS[kind])))


def answered_between(observed: ObservedAsOf, first_day: int, last_day: int | None) -> Positions:
    """Return the interviews whose first response came `first_day` to `last_day` days after, both included.

    None for `last_day` means no upper limit.
    """
    days_until_response = np.maximum(observed.first_response - observed.observations.held, 0)
    matches = observed.held & (observed.first_response > 0) & (days_until_response >= first_day)
    return _positions(matches if last_day is None else matches & (days_until_response <= last_day))


def unanswered(observed: ObservedAsOf) -> Positions:
    """Return the interviews that were held and have no response, not even a response without a day."""
    return _positions(observed.held & (observed.first_response == 0) & ~observed.undated)


def undated(observed: ObservedAsOf) -> Positions:
    """Return the interviews whose only response has no day."""
    return _positions(observed.undated)


def with_habit(observed: ObservedAsOf, habit: str, *, yes: bool) -> Positions:
    """Return the interviews in which the candidate kept a habit, or missed it if `yes` is False."""
    is_known, is_yes = known_and_yes(observed)[habit]
    return _positions(observed.held & is_known & (is_yes if yes else ~is_yes))


def in_group(observed: ObservedAsOf, factor: Factor, *, yes: bool) -> Positions:
    """Return the mature interviews in one group of a comparison.

    Raises:
        ValueError: There is no such factor.
    """
    for known_factor, is_known, is_yes in factors(observed):
        if known_factor is factor:
            return _positions(observed.mature & is_known & (is_yes if yes else ~is_yes))
    raise ValueError(f"there is no factor {factor}")


def pending_touches(observed: ObservedAsOf, window: int) -> tuple[tuple[int, TouchpointKind, date], ...]:
    """Return the touchpoints too recent to count: interview, kind, and the first day on which they count."""
    kinds = tuple(TouchpointKind)
    is_recent = observed.sent & (observed.observations.sent > observed.today - window)
    rows = zip(
        observed.observations.touch_of[is_recent],
        observed.observations.kind[is_recent],
        observed.observations.sent[is_recent],
        strict=True,
    )
    return tuple(
        (int(interview), kinds[kind], date.fromordinal(int(sent_on) + window))
        for interview, kind, sent_on in rows
        if kinds[kind] not in NOT_ASKING
    )


def pending_interviews(observed: ObservedAsOf) -> tuple[tuple[int, date], ...]:
    """Return the interviews too recent to count, and the first day on which they count."""
    is_recent = observed.held & ~observed.withdrawn & ~observed.mature
    return tuple(
        (index, date.fromordinal(int(observed.observations.held[index]) + observed.window))
        for index in _positions(is_recent)
    )


def _positions(mask: Flags) -> Positions:
    return tuple(np.flatnonzero(mask).tolist())
