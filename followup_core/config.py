"""The settings of the environment, all read here and nowhere else.

| Name | Meaning | Default |
|---|---|---|
| FOLLOWUP_MODE | who the program serves: `personal` or `workshop` | personal |
| FOLLOWUP_DATA_DIR | the folder of the workspaces | data/workspaces/ in the checkout |
| FOLLOWUP_TODAY | YYYY-MM-DD, the day to take for today: for practice and for tests | the real day |
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from followup_core.clock import Clock
from followup_core.models import FollowUpError, parse_date

WRONG_SETTING = 2
"""The exit code if a wrong setting prevents the start."""

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
_LATER_MODES = ("center",)


def _shipped_data() -> Path:
    """Return the checkout's data folder, or the copy that an installed package carries."""
    data = _CHECKOUT / "data"
    return data if (data / "playbook").is_dir() else _PACKAGE / "_data"


PLAYBOOK_DIR = _shipped_data() / "playbook"
SAMPLE_DIR = _shipped_data() / "sample"
FONT_DIR = _shipped_data() / "fonts"


class BadSetting(FollowUpError):
    """An environment variable or a start option that the program cannot work with."""


class Mode(StrEnum):
    """Who the program serves."""

    PERSONAL = "personal"
    WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The configuration from the environment variables."""

    mode: Mode
    data_dir: Path
    clock: Clock
    """The only clock of this process; FOLLOWUP_TODAY, if set, is its date."""

    @property
    def phones_file(self) -> Path:
        """The file with the paired phones."""
        return self.data_dir / "phones.json"

    @property
    def subscription_file(self) -> Path:
        """The file with the token of the candidate's calendar."""
        return self.data_dir / "subscription.json"

    @property
    def workshops(self) -> Path:
        """The folder with the workshops; it contains no personal workspace."""
        return self.data_dir / "workshops"

    @property
    def facilitators_file(self) -> Path:
        """The file with the browsers of facilitators."""
        return self.data_dir / "facilitators.json"


def current() -> Configuration:
    """Return this process's configuration; raise BadSetting for the first wrong setting."""
    return read(os.environ)


def read(environment: Mapping[str, str]) -> Configuration:
    """Return the configuration from these environment variables; an empty one counts as not set."""
    return _read(
        environment.get("FOLLOWUP_MODE", "").strip(),
        environment.get("FOLLOWUP_DATA_DIR", "").strip(),
        environment.get("FOLLOWUP_TODAY", "").strip(),
    )


@lru_cache(maxsize=8)  # needed several times in every run of a page
def _read(mode: str, data_dir: str, today: str) -> Configuration:
    return Configuration(mode=_mode(mode), data_dir=_data_dir(data_dir), clock=Clock.on(_today(today)))


def at_start() -> Configuration:
    """Return this process's configuration and create its folder, or exit with one sentence."""
    try:
        found = current()
        _make_usable(found.data_dir)
    except FollowUpError as error:
        stop(error)
    return found


def stop(error: FollowUpError) -> NoReturn:
    """Exit with the error's sentence on standard error and exit code 2."""
    sys.stderr.write(f"{error}\n")
    raise SystemExit(WRONG_SETTING)


def _mode(value: str) -> Mode:
    if value in ("", *Mode):
        return Mode(value or Mode.PERSONAL)
    if value in _LATER_MODES:
        raise BadSetting(
            f"The mode “{value}” is not part of this version.",
            "Leave it out, or set it to personal or workshop.",
            where="FOLLOWUP_MODE",
        )
    raise BadSetting(
        f"“{value}” is not a mode.", "Leave it out, or set it to personal or workshop.", where="FOLLOWUP_MODE"
    )


def _data_dir(value: str) -> Path:
    folder = Path(value) if value else _CHECKOUT / "data" / "workspaces"
    if folder.exists() and not folder.is_dir():
        raise BadSetting(f"{folder} is a file.", "Name a folder.", where="FOLLOWUP_DATA_DIR")
    return folder.absolute()


def _make_usable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"The folder {folder} cannot be made ({error.strerror}).",
            "Name a folder of your own.",
            where="FOLLOWUP_DATA_DIR",
        ) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise BadSetting(
            f"The folder {folder} cannot be written to.",
            "Name a folder of your own.",
            where="FOLLOWUP_DATA_DIR",
        )


def _today(value: str) -> date | None:
    if not value:
        return None
    try:
        return parse_date(value)
    except ValueError:
        raise BadSetting(
            f"“{value}” is not a day.", "Write it as 2026-11-22, or leave it out.", where="FOLLOWUP_TODAY"
        ) from None
