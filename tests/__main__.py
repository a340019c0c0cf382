"""`python3 -m tests`: install what the program and its tests need, find a browser, run every test.

`python3 -m tests unit`, `integration`, `thorough` or `e2e` runs one tier; README says what is in each. Every
core takes its share, a file at a time. Other arguments go to pytest as they are, on one core. A browser is
found or fetched only where a test may open one. Standard library only until pytest starts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from followup_core import bootstrap
from tests import browser_finder

if TYPE_CHECKING:
    from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
TESTS_LOCK = "tests/requirements.txt"
WORKERS = str((os.cpu_count() or 1) + 2)
"""Two more than there are cores: more than half of the time of a test in a browser is waiting."""
KEEPS_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
"""Whatever the environment says: a hundred programs are started, and each would compile all again."""
BY_FILE = ("-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder")
"""A file at a time and in their order, because the longest files, those in a browser, come first in it."""
TIERS = {
    # Unit tests share no fixture within a file, so an idle core may take any of them.
    "unit": ("tests/unit", "-m", "not thorough", "-n", "auto", "--dist", "worksteal"),
    "integration": ("tests/integration", "-m", "not thorough", *BY_FILE),
    "thorough": ("tests/unit", "tests/integration", "-m", "thorough", *BY_FILE),
    "e2e": ("tests/e2e", *BY_FILE),
}
"""What pytest is told for each tier. A thorough test takes seconds, and has a tier of its own."""

BROWSER_TESTS = ("tests/e2e", "tests/integration/web")
"""The folders with tests that open a browser."""


def say(sentence: str) -> None:
    """Say what is being done, apart from pytest's own output."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def pytest_arguments(arguments: list[str]) -> list[str]:
    """Return what pytest is told for the arguments of the command line."""
    if not arguments:
        return list(BY_FILE)
    if arguments[0] in TIERS:
        return [*TIERS[arguments[0]], *arguments[1:]]
    return arguments


def may_open_browser(arguments: list[str]) -> bool:
    """Return whether pytest, told this, may run a test that opens a browser; without a path it runs all."""
    names = [argument.partition("::")[0] for argument in arguments if not argument.startswith("-")]
    paths = [ROOT / name for name in names if (ROOT / name).exists()]
    folders = [ROOT / name for name in BROWSER_TESTS]
    return not paths or any(_overlap(path.resolve(), folder) for path in paths for folder in folders)


def _overlap(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents or path in folder.parents


def main(arguments: list[str]) -> NoReturn:
    """Become pytest in the program's own environment; leave with 1 and a sentence if that cannot be."""
    try:
        python = bootstrap.prepare(TESTS_LOCK)
        told = pytest_arguments(arguments)
        browser = browser_finder.provide_chromium(python, say) if may_open_browser(told) else ""
    except (bootstrap.InstallationError, browser_finder.NoBrowserError) as error:
        say(str(error))
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        say("Stopped.")
        raise SystemExit(130) from None
    if browser:
        say(f"Browser: {browser}")
    command = [str(python), "-m", "pytest", *told]
    named = {browser_finder.VARIABLE: browser} if browser else {}
    bootstrap.exec_python(command, KEEPS_BYTECODE | named)


if __name__ == "__main__":
    main(sys.argv[1:])
