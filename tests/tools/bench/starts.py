"""Starts commands in their own processes, as a terminal or a timer does."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .bench_workspace import TODAY
from .clients import ROOT

BARE = ("-c", "import csv, json, argparse")
"""The imports that any program needs that reads tables and prints JSON."""


def starting(compiled: Path, *arguments: str) -> Callable[[], object]:
    """Return a function that runs Python with these arguments, and waits for its end.

    Imported modules are compiled only once, as on a person's computer; the folder `compiled` keeps them.
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
