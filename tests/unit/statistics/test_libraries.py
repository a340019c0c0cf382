"""The figures against two other libraries, and Fisher's p against whole numbers, on data at random."""

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from followup_core.statistics import TimeToResponse, fisher_p, newcombe, wilson
from tests.unit.cadence.text_tables import Row

from .statistics_json import figures

pytestmark = pytest.mark.thorough

# What these say while they are imported is about themselves, and nobody's but theirs.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from lifelines import KaplanMeierFitter  # type: ignore[import-untyped]
    from statsmodels.stats.proportion import (  # type: ignore[import-untyped]
        confint_proportions_2indep,
        proportion_confint,
    )

TODAY = date(2026, 11, 18)
CLOSE = 1e-9
many = settings(max_examples=100)

shares = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@contextmanager
def edges_allowed() -> Iterator[None]:
    """Let a library divide by zero where a share is 0 or 1; its answer is looked at all the same."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "(divide by zero|invalid value) encountered", RuntimeWarning)
        yield


@many
@given(shares)
def test_wilson_is_that_of_statsmodels(share: tuple[int, int]) -> None:
    k, n = share
    interval = wilson(k, n)
    assert interval is not None
    low, high = proportion_confint(k, n, alpha=0.05, method="wilson")
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=0, abs=CLOSE)


@many
@given(shares, shares)
def test_newcombe_is_that_of_statsmodels(first: tuple[int, int], second: tuple[int, int]) -> None:
    interval = newcombe(*first, *second)
    assert interval is not None
    with edges_allowed():
        low, high = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff", alpha=0.05)
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=0, abs=CLOSE)


def exact_p(k1: int, n1: int, k2: int, n2: int) -> float:
    """Return Fisher's two-sided p by counting, in whole numbers: no likelihood is ever rounded."""
    successes = k1 + k2
    possible = range(max(0, successes - n2), min(successes, n1) + 1)
    ways = {k: math.comb(n1, k) * math.comb(n2, successes - k) for k in possible}
    as_rare = sum(count for count in ways.values() if count <= ways[k1])
    return float(Fraction(as_rare, math.comb(n1 + n2, successes)))


@many
@given(shares, shares)
@example((5, 10), (5, 10))
@example((0, 7), (0, 9))
@example((400, 400), (0, 400))
def test_fishers_p_is_that_of_counting_in_whole_numbers(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    assert fisher_p(*first, *second) == pytest.approx(exact_p(*first, *second), rel=1e-9, abs=1e-12)


def test_fishers_p_counts_every_table_that_is_exactly_as_likely() -> None:
    """Where other tables are just as likely as this one, one rounding would halve the p."""
    for n in range(1, 26):
        for k in range(n + 1):
            assert fisher_p(k, n, n - k, n) == pytest.approx(exact_p(k, n, n - k, n), rel=1e-9)


Waits = list[tuple[int, bool]]
"""For each interview the days, and whether they ended with an answer."""


def timing_of(waits: Waits) -> TimeToResponse:
    interviews: list[Row] = []
    for number, (days, was_answered) in enumerate(waits):
        held = TODAY - timedelta(days=days)
        row = {"interview_id": f"i{number}", "organization": "Acme", "held_at": f"{held}T10:00"}
        if was_answered:
            row |= {"outcome": "offer", "outcome_on": TODAY.isoformat()}
        interviews.append(row)
    return figures({"interviews": interviews}, TODAY).time_to_response


def at_random(seed: int) -> Waits:
    """Return up to 300 interviews; ties and censoring more or less often."""
    random = Random(seed)
    longest, share = random.choice((3, 20, 200)), random.choice((0.1, 0.5, 0.9, 1.0))
    size = random.choice((1, 2, 7, 40, 300))
    return [(random.randrange(longest), random.random() < share) for _ in range(size)]


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=12)
    | st.integers(0, 10**9).map(at_random)
)
@example([(0, True)])
@example([(0, True), (0, True), (4, False)])
@example([(1, True), (2, True)])
def test_the_curve_of_few_and_of_many_interviews_is_that_of_lifelines(waits: Waits) -> None:
    timing = timing_of(waits)
    other = KaplanMeierFitter(alpha=0.05)
    with edges_allowed():
        other.fit([days for days, _ in waits], [answer for _, answer in waits])
    bounds = other.confidence_interval_
    reference = {int(day): share for day, share in other.survival_function_["KM_estimate"].items()}
    last = {point.day: point for point in timing.curve}
    assert set(reference) - {0} == set(last) - {0}
    for day, point in last.items():
        assert point.survival == pytest.approx(reference[day], rel=0, abs=CLOSE)
        if 0 < point.survival < 1 - CLOSE:
            low, high = bounds.loc[day]
            assert (point.low, point.high) == pytest.approx((low, high), rel=0, abs=CLOSE)
        else:
            assert (point.low, point.high) == (None, None)
    median = other.median_survival_time_
    # Sums of floats may put the other library's curve a hair above one half where it is one half.
    at_half = [day for day, share in reference.items() if abs(share - 0.5) < CLOSE]
    assert timing.median == (min(at_half) if at_half else None if math.isinf(median) else median)
    assert (timing.n, timing.events) == (len(waits), sum(answer for _, answer in waits))
