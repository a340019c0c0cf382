"""`python3 -m tests`: install what the program and its tests need, find a browser, run every test.

`python3 -m tests unit`, `integration` or `e2e` runs one tier; README says what is in each. Every core takes
its share, a file at a time. Other arguments go to pytest as they are, on one core. Standard library only
until pytest starts.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from followup_core import bootstrap
from tests import browser_finder

if TYPE_CHECKING:
    from typing import NoReturn

TESTS_LOCK = "tests/requirements.txt"
ON_EVERY_CORE = ("-n", "auto", "--dist", "loadfile")
TIERS = {
    # Unit tests share no fixture within a file, so an idle core may take any of them.
    "unit": ("tests/unit", "-m", "not thorough", "-n", "auto", "--dist", "worksteal"),
    "integration": ("tests/unit", "tests/integration", "-m", "thorough or not unit", *ON_EVERY_CORE),
    "e2e": ("tests/e2e", *ON_EVERY_CORE),
}
"""What pytest is told for each tier. A thorough test takes long, and is left out of the unit tier alone."""


def say(sentence: str) -> None:
    """Say what is being done, apart from pytest's own output."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def pytest_arguments(arguments: list[str]) -> list[str]:
    """Return what pytest is told for the arguments of the command line."""
    if not arguments:
        return list(ON_EVERY_CORE)
    if arguments[0] in TIERS:
        return [*TIERS[arguments[0]], *arguments[1:]]
    return arguments


def main(arguments: list[str]) -> NoReturn:
    """Become pytest in the program's own environment; leave with 1 and a sentence if that cannot be."""
    try:
        python = bootstrap.prepare(TESTS_LOCK)
        browser = browser_finder.provide_chromium(python, say)
    except (bootstrap.InstallationError, browser_finder.NoBrowserError) as error:
        say(str(error))
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        say("Stopped.")
        raise SystemExit(130) from None
    say(f"Browser: {browser}")
    command = [str(python), "-m", "pytest", *pytest_arguments(arguments)]
    bootstrap.exec_python(command, {browser_finder.VARIABLE: browser})


if __name__ == "__main__":
    main(sys.argv[1:])
