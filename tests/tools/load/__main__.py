"""Measure the workshop under load, and print the figures; they are a report, not a test."""

import argparse
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path

from . import load_runs
from .load_report import Outcome, details, table
from .load_runs import Size

SCENARIOS = {
    "room": load_runs.run_room,
    "compare": load_runs.run_comparison,
    "kill": load_runs.run_kill,
    "crowd": load_runs.run_random_actions,
}


def main() -> int:
    """Run the named scenarios; return 1 if anything failed, was lost, or was seen by others."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.load", description=__doc__)
    parser.add_argument("scenarios", nargs="*", choices=[*SCENARIOS, []], help="all of them unless named")
    for size_field in fields(Size):
        parser.add_argument(
            f"--{size_field.name.replace('_', '-')}",
            type=type(size_field.default),
            default=size_field.default,
        )
    options = vars(parser.parse_args())
    names = options.pop("scenarios") or list(SCENARIOS)
    outcomes: list[Outcome] = []
    started_at = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        for name in names:
            data_folder = Path(folder) / name / "data"
            results = load_runs.run(SCENARIOS[name](data_folder, Size(**options)))
            print(table(results), details(results), sep="\n\n", end="\n\n", flush=True)
            outcomes += results
    print(f"All of it took {time.monotonic() - started_at:.0f} s.")
    return int(any(outcome.errors or outcome.lost for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
