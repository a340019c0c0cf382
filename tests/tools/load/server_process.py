"""Runs a Streamlit server in its own process, and measures what it costs the computer."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

CHECKOUT = Path(__file__).parents[3]
PATIENCE = 60
_NOT_INHERITED = ("FOLLOWUP_", "STREAMLIT_", "DISPLAY", "WAYLAND_DISPLAY")
_MEGABYTE = 1024 * 1024


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A script served with the switches of the project's config.toml; it can be killed and started again."""

    script: Path
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    past_cpu: float = 0.0
    """Seconds of processor time of the earlier processes, which were killed."""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def said(self) -> Path:
        """The file with the server's output since its first start."""
        return self.folder / f"said-{self.port}.txt"

    def start(self) -> float:
        """Start the server, and return the seconds until it answered."""
        started_at = time.monotonic()
        command = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        options = ["--server.port", str(self.port), "--server.headless", "true", *self.flags]
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)}
        with self.said.open("ab") as out:
            self._process = subprocess.Popen(
                command + options,
                cwd=CHECKOUT,
                env={**inherited, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        while time.monotonic() < started_at + PATIENCE and self._process.poll() is None:
            with suppress(httpx.TransportError):
                url = f"http://localhost:{self.port}/_stcore/health"
                if httpx.get(url, trust_env=False, timeout=5).is_success:
                    return time.monotonic() - started_at
            time.sleep(0.05)
        self.kill()
        raise AssertionError(f"The server did not start: {self.said.read_text(encoding='utf-8')}")

    def kill(self) -> None:
        """Kill the server with kill -9, as a power cut would."""
        if self._process is None:
            return
        with suppress(psutil.NoSuchProcess):
            self.past_cpu += self._cpu()
        self._process.kill()
        self._process.wait(PATIENCE)
        self._process = None

    def cpu(self) -> float:
        """Return the seconds of processor time that the server has used, earlier starts included."""
        return self.past_cpu + self._cpu()

    def memory(self) -> float:
        """Return the resident memory in megabytes."""
        assert self._process is not None
        return float(psutil.Process(self._process.pid).memory_info().rss) / _MEGABYTE

    def tracebacks(self) -> int:
        """Return how many tracebacks the server has written."""
        output = self.said.read_text(encoding="utf-8", errors="replace")
        return output.count("Traceback (most recent call last)")

    def _cpu(self) -> float:
        if self._process is None:
            return 0.0
        times = psutil.Process(self._process.pid).cpu_times()
        return float(times.user + times.system)


@contextmanager
def serving(served: Served) -> Iterator[Served]:
    """Serve until the block ends."""
    served.folder.mkdir(parents=True, exist_ok=True)
    try:
        served.start()
        yield served
    finally:
        served.kill()


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The cost of a scenario in seconds of processor time and in megabytes."""

    seconds: float
    server_cpu: float
    harness_cpu: float
    others_cpu: float
    """Seconds of everything else that ran on this computer meanwhile."""
    memory_before: float
    memory_after: float


class Meter:
    """Measures what is used from its making until `read`."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._started_at = time.monotonic()
        self._server_cpu = served.cpu()
        self._memory = served.memory()
        self._harness_cpu = time.process_time()
        self._busy_before = _busy_seconds()

    def read(self) -> Usage:
        """Return what was used since the meter was made."""
        server = self._served.cpu() - self._server_cpu
        harness = time.process_time() - self._harness_cpu
        return Usage(
            seconds=time.monotonic() - self._started_at,
            server_cpu=server,
            harness_cpu=harness,
            others_cpu=max(0.0, _busy_seconds() - self._busy_before - server - harness),
            memory_before=self._memory,
            memory_after=self._served.memory(),
        )


def _busy_seconds() -> float:
    """Return the seconds that all processors together were busy since the computer's start."""
    times = psutil.cpu_times()
    return float(
        times.user + times.system + times.nice + getattr(times, "irq", 0) + getattr(times, "softirq", 0)
    )
