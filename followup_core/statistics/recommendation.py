"""What to do differently: the habit whose interviews were answered more often, chosen by a fixed rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .as_of import ObservedAsOf
from .comparisons import Comparison, Factor, factors
from .habits import recent_counts

ADVICE_ORDER = (Factor.ASKED_TIME_FRAME, Factor.THANKED_EVERYONE, Factor.THANK_YOU_NOTE)
"""The habits that can be recommended, in the order of the advice.

Meeting in person is not up to the candidate, and by the playbook's own words nothing depends on LinkedIn.
"""

VISIBLE_DIFFERENCE = 0.1
"""How much larger the share answered has to be for a habit to be recommended: this project's choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitDifference:
    """Interviews with a habit were answered more often than those without it.

    `certain` says whether the whole 95% interval of the difference is above zero. `latest` is
    in how many of the latest interviews the habit was kept, and of how many.
    """

    comparison: Comparison
    certain: bool
    latest: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDifference:
    """There was enough to compare, and no habit went with visibly more answers; `mature` interviews count."""

    mature: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFewToCompare:
    """No habit has enough interviews with it and without it; `mature` interviews are old enough to count."""

    mature: int


Recommendation: TypeAlias = HabitDifference | NoDifference | TooFewToCompare


def recommend(observed: ObservedAsOf, compared: Sequence[Comparison]) -> Recommendation:
    """Return what to do differently, and why.

    Of the habits that have enough interviews on both sides and a visible difference in answers, a
    certain difference comes before an uncertain one; among those, the order of the advice decides.
    """
    by_factor = {comparison.factor: comparison for comparison in compared}
    habits = [by_factor[factor] for factor in ADVICE_ORDER if by_factor[factor].enough]
    mature = int(observed.mature.sum())
    if not habits:
        return TooFewToCompare(mature=mature)
    visible = sorted(filter(_visible, habits), key=_uncertain)
    if not visible:
        return NoDifference(mature=mature)
    return HabitDifference(
        comparison=visible[0],
        certain=not _uncertain(visible[0]),
        latest=_latest(observed, visible[0].factor),
    )


def _visible(comparison: Comparison) -> bool:
    return comparison.difference is not None and comparison.difference.value >= VISIBLE_DIFFERENCE


def _uncertain(comparison: Comparison) -> bool:
    return comparison.difference is None or comparison.difference.low <= 0


def _latest(observed: ObservedAsOf, habit: Factor) -> tuple[int, int]:
    known, done = next((known, done) for factor, known, done in factors(observed) if factor is habit)
    return recent_counts(observed, known, done)
