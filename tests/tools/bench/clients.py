"""Starts servers, and reruns their pages over a real WebSocket, as a browser does."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ROOT = Path(__file__).resolve().parents[3]
SWITCHES = (
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--runner.postScriptGC=false",
    "--runner.fastReruns=false",
    "--browser.gatherUsageStats=false",
    "--server.address=127.0.0.1",
)
_PATIENCE = 60


@contextmanager
def serving(script: Path, data_dir: Path, today: str) -> Iterator[int]:
    """Serve a script, or the program itself, until the block ends; yield the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {"FOLLOWUP_DATA_DIR": str(data_dir), "FOLLOWUP_TODAY": today}
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *SWITCHES]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/_stcore/health", trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(f"no answer on port {port}")


class Client:
    """One browser tab on one page."""

    def __init__(self, port: int, page: str = "", query: str = "") -> None:
        self._page, self._query = page, query
        self._hash = ""
        self._buttons: dict[str, str] = {}
        self._open = ExitStack()
        self._connection: ClientConnection = self._open.enter_context(
            connect(
                f"ws://127.0.0.1:{port}/_stcore/stream",
                origin=Origin(f"http://127.0.0.1:{port}"),
                subprotocols=[Subprotocol("streamlit")],
                proxy=None,
                max_size=None,
            )
        )
        self.elements = 0

    def rerun(self) -> float:
        """Run the page once without a change; return the seconds until the run ended."""
        return self._run(BackMsg())

    def tap(self, label: str) -> float:
        """Tap the first button with this label; return the seconds until the page is drawn again."""
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self._buttons[label]
        state.trigger_value = True
        return self._run(message)

    def _run(self, message: BackMsg) -> float:
        message.rerun_script.query_string = self._query
        if self._hash:
            message.rerun_script.page_script_hash = self._hash
        else:
            message.rerun_script.page_name = self._page
        self.elements = 0
        start = time.perf_counter()
        self._connection.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            data = self._connection.recv(timeout=_PATIENCE)
            answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = answer.WhichOneof("type")
            if kind == "script_finished":
                return time.perf_counter() - start
            self._read_message(kind, answer)

    def _read_message(self, kind: str | None, answer: ForwardMsg) -> None:
        if kind == "new_session":
            self._hash = answer.new_session.page_script_hash
        elif kind == "navigation":
            self._hash = answer.navigation.page_script_hash
        elif kind in ("delta", "ref_hash"):
            self.elements += 1
            element = answer.delta.new_element
            if element.HasField("exception"):
                raise RuntimeError(element.exception.message)
            if element.HasField("button"):
                self._buttons.setdefault(element.button.label, element.button.id)

    def close(self) -> None:
        """Close the tab."""
        self._open.close()
