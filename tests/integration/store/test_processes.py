"""Several programs at one workspace: nothing is lost, nothing is saved twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from followup_core.store import CsvStore

from .store_actions import people

ROOT = Path(__file__).parents[3]
ADD = """
import sys
from pathlib import Path
from followup_core.store import CsvStore
from tests.integration.store.store_actions import save, person
store = CsvStore(Path(sys.argv[1]))
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    save(store, person(f"{sys.argv[2]}-{number}"), op_id=f"{sys.argv[4]}-{number}")
store.close()
"""


def start(folder: Path, name: str, count: int, op_ids: str) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-c", ADD, str(folder), name, str(count), op_ids]
    return subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE)


def go(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in running:
        process.communicate()
        assert process.returncode == 0


def test_processes_that_add_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    processes, count = 4, 12
    folder = tmp_path / "w"
    go([start(folder, f"p{number}", count, f"o{number}") for number in range(processes)])
    store = CsvStore(folder)
    assert set(people(store)) == {f"p{p}-{n}" for p in range(processes) for n in range(count)}
    assert store.load().seq == processes * count
    assert (store.problems(), store.external_edits(), store.notices()) == ((), (), ())


def test_two_processes_sending_the_same_operations_save_each_once(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    go([start(folder, name, 20, "same") for name in ("a", "b")])
    assert sorted(person.split("-")[1] for person in people(CsvStore(folder))) == sorted(
        str(number) for number in range(20)
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks")
@pytest.mark.parametrize("trials", [6, pytest.param(60, marks=pytest.mark.thorough)])
def test_kills_at_random_moments_lose_and_split_nothing(trials: int) -> None:
    call = [sys.executable, "-m", "tests.tools.crash", "--trials", str(trials), "--seed", "11"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{trials} trials" in done.stdout
    assert "none lost" in done.stdout
