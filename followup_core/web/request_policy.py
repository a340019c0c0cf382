"""Checks a request's Host and Origin headers before anything else.

It refuses a Host that is not this server's (DNS rebinding), a request from another site's page (Origin), and
other devices if the network is not served.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from . import html_pages
from .network import BindScope, own_host_names, parsed_address

POLICY_VIOLATION = 1008
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_HARMLESS_METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is refused, and what to do instead."""

    what: str
    remedy: str
    may_retry: bool = False
    """Offer a link to the start: a paired phone sends its cookie only from one of this server's pages."""


NOT_SERVED = Refusal(
    what="This program answers only on the computer it runs on.",
    remedy="Start it there with --server.address 0.0.0.0 to use it from a phone.",
)
FOREIGN_HOST = Refusal(
    what="The program doesn't answer to this address.",
    remedy="On the computer it runs on, open http://localhost with the port it named at its start.",
)
FOREIGN_ORIGIN = Refusal(
    what="Another web page sent this request.", remedy="Open the program's own address instead."
)
LOCAL_ONLY = Refusal(what="This is only for the computer the program runs on.", remedy="Open it there.")


class HostOriginPolicy:
    """The checks for one bind scope of the server."""

    def __init__(self, bind_scope: BindScope, *, hides_origin: frozenset[str] = frozenset()) -> None:
        """`hides_origin`: paths of the program's own forms whose pages send no referrer, and so no origin."""
        self._bind_scope = bind_scope
        self._hides_origin = hides_origin
        self._own_host_names = own_host_names() if bind_scope is BindScope.NETWORK else frozenset[str]()

    def check(self, scope: Scope, is_local: bool) -> Refusal | None:
        """Return why the request is refused; None if it passes. Who sent it doesn't matter."""
        if not is_local and self._bind_scope is not BindScope.NETWORK:
            return NOT_SERVED
        host = single_header(scope, "host")
        if host is None or not self._is_own_host(host, scope, is_local):
            return FOREIGN_HOST
        return None if self._is_own_origin(scope, host) else FOREIGN_ORIGIN

    def _is_own_host(self, host: str, scope: Scope, is_local: bool) -> bool:
        name = host_name(host)
        address = parsed_address(name or "")
        if is_local and (name == "localhost" or (address is not None and address.is_loopback)):
            return True
        if self._bind_scope is not BindScope.NETWORK or name is None:
            return False
        server_address = parsed_address(scope["server"][0]) if scope.get("server") else None
        return name in self._own_host_names or (address is not None and address == server_address)

    def _is_own_origin(self, scope: Scope, host: str) -> bool:
        """Return whether the request came from one of this server's pages, or from no page at all.

        Programs other than browsers send no Origin; a browser does with every WebSocket and every POST.
        """
        if scope["type"] == "http" and scope["method"] in _HARMLESS_METHODS:
            return True
        origins = Headers(scope=scope).getlist("origin")
        if not origins:
            return True
        if origins == ["null"]:  # the pairing form: its page sends no referrer, which hides its origin
            return bool(scope["type"] == "http" and scope["path"] in self._hides_origin)
        own_origins = {f"http://{host}".lower(), f"https://{host}".lower()}
        return len(origins) == 1 and str(origins[0]).lower() in own_origins


def is_this_computer(scope: Scope) -> bool:
    """Return whether the request was made on this computer and not forwarded for another one.

    The web server may trust a proxy's header about the client (FORWARDED_ALLOW_IPS), so any such header makes
    the client another device, whatever it says. A browser on this computer sends none.
    """
    client = scope.get("client")
    address = parsed_address(client[0]) if client else None
    headers = Headers(scope=scope)
    return address is not None and address.is_loopback and not any(name in headers for name in _FORWARDED)


def client_network(scope: Scope) -> str:
    """Return the network address that a request is counted under; '' if it has none.

    For IPv6, that is the first 64 bits. The address is the connection's own, because a client can write
    anything into a forwarding header. The web server may have trusted such a header, so everybody who sends
    one is counted together.
    """
    client = scope.get("client")
    address = parsed_address(client[0]) if client else None
    headers = Headers(scope=scope)
    if address is None or any(name in headers for name in _FORWARDED):
        return ""
    return str(address) if address.version == 4 else str(int(address) >> 64)


def single_header(scope: Scope, name: str) -> str | None:
    """Return the header's value; None if it is missing or sent twice, which no honest client does."""
    values = Headers(scope=scope).getlist(name)
    return values[0] if len(values) == 1 else None


def host_name(host: str) -> str | None:
    """Return the name in a Host header, in lower case, without port, brackets and final dot."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises if it is not a valid port
    except ValueError:
        return None
    if parts.netloc != host or parts.username is not None or not parts.hostname:
        return None
    return parts.hostname.rstrip(".")


async def refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with the reason for the refusal; close a WebSocket before it opens."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    page = html_pages.refused_page(refusal.what, refusal.remedy, may_retry=refusal.may_retry)
    await page(scope, receive, send)
