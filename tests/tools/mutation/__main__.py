"""`python -m tests.tools.mutation --mutants 60`: break lines of the core, and list what no test notices."""

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
IN_TURN = ("not thorough", "thorough")
"""Which tests are run first: most faults are noticed by those that take no time."""
PASSED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
SLOWER = 3
"""How many times as long as without a fault the tests may take; a fault that needs longer is noticed, too."""
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
"""What is broken, and the narrowest tests that should notice. Anything else is for the unit tier."""


class Copy:
    """A copy of the project in a folder, in which lines are broken and tests run."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / "project"
        self._ticks = count(1)
        shutil.copytree(ROOT, self._root, ignore=NOT_COPIED)
        (self._root / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)

    def passes(self, tests: tuple[str, ...], limit: float | None = None) -> bool:
        """Return whether all of these tests pass within a number of seconds."""
        # What Hypothesis remembers of one fault must not help to find the next.
        shutil.rmtree(self._root / ".hypothesis", ignore_errors=True)
        commands = [[sys.executable, *PYTEST, "-m", kind, *tests] for kind in IN_TURN]
        try:
            return all(
                subprocess.run(command, cwd=self._root, capture_output=True, timeout=limit).returncode
                in PASSED
                for command in commands
            )
        except subprocess.TimeoutExpired:
            return False

    def write(self, path: str, source: str) -> None:
        """Put a text into a file, with a time of its own, or Python would run the bytecode of the last."""
        (self._root / path).write_text(source, encoding="utf-8")
        tick = next(self._ticks)
        os.utime(self._root / path, (tick, tick))

    def notices(self, path: str, mutant: Mutant, tests: tuple[str, ...], limit: float) -> bool:
        """Return whether a test fails on a fault; the file is mended afterwards."""
        source = (ROOT / path).read_text(encoding="utf-8")
        self.write(path, mutant.broken(source))
        try:
            return not self.passes(tests, limit)
        finally:
            self.write(path, source)


def drawn_mutants(target: str, seed: int, share: int) -> list[tuple[str, Mutant]]:
    """Return some faults of a file or folder, each with its file; the seed and the target decide which."""
    place = ROOT / target
    every = [
        (file.relative_to(ROOT).as_posix(), mutant)
        for file in (sorted(place.rglob("*.py")) if place.is_dir() else [place])
        for mutant in mutants_of(file.read_text(encoding="utf-8"))
    ]
    return random.Random(f"{seed} {target}").sample(every, min(share, len(every)))


def try_target(project: Copy, target: str, seed: int, share: int) -> list[bool]:
    """Return of each fault drawn for a target whether a test noticed it, and print it.

    Raises:
        SystemExit: The tests fail without a fault, so they can tell nothing.
    """
    tests = TESTS_OF.get(target, ("tests/unit",))
    begun = time.monotonic()
    if not project.passes(tests):
        raise SystemExit(f"{' '.join(tests)} fails without any fault.")
    limit = SLOWER * (time.monotonic() - begun) + 10
    fates = []
    for path, mutant in drawn_mutants(target, seed, share):
        fates.append(project.notices(path, mutant, tests, limit))
        fate = "killed  " if fates[-1] else "SURVIVED"
        print(f"{fate} {path}:{mutant.line}: {mutant.before}  ->  {mutant.after}", flush=True)
    return fates


def main() -> int:
    """Break lines, and return 1 when one of them was not noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.mutation", description=__doc__)
    parser.add_argument("--mutants", type=int, default=60, help="how many, shared evenly among the targets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("targets", nargs="*", help="files or folders to break instead of the usual ones")
    call = parser.parse_args()
    targets = call.targets or list(TESTS_OF)
    share = -(-call.mutants // len(targets))
    with tempfile.TemporaryDirectory() as folder:
        project = Copy(Path(folder))
        fates = [fate for target in targets for fate in try_target(project, target, call.seed, share)]
    print(f"{len(fates)} faults: {sum(fates)} killed, {len(fates) - sum(fates)} survived.")
    return 0 if all(fates) else 1


if __name__ == "__main__":
    sys.exit(main())
