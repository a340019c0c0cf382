"""Simulates a participant's phone, which joins by the code, opens pages, taps, and reconnects."""

import asyncio
import random
import re
import time
from contextlib import suppress
from http.cookies import SimpleCookie

import httpx

from .page_state import Drawn, Page
from .websocket_client import HOST, ConnectionLost, Wire, connect

PATIENCE = 60
_MARKER_START = b"zq7x"
_MARKERS = re.compile(_MARKER_START + rb"[0-9a-f]{8}")
_NONCE = re.compile(r'name="nonce"[^>]*value="([^"]*)"')
_SCRIPTS = re.compile(r'(?:src|href)="\./(static/[^"]+)"')
_FIRST_RETRY_SECONDS, _MAX_RETRY_SECONDS = 0.5, 8.0


class Refused(Exception):
    """The server's response wasn't what a phone may expect."""


class Phone:
    """One phone with one tab. Nothing that it receives may contain another phone's marker."""

    def __init__(self, number: int, port: int, web: httpx.AsyncClient, seed: int = 0) -> None:
        self.number = number
        self.marker = f"{_MARKER_START.decode()}{number:08x}"
        self.chance = random.Random(f"{seed}/{number}")
        self.cookies: dict[str, str] = {}
        self.page = Page()
        self.errors: list[str] = []
        self.foreign_markers: set[str] = set()
        """The markers of other phones that this phone received."""
        self.own_marker_count = 0
        """How many messages contained this phone's own marker."""
        self.reconnects = 0
        self._port = port
        self._web = web
        self._wire: Wire | None = None
        self._is_connected = asyncio.Event()
        self._pending_run: asyncio.Future[None] | None = None
        self._run_when_asked = 0
        self._reconnecting: asyncio.Task[None] | None = None

    async def enter(self, code: str) -> None:
        """Join: load the form, send the code, and get the cookie."""
        form = await self.fetch("GET", "/")
        match = _NONCE.search(form.text)
        if match is None:
            raise Refused(f"no form to enter the code: {form.status_code} {form.text[:200]!r}")
        answer = await self.fetch("POST", "/enter", {"code": code, "nonce": match.group(1)})
        if answer.status_code != 200 or not self.cookies:
            raise Refused(f"not let in: {answer.status_code} {answer.text[:200]!r}")

    async def open(self, page: str = "", *, with_files: bool = False) -> None:
        """Load a page of the program, as a new tab does, and wait until its first run is finished."""
        self.close()
        self.page = self._new_page(page)
        shell = await self.fetch("GET", f"/{page}")
        if with_files:
            for path in _SCRIPTS.findall(shell.text):
                await self.fetch("GET", f"/{path}")
        await self._connect()
        self._is_connected.set()
        await self.run()

    async def run(self, fragment: str = "", pressed: str = "") -> bool:
        """Run the page with all values until it is finished; return True if the first attempt succeeded.

        If the connection is lost meanwhile, the phone reconnects and sends all values again, but not the
        press.
        """
        for attempt in range(5):
            await asyncio.wait_for(self._is_connected.wait(), PATIENCE)
            with suppress(ConnectionLost):
                await self._request_run(fragment, pressed)
                return attempt == 0
            fragment = pressed = ""
        raise Refused("the server was lost again and again")

    async def choose(self, drawn: Drawn, words: str) -> bool:
        """Tap one of the options, or write a text; return as `run` does."""
        return await self.run(drawn.fragment) if self.page.choose(drawn, words) else True

    async def check(self, drawn: Drawn) -> bool:
        """Tap a checkbox, so that it changes; return as `run` does."""
        state = self.page.states[drawn.widget_id]
        state.bool_value = not state.bool_value
        return await self.run(drawn.fragment)

    async def press(self, drawn: Drawn) -> bool:
        """Press a button, and return as `run` does. A form's button also sends the values of its fields."""
        if drawn.element.button.form_id:
            self.page.submit(drawn.element.button.form_id)
        return await self.run(drawn.fragment, drawn.widget_id)

    def close(self) -> None:
        """Close the tab."""
        wire, self._wire = self._wire, None
        self._is_connected.clear()
        if self._reconnecting is not None:
            self._reconnecting.cancel()
        if wire is not None:
            wire.close()

    async def fetch(self, method: str, path: str, form: dict[str, str] | None = None) -> httpx.Response:
        """Request one address with the phone's own cookies, and keep the cookies that it gets."""
        headers = {"Cookie": self._cookie_line()} if self.cookies else {}
        if method == "POST":
            headers["Origin"] = f"http://localhost:{self._port}"
        url = f"http://{HOST}:{self._port}{path}"
        headers["Host"] = f"localhost:{self._port}"
        response = await self._request(method, url, headers, form)
        lines = [line for hop in (*response.history, response) for line in hop.headers.get_list("set-cookie")]
        for line in lines:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self._count_markers(response.content)
        return response

    async def _request(
        self, method: str, url: str, headers: dict[str, str], form: dict[str, str] | None
    ) -> httpx.Response:
        """Send a request; repeat a GET if the server had just closed the connection, as a browser does."""
        try:
            return await self._web.request(method, url, headers=headers, data=form)
        except (httpx.ReadError, httpx.RemoteProtocolError):
            if method != "GET":
                raise
            return await self._web.request(method, url, headers=headers)

    def _new_page(self, name: str) -> Page:
        page = Page()
        page.page_name, page.failures = name, self.page.failures
        return page

    def _cookie_line(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def _connect(self) -> None:
        await self.fetch("GET", "/_stcore/health")
        await self.fetch("GET", "/_stcore/host-config")
        subprotocols = ["streamlit", self.cookies.get("_streamlit_xsrf", "PLACEHOLDER_AUTH_TOKEN")]
        if self.page.session_id:
            subprotocols.append(self.page.session_id)
        headers = {"Cookie": self._cookie_line()} if self.cookies else {}
        self._wire = await connect(self._port, headers, subprotocols, self._on_message, self._on_lost)

    async def _request_run(self, fragment: str, pressed: str) -> None:
        if self._wire is None:
            raise ConnectionLost
        self._pending_run = asyncio.get_running_loop().create_future()
        self._run_when_asked = self.page.run
        self._wire.send(self.page.rerun(fragment, pressed))
        await asyncio.wait_for(self._pending_run, PATIENCE)

    def _on_message(self, data: bytes) -> None:
        self._count_markers(data)
        pending_run = self._pending_run
        if (
            self.page.take(data)
            and pending_run
            and not pending_run.done()
            and self.page.run > self._run_when_asked
        ):
            pending_run.set_result(None)

    def _count_markers(self, data: bytes) -> None:
        if _MARKER_START in data:
            markers = {marker.decode() for marker in _MARKERS.findall(data)}
            self.own_marker_count += self.marker in markers
            self.foreign_markers |= markers - {self.marker}

    def _on_lost(self) -> None:
        if self._wire is None:
            return  # closed by ourselves
        self._wire = None
        self._is_connected.clear()
        was_at_rest = self._pending_run is None or self._pending_run.done()
        if self._pending_run and not was_at_rest:
            self._pending_run.set_exception(ConnectionLost("lost under way"))
        self._reconnecting = asyncio.get_running_loop().create_task(self._reconnect(was_at_rest))

    async def _reconnect(self, was_at_rest: bool) -> None:
        """Try to connect again with the same cookie, with longer and longer pauses, as a browser does."""
        pause, deadline = _FIRST_RETRY_SECONDS, time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            await asyncio.sleep(pause * self.chance.uniform(0.8, 1.2))
            with suppress(httpx.TransportError, ConnectionLost, TimeoutError):
                await self._connect()
                self.reconnects += 1
                if was_at_rest and self.page.runs_when_back:
                    await self._request_run("", "")
                self._is_connected.set()
                return
            pause = min(2 * pause, _MAX_RETRY_SECONDS)
        self.errors.append("the server did not come back")
