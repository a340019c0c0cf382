"""Moves the clock of a Python process as it starts; Python imports this by its name."""

import importlib.util
import os

_MOVED_BY = os.environ.get("TESTS_CLOCK_MOVED_BY")

# If the package isn't installed, the process only installs the program and asks for no day.
if _MOVED_BY and importlib.util.find_spec("time_machine"):
    import time

    import time_machine

    # A number of seconds, because a moment with a zone would also change this computer's zone.
    time_machine.travel(time.time() + float(_MOVED_BY), tick=True).start()  # noqa: TID251
