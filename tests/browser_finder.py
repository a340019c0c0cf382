"""Where the browser for the browser tests is, and how to get one where there is none.

Standard library only: `python3 -m tests` uses this before anything is installed.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

VARIABLE = "FOLLOWUP_CHROMIUM"
"""The environment variable that names the browser; `python3 -m tests` sets it for the tests."""

_NAMES = (
    "chromium-headless-shell",  # the same engine without windows: it takes a quarter less of the processor
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_DEBIAN_PACKAGES = ("chromium-headless-shell", "chromium")
_MAC_APPS = ("Google Chrome", "Chromium")
_WINDOWS_PLACES = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_WHERE_PLAYWRIGHT_HAS_IT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as browsers: print(browsers.chromium.executable_path)\n"
)
_MINUTES_TO_INSTALL = 10


class NoBrowserError(Exception):
    """There is no browser for the tests; the message is one sentence and its remedy."""


def chromium_path() -> str:
    """The Chromium or Chrome that the browser tests start; raises NoBrowserError rather than skip."""
    found = find_chromium()
    if found is None:
        raise NoBrowserError(
            "The browser tests need Chromium or Chrome, and none was found. "
            f"Install one, or set {VARIABLE} to its path."
        )
    return found


def find_chromium() -> str | None:
    """A browser that this computer already has, the one named by FOLLOWUP_CHROMIUM before any other."""
    named = os.environ.get(VARIABLE)
    if named:
        if not works(named):
            raise NoBrowserError(f"{VARIABLE} names {named}, which does not run. Correct it or unset it.")
        return named
    return next((path for path in _usual_places() if works(path)), None)


def _usual_places() -> Iterator[str]:
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            yield found
    for app in _MAC_APPS:
        yield f"/Applications/{app}.app/Contents/MacOS/{app}"
    for place in _WINDOWS_PLACES:
        folder = os.environ.get(place)
        if folder:
            yield str(Path(folder) / "Google" / "Chrome" / "Application" / "chrome.exe")


def works(path: str) -> bool:
    """Whether this is a browser that starts; a snap's stub or a browser without its libraries is not."""
    if not Path(path).is_file():
        return False
    if os.name == "nt":  # Chrome for Windows opens a window when asked for its version
        return True
    return _run([path, "--version"], minutes=1) == 0


def provide_chromium(python: Path, say: Callable[[str], None]) -> str:
    """The browser that is there, else one that is fetched now: Playwright's, or Debian's for root.

    `python` is the one with Playwright installed. Raises NoBrowserError when none can be had.
    """
    _provide_driver(python, say)
    found = find_chromium() or _from_playwright(python, say) or _from_debian(say)
    if found is None:
        raise NoBrowserError(
            "The browser tests need Chromium or Chrome, and none could be fetched. "
            f"Install one, or set {VARIABLE} to its path, then run the tests again."
        )
    return found


def _provide_driver(python: Path, say: Callable[[str], None]) -> None:
    """See that Playwright's driver runs: a minimal Debian lacks the one library that it needs."""
    driver = [str(python), "-m", "playwright", "--version"]
    if _run(driver, minutes=1) == 0:
        return
    if _is_root_with_apt():
        say("Installing the libatomic1 package, which Playwright needs.")
        _install_debian_package("libatomic1")
    if _run(driver, minutes=1) != 0:
        raise NoBrowserError(
            "Playwright's driver does not run here. On Debian or Ubuntu install the package libatomic1, "
            "then run the tests again."
        )


def _from_playwright(python: Path, say: Callable[[str], None]) -> str | None:
    path = _playwrights_own(python)
    if path is not None and works(path):
        return path
    say("No Chromium or Chrome here. Fetching Playwright's own Chromium.")
    if _run([str(python), "-m", "playwright", "install", "chromium"], minutes=_MINUTES_TO_INSTALL) != 0:
        say("Playwright's Chromium could not be fetched.")
        return None
    path = _playwrights_own(python)
    if path is not None and not works(path) and _is_root_with_apt():
        say("Installing the system libraries that it needs.")
        _run([str(python), "-m", "playwright", "install-deps", "chromium"], minutes=_MINUTES_TO_INSTALL)
    return path if path is not None and works(path) else None


def _playwrights_own(python: Path) -> str | None:
    asked = subprocess.run(
        [str(python), "-c", _WHERE_PLAYWRIGHT_HAS_IT], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or None if asked.returncode == 0 else None


def _from_debian(say: Callable[[str], None]) -> str | None:
    if not _is_root_with_apt():
        return None
    for package in _DEBIAN_PACKAGES:  # an older Debian has the second alone
        say(f"Installing the system's {package} package.")
        _install_debian_package(package)
        found = find_chromium()
        if found is not None:
            return found
    return None


def _install_debian_package(name: str) -> None:
    _run(["apt-get", "update", "-q"], minutes=_MINUTES_TO_INSTALL)
    _run(["apt-get", "install", "-q", "-y", "--no-install-recommends", name], minutes=_MINUTES_TO_INSTALL)


def _is_root_with_apt() -> bool:
    return (
        sys.platform == "linux"
        and platform.system() == "Linux"
        and os.geteuid() == 0
        and shutil.which("apt-get") is not None
    )


def _run(command: Sequence[str], *, minutes: int) -> int:
    """The exit code of a command that prints nothing here; 1 when it cannot start or takes too long."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=minutes * 60,
            env=quiet,
            check=False,
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return 1
