"""The real program, started as a person starts it, with a practice page in place of the real ones."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from followup_core.web.device_pairing import DevicePairing

CHECKOUT = Path(__file__).resolve().parents[3]
PATIENCE = 120  # seconds; it only ends a test that hangs


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    data: Path
    said: Path
    phones: DevicePairing = field(init=False)

    def __post_init__(self) -> None:
        self.phones = DevicePairing(self.data / "phones.json")

    def url(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def get(
        self, path: str = "/", *, host: str = "127.0.0.1", headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return httpx.get(self.url(path, host=host), headers=headers, trust_env=False)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def lay_out(folder: Path) -> Path:
    """Copy app.py and its configuration beside the practice page; return that app.py."""
    (folder / "pages").mkdir(parents=True)
    shutil.copy(CHECKOUT / "app.py", folder)
    shutil.copytree(CHECKOUT / ".streamlit", folder / ".streamlit")
    (folder / "followup_core").symlink_to(CHECKOUT / "followup_core")
    (folder / "pages" / "components").symlink_to(CHECKOUT / "pages" / "components")
    shutil.copy(
        CHECKOUT / "tests" / "integration" / "web" / "practice_page.py", folder / "pages" / "_router.py"
    )
    return folder / "app.py"


@contextmanager
def serving(folder: Path, *flags: str, environment: dict[str, str] | None = None) -> Iterator[Served]:
    """Run the server from another working directory until the block ends."""
    port = free_port()
    app = lay_out(folder / "program")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    said = folder / "said.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(
            command(app, "--server.port", str(port), *flags),
            cwd=elsewhere,
            env=surroundings(folder, environment),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    served = Served(process=process, port=port, data=folder / "data", said=said)
    try:
        wait_for(served)
        yield served
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)


def command(app: Path, *flags: str) -> list[str]:
    return [sys.executable, "-m", "streamlit", "run", str(app), *flags]


def surroundings(folder: Path, more: dict[str, str] | None = None) -> dict[str, str]:
    """Return an environment without a desktop, without settings of its own."""
    unwanted = ("FOLLOWUP_", "STREAMLIT_", "DISPLAY", "WAYLAND_DISPLAY", "FORWARDED_ALLOW_IPS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, "FOLLOWUP_DATA_DIR": str(folder / "data"), **(more or {})}


def wait_for(served: Served) -> None:
    for _ in range(PATIENCE * 10):
        if served.process.poll() is not None:
            break
        try:
            # The port listens before the program is ready; what is answered is ready.
            httpx.get(served.url("/healthz"), trust_env=False, timeout=PATIENCE)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The server did not start: {served.said.read_text()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def websocket(
    served: Served,
    *,
    host: str = "127.0.0.1",
    origin: str | None = None,
    headers: dict[str, str] | None = None,
) -> ClientConnection:
    """Open a page's connection as a browser does."""
    return connect(
        f"ws://{host}:{served.port}/_stcore/stream",
        origin=Origin(origin or f"http://{host}:{served.port}"),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=headers,
        proxy=None,
        open_timeout=PATIENCE,
        close_timeout=2,
    )


def run_page(connection: ClientConnection) -> str:
    """Run the page once; return all that was drawn, as text."""
    question = BackMsg()
    question.rerun_script.query_string = ""
    connection.send(question.SerializeToString())
    drawn = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes_of(connection.recv(timeout=PATIENCE)))
        drawn.append(str(message))
        if message.WhichOneof("type") == "script_finished":
            return "".join(drawn)


def bytes_of(data: str | bytes) -> bytes:
    assert isinstance(data, bytes)
    return data
