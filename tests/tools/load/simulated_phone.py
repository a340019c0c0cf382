"""A participant's phone: it comes in by the code, opens pages, taps, loses the server and comes back."""

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
_MARK = b"zq7x"
_MARKERS = re.compile(_MARK + rb"[0-9a-f]{8}")
_NONCE = re.compile(r'name="nonce"[^>]*value="([^"]*)"')
_SCRIPTS = re.compile(r'(?:src|href)="\./(static/[^"]+)"')
_FIRST_RETRY, _LONGEST_RETRY = 0.5, 8.0


class Refused(Exception):
    """The server answered otherwise than a phone may expect."""


class Phone:
    """One phone with one tab. Nothing it ever receives may hold another one's marker."""

    def __init__(self, number: int, port: int, web: httpx.AsyncClient, seed: int = 0) -> None:
        self.number = number
        self.marker = f"{_MARK.decode()}{number:08x}"
        self.chance = random.Random(f"{seed}/{number}")
        self.cookies: dict[str, str] = {}
        self.page = Page()
        self.errors: list[str] = []
        self.foreign: set[str] = set()
        """The markers of others that were received."""
        self.own_seen = 0
        """How many messages held the own marker."""
        self.reconnects = 0
        self._port = port
        self._web = web
        self._wire: Wire | None = None
        self._up = asyncio.Event()
        self._waiting: asyncio.Future[None] | None = None
        self._asked_in = 0
        self._returning: asyncio.Task[None] | None = None

    async def enter(self, code: str) -> None:
        """Ask for the page, get the form, send the code, get the cookie."""
        form = await self.fetch("GET", "/")
        match = _NONCE.search(form.text)
        if match is None:
            raise Refused(f"no form to enter the code: {form.status_code} {form.text[:200]!r}")
        answer = await self.fetch("POST", "/enter", {"code": code, "nonce": match.group(1)})
        if answer.status_code != 200 or not self.cookies:
            raise Refused(f"not let in: {answer.status_code} {answer.text[:200]!r}")

    async def open(self, page: str = "", *, with_files: bool = False) -> None:
        """Load a page of the program as a new tab does, until its first run is finished."""
        self.close()
        self.page = self._new_page(page)
        shell = await self.fetch("GET", f"/{page}")
        if with_files:
            for path in _SCRIPTS.findall(shell.text):
                await self.fetch("GET", f"/{path}")
        await self._connect()
        self._up.set()
        await self.run()

    async def run(self, fragment: str = "", pressed: str = "") -> bool:
        """Run the page with all values until it is finished; return whether it needed no second attempt.

        Where the server is lost under way, a browser comes back and sends all values again, but no press.
        """
        for attempt in range(5):
            await asyncio.wait_for(self._up.wait(), PATIENCE)
            with suppress(ConnectionLost):
                await self._ask(fragment, pressed)
                return attempt == 0
            fragment = pressed = ""
        raise Refused("the server was lost again and again")

    async def choose(self, drawn: Drawn, words: str) -> bool:
        """Tap one of the options, or write a text."""
        return await self.run(drawn.fragment) if self.page.choose(drawn, words) else True

    async def check(self, drawn: Drawn) -> bool:
        """Tap a box, so that it changes."""
        state = self.page.states[drawn.widget_id]
        state.bool_value = not state.bool_value
        return await self.run(drawn.fragment)

    async def press(self, drawn: Drawn) -> bool:
        """Press a button; one of a form sends what stands in its fields."""
        if drawn.element.button.form_id:
            self.page.submit(drawn.element.button.form_id)
        return await self.run(drawn.fragment, drawn.widget_id)

    def close(self) -> None:
        """Close the tab."""
        wire, self._wire = self._wire, None
        self._up.clear()
        if self._returning is not None:
            self._returning.cancel()
        if wire is not None:
            wire.close()

    async def fetch(self, method: str, path: str, form: dict[str, str] | None = None) -> httpx.Response:
        """Ask for one address with the phone's own cookies, and keep those it gets."""
        headers = {"Cookie": self._cookie_line()} if self.cookies else {}
        if method == "POST":
            headers["Origin"] = f"http://localhost:{self._port}"
        url = f"http://{HOST}:{self._port}{path}"
        headers["Host"] = f"localhost:{self._port}"
        response = await self._request(method, url, headers, form)
        lines = [line for hop in (*response.history, response) for line in hop.headers.get_list("set-cookie")]
        for line in lines:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self._watch(response.content)
        return response

    async def _request(
        self, method: str, url: str, headers: dict[str, str], form: dict[str, str] | None
    ) -> httpx.Response:
        """Send a request; a harmless one again where the server had just hung up, as a browser does."""
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
        self._wire = await connect(self._port, headers, subprotocols, self._received, self._lost)

    async def _ask(self, fragment: str, pressed: str) -> None:
        if self._wire is None:
            raise ConnectionLost
        self._waiting = asyncio.get_running_loop().create_future()
        self._asked_in = self.page.run
        self._wire.send(self.page.rerun(fragment, pressed))
        await asyncio.wait_for(self._waiting, PATIENCE)

    def _received(self, data: bytes) -> None:
        self._watch(data)
        waiting = self._waiting
        if self.page.take(data) and waiting and not waiting.done() and self.page.run > self._asked_in:
            waiting.set_result(None)

    def _watch(self, data: bytes) -> None:
        if _MARK in data:
            markers = {marker.decode() for marker in _MARKERS.findall(data)}
            self.own_seen += self.marker in markers
            self.foreign |= markers - {self.marker}

    def _lost(self) -> None:
        if self._wire is None:
            return  # closed by ourselves
        self._wire = None
        self._up.clear()
        at_rest = self._waiting is None or self._waiting.done()
        if self._waiting and not at_rest:
            self._waiting.set_exception(ConnectionLost("lost under way"))
        self._returning = asyncio.get_running_loop().create_task(self._return(at_rest))

    async def _return(self, at_rest: bool) -> None:
        """Try again and again, ever less often, as a browser does; the same cookie, a new connection."""
        pause, end = _FIRST_RETRY, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            await asyncio.sleep(pause * self.chance.uniform(0.8, 1.2))
            with suppress(httpx.TransportError, ConnectionLost, TimeoutError):
                await self._connect()
                self.reconnects += 1
                if at_rest and self.page.runs_when_back:
                    await self._ask("", "")
                self._up.set()
                return
            pause = min(2 * pause, _LONGEST_RETRY)
        self.errors.append("the server did not come back")
