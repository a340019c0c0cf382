"""Starts the real program, as `streamlit run app.py`, on a data folder of its own."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import uuid4

import httpx
import psutil

from followup_core.models import SCHEMA, Row
from followup_core.store import Change, CsvStore, Operation, Snapshot
from tests.integration.services import workspaces

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 60
TODAY = date(2026, 11, 18)
"""The day in every started program, a Wednesday, unless a test sets another."""

_NOT_INHERITED = ("FOLLOWUP_", "STREAMLIT_", "DISPLAY", "WAYLAND_DISPLAY")


@dataclass
class Program:
    """The program on one port; it can be killed and restarted on the same port and data."""

    data: Path
    flags: tuple[str, ...] = ()
    today: date = TODAY
    mode: str = "personal"
    port: int = field(default_factory=lambda: _free_port())
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address on this computer, without a slash at the end."""
        return f"http://localhost:{self.port}"

    @property
    def facilitators_link(self) -> str:
        """The facilitator's link to a workshop that the program printed last."""
        links = re.findall(rf"{self.url}/host/\S+", self._output_file.read_text(encoding="utf-8"))
        return str(links[-1])

    @property
    def _output_file(self) -> Path:
        return self.data.parent / f"said-{self.port}.txt"

    @property
    def personal(self) -> Path:
        """The folder of the personal workspace."""
        return self.data / "personal"

    def start(self) -> None:
        """Start, and return once the program answers; raise AssertionError with its output if it doesn't."""
        self.data.mkdir(parents=True, exist_ok=True)
        output_file = self._output_file
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = ["--server.port", str(self.port), "--server.headless", "true", *self.flags]
        with output_file.open("ab") as output:
            self._process = subprocess.Popen(
                command + options,
                cwd=CHECKOUT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._wait_for_answer(self._process, output_file)

    def kill(self) -> None:
        """Kill the program and its children, as a power cut would."""
        for child in self.children:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        self.kill_alone()

    @property
    def children(self) -> list[psutil.Process]:
        """The processes that the program started and that still run."""
        with suppress(psutil.NoSuchProcess):
            return psutil.Process(self._process.pid).children(recursive=True) if self._process else []
        return []

    def kill_alone(self) -> None:
        """Kill the program, but none of the processes that it started."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait(PATIENCE)
        self._process = None

    def stored(self, table: str) -> list[Row]:
        """Return the rows of a table that are now on the disk, those in the journal included."""
        table_rows = CsvStore(self.personal).load().tables.get(table)
        return [dict(row) for row in table_rows.rows.values()] if table_rows else []

    def given(self) -> dict[str, str]:
        """Return the stored answers by item; the person's name follows in the key of an answer about one."""
        names = {row["person_id"]: row["name"] for row in self.stored("people")}
        return {
            " ".join(filter(None, (row["item"], names.get(row["person_id"], "")))): row["answer"]
            for row in self.stored("answers")
        }

    def empty(self) -> None:
        """Delete every row of the personal workspace, while the program runs."""
        CsvStore(self.personal).save_operation(
            Operation(op_id=uuid4().hex, label="Emptied", at=workspaces.moment().timestamp), nothing_left
        )

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)}
        settings = {"DATA_DIR": str(self.data), "TODAY": self.today.isoformat(), "MODE": self.mode}
        return {**inherited, **{f"FOLLOWUP_{name}": value for name, value in settings.items()}}

    def _wait_for_answer(self, process: subprocess.Popen[bytes], output_file: Path) -> None:
        for _ in range(PATIENCE * 10):
            if process.poll() is not None:
                break
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/healthz", trust_env=False, timeout=5).is_success:
                    return
            time.sleep(0.1)
        self.kill()
        raise AssertionError(f"The program did not start: {output_file.read_text(encoding='utf-8')}")


@contextmanager
def running(data: Path, *flags: str, today: date = TODAY, mode: str = "personal") -> Iterator[Program]:
    """Run the program until the block ends."""
    program = Program(data, flags, today, mode)
    try:
        program.start()
        yield program
    finally:
        program.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def nothing_left(snapshot: Snapshot) -> Iterable[Change]:
    """Yield the deletion of every row."""
    for table in SCHEMA:
        table_rows = snapshot.tables.get(table)
        for key in table_rows.rows if table_rows else ():
            yield Change(table=table, key=key, row=None)
