"""`python3 -m tests.tools.moved_clock "2027-12-31 23:58" [pytest's arguments]`: run tests at another time.

The time is this computer's, or that of the zone in the environment variable TZ. It goes on from there.

Debian's libfaketime (0.9.10) cannot do this: it also moves the monotonic clock, but not for the calls that
Python 3.11 waits with, so the first `Event.wait(1)` never ends; told to leave that clock alone, it makes
`time.sleep` fail. The package time-machine moves what Python reads of the date and nothing else. It is
started in each process by `sitecustomize.py` next to this file. A browser keeps the real time.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main(arguments: list[str]) -> None:
    """Replace this process by pytest with the moved clock."""
    if not arguments:
        raise SystemExit(
            f"Say when: {sys.executable} -m tests.tools.moved_clock 'YYYY-MM-DD HH:MM' [arguments]"
        )
    start = datetime.fromisoformat(arguments[0]).astimezone()
    seconds = (start - datetime.now(UTC)).total_seconds()  # noqa: TID251  # the real clock, before it is moved
    search_path = [str(FOLDER), *filter(None, [os.environ.get("PYTHONPATH")])]
    clock_variables = {"TESTS_CLOCK_MOVED_BY": str(seconds), "PYTHONPATH": os.pathsep.join(search_path)}
    sys.stdout.flush()
    # The package's own fixtures are for moving time within a test; here it moved before pytest began.
    pytest_options = ["-p", "no:time_machine", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    command = [sys.executable, "-m", "pytest", *pytest_options, *arguments[1:]]
    os.execve(sys.executable, command, {**os.environ, **clock_variables})


if __name__ == "__main__":
    main(sys.argv[1:])
