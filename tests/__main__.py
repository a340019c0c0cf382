"""`python3 -m tests`: install what the program and its tests need, find a browser, run every test.

Without arguments every core takes its share, a file at a time. Arguments go to pytest as they are. Standard
library only until pytest starts.
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


def say(sentence: str) -> None:
    """Say what is being done, apart from pytest's own output."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def main(arguments: list[str]) -> NoReturn:
    """Become pytest in the program's own environment; leave with 1 and a sentence if that cannot be."""
    try:
        python = bootstrap.prepare(TESTS_LOCK, also=(bootstrap.APP_LOCK, *bootstrap.EXTRAS.values()))
        browser = browser_finder.provide_chromium(python, say)
    except (bootstrap.InstallationError, browser_finder.NoBrowserError) as error:
        say(str(error))
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        say("Stopped.")
        raise SystemExit(130) from None
    say(f"Browser: {browser}")
    command = [str(python), "-m", "pytest", *(arguments or ON_EVERY_CORE)]
    bootstrap.exec_python(command, {browser_finder.VARIABLE: browser})


if __name__ == "__main__":
    main(sys.argv[1:])
