"""Opens a WebSocket as a browser does, with as little work for each message as possible."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidHandshake
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Origin, Subprotocol
from websockets.uri import parse_uri

HOST = "127.0.0.1"
_PATIENCE = 60


class ConnectionLost(Exception):
    """The server is gone, or has closed the connection."""


class Wire(asyncio.Protocol):
    """An open connection: passes each message to `on_message`, and calls `on_end` once when it ends."""

    def __init__(
        self, protocol: ClientProtocol, on_message: Callable[[bytes], None], on_end: Callable[[], None]
    ) -> None:
        self._protocol = protocol
        self._on_message = on_message
        self._on_end = on_end
        self._opened = asyncio.get_running_loop().create_future()
        self._pieces: list[bytes] = []
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own is no subclass
        self._flush()

    def data_received(self, data: bytes) -> None:
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            if isinstance(event, Frame):
                self._receive_frame(event)
            elif isinstance(event, Response):
                self._finish_handshake()
        self._flush()

    def eof_received(self) -> None:
        self._protocol.receive_eof()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._opened.done():
            self._opened.set_exception(ConnectionLost("the connection was refused"))
        self._on_end()

    def send(self, message: bytes) -> None:
        """Send one message."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionLost("the connection is closed")
        self._protocol.send_binary(message)
        self._flush()

    def close(self) -> None:
        """Close the connection as a closed tab does."""
        if self._transport is not None:
            self._transport.abort()

    async def opened(self) -> None:
        """Wait for the end of the handshake."""
        await asyncio.wait_for(self._opened, _PATIENCE)

    def _finish_handshake(self) -> None:
        error = self._protocol.handshake_exc
        if error is None:
            self._opened.set_result(None)
        elif not self._opened.done():
            self._opened.set_exception(ConnectionLost(str(error)))

    def _receive_frame(self, frame: Frame) -> None:
        if frame.opcode not in (Opcode.BINARY, Opcode.CONT):
            return
        if frame.fin and not self._pieces:
            self._on_message(bytes(frame.data))
            return
        self._pieces.append(bytes(frame.data))
        if frame.fin:
            message, self._pieces = b"".join(self._pieces), []
            self._on_message(message)

    def _flush(self) -> None:
        if self._transport is None:
            return
        for data in self._protocol.data_to_send():
            if data:
                self._transport.write(data)
            else:
                self._transport.close()


async def connect(
    port: int,
    headers: Mapping[str, str],
    subprotocols: Sequence[str],
    on_message: Callable[[bytes], None],
    on_end: Callable[[], None],
) -> Wire:
    """Return a new connection to the page with these headers; raise ConnectionLost if that fails."""
    authority = f"localhost:{port}"
    protocol = ClientProtocol(
        parse_uri(f"ws://{authority}/_stcore/stream"),
        origin=Origin(f"http://{authority}"),
        subprotocols=[Subprotocol(subprotocol) for subprotocol in subprotocols],
        max_size=None,
    )
    request = protocol.connect()
    request.headers.update(headers)
    protocol.send_request(request)
    try:
        _, wire = await asyncio.get_running_loop().create_connection(
            lambda: Wire(protocol, on_message, on_end), HOST, port
        )
        await wire.opened()
    except (OSError, InvalidHandshake, TimeoutError) as error:
        raise ConnectionLost(str(error)) from error
    return wire
