"""The connection between one browser page and the program, which a test cuts and lets come back."""

import re

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg

_STREAM = re.compile("_stcore/stream")


class Connection:
    """Everything the page says goes through here; once it is held, it waits until it is let through.

    The page believes that it is connected again as soon as it has asked for it, so a tap that is made while
    the connection is held is the first thing that a new session hears, or the second, after the page's own
    wish to be drawn again.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._socket: WebSocketRoute | None = None
        self._server: WebSocketRoute | None = None
        self._held: list[str | bytes] | None = None
        self._is_new = False
        """Whether the page has asked for a connection since it was held."""
        page.route_web_socket(_STREAM, self._opened)

    def hold(self) -> None:
        """From now on, let nothing through to the program."""
        self._held = []
        self._is_new = False

    def cut(self) -> None:
        """End the connection as it is; the page will ask for another one."""
        socket, server = self._socket, self._server
        self._socket = self._server = None
        if socket is not None and server is not None:
            server.close()
            socket.close()

    def wait(self, messages: int) -> None:
        """Wait until the page has said so much on its new connection; the first is to be drawn again."""
        for _ in range(2400):
            if self._is_new and len(self._held or ()) >= messages:
                return
            self._page.wait_for_timeout(25)
        raise AssertionError(f"The page said {len(self._held or ())} things, not {messages}.")

    def let_through(self, *, redraw: bool) -> None:
        """Send what was held; without `redraw`, the page's own wish to be drawn again is lost on the way."""
        held, self._held = self._held or [], None
        if self._socket is None:
            raise AssertionError("The page has no connection.")
        self._connect(self._socket)
        for message in held if redraw else held[1:]:
            self._say(message)

    def _opened(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        self._is_new = True
        socket.on_message(self._say)
        if self._held is None:
            self._connect(socket)
        else:
            self._held.clear()  # said on the connection before

    def _connect(self, socket: WebSocketRoute) -> None:
        self._server = socket.connect_to_server()

    def _say(self, message: str | bytes) -> None:
        if self._held is not None:
            if not _is_by_the_clock(message):
                self._held.append(message)
        elif self._server is not None:
            self._server.send(message)


def _is_by_the_clock(message: str | bytes) -> bool:
    """Whether a part of the page asks to be drawn because its time has come, without any tap."""
    said = BackMsg()
    said.ParseFromString(message if isinstance(message, bytes) else message.encode())
    return said.rerun_script.is_auto_rerun
