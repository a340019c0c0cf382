"""Chooses the habit to recommend, by a fixed rule: the interviews with it were answered more often."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .as_of import ObservedAsOf
from .comparisons import Comparison, Factor, factors
from .habits import recent_counts

ADVICE_ORDER = (Factor.ASKED_TIME_FRAME, Factor.THANKED_EVERYONE, Factor.THANK_YOU_NOTE)
"""The habits that can be recommended, in the order of the advice.

Meeting in person is not up to the candidate, and the playbook says that nothing depends on LinkedIn.
"""

VISIBLE_DIFFERENCE = 0.1
"""How much larger the share answered has to be for a habit to be recommended: this project's choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitDifference:
    """Interviews with a habit were answered more often than those without it.

    `certain` says whether the whole 95% interval of the difference is above zero. `latest` has
    two counts: how many of the latest interviews the habit was kept in, and how many these are.
    """

    comparison: Comparison
    certain: bool
    latest: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDifference:
    """There was enough to compare, and no habit went with visibly more responses.

    `mature` is the number of interviews old enough to count.
    """

    mature: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFewToCompare:
    """No habit has enough interviews with it and without it.

    `mature` is the number of interviews old enough to count.
    """

    mature: int


Recommendation: TypeAlias = HabitDifference | NoDifference | TooFewToCompare


def recommend(observed: ObservedAsOf, compared: Sequence[Comparison]) -> Recommendation:
    """Return which habit to recommend and why, or why no habit is recommended.

    A habit can be recommended if it has enough interviews in both groups and a visible difference in
    responses. A certain difference comes before an uncertain one; among equals, ADVICE_ORDER decides.
    """
    by_factor = {comparison.factor: comparison for comparison in compared}
    habits = [by_factor[factor] for factor in ADVICE_ORDER if by_factor[factor].enough]
    mature = int(observed.mature.sum())
    if not habits:
        return TooFewToCompare(mature=mature)
    visible = sorted(filter(_is_visible, habits), key=_is_uncertain)
    if not visible:
        return NoDifference(mature=mature)
    return HabitDifference(
        comparison=visible[0],
        certain=not _is_uncertain(visible[0]),
        latest=_latest_counts(observed, visible[0].factor),
    )


def _is_visible(comparison: Comparison) -> bool:
    return comparison.difference is not None and comparison.difference.value >= VISIBLE_DIFFERENCE


def _is_uncertain(comparison: Comparison) -> bool:
    return comparison.difference is None or comparison.difference.low <= 0


def _latest_counts(observed: ObservedAsOf, habit: Factor) -> tuple[int, int]:
    is_known, is_yes = next(
        (is_known, is_yes) for factor, is_known, is_yes in factors(observed) if factor is habit
    )
    return recent_counts(observed, is_known, is_yes)
