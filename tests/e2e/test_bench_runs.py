"""The benchmark runs and prints every figure; how large they are is for a person to read, not for a test."""

import os
import re
import subprocess
import sys
from pathlib import Path

FIGURES = (
    "due, against a bare start with csv, json and argparse",
    "draft, against due",
    "today: rerun, against constants",
    "today: rerun, against a bare page",
    "today: rerun with 1,000 interviews, against 20",
    "checklist: rerun, against constants",
    "checklist: rerun, against a bare page",
    "checklist: rerun with 1,000 interviews, against 20",
    "checklist: an answer saved, against a rerun of constants",
    "checklist: an answer saved with 1,000 interviews, against 20",
    "save one answer, against write + fsync",
    "save one answer, 1,000 interviews against 10",
    "open the store, against pandas.read_csv",
    "open and read into records, against pandas.read_csv",
    "figures of 1,000 interviews, against a pandas group-by",
    "5,000 interviews read and counted, against pandas.read_csv",
    "5,000 interviews: most memory (MB), against 1,024",
    "one interview of 5,000, against one of 1,000",
    "figures: rerun with 1,000 interviews, against constants",
    "a message drafted and checked, against 5 ms",
)


def test_the_quick_benchmark_prints_every_figure_with_its_ratio() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.bench", "--quick"],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for name in FIGURES:
        [row] = [line for line in done.stdout.splitlines() if line.startswith(name)]
        ours, other, ratio = (float(number) for number in re.findall(r"\d+\.\d+", row)[:3])
        assert min(ours, other, ratio) > 0, row
