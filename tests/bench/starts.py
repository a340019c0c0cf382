"""What it costs to start a command, in a process of its own, as a person's terminal or a timer does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .clients import ROOT
from .people import TODAY

BARE = ("-c", "import csv, json, argparse")
"""What a program that reads tables and prints JSON cannot do without."""


def starting(*arguments: str) -> Callable[[], object]:
    """Return a function that runs Python with these arguments, and waits for its end."""
    environment = os.environ | {"FOLLOWUP_TODAY": TODAY.isoformat()}

    def run() -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=True
        )

    return run


def command(workspace: Path, *words: str) -> Callable[[], object]:
    """Return a function that runs one command on a workspace."""
    return starting("-m", "followup_core", *words, "--workspace", str(workspace))
