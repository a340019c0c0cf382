"""The workshop's program is a child of this one: its link is found, and its end is noticed."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from followup_core.services import workshop_program
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
    assert program.failure == "It didn't start: The workshops are in use by another program."
    program.stop()


def test_a_program_that_was_killed_is_not_said_to_have_failed_to_start(
    running: WorkshopProgram,
) -> None:
    wait_until(lambda: running.link)
    assert running._process
    running._process.kill()
    wait_until(lambda: not running.is_running)
    assert running.failure.startswith("The workshop's program ended. Start it again")
    assert LINK not in running.failure


def port_of(program: WorkshopProgram) -> int:
    command = program._command()
    return int(command[command.index("--server.port") + 1])


def test_it_starts_again_on_the_port_where_phones_look_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listening = socket.create_server(("", 0))
    port = listening.getsockname()[1]
    monkeypatch.setattr(workshop_program, "_FIRST_PORT", port)
    program = WorkshopProgram(tmp_path / "app.py")
    assert port_of(program) != port, "another program listens there"
    program = WorkshopProgram(tmp_path / "app.py")
    phone = socket.create_connection(("127.0.0.1", port))
    connection, _ = listening.accept()
    connection.close()  # the side that closes first keeps the port for a minute, as after a kill
    listening.close()
    phone.close()
    assert port_of(program) == port
    monkeypatch.setattr(workshop_program, "_FIRST_PORT", port + 1)
    assert port_of(program) == port, "and not on the first one that is free"


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
