"""Rate limits for wrong join codes. A right code never counts against anybody.

A join code has 8 of 21 characters, so there are 21**8 = 37,822,859,361 of them. As long as fewer than 37,822
wrong codes are compared with it in a workshop of twelve hours (52 a minute), the chance that one of them is
right is below one in a million. Honest participants need far more than 52 in the first minute and almost none
later, so each limit is a large allowance that refills slowly:

| counted by             | wrong codes | one more every | in 12 hours | chance of a hit  |
|------------------------|-------------|----------------|-------------|------------------|
| form, so by browser    | 5           | 12 seconds     | 3,605       | 1 in 10 million  |
| network address        | 5,000       | 3 seconds      | 19,400      | 1 in 1.9 million |
| the whole workshop     | 10,000      | 2 seconds      | 31,600      | 1 in 1.2 million |
| address, no allowance  | 1           | 1 minute       | 721         | 1 in 52 million  |

- The signed form is counted, not a cookie: a browser that drops cookies is like any other. A code without a
  form of this server is compared with nothing. A new form is a new count, so a person who typed five wrong
  codes can reload the page; a program that fetches new forms is stopped by its address.
- A campus network may put everybody behind one address. Its allowance is that of a full workshop: 1,000
  phones that type five wrong codes each. IPv6 is counted by /64, as a phone can change the rest at will.
- One address never uses up the workshop's allowance, because its own is smaller and refills more slowly. Once
  several addresses did, a code is still compared if its address sent no wrong one within the last minute, so
  a phone at any other address gets in. With all 254 addresses of a home network, somebody gets 183,000 more
  tries in twelve hours that way: 6 in a million.
- No wait is longer than the third column. Somebody who floods the server from the address that everybody
  shares, with a new form for every code, holds up newcomers only as long as the flood lasts.

No limit applies where the right secret has to work at any moment and nobody can guess it:

- the personal code: 16 characters, 1.4e21 codes. At 2,000 tries a second for 30 days, against the codes of
  10,000 people, the chance of a hit is 4 in 100 million;
- the facilitator's link, a paired phone's code and every cookie: 256 bits.

The package `limits` was evaluated and not used: it is 2 MB with three dependencies, reads the clock itself,
and its memory is unbounded.
"""

import math
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

_ZERO_TIME = timedelta(0)
_MINUTE = timedelta(minutes=1)
_WHOLE_WORKSHOP = ""
_OWN_TRIES = "You've typed several wrong codes."
_OTHERS_TRIES = "A lot of wrong codes are coming in right now."
_KEYS_REMEMBERED = 10_000


class RateLimiter:
    """Counts wrong tries by key. Memory is bounded; not safe between threads.

    The key that was counted longest ago is forgotten first. If the clock was set back, counts from after the
    new time are dropped, so that nobody has to wait for them.
    """

    def __init__(
        self, allowed: int, one_more_every: timedelta, *, remembered: int = _KEYS_REMEMBERED
    ) -> None:
        """Allow `allowed` wrong tries at once, then one more after each `one_more_every`."""
        self._refill_time = one_more_every
        self._max_time_left = allowed * one_more_every
        self._remembered = remembered
        self._counted: OrderedDict[str, tuple[timedelta, datetime]] = OrderedDict()
        """By key: how long it takes until the count is back at zero, and the time from which that runs."""

    def wait(self, key: str, now: datetime) -> timedelta:
        """Return how long this key must wait before the next try; zero if it may try now."""
        return max(_ZERO_TIME, self._time_left(key, now) + self._refill_time - self._max_time_left)

    def count(self, key: str, now: datetime) -> None:
        """Count a wrong try."""
        self._counted[key] = min(self._time_left(key, now) + self._refill_time, self._max_time_left), now
        self._counted.move_to_end(key)
        if len(self._counted) > self._remembered:
            self._counted.popitem(last=False)

    def _time_left(self, key: str, now: datetime) -> timedelta:
        time_left, since = self._counted.get(key, (_ZERO_TIME, now))
        return max(_ZERO_TIME, time_left - (now - since)) if since <= now else _ZERO_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Why a code is not compared yet, and how many seconds it must wait."""

    what: str
    seconds: int

    @property
    def remedy(self) -> str:
        """The sentence that says how long to wait."""
        words = {1: "a second", 60: "a minute"}.get(self.seconds, f"{self.seconds} seconds")
        return f"Wait {words}, then try again."


class JoinLimits:
    """The limits in the table above, for one server. Not safe between threads."""

    def __init__(self) -> None:
        self._form = RateLimiter(5, timedelta(seconds=12))
        self._network = RateLimiter(5_000, timedelta(seconds=3))
        self._workshop = RateLimiter(10_000, timedelta(seconds=2))
        self._network_once_used_up = RateLimiter(1, _MINUTE)

    def wait(self, form: str, network: str, now: datetime) -> Wait | None:
        """Return the wait for a code from this form and network address; None if it may be compared."""
        form_wait = self._form.wait(form, now)
        workshop_wait = min(
            self._workshop.wait(_WHOLE_WORKSHOP, now), self._network_once_used_up.wait(network, now)
        )
        wait_time = max(form_wait, self._network.wait(network, now), workshop_wait)
        if not wait_time:
            return None
        what = _OWN_TRIES if wait_time == form_wait else _OTHERS_TRIES
        return Wait(what=what, seconds=math.ceil(wait_time.total_seconds()))

    def count_wrong_code(self, form: str, network: str, now: datetime) -> None:
        """Count a code that was compared and was wrong."""
        self._form.count(form, now)
        self._network.count(network, now)
        self._workshop.count(_WHOLE_WORKSHOP, now)
        self._network_once_used_up.count(network, now)
