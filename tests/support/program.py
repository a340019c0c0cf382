"""The real program, started as `streamlit run app.py`, on a data folder of its own."""

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
"""The day of every started program, a Wednesday, unless told otherwise."""

_NOT_INHERITED = ("FOLLOWUP_", "STREAMLIT_", "DISPLAY", "WAYLAND_DISPLAY")


@dataclass
class Program:
    """The program on one port; it can be killed and started again, on the same port and data."""

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
        """The link that was printed last for the facilitator of a workshop."""
        found = re.findall(rf"{self.url}/host/\S+", self._said.read_text(encoding="utf-8"))
        return str(found[-1])

    @property
    def _said(self) -> Path:
        return self.data.parent / f"said-{self.port}.txt"

    @property
    def personal(self) -> Path:
        """The folder of the person's own workspace."""
        return self.data / "personal"

    def start(self) -> None:
        """Start, and return once it answers; fail with what it said when it does not."""
        self.data.mkdir(parents=True, exist_ok=True)
        said = self._said
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = ["--server.port", str(self.port), "--server.headless", "true", *self.flags]
        with said.open("ab") as out:
            self._process = subprocess.Popen(
                command + options,
                cwd=CHECKOUT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self._wait(self._process, said)

    def kill(self) -> None:
        """End it as a power cut would: nothing is closed, nothing is said."""
        for child in self.children:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        self.kill_alone()

    @property
    def children(self) -> list[psutil.Process]:
        """The processes that it started and that run."""
        with suppress(psutil.NoSuchProcess):
            return psutil.Process(self._process.pid).children(recursive=True) if self._process else []
        return []

    def kill_alone(self) -> None:
        """End it and none of the processes that it started."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait(PATIENCE)
        self._process = None

    def stored(self, table: str) -> list[Row]:
        """Return the rows of a table as they are on the disk at this moment, the journal included."""
        found = CsvStore(self.personal).load().tables.get(table)
        return [dict(row) for row in found.rows.values()] if found else []

    def given(self) -> dict[str, str]:
        """Return the stored answers by item, and by item and name where they are about a person."""
        names = {row["person_id"]: row["name"] for row in self.stored("people")}
        return {
            " ".join(filter(None, (row["item"], names.get(row["person_id"], "")))): row["answer"]
            for row in self.stored("answers")
        }

    def empty(self) -> None:
        """Take every row out of the person's own workspace, while the program runs."""
        CsvStore(self.personal).save_operation(
            Operation(op_id=uuid4().hex, label="Emptied", at=workspaces.moment().timestamp), nothing_left
        )

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)}
        ours = {"DATA_DIR": str(self.data), "TODAY": self.today.isoformat(), "MODE": self.mode}
        return {**kept, **{f"FOLLOWUP_{name}": value for name, value in ours.items()}}

    def _wait(self, process: subprocess.Popen[bytes], said: Path) -> None:
        for _ in range(PATIENCE * 10):
            if process.poll() is not None:
                break
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/healthz", trust_env=False, timeout=5).is_success:
                    return
            time.sleep(0.1)
        self.kill()
        raise AssertionError(f"The program did not start: {said.read_text(encoding='utf-8')}")


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
        found = snapshot.tables.get(table)
        for key in found.rows if found else ():
            yield Change(table=table, key=key, row=None)
