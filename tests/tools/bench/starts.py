"""What it costs to start a command, in a process of its own, as a person's terminal or a timer does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .bench_workspace import TODAY
from .clients import ROOT

BARE = ("-c", "import csv, json, argparse")
"""What a program that reads tables and prints JSON cannot do without."""


def starting(compiled: Path, *arguments: str) -> Callable[[], object]:
    """Return a function that runs Python with these arguments, and waits for its end.

    As with a person at home, what was imported once is not compiled again: it is kept in `compiled`.
    """
    environment = os.environ | {
        "FOLLOWUP_TODAY": TODAY.isoformat(),
        "PYTHONPYCACHEPREFIX": str(compiled),
        "PYTHONDONTWRITEBYTECODE": "",
    }

    def run() -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=True
        )

    return run


def command(workspace: Path, *words: str) -> Callable[[], object]:
    """Return a function that runs one command on a workspace."""
    compiled = workspace.parent / "compiled"
    return starting(compiled, "-m", "followup_core", *words, "--workspace", str(workspace))
