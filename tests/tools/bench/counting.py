"""Measures the time and memory of the statistics, against pandas and as the interviews increase."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from followup_core.models import SCHEMA
from followup_core.playbook import reloadable_playbook
from followup_core.services import workspace_registry
from followup_core.services.statistics.observation_loader import load_counted_tables, observations
from followup_core.services.statistics.report import compute_statistics
from followup_core.statistics import Statistics, observed_as_of
from followup_core.store import CsvStore

from .bench_workspace import TODAY
from .groupby import Counts, counts

ROOT = Path(__file__).parents[3]
PLAYBOOK = reloadable_playbook(workspace_registry.PLAYBOOK_DIR).current()[0]

# A process in between, so that the peak of this process isn't taken for the command's.
_PEAK_MEMORY_SCRIPT = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
size = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(size / (1_048_576 if sys.platform == "darwin" else 1024))
"""


def from_snapshot(folder: Path) -> Callable[[], Statistics]:
    """Return a function that counts a workspace whose rows are in memory."""
    snapshot = CsvStore(folder).load()
    return lambda: compute_statistics(
        observed_as_of(observations(load_counted_tables(snapshot)), TODAY), PLAYBOOK
    )


def from_files(folder: Path) -> Callable[[], Statistics]:
    """Return a function that reads plain tables and counts them."""
    return lambda: compute_statistics(
        observed_as_of(observations(load_counted_tables(folder)), TODAY), PLAYBOOK
    )


def by_pandas(folder: Path) -> Callable[[], Counts]:
    """Return a function that computes the same counts with pandas from tables in memory."""
    frames = {name: read(folder, name) for name in SCHEMA}
    return lambda: counts(frames, TODAY)


def reading(folder: Path) -> Callable[[], object]:
    """Return a function that reads the same tables and counts nothing."""
    return lambda: [read(folder, name) for name in SCHEMA]


def read(folder: Path, name: str) -> pd.DataFrame:
    """Read a table as text."""
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, na_filter=False)


def counts_of(figures: Statistics) -> Counts:
    """Return our counts in the form of those by pandas, to compare them."""
    interviews, comparisons = figures.interviews, figures.comparisons
    return {
        "touchpoints": {
            rate.kind.value: [rate.sent, rate.mature, rate.responded] for rate in figures.touchpoints
        },
        "interviews": [interviews.held, interviews.withdrawn, interviews.mature, interviews.responded],
        "arms": [
            [comparison.a.n, comparison.a.k, comparison.b.n, comparison.b.k] for comparison in comparisons
        ],
        "habits": {
            habit.item: [habit.answer_count, habit.yes] for habit in figures.habits if habit.answer_count
        },
    }


def check_same_work(ours: Statistics, theirs: Counts) -> None:
    """Raise RuntimeError if our counts and those by pandas differ."""
    wait_counts = theirs["waits"]
    timing = ours.time_to_response
    days = {day for day, _ in wait_counts}
    is_same = (
        counts_of(ours) == {key: value for key, value in theirs.items() if key != "waits"}
        and (timing.n, timing.events)
        == (sum(wait_counts.values()), sum(n for (_, yes), n in wait_counts.items() if yes))
        and {point.day for point in timing.curve} == days | {0}
    )
    if not is_same:
        raise RuntimeError(f"not the same work: {counts_of(ours)} {theirs}")


def peak_memory(folder: Path) -> float:
    """Return the peak memory, in MB, of the command `stats` for a folder."""
    command = [sys.executable, "-m", "followup_core", "stats", "--workspace", str(folder), "--json"]
    call = [sys.executable, "-c", _PEAK_MEMORY_SCRIPT, *command, "--today", TODAY.isoformat()]
    return float(subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def seconds_per_interview(call: Callable[[], object], interviews: int, times: int) -> Callable[[], float]:
    """Return a function that runs a call `times` times, and returns its seconds per interview."""

    def run() -> float:
        start = time.perf_counter()
        for _ in range(times):
            call()
        return (time.perf_counter() - start) / times / interviews

    return run
