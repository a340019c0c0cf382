"""`python -m tests.tools.crash --trials 10000`: kill the store at random moments, and count what is lost."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from .trials import Tally, run


def main() -> int:
    """Run the trials and print the counts; return 1 if an action was lost or split."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.crash", description=__doc__)
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds-limit", type=float, default=None)
    # A kill loses nothing that the system holds, so memory is as good as a disk here, and quicker.
    memory = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
    parser.add_argument("--folder", type=Path, default=memory, help="where to make the workspaces")
    options = parser.parse_args()
    begun = time.monotonic()

    def progress(tally: Tally) -> None:
        if tally.trials % 500 == 0:
            print(f"{tally.trials} trials, {time.monotonic() - begun:.0f} s", flush=True)

    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        try:
            tally = run(
                options.trials, options.seed, Path(folder), seconds=options.seconds_limit, progress=progress
            )
        except AssertionError as error:
            print(f"LOST OR SPLIT: {error}")
            return 1
    seconds = time.monotonic() - begun
    print(
        f"{tally.trials} trials in {seconds:.0f} s ({tally.trials / seconds:.0f} a second): "
        f"{tally.acknowledged} actions acknowledged, none lost; {tally.under_way} were under way, "
        f"of which {tally.present} are there whole and the others not at all."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
