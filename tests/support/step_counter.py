"""The steps that a piece of work takes: the same number on a slow machine and on a busy one.

What one step in native code takes is not seen. Where that could grow, the work is done once more in a
process whose processor time has an end.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

MOST_TIMES = 2.3
"""How many times the steps may become for a file twice as long, when they grow with its length."""

_FEW = 3_000


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of Python are run, and functions in native code called."""
    count = 0

    def on_line(_frame: FrameType, _event: str, _: Any) -> Any:
        nonlocal count
        count += 1
        return on_line

    def on_call(_frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(on_line)
    sys.setprofile(on_call)
    try:
        work()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


def grows_with_length(work: Callable[[int], object], size: int) -> bool:
    """Whether work on twice the size takes about twice the steps at most."""
    work(size)
    work(2 * size)  # both once before, so that what is imported and remembered does not count
    once, twice = steps(lambda: work(size)), steps(lambda: work(2 * size))
    return twice <= MOST_TIMES * once + _FEW
