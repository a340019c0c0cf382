"""Making many values at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_kept() -> Iterator[None]:
    """Put off the search for garbage while values are made that are all kept.

    It would look through all of them again and again, which takes a third of the time of opening a workspace.
    Threads may be in here together: the first one that came puts the search on again.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
