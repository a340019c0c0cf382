"""Measure the workshop under load, and print the figures. It reports; it is no gate."""

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
    "room": load_runs.a_room,
    "compare": load_runs.a_comparison,
    "kill": load_runs.a_kill,
    "crowd": load_runs.a_crowd,
}


def main() -> int:
    """Run the scenarios that are asked for; return 1 if anything was lost, seen by others or failed."""
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
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        for name in names:
            place = Path(folder) / name / "data"
            results = load_runs.run(SCENARIOS[name](place, Size(**options)))
            print(table(results), details(results), sep="\n\n", end="\n\n", flush=True)
            outcomes += results
    print(f"All of it took {time.monotonic() - begun:.0f} s.")
    return int(any(outcome.errors or outcome.lost for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
