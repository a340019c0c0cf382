"""Comparisons of interviews with and without a habit: what happened, never what caused it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from followup_core.models import Format, TouchpointKind

from .as_of import ObservedAsOf
from .confidence_intervals import Interval, fisher_p, newcombe, wilson
from .habits import TIME_FRAME, answered_and_yes, everyone_thanked
from .observations import FORMATS, KINDS, Flags

MIN_GROUP_SIZE = 5
"""How many interviews each group needs before more than its counts is shown: this project's choice."""

SMALL_GROUP_SIZE = 50
"""How many interviews each group needs to be shown without a warning about small samples.

The number is this project's choice.
"""


class Factor(StrEnum):
    """What the two groups of a comparison differ in."""

    ASKED_TIME_FRAME = "asked_time_frame"
    THANKED_EVERYONE = "thanked_everyone_within_a_day"
    LINKEDIN_REQUEST = "linkedin_request"
    THANK_YOU_NOTE = "thank_you_note"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonGroup:
    """One of two compared groups: `k` of `n` mature interviews were answered within four weeks."""

    label: str
    n: int
    k: int

    @property
    def rate(self) -> Interval | None:
        """The share answered, with its 95% confidence interval."""
        return wilson(self.k, self.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Interviews with a factor (`a`) against those without (`b`).

    `difference` (a minus b) and `p` (Fisher's exact test) are None while a group has
    fewer than 5 interviews.
    """

    factor: Factor
    a: ComparisonGroup
    b: ComparisonGroup
    difference: Interval | None
    p: float | None

    @property
    def enough(self) -> bool:
        """Whether both groups have enough interviews to be compared."""
        return min(self.a.n, self.b.n) >= MIN_GROUP_SIZE


def comparisons(observed: ObservedAsOf) -> tuple[Comparison, ...]:
    """Return the five comparisons of mature interviews, in a fixed order."""
    return tuple(
        _comparison(observed, factor, is_known, is_yes) for factor, is_known, is_yes in factors(observed)
    )


def factors(observed: ObservedAsOf) -> Iterator[tuple[Factor, Flags, Flags]]:
    """Yield each factor with two masks: the interviews whose factor is known, and those with a yes."""
    observations, all_interviews = (
        observed.observations,
        np.ones(len(observed.observations.held), dtype=np.bool_),
    )
    yield Factor.ASKED_TIME_FRAME, *answered_and_yes(observed, TIME_FRAME)
    yield Factor.THANKED_EVERYONE, *everyone_thanked(observed)
    for factor, kind in (
        (Factor.LINKEDIN_REQUEST, TouchpointKind.LINKEDIN_REQUEST),
        (Factor.THANK_YOU_NOTE, TouchpointKind.THANK_YOU_NOTE),
    ):
        yield factor, all_interviews, observed.with_touch(observed.sent_of_kind(KINDS[kind]))
    yield Factor.IN_PERSON, observations.format > 0, observations.format == FORMATS[Format.IN_PERSON]


def _comparison(observed: ObservedAsOf, factor: Factor, is_known: Flags, is_yes: Flags) -> Comparison:
    a = _group("yes", observed, is_known & is_yes)
    b = _group("no", observed, is_known & ~is_yes)
    is_enough = min(a.n, b.n) >= MIN_GROUP_SIZE
    return Comparison(
        factor=factor,
        a=a,
        b=b,
        difference=newcombe(a.k, a.n, b.k, b.n) if is_enough else None,
        p=fisher_p(a.k, a.n, b.k, b.n) if is_enough else None,
    )


def _group(label: str, observed: ObservedAsOf, is_in_group: Flags) -> ComparisonGroup:
    is_counted = observed.mature & is_in_group
    responded = is_counted & observed.responded
    return ComparisonGroup(label=label, n=int(is_counted.sum()), k=int(responded.sum()))
