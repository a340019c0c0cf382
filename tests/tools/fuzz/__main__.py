"""`python -m tests.tools.fuzz --inputs 20000`: every reader over damaged inputs, and what became of them."""

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
    """Run the readers one after the other; exit code 1 when one crashed, or changed what lies beside it."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--reader", metavar="NAME", help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    call = parser.parse_args(arguments)
    memory = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
    sound = True
    with (
        tempfile.TemporaryDirectory(dir=memory) as folder,
        opened(workspace_with_interview(Path(folder) / "mine")) as desk,
    ):
        (Path(folder) / "scratch").mkdir()
        every = readers(desk, Path(folder) / "scratch")
        if call.reader not in (None, *every):
            parser.error(f"there is no reader {call.reader}; use one of {', '.join(every)}")
        for name in [call.reader] if call.reader else every:
            begun = time.monotonic()
            tally = run(every[name], call.inputs, call.seed, Path(folder) / "mine")
            seconds = time.monotonic() - begun
            print(
                f"{name:10} {tally.read + tally.refused + tally.crashed:6} inputs: {tally.read:6} read,"
                f" {tally.refused:6} refused, {tally.crashed:3} crashed,"
                f" {len(tally.changed)} files changed beside it, {seconds:.0f} s",
                flush=True,
            )
            for crash in tally.crashes:
                print(f"  CRASH {crash}", flush=True)
            sound = sound and tally.sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
