"""The connection between one browser page and the program, which a test can hold, cut and restore."""

import re

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg

_STREAM_ADDRESS = re.compile("_stcore/stream")


class Connection:
    """Passes on everything that the page sends; while it is held, it keeps the messages back.

    The page believes that it is connected again as soon as it has asked for a connection. So a tap that is
    made while the connection is held is the first message of a new session, or the second one, after the
    page's own request to be drawn again.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._socket: WebSocketRoute | None = None
        self._server: WebSocketRoute | None = None
        self._held_messages: list[str | bytes] | None = None
        self._has_reconnected = False
        """Whether the page has asked for a connection since it was held."""
        page.route_web_socket(_STREAM_ADDRESS, self._on_socket_opened)

    def hold(self) -> None:
        """Keep back every message from now on."""
        self._held_messages = []
        self._has_reconnected = False

    def cut(self) -> None:
        """Close the connection; the page will ask for a new one."""
        socket, server = self._socket, self._server
        self._socket = self._server = None
        if socket is not None and server is not None:
            server.close()
            socket.close()

    def wait(self, messages: int) -> None:
        """Wait for this many messages on the page's new connection; the first one asks for a rerun."""
        for _ in range(2400):
            if self._has_reconnected and len(self._held_messages or ()) >= messages:
                return
            self._page.wait_for_timeout(25)
        raise AssertionError(f"The page said {len(self._held_messages or ())} things, not {messages}.")

    def let_through(self, *, redraw: bool) -> None:
        """Send the held messages; without `redraw`, the page's own request to be drawn again is dropped."""
        messages, self._held_messages = self._held_messages or [], None
        if self._socket is None:
            raise AssertionError("The page has no connection.")
        self._connect(self._socket)
        for message in messages if redraw else messages[1:]:
            self._forward_or_hold(message)

    def _on_socket_opened(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        self._has_reconnected = True
        socket.on_message(self._forward_or_hold)
        if self._held_messages is None:
            self._connect(socket)
        else:
            self._held_messages.clear()  # sent on the connection before

    def _connect(self, socket: WebSocketRoute) -> None:
        self._server = socket.connect_to_server()

    def _forward_or_hold(self, message: str | bytes) -> None:
        if self._held_messages is not None:
            if not _is_timed_rerun(message):
                self._held_messages.append(message)
        elif self._server is not None:
            self._server.send(message)


def _is_timed_rerun(message: str | bytes) -> bool:
    """Whether a part of the page asks to be drawn again by a timer, without any tap."""
    parsed_message = BackMsg()
    parsed_message.ParseFromString(message if isinstance(message, bytes) else message.encode())
    return parsed_message.rerun_script.is_auto_rerun
