"""The context of one call of the command line: arguments, workspace and clock."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from followup_core.clock import Clock
from followup_core.services.workspace import Workspace, WorkspaceView

DONE, DATA_HAS_PROBLEMS, CALL_WAS_WRONG = 0, 1, 2
"""The exit codes."""


class CommandContext(NamedTuple):
    """A call of a command, with its arguments and the opened workspace."""

    workspace: Workspace
    folder: Path
    clock: Clock
    arguments: argparse.Namespace

    @property
    def json(self) -> bool:
        """Whether to print JSON."""
        return bool(self.arguments.json)

    @property
    def now(self) -> datetime:
        """The time of the call, in UTC."""
        return self.clock.moment()

    def view(self) -> WorkspaceView:
        """Return the workspace as of the requested date, or of today's date in the candidate's time zone."""
        zone = self.workspace.view(self.clock.day()).records.settings.timezone
        return self.workspace.view(self.clock.day(zone))
