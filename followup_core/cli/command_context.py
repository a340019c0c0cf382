"""One call of the command line: what was asked, of which workspace, and when."""

import argparse
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from followup_core.clock import Clock
from followup_core.services.workspace import Workspace, WorkspaceView

DONE, DATA_HAS_PROBLEMS, CALL_WAS_WRONG = 0, 1, 2
"""The exit codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """A command with its opened workspace; `asked` holds the command's own arguments."""

    desk: Workspace
    workspace: Path
    clock: Clock
    asked: argparse.Namespace

    @property
    def json(self) -> bool:
        """Whether a program reads the answer."""
        return bool(self.asked.json)

    @property
    def now(self) -> datetime:
        """The moment of the call, in UTC."""
        return self.clock.moment()

    def view(self) -> WorkspaceView:
        """Return the view of the day that was asked for, or of today where the candidate lives."""
        zone = self.desk.view(self.clock.day()).records.settings.timezone
        return self.desk.view(self.clock.day(zone))
