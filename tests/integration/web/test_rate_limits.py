"""Limits on wrong join codes: who waits, for how long, and that nobody can make all others wait."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.web.rate_limits import JoinLimits, RateLimiter, Wait

NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NONE = timedelta(0)
CODES = 21**8
HOME_NETWORK = 254


def counted(tries: RateLimiter, number: int, now: datetime = NOON, key: str = "a") -> RateLimiter:
    for _ in range(number):
        tries.count(key, now)
    return tries


def test_as_many_tries_as_allowed_go_at_once_and_then_one_more_each_time() -> None:
    tries = RateLimiter(3, 10 * SECOND)
    assert counted(tries, 2).wait("a", NOON) == NONE
    assert counted(tries, 1).wait("a", NOON) == 10 * SECOND
    assert tries.wait("a", NOON + 4 * SECOND) == 6 * SECOND
    assert tries.wait("a", NOON + 10 * SECOND) == NONE
    counted(tries, 1, NOON + 10 * SECOND)
    assert tries.wait("a", NOON + 10 * SECOND) == 10 * SECOND
    assert counted(tries, 2, NOON + 40 * SECOND).wait("a", NOON + 40 * SECOND) == NONE


def test_each_key_is_counted_by_itself() -> None:
    tries = counted(RateLimiter(1, SECOND), 1)
    assert (tries.wait("a", NOON), tries.wait("b", NOON)) == (SECOND, NONE)
    assert counted(tries, 1_000).wait("a", NOON) == SECOND, "more tries make no longer wait"


@pytest.mark.parametrize("back", [timedelta(microseconds=1), SECOND, timedelta(hours=1), timedelta(days=400)])
def test_a_clock_that_was_set_back_makes_nobody_wait(back: timedelta) -> None:
    tries = counted(RateLimiter(2, SECOND), 2)
    assert tries.wait("a", NOON - back) == NONE
    counted(tries, 1, NOON - back)
    assert tries.wait("a", NOON - back) == NONE
    assert counted(tries, 1, NOON - back).wait("a", NOON - back) == SECOND


def test_the_memory_is_bounded_and_the_key_counted_longest_ago_goes_first() -> None:
    tries = RateLimiter(1, SECOND, remembered=100)
    for number in range(5_000):
        counted(tries, 1, key=str(number))
        counted(tries, 1, key="again and again")
    assert len(tries._counted) == 100
    assert tries.wait("again and again", NOON) == tries.wait("4999", NOON) == SECOND
    assert tries.wait("0", NOON) == NONE


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(-5, 100)), max_size=100))
def test_however_tries_come_no_key_has_more_than_it_is_allowed(steps: list[tuple[str, int]]) -> None:
    tries, now, looked_at = RateLimiter(4, SECOND), NOON, list[tuple[str, datetime]]()
    for key, tenths in steps:
        now = max(NOON, now + max(0, tenths) * SECOND / 10)
        wait = tries.wait(key, now)
        assert NONE <= wait <= SECOND
        if not wait:
            looked_at.append((key, now))
            tries.count(key, now)
    for key in "ab":
        moments = [moment for each, moment in looked_at if each == key]
        for first, start in enumerate(moments):
            for last, end in enumerate(moments[first:], first):
                assert last - first + 1 <= 4 + (end - start) / SECOND


def wrong(
    limits: JoinLimits, number: int, *, form: str = "", network: str = "n", now: datetime = NOON
) -> int:
    """Try wrong codes, each with a form of its own unless one is given; return how many were compared."""
    compared = 0
    for each in range(number):
        mark = form or f"{network}-{now}-{each}"
        if limits.wait(mark, network, now) is None:
            limits.count_wrong_code(mark, network, now)
            compared += 1
    return compared


def test_one_form_has_five_tries_and_its_browser_is_told_how_long_to_wait() -> None:
    limits = JoinLimits()
    assert wrong(limits, 4, form="mine") == 4
    assert limits.wait("mine", "n", NOON) is None
    assert wrong(limits, 1_000, form="mine") == 1
    wait = limits.wait("mine", "n", NOON)
    assert wait == Wait(what="You've typed several wrong codes.", seconds=12)
    assert wait.remedy == "Wait 12 seconds, then try again."
    assert limits.wait("mine", "n", NOON + 11.5 * SECOND) == Wait(what=wait.what, seconds=1)
    assert limits.wait("mine", "n", NOON + 12 * SECOND) is None
    assert limits.wait("a new one", "n", NOON) is None


@pytest.mark.parametrize(
    ("seconds", "remedy"),
    [
        (1, "Wait a second, then try again."),
        (2, "Wait 2 seconds, then try again."),
        (60, "Wait a minute, then try again."),
    ],
)
def test_the_wait_is_named_as_it_is(seconds: int, remedy: str) -> None:
    assert Wait(what="", seconds=seconds).remedy == remedy


def test_everybody_behind_one_address_may_mistype_the_code_five_times() -> None:
    limits = JoinLimits()
    for phone in range(1_000):
        assert wrong(limits, 5, form=f"form-{phone}") == 5


def test_one_address_never_uses_up_the_workshops_allowance_and_waits_three_seconds_at_most() -> None:
    limits, now = JoinLimits(), NOON
    for _ in range(1_500):
        wrong(limits, 10, now=now)
        now += SECOND / 2
        assert limits.wait("a newcomer's", "another", now) is None
        stopped = limits.wait("a newcomer's", "n", now)
        assert stopped is None or stopped.seconds <= 3
    assert limits._workshop.wait("", now) == NONE


def test_after_the_workshops_allowance_each_address_still_has_one_try_a_minute() -> None:
    limits = JoinLimits()
    assert sum(wrong(limits, 6_000, network=network) for network in "abc") == 10_001
    assert limits.wait("a newcomer's", "another", NOON) is None
    assert wrong(limits, 5, network="another") == 1
    wait = limits.wait("a newcomer's", "another", NOON)
    assert wait == Wait(what="A lot of wrong codes are coming in right now.", seconds=2)
    assert limits.wait("a newcomer's", "another", NOON + 2 * SECOND) is None


attacks = st.lists(
    st.tuples(
        st.sampled_from(["one form", "new forms"]),
        st.sampled_from([f"10.0.0.{number}" for number in range(5)]),
        st.integers(1, 4_000),
        st.integers(-3_600, 600),
    ),
    max_size=12,
)


@pytest.mark.thorough
@given(attacks)
@settings(max_examples=25)
def test_whatever_others_do_who_tries_from_an_own_address_gets_in_and_nobody_waits_over_a_minute(
    attacks: list[tuple[str, str, int, int]],
) -> None:
    limits, now = JoinLimits(), NOON
    for forms, network, number, seconds in attacks:
        now += seconds * SECOND  # backwards too
        wrong(limits, number, form=forms if forms == "one form" else "", network=network, now=now)
        assert limits.wait("a newcomer's", "10.0.0.99", now) is None
        for each in ("one form", "a newcomer's"):
            wait = limits.wait(each, network, now)
            assert wait is None or 0 < wait.seconds <= 60


def chance_in_twelve_hours(limit: RateLimiter) -> float:
    """Return the chance that somebody who never stops trying hits the one right code."""
    started = limit._max_time_left / limit._refill_time
    return (started + timedelta(hours=12) / limit._refill_time) / CODES


def test_the_chance_of_a_hit_in_twelve_hours_stays_below_one_in_a_million() -> None:
    limits = JoinLimits()
    for limit in (limits._form, limits._network, limits._workshop):
        assert chance_in_twelve_hours(limit) < 1e-6
    home = chance_in_twelve_hours(limits._workshop) + HOME_NETWORK * chance_in_twelve_hours(
        limits._network_once_used_up
    )
    assert home < 6e-6
