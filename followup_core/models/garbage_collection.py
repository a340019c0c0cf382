"""A pause of the garbage collector, for creating many objects at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Pause Python's garbage collector while many objects are created that all stay in use.

    The collector would search them all again and again, which takes a third of the time
    of opening a workspace. Several threads may be in this context at once: the thread
    that entered first turns the collector on again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
