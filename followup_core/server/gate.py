"""Who may come in: this computer, and paired devices where the network is served.

Each request and each WebSocket passes here before any page or file. Refused are: another device without
a pairing, a Host that is not this server's (DNS rebinding), a request of a foreign page (Origin).
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from followup_core.pairing import Device, Pairing, PhonesUnreadable

from . import screens
from .network import Reach, own_names, parsed_address
from .visit import Visit, stamp

Clock = Callable[[], datetime]

COOKIE = "followup_phone"
PAIR_PATH = "/pair"

_POLICY_VIOLATION = 1008
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_HARMLESS_METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is not answered, and what to do instead."""

    what: str
    remedy: str
    may_retry: bool = False
    """Offer a link to the start: a paired phone's cookie comes along only from one of our own pages."""


NOT_SERVED = Refusal(
    what="This program answers only on the computer it runs on.",
    remedy="Start it there with --server.address 0.0.0.0 to use it from a phone.",
)
FOREIGN_HOST = Refusal(
    what="This address is not one the program answers to.",
    remedy="On the computer it runs on, open http://localhost with the port it named at its start.",
)
FOREIGN_ORIGIN = Refusal(
    what="Another web page sent this request.", remedy="Open the program's own address instead."
)
NOT_PAIRED = Refusal(
    what="This device is not paired.",
    remedy="Open Settings on the computer and scan the code.",
    may_retry=True,
)
ONLY_HERE = Refusal(what="This is only for the computer the program runs on.", remedy="Open it there.")


class Gate:
    """Middleware: refuse who may not come in, tell the pages who did, watch over paired connections."""

    def __init__(self, app: ASGIApp, *, phones: Pairing, reach: Reach, clock: Clock) -> None:
        self._app = app
        self._phones = phones
        self._reach = reach
        self._clock = clock
        self._own_names = own_names() if reach is Reach.NETWORK else frozenset[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        judged = self._judge(scope)
        if isinstance(judged, Refusal):
            await _refuse(judged, scope, receive, send)
            return
        inside = {**scope, "headers": stamp(scope["headers"], judged)}
        if judged and judged.device_id and scope["type"] == "websocket":
            watch = _Watch(receive, send, lambda: self._device(scope) is not None)
            await self._app(inside, watch.receive, watch.send)
        else:
            await self._app(inside, receive, send)

    def _judge(self, scope: Scope) -> Visit | Refusal | None:
        """Return the visit, or why there is none; None for one who comes to be paired."""
        here = is_this_computer(scope)
        refusal = self._wrong_way(scope, here)
        if refusal:
            return refusal
        if here:
            return self._visit(scope, "")
        if scope["path"].rstrip("/").endswith("/_stcore/metrics"):
            return ONLY_HERE
        if scope["type"] == "http" and scope["path"] == PAIR_PATH:
            return None
        device = self._device(scope)
        return self._visit(scope, device.id) if device else NOT_PAIRED

    def _wrong_way(self, scope: Scope, here: bool) -> Refusal | None:
        """Return what is wrong with how the request came, whoever sent it."""
        if not here and self._reach is not Reach.NETWORK:
            return NOT_SERVED
        host = one_header(scope, "host")
        if host is None or not self._is_own_host(host, scope, here):
            return FOREIGN_HOST
        return None if _is_own_origin(scope, host) else FOREIGN_ORIGIN

    def _is_own_host(self, host: str, scope: Scope, here: bool) -> bool:
        name = host_name(host)
        address = parsed_address(name or "")
        if here and (name == "localhost" or (address is not None and address.is_loopback)):
            return True
        if self._reach is not Reach.NETWORK or name is None:
            return False
        reached = parsed_address(scope["server"][0]) if scope.get("server") else None
        return name in self._own_names or (address is not None and address == reached)

    def _visit(self, scope: Scope, device_id: str) -> Visit:
        port = (scope.get("server") or ("", 0))[1] or 0
        return Visit(device_id=device_id, reach=self._reach, port=port)

    def _device(self, scope: Scope) -> Device | None:
        return paired_device(scope, self._phones, self._clock())


def paired_device(scope: Scope, phones: Pairing, now: datetime) -> Device | None:
    """Return the device whose cookie came along; a list of phones that cannot be read lets nobody in."""
    cookie = HTTPConnection(scope).cookies.get(COOKIE)
    if not cookie:
        return None
    try:
        return phones.device_for(cookie, now)
    except PhonesUnreadable:
        return None


def is_this_computer(scope: Scope) -> bool:
    """Whether the request was made on this computer, and not passed on for another one.

    The web server may believe a proxy's word about the client (FORWARDED_ALLOW_IPS), so such a word
    alone, whatever it says, makes the client another device. A browser on this computer sends none.
    """
    client = scope.get("client")
    address = parsed_address(client[0]) if client else None
    headers = Headers(scope=scope)
    return address is not None and address.is_loopback and not any(name in headers for name in _FORWARDED)


def one_header(scope: Scope, name: str) -> str | None:
    """Return the header's value; None if it is missing or there are several, which nobody honest sends."""
    values = Headers(scope=scope).getlist(name)
    return values[0] if len(values) == 1 else None


def host_name(host: str) -> str | None:
    """Return the name in a Host header, in lower case and without port, brackets and final dot."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises for what is no port
    except ValueError:
        return None
    if parts.netloc != host or parts.username is not None or not parts.hostname:
        return None
    return parts.hostname.rstrip(".")


def _is_own_origin(scope: Scope, host: str) -> bool:
    """Whether the page that sent this, if a page did, is one of this server's.

    Programs that are no browser send no Origin; a browser does with every WebSocket and every change.
    """
    if scope["type"] == "http" and scope["method"] in _HARMLESS_METHODS:
        return True
    origins = Headers(scope=scope).getlist("origin")
    if not origins:
        return True
    if origins == ["null"]:  # our pairing form: its page sends no referrer, and so hides its origin too
        return bool(scope["type"] == "http" and scope["path"] == PAIR_PATH)
    own = {f"http://{host}".lower(), f"https://{host}".lower()}
    return len(origins) == 1 and str(origins[0]).lower() in own


async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    page = screens.refused(refusal.what, refusal.remedy, may_retry=refusal.may_retry)
    await page(scope, receive, send)


class _Watch:
    """A paired device's connection, ended at its next message once the device was revoked."""

    def __init__(self, receive: Receive, send: Send, is_paired: Callable[[], bool]) -> None:
        self._receive = receive
        self._send = send
        self._is_paired = is_paired
        self._ended = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive" and not await self._goes_on():
            return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}
        return message

    async def send(self, message: Message) -> None:
        # A message that comes too late is dropped; the connection's end reaches the page by `receive`.
        if message["type"] != "websocket.send" or await self._goes_on():
            await self._send(message)

    async def _goes_on(self) -> bool:
        if not self._ended and not self._is_paired():
            self._ended = True
            with suppress(OSError):  # the phone has left already
                await self._send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return not self._ended
