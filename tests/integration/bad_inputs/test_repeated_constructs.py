"""Whatever a file repeats, what its reader does grows with the file's length and no faster."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.step_counter import grows_with_length

from .repeated_constructs import READERS

pytestmark = [pytest.mark.thorough, pytest.mark.parametrize("reader", READERS)]

ROOT = Path(__file__).parents[3]
PROCESSOR_SECONDS = 6
"""For one file of 400 kB; the slowest takes one to two. It is work that counts, however busy the machine."""


def test_the_steps_of_a_reader_grow_with_the_length_of_a_file(reader: str) -> None:
    found = READERS[reader]

    def grows(construct: str) -> bool:
        made = found.made[construct]
        few = max(5_000, 2 * len(made(1)))  # bytes: a few pieces at least
        return grows_with_length(lambda size: found.take(made(size)), few)

    assert [construct for construct in found.made if not grows(construct)] == []


def test_a_long_file_of_anything_repeated_is_read_or_refused_with_little_work(reader: str) -> None:
    """Native code has no steps to count: here the system ends the process that works too much."""
    command = [sys.executable, "-m", "tests.integration.bad_inputs.repeated_constructs"]
    ended = subprocess.run(
        [*command, reader, str(PROCESSOR_SECONDS)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert ended.returncode == 0, f"{ended.stdout.splitlines()[-1:]} {ended.stderr[-2_000:]}"
    assert ended.stdout.splitlines() == list(READERS[reader].made)
