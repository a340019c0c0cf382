"""The settings of the environment, each declared once, and the folders of the shipped data.

README's table of settings is checked against the declarations. pydantic-settings was measured and refused:
importing it takes 125 ms, and the whole command `due` 121 ms.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Generic, NoReturn, TypeVar

from followup_core.clock import Clock
from followup_core.models import FollowUpError, parse_date

WRONG_SETTING = 2
"""The exit code after a wrong setting has prevented the start."""

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
    """Whether the program serves one candidate or a workshop."""

    PERSONAL = "personal"
    WORKSHOP = "workshop"


ValueT_co = TypeVar("ValueT_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Generic[ValueT_co]):
    """An environment variable: its name, its meaning in the README, and the function that reads its text.

    `default` is the text to use if the variable isn't set. A setting without a default passes '' to `parse`,
    and `otherwise` says in words what that means.
    """

    name: str
    meaning: str
    parse: Callable[[str], ValueT_co]
    default: str = ""
    otherwise: str = "none"

    def text(self, environment: Mapping[str, str]) -> str:
        """Return the variable's text without the space around it; '' if it isn't set."""
        return environment.get(self.name, "").strip()

    def read(self, environment: Mapping[str, str]) -> ValueT_co:
        """Return the setting's value in this environment; raise BadSetting if its text can't be used."""
        return self.value_of(self.text(environment))

    def value_of(self, text: str) -> ValueT_co:
        """Return the value that a text means; raise BadSetting if the text can't be used."""
        try:
            return self.parse(text or self.default)
        except BadSetting as error:
            raise self.wrong(error.what, error.remedy) from None

    def wrong(self, what: str, remedy: str) -> BadSetting:
        """Return the error that names this setting."""
        return BadSetting(what, remedy, where=self.name)


# Parsers of the settings' texts. Their errors don't name the setting; `Setting` adds the name.


def _parse_mode(text: str) -> Mode:
    if text in set(Mode):
        return Mode(text)
    remedy = "Leave it out, or set it to personal or workshop."
    if text in _LATER_MODES:
        raise BadSetting(f"The mode “{text}” is not part of this version.", remedy)
    raise BadSetting(f"“{text}” is not a mode.", remedy)


def _parse_data_dir(text: str) -> Path:
    folder = Path(text) if text else _CHECKOUT / "data" / "workspaces"
    if folder.exists() and not folder.is_dir():
        raise BadSetting(f"{folder} is a file.", "Name a folder.")
    return folder.absolute()


def _parse_today(text: str) -> date | None:
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        raise BadSetting(f"“{text}” is not a day.", "Write it as 2026-11-22, or leave it out.") from None


def _parse_yes_or_no(text: str) -> bool:
    if text in ("yes", "no"):
        return text == "yes"
    raise BadSetting(f"“{text}” is neither yes nor no.", "Write yes or no, or leave it out.")


MODE = Setting(
    name="FOLLOWUP_MODE",
    meaning="who the program is for: `personal` or `workshop`",
    default="personal",
    parse=_parse_mode,
)
DATA_DIR = Setting(
    name="FOLLOWUP_DATA_DIR",
    meaning="the folder that holds the workspaces",
    otherwise="`data/workspaces/` in this folder",
    parse=_parse_data_dir,
)
TODAY = Setting(
    name="FOLLOWUP_TODAY",
    meaning="the day to treat as today, such as 2026-11-22, for practice and for tests",
    otherwise="the real day",
    parse=_parse_today,
)
DEMO = Setting(
    name="FOLLOWUP_DEMO",
    meaning="`yes` opens the browser on the sample data; the option `--demo` sets it",
    default="no",
    parse=_parse_yes_or_no,
)
SETTINGS: tuple[Setting[object], ...] = (MODE, DATA_DIR, TODAY, DEMO)
"""The settings that this module reads; the settings for mail are in `mail_config.SETTINGS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The values of all settings of this module."""

    mode: Mode
    data_dir: Path
    clock: Clock
    """The only clock of this process; FOLLOWUP_TODAY, if set, is its date."""
    demo: bool
    """Whether the browser opens on the sample data."""

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
    """Return the configuration from these environment variables; an empty variable counts as not set."""
    return _configuration(*(setting.text(environment) for setting in (MODE, DATA_DIR, TODAY, DEMO)))


@lru_cache(maxsize=8)  # needed several times in every run of a page
def _configuration(mode: str, data_dir: str, today: str, demo: str) -> Configuration:
    return Configuration(
        mode=MODE.value_of(mode),
        data_dir=DATA_DIR.value_of(data_dir),
        clock=Clock.on(TODAY.value_of(today)),
        demo=DEMO.value_of(demo),
    )


def at_start() -> Configuration:
    """Return this process's configuration and create its data folder; exit with a sentence on an error."""
    try:
        configuration = current()
        _create_data_folder(configuration.data_dir)
    except FollowUpError as error:
        exit_with(error)
    return configuration


def exit_with(error: FollowUpError) -> NoReturn:
    """Exit with the error's sentence on standard error and exit code 2."""
    sys.stderr.write(f"{error}\n")
    raise SystemExit(WRONG_SETTING)


def _create_data_folder(folder: Path) -> None:
    """Create the folder if it is missing; raise BadSetting if it can't be created, read and written."""
    remedy = "Name a folder of your own."
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DATA_DIR.wrong(f"The folder {folder} cannot be made ({error.strerror}).", remedy) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise DATA_DIR.wrong(f"The folder {folder} cannot be written to.", remedy)
