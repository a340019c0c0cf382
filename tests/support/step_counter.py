"""Counts the steps that a piece of work takes, which are the same on a slow or busy machine.

The time of one step in native code isn't seen. If that could grow, a test also does the work in a process
whose processor time is limited.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

MAX_GROWTH = 2.3
"""How many times as many steps an input of twice the length may take."""

_NEGLIGIBLE_STEPS = 3_000


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of Python `work` runs, plus how many native functions it calls."""
    count = 0

    def on_line(_frame: FrameType, _event: str, _: Any) -> Any:
        nonlocal count
        count += 1
        return on_line

    def on_call(_frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event == "c_call"

    earlier_functions = sys.gettrace(), sys.getprofile()
    sys.settrace(on_line)
    sys.setprofile(on_call)
    try:
        work()
    finally:
        sys.settrace(earlier_functions[0])
        sys.setprofile(earlier_functions[1])
    return count


def grows_with_length(work: Callable[[int], object], size: int) -> bool:
    """Return whether work on twice the size takes at most about twice the steps."""
    work(size)
    work(2 * size)  # both sizes run once before, so that imports and caches do not count
    steps_once, steps_twice = steps(lambda: work(size)), steps(lambda: work(2 * size))
    return steps_twice <= MAX_GROWTH * steps_once + _NEGLIGIBLE_STEPS
