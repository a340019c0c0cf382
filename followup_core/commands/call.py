"""One call of the command line: what was asked, of which workspace, and when."""

import argparse
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from followup_core.coach.desk import Desk, View

DONE, DATA_HAS_PROBLEMS, CALL_WAS_WRONG = 0, 1, 2
"""The exit codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A command with its opened workspace; `now` is aware, and `asked` holds the command's own arguments."""

    desk: Desk
    workspace: Path
    now: datetime
    asked: argparse.Namespace

    @property
    def json(self) -> bool:
        """Whether a program reads the answer."""
        return bool(self.asked.json)

    def today(self, zone: str = "") -> date:
        """Return the day that was asked for, or the day it is in `zone`, by default this computer's."""
        given: date | None = self.asked.today
        return given or self.now.astimezone(ZoneInfo(zone) if zone else None).date()

    def view(self) -> View:
        """Return the view of the day that was asked for, or of today where the candidate lives."""
        zone = self.desk.view(self.today()).records.settings.timezone
        return self.desk.view(self.today(zone))
