"""Starts the program a second time on this computer, to run a workshop next to one's own interviews."""

import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from followup_core.models import FollowUpError
from followup_core.regular_files import open_regular_file

_LINK = re.compile(r"http://\S+/host/\S+")
_FIRST_PORT, _PORT_COUNT = 8601, 50
_SECONDS_TO_END = 10  # seconds until a program that was asked to end is made to
_MAX_OUTPUT = 4_000
_ENDED = (
    "The workshop's program ended. Start it again: answers are saved, and phones come back by themselves."
)


class WorkshopProgramFailed(FollowUpError):
    """The workshop's program could not be started."""


class WorkshopProgram:
    """Runs at most one child process, which ends with this one. Only one thread may use it at a time.

    If this process is killed, nothing here can stop the child. So the child reads from a pipe that is never
    written to, and ends when the pipe does: see `run_until_parent_ends`.
    """

    def __init__(self, script: Path) -> None:
        self._script = script
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        """The port of the last start, where phones still look for it; 0 before the first one."""
        self._output: Path | None = None
        """What the process prints, the facilitator's link included: only its owner may read it."""

    @property
    def is_running(self) -> bool:
        """Whether the program was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def link(self) -> str:
        """The facilitator's link; '' until the program is ready."""
        match = _LINK.search(self._read_output()) if self.is_running else None
        return match[0] if match else ""

    @property
    def failure(self) -> str:
        """Why the program isn't running although nobody stopped it, as a sentence; '' otherwise."""
        if self._process is None or self.is_running:
            return ""
        output = self._read_output()
        if _LINK.search(output):  # it had started, so its last line is no reason
            return _ENDED
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        return f"It didn't start: {lines[-1] if lines else 'it ended without a word.'}"

    def start(self) -> None:
        """Start the program unless it is running; raise WorkshopProgramFailed if that is impossible."""
        if self.is_running:
            return
        self.stop()
        handle, name = tempfile.mkstemp(prefix="workshop-", suffix=".txt")
        self._output = Path(name)
        with os.fdopen(handle, "wb") as output:
            try:
                self._process = subprocess.Popen(  # noqa: S603  this very interpreter
                    self._command(),
                    env={**os.environ, "FOLLOWUP_MODE": "workshop"},
                    cwd=self._script.parent,
                    stdin=subprocess.PIPE,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
            except OSError as error:
                raise WorkshopProgramFailed(
                    f"The workshop couldn't start ({error.strerror}).", "Try again."
                ) from error

    def stop(self) -> None:
        """End the program if it is running."""
        if self._process is not None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_SECONDS_TO_END)
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()
        if self._output is not None:
            self._output.unlink(missing_ok=True)
        self._process = self._output = None

    def _command(self) -> list[str]:
        ports = [*([self._port] if self._port else []), *range(_FIRST_PORT, _FIRST_PORT + _PORT_COUNT)]
        port = next(filter(_is_free, ports), None)
        if port is None:
            raise WorkshopProgramFailed(
                "No port is free for the workshop.", "Stop the workshops that run already."
            )
        self._port = port
        # Every address, since phones join; the workshop's own access control admits nobody without a code.
        address = "0.0.0.0"  # noqa: S104
        options = ["--server.address", address, "--server.port", str(port), "--server.headless", "true"]
        return [sys.executable, "-m", __name__, "run", str(self._script), *options]

    def _read_output(self) -> str:
        if self._output is None:
            return ""
        try:
            with open_regular_file(self._output) as file:
                return file.read(_MAX_OUTPUT).decode(errors="replace")
        except OSError:
            return ""


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # The phones' connections to a program that was killed last a minute longer. They don't keep a server
        # off its port, and must not send the next one to a port where no phone looks for it. On Windows the
        # option would let a socket take a port that is in use.
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True


def run_until_parent_ends() -> None:
    """Run Streamlit with this process's arguments, and end once standard input does."""
    threading.Thread(target=_end_with_input, daemon=True).start()
    runpy.run_module("streamlit", run_name="__main__")


def _end_with_input() -> None:
    # Not by sys.stdin, whose lock would still be held when the interpreter ends.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_SECONDS_TO_END)
    os._exit(1)


if __name__ == "__main__":
    run_until_parent_ends()
