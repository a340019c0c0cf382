"""Confidence intervals of a share and of a difference of shares, and Fisher's exact test."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest, fisher_exact

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An estimate with its 95% confidence interval; `low <= value <= high`."""

    value: float
    low: float
    high: float


def wilson(k: int, n: int) -> Interval | None:
    """Return `k / n` with its Wilson score interval, within [0, 1]; None if n is 0.

    Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209, without continuity correction, as
    SciPy computes it.

    Raises:
        ValueError: Not 0 <= k <= n.
    """
    if not 0 <= k <= n:
        raise ValueError(f"there are no {k} successes among {n}")
    if n == 0:
        return None
    share = k / n
    # The interval doesn't depend on the third argument; with this value, SciPy's test is fast.
    bounds = binomtest(k, n, share).proportion_ci(CONFIDENCE, method="wilson")
    # Rounding may put a bound slightly beyond the share, or beyond 0 and 1.
    return Interval(
        value=share,
        low=max(0.0, min(float(bounds.low), share)),
        high=min(1.0, max(float(bounds.high), share)),
    )


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Interval | None:
    """Return k1/n1 minus k2/n2 with its interval, within [-1, 1]; None if n1 or n2 is 0.

    Source: Newcombe, Statistics in Medicine 17 (1998) 873, method 10 (the hybrid of two
    Wilson intervals, without continuity correction).
    """
    first_share, second_share = wilson(k1, n1), wilson(k2, n2)
    if first_share is None or second_share is None:
        return None
    difference = first_share.value - second_share.value
    below = math.hypot(first_share.value - first_share.low, second_share.high - second_share.value)
    above = math.hypot(first_share.high - first_share.value, second_share.value - second_share.low)
    return Interval(value=difference, low=max(-1.0, difference - below), high=min(1.0, difference + above))


def fisher_p(k1: int, n1: int, k2: int, n2: int) -> float | None:
    """Return the two-sided p of Fisher's exact test for two shares; None if n1 or n2 is 0.

    Two-sided means: all tables with the same margins that are no more likely than this
    one (Fisher, 1935; as SciPy computes it).
    """
    if n1 == 0 or n2 == 0:
        return None
    return min(1.0, float(fisher_exact(np.array([[k1, n1 - k1], [k2, n2 - k2]])).pvalue))
