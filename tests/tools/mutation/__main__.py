"""`python -m tests.tools.mutation --mutants 60`: break lines of the core; list those no test notices."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

import pytest

from .mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[3]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".hypothesis", ".*_cache", "__pycache__", "workspaces")
PYTEST = (
    *("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"),
    *("--hypothesis-seed=0", "--hypothesis-profile=first_failure"),
)
MARKERS_IN_ORDER = ("not thorough", "thorough")
"""The markers of the tests, in the order in which they run: most faults are noticed by the quick ones."""
PASSED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
MAX_SLOWDOWN = 3
"""How many times longer the tests may take with a fault; if they take longer, it counts as noticed."""
SERVICE_TESTS = "tests/integration/services"
TESTS_OF = {
    "followup_core/cadence": ("tests/unit/cadence",),
    "followup_core/checklist.py": ("tests/unit/checklist",),
    "followup_core/statistics": ("tests/unit/statistics",),
    "followup_core/models": (
        "tests/unit/models",
        "tests/unit/cadence",
        "tests/integration/store/test_csv_store.py",
    ),
    "followup_core/store": ("tests/integration/store",),
    "followup_core/messages/lint": ("tests/unit/messages",),
    "followup_core/workshop/disclosure_control.py": ("tests/unit/workshop/test_disclosure_control.py",),
    "followup_core/services/touchpoints.py": (
        f"{SERVICE_TESTS}/test_touchpoints.py",
        f"{SERVICE_TESTS}/test_today_overview.py",
    ),
    "followup_core/services/interview_service.py": (f"{SERVICE_TESTS}/test_interview_service.py",),
}
"""The files and folders to break, with the narrowest tests that should notice; for others, all unit tests."""


class Copy:
    """A copy of the project in a folder, in which lines are broken and tests run."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / "project"
        self._ticks = count(1)
        shutil.copytree(ROOT, self._root, ignore=NOT_COPIED)
        (self._root / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)

    def passes(self, tests: tuple[str, ...], max_seconds: float | None = None) -> bool:
        """Return whether all of these tests pass within a number of seconds."""
        # Examples that Hypothesis saved for one fault must not help to find the next.
        shutil.rmtree(self._root / ".hypothesis", ignore_errors=True)
        commands = [[sys.executable, *PYTEST, "-m", kind, *tests] for kind in MARKERS_IN_ORDER]
        try:
            return all(
                subprocess.run(command, cwd=self._root, capture_output=True, timeout=max_seconds).returncode
                in PASSED
                for command in commands
            )
        except subprocess.TimeoutExpired:
            return False

    def write(self, path: str, source: str) -> None:
        """Write a text to a file with a new time, or Python would run the bytecode of the earlier text."""
        (self._root / path).write_text(source, encoding="utf-8")
        tick = next(self._ticks)
        os.utime(self._root / path, (tick, tick))

    def notices(self, path: str, mutant: Mutant, tests: tuple[str, ...], max_seconds: float) -> bool:
        """Return whether a test fails because of a fault; the file is restored afterwards."""
        source = (ROOT / path).read_text(encoding="utf-8")
        self.write(path, mutant.broken(source))
        try:
            return not self.passes(tests, max_seconds)
        finally:
            self.write(path, source)


def sample_mutants(target: str, seed: int, count: int) -> list[tuple[str, Mutant]]:
    """Return `count` faults of a file or folder, each with its file; the seed and the target select them."""
    path = ROOT / target
    mutants = [
        (file.relative_to(ROOT).as_posix(), mutant)
        for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])
        for mutant in mutants_of(file.read_text(encoding="utf-8"))
    ]
    return random.Random(f"{seed} {target}").sample(mutants, min(count, len(mutants)))


def try_target(project: Copy, target: str, seed: int, count: int) -> list[bool]:
    """Return whether a test noticed each of `count` faults of a target, and print each fault.

    Raises:
        SystemExit: The tests fail without a fault, so their failures mean nothing.
    """
    tests = TESTS_OF.get(target, ("tests/unit",))
    begun = time.monotonic()
    if not project.passes(tests):
        raise SystemExit(f"{' '.join(tests)} fails without any fault.")
    max_seconds = MAX_SLOWDOWN * (time.monotonic() - begun) + 10
    were_noticed = []
    for path, mutant in sample_mutants(target, seed, count):
        were_noticed.append(project.notices(path, mutant, tests, max_seconds))
        verdict = "killed  " if were_noticed[-1] else "SURVIVED"
        print(f"{verdict} {path}:{mutant.line}: {mutant.before}  ->  {mutant.after}", flush=True)
    return were_noticed


def main() -> int:
    """Break lines, and return 1 if no test noticed one of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.mutation", description=__doc__)
    parser.add_argument("--mutants", type=int, default=60, help="how many, shared evenly among the targets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("targets", nargs="*", help="files or folders to break instead of the usual ones")
    options = parser.parse_args()
    targets = options.targets or list(TESTS_OF)
    count_per_target = -(-options.mutants // len(targets))
    with tempfile.TemporaryDirectory() as folder:
        project = Copy(Path(folder))
        were_noticed = [
            was_noticed
            for target in targets
            for was_noticed in try_target(project, target, options.seed, count_per_target)
        ]
    killed = sum(were_noticed)
    print(f"{len(were_noticed)} faults: {killed} killed, {len(were_noticed) - killed} survived.")
    return 0 if all(were_noticed) else 1


if __name__ == "__main__":
    sys.exit(main())
