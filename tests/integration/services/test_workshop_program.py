"""The workshop's program is a child of this one: its link is found, and its end is noticed."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from followup_core.services.workshop_program import WorkshopProgram

CHECKOUT = Path(__file__).parents[3]
LINK = "http://localhost:8601/host/secret"
RUNS = f"print('For you only:  {LINK}', flush=True); import time; time.sleep(60)"
FAILS = "print('first'); print('The workshops are in use by another program.')"


def program_that(does: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> WorkshopProgram:
    program = WorkshopProgram(folder / "app.py")
    monkeypatch.setattr(WorkshopProgram, "_command", lambda self: [sys.executable, "-c", does])
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    program.start()
    return program


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[WorkshopProgram]:
    program = program_that(RUNS, monkeypatch, tmp_path)
    yield program
    program.stop()


def wait_until(condition: Callable[[], object]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("It never came.")


def test_the_link_is_there_once_the_program_is_ready_and_gone_once_it_is_stopped(
    running: WorkshopProgram, tmp_path: Path
) -> None:
    wait_until(lambda: running.link)
    running.start()  # a second start changes nothing
    assert (running.link, running.is_running, running.failure) == (LINK, True, "")
    assert len(list(tmp_path.glob("workshop-*.txt"))) == 1
    running.stop()
    assert (running.is_running, running.link, running.failure) == (False, "", "")
    assert list(tmp_path.glob("workshop-*.txt")) == [], "no secret is left"
    running.stop()


def test_why_it_ended_is_what_it_said_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = program_that(FAILS, monkeypatch, tmp_path)
    wait_until(lambda: not program.is_running)
    assert program.failure == "The workshops are in use by another program."
    program.stop()


PARENT = """
import sys, time
from pathlib import Path
from followup_core.services.workshop_program import WorkshopProgram
program = WorkshopProgram(Path(sys.argv[1]))
program.start()
print(program._process.pid, flush=True)
time.sleep(600)
"""


def test_the_workshop_ends_even_if_this_program_is_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script, ready = tmp_path / "app.py", tmp_path / "ready"
    script.write_text(f"import streamlit as st\nopen({str(ready)!r}, 'w').close()\napp = st.App(__file__)\n")
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(script)], stdout=subprocess.PIPE)
    assert parent.stdout
    with parent.stdout:
        workshop = psutil.Process(int(parent.stdout.readline()))
    try:
        wait_until(ready.exists)
        assert workshop.is_running()
        parent.kill()
        parent.wait()
        wait_until(lambda: not workshop.is_running())
    finally:
        with suppress(psutil.NoSuchProcess):
            workshop.kill()
        parent.kill()
        parent.wait()
