"""`python -m tests.tools.fuzz --inputs 20000`: run every reader on damaged inputs, and count the results."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.integration.bad_inputs.input_paths import workspace_with_interview
from tests.integration.services.workspaces import opened

from .fuzz_runner import run
from .readers import readers


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the readers one after the other; return 1 if one crashed, or changed files next to it."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--reader", metavar="NAME", help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    memory_folder = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
    is_sound = True
    with (
        tempfile.TemporaryDirectory(dir=memory_folder) as folder,
        opened(workspace_with_interview(Path(folder) / "mine")) as workspace,
    ):
        (Path(folder) / "scratch").mkdir()
        readers_by_name = readers(workspace, Path(folder) / "scratch")
        if options.reader not in (None, *readers_by_name):
            parser.error(f"there is no reader {options.reader}; use one of {', '.join(readers_by_name)}")
        for name in [options.reader] if options.reader else readers_by_name:
            started_at = time.monotonic()
            tally = run(readers_by_name[name], options.inputs, options.seed, Path(folder) / "mine")
            seconds = time.monotonic() - started_at
            print(
                f"{name:10} {tally.read + tally.refused + tally.crashed:6} inputs: {tally.read:6} read,"
                f" {tally.refused:6} refused, {tally.crashed:3} crashed,"
                f" {len(tally.changed)} files changed next to it, {seconds:.0f} s",
                flush=True,
            )
            for crash in tally.crashes:
                print(f"  CRASH {crash}", flush=True)
            is_sound = is_sound and tally.sound
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
