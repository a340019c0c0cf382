"""Access control for personal use: this computer, and paired devices if the network is served.

Every request and WebSocket passes here before any page or file; `request_policy` checks its Host and Origin.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from followup_core.clock import Clock
from followup_core.web.device_pairing import Device, DevicePairing, DevicesUnreadable

from .identity_headers import RequestIdentity, attach
from .network import BindScope
from .request_policy import LOCAL_ONLY, POLICY_VIOLATION, HostOriginPolicy, Refusal, is_this_computer, refuse

COOKIE = "followup_phone"
PAIR_PATH = "/pair"

NOT_PAIRED = Refusal(
    what="This device is not paired.",
    remedy="Open Settings on the computer and scan the code.",
    may_retry=True,
)


class AccessMiddleware:
    """Middleware that refuses unknown devices, attaches the identity, and closes revoked connections."""

    def __init__(self, app: ASGIApp, *, phones: DevicePairing, bind_scope: BindScope, clock: Clock) -> None:
        self._app = app
        self._phones = phones
        self._bind_scope = bind_scope
        self._clock = clock
        self._policy = HostOriginPolicy(bind_scope, hides_origin=frozenset({PAIR_PATH}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        identity = self._identify(scope)
        if isinstance(identity, Refusal):
            await refuse(identity, scope, receive, send)
            return
        inside = {**scope, "headers": attach(scope["headers"], identity)}
        if identity and identity.device_id and scope["type"] == "websocket":
            tracked_connection = _SessionTracker(receive, send, lambda: self._device(scope) is not None)
            await self._app(inside, tracked_connection.receive, tracked_connection.send)
        else:
            await self._app(inside, receive, send)

    def _identify(self, scope: Scope) -> RequestIdentity | Refusal | None:
        """Return the identity or the reason for refusal; None for a device that is about to be paired."""
        is_local = is_this_computer(scope)
        refusal = self._policy.check(scope, is_local)
        if refusal:
            return refusal
        if is_local:
            return self._identity(scope, "")
        if scope["path"].rstrip("/").endswith("/_stcore/metrics"):
            return LOCAL_ONLY
        if scope["type"] == "http" and scope["path"] == PAIR_PATH:
            return None
        device = self._device(scope)
        return self._identity(scope, device.id) if device else NOT_PAIRED

    def _identity(self, scope: Scope, device_id: str) -> RequestIdentity:
        port = (scope.get("server") or ("", 0))[1] or 0
        return RequestIdentity(device_id=device_id, bind_scope=self._bind_scope, port=port)

    def _device(self, scope: Scope) -> Device | None:
        return paired_device(scope, self._phones, self._clock.moment())


def paired_device(scope: Scope, phones: DevicePairing, now: datetime) -> Device | None:
    """Return the device with the request's cookie; None if there is none or the list can't be read."""
    cookie = HTTPConnection(scope).cookies.get(COOKIE)
    if not cookie:
        return None
    try:
        return phones.device_for(cookie, now)
    except DevicesUnreadable:
        return None


class _SessionTracker:
    """A paired device's WebSocket. After the device was revoked, its next message closes the connection."""

    def __init__(self, receive: Receive, send: Send, is_paired: Callable[[], bool]) -> None:
        self._receive = receive
        self._send = send
        self._is_paired = is_paired
        self._ended = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive" and not await self._may_continue():
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
        return message

    async def send(self, message: Message) -> None:
        # A message that comes too late is dropped; Streamlit learns of the connection's end by `receive`.
        if message["type"] != "websocket.send" or await self._may_continue():
            await self._send(message)

    async def _may_continue(self) -> bool:
        if not self._ended and not self._is_paired():
            self._ended = True
            with suppress(OSError):  # the phone has disconnected already
                await self._send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return not self._ended
