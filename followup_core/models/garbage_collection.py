"""A pause of the garbage collector, for creating many objects at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Pause Python's garbage collector while objects are created that are all kept.

    It would search them all again and again, which takes a third of the time of opening
    a workspace. Several threads may be inside together: the first one that entered
    turns the collector on again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
