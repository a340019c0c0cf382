"""Who may come in during a workshop: facilitators by their link, participants by a code; nobody else.

Checked where a request or a WebSocket begins; a message in between costs nothing. What a page shows is then
asked for by the participant's own id, so one who was deleted sees nothing any more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from followup_core.facilitators import Facilitators

from .entrance import Entrance, Refusal, is_this_computer, refuse
from .network import Reach
from .visit import Visit, stamp

PARTICIPANT_COOKIE = "followup_participant"
FACILITATOR_COOKIE = "followup_facilitator"
JOIN_PATH = "/join"
ENTER_PATH = "/enter"
LEAD_PATH = "/host/"

NOT_JOINED = Refusal(what="Nobody has joined with this phone.", remedy="Type the code on the wall first.")
_OPEN_TO_ALL = ("/healthz", "/_stcore/health", ENTER_PATH)


class Who(Protocol):
    """One participant of one workshop."""

    @property
    def workshop_id(self) -> str: ...  # noqa: D102
    @property
    def participant_id(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """Who is known: leading, by `facilitators`; taking part, by what `participant` says of a cookie."""

    facilitators: Facilitators
    participant: Callable[[str, datetime], Who | None]
    clock: Callable[[], datetime]

    def visit(self, scope: Scope, reach: Reach) -> Visit | None:
        """Return who sent this; one who leads comes first, also if they joined to try it; None for nobody."""
        cookies, now = HTTPConnection(scope).cookies, self.clock()
        port = (scope.get("server") or ("", 0))[1] or 0
        if self.facilitators.leads(cookies.get(FACILITATOR_COOKIE, ""), now):
            return Visit(device_id="", reach=reach, port=port, host=True)
        cookie = cookies.get(PARTICIPANT_COOKIE, "")
        who = self.participant(cookie, now) if cookie else None
        if who is None:
            return None
        return Visit(
            device_id="",
            reach=reach,
            port=port,
            workshop_id=who.workshop_id,
            participant_id=who.participant_id,
        )


class WorkshopGate:
    """Middleware: refuse who may not come in, show the way to join, tell the pages who looks."""

    def __init__(self, app: ASGIApp, *, guests: Guests, reach: Reach) -> None:
        self._app = app
        self._guests = guests
        self._reach = reach
        self._entrance = Entrance(reach, hides_origin=frozenset({ENTER_PATH}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, show the way to join, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        wrong = self._entrance.wrong_way(scope, is_this_computer(scope))
        visit = None if wrong else await run_in_threadpool(self._guests.visit, scope, self._reach)
        refusal = wrong or self._refused(scope, visit)
        if refusal is not None:
            await refuse(refusal, scope, receive, send)
            return
        inside = {**scope, "headers": stamp(scope["headers"], visit)}
        if visit is None and not _is_open_to_all(scope):
            # Whatever page was asked for: the way to it leads through the code.
            inside = {**inside, "path": JOIN_PATH, "raw_path": JOIN_PATH.encode()}
        await self._app(inside, receive, send)

    def _refused(self, scope: Scope, visit: Visit | None) -> Refusal | None:
        if scope["path"].rstrip("/").endswith("/_stcore/metrics") and not (visit and visit.host):
            return NOT_JOINED
        if visit is not None or _is_open_to_all(scope):
            return None
        asks_for_page = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        return None if asks_for_page and _is_page(scope["path"]) else NOT_JOINED


def _is_open_to_all(scope: Scope) -> bool:
    path = scope["path"]
    return scope["type"] == "http" and (path in _OPEN_TO_ALL or path.startswith(LEAD_PATH))


def _is_page(path: str) -> bool:
    """Whether this may be a page's address, not a file's or one of Streamlit's own."""
    return "." not in path and not path.startswith(("/_stcore", "/media", "/component", "/static"))
