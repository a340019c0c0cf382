"""Whatever a file repeats, what its reader does grows with the file's length and no faster."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.step_counter import grows_with_length

from .repeated_constructs import READERS

ROOT = Path(__file__).parents[3]
ALL = [(reader, construct) for reader, found in READERS.items() for construct in found.made]
PROCESSOR_SECONDS = 12
"""For one file of 1 MB; the slowest takes two. It is work that counts here, however busy the machine."""


@pytest.mark.parametrize(("reader", "construct"), ALL, ids=map(": ".join, ALL))
def test_the_steps_of_a_reader_grow_with_the_length_of_a_file(reader: str, construct: str) -> None:
    found = READERS[reader]
    made = found.made[construct]
    few = 40_000 if len(made(1)) > 2_500 else 5_000  # bytes: a few pieces at least
    assert grows_with_length(lambda size: found.take(made(size)), few)


@pytest.mark.parametrize("reader", READERS)
def test_a_megabyte_of_anything_repeated_is_read_or_refused_with_little_work(reader: str) -> None:
    """Native code has no steps to count: here the system ends the process that works too much."""
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.integration.bad_inputs.repeated_constructs",
            reader,
            str(PROCESSOR_SECONDS),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert ended.returncode == 0, f"{ended.stdout.splitlines()[-1:]} {ended.stderr[-2_000:]}"
    assert ended.stdout.splitlines() == list(READERS[reader].made)
