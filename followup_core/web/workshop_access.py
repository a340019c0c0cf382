"""Access control in a workshop: facilitators by their link, participants by a code, nobody else.

Access is checked only when a request or a WebSocket begins, so that messages in between cost nothing. The
pages look up their content by the participant's id, so a deleted participant sees nothing anymore.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from followup_core.clock import Clock
from followup_core.models import FollowUpError
from followup_core.web.facilitator_auth import FacilitatorAuth

from .identity_headers import RequestIdentity, attach
from .network import BindScope
from .phone_visits import PhoneVisits
from .request_policy import HostOriginPolicy, Refusal, is_this_computer, refuse

PARTICIPANT_COOKIE = "followup_participant"
FACILITATOR_COOKIE = "followup_facilitator"
JOIN_PATH = "/join"
ENTER_PATH = "/enter"
FACILITATOR_PATH = "/host"
FACILITATOR_LINK = f"{FACILITATOR_PATH}/"

NOT_JOINED = Refusal(
    what="This phone hasn't joined a workshop.", remedy="Join first, with the code on the wall."
)
NOT_FACILITATOR = Refusal(
    what="This is only for the facilitator.",
    remedy="Open the link that was printed when the program started.",
)
_READING_METHODS = ("GET", "HEAD")
_HEALTH = ("/healthz", "/_stcore/health")
_NON_PAGE_PATHS = ("_stcore", "media", "component", "static", "app", "vendor")


class ParticipantIdentity(Protocol):
    """One participant of one workshop."""

    @property
    def workshop_id(self) -> str: ...  # noqa: D102
    @property
    def participant_id(self) -> str: ...  # noqa: D102


class JoinAnswer(Protocol):
    """What a person receives when they join."""

    @property
    def cookie(self) -> str: ...  # noqa: D102
    @property
    def personal_code(self) -> str: ...  # noqa: D102


class OpenWorkshop(Protocol):
    """The workshop that is open."""

    @property
    def workshop_id(self) -> str: ...  # noqa: D102


class JoinService(Protocol):
    """What the server needs of the workshops to admit participants; each call may wait for the disk.

    Raises FollowUpError. Its attribute `wrong_code` is true if a code was compared with the join code and
    differed. Only such a try counts as wrong.
    """

    def join(self, code: str, nonce: str, when: datetime) -> JoinAnswer:
        """Admit a person by the join code; the same nonce returns the same participant again."""
        ...

    def resume(self, personal_code: str, when: datetime, instead_of: str = "") -> JoinAnswer:
        """Admit a participant again. `instead_of`: the participant on this phone until now, if any."""
        ...

    def participant(self, cookie: str, when: datetime) -> ParticipantIdentity | None:
        """Return the participant with this cookie, or None."""
        ...

    def current(self) -> OpenWorkshop | None:
        """Return the open workshop, or None."""
        ...

    def deletion_words(self) -> str:
        """Return when the open workshop's data is deleted, in words; '' if none is open."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopIdentities:
    """Identifies the sender of a request: a facilitator, a participant, or nobody known."""

    facilitators: FacilitatorAuth
    service: JoinService
    clock: Clock
    visits: PhoneVisits = field(default_factory=PhoneVisits)

    async def identity(self, scope: Scope, bind_scope: BindScope) -> RequestIdentity | None:
        """Return the sender's identity; None for a stranger. The facilitator's cookie comes first."""
        cookies, now = HTTPConnection(scope).cookies, self.clock.moment()
        is_local, port = is_this_computer(scope), (scope.get("server") or ("", 0))[1] or 0
        if not is_local:
            self.visits.record_visit()
        facilitator_cookie = cookies.get(FACILITATOR_COOKIE)
        if facilitator_cookie and self.facilitators.is_facilitator(facilitator_cookie, now):
            return RequestIdentity(
                device_id="" if is_local else "facilitator",
                bind_scope=bind_scope,
                port=port,
                is_facilitator=True,
            )
        participant = await self._participant(cookies.get(PARTICIPANT_COOKIE, ""), now)
        if participant is None:
            return None
        return RequestIdentity(
            device_id="" if is_local else participant.participant_id,
            bind_scope=bind_scope,
            port=port,
            workshop_id=participant.workshop_id,
            participant_id=participant.participant_id,
        )

    async def _participant(self, cookie: str, now: datetime) -> ParticipantIdentity | None:
        """Return the participant with this cookie; in a thread, because that may wait for the disk."""
        try:
            return await run_in_threadpool(self.service.participant, cookie, now) if cookie else None
        except FollowUpError:  # deleted at this very moment
            return None


class WorkshopAccessMiddleware:
    """Middleware that refuses strangers, shows them the join page, and attaches the identity."""

    def __init__(self, app: ASGIApp, *, identities: WorkshopIdentities, bind_scope: BindScope) -> None:
        self._app = app
        self._identities = identities
        self._bind_scope = bind_scope
        self._policy = HostOriginPolicy(bind_scope)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, show the join page, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = self._policy.check(scope, is_this_computer(scope))
        identity = None if refusal else await self._identities.identity(scope, self._bind_scope)
        refusal = refusal or _refusal(scope, identity)
        if refusal is not None:
            await refuse(refusal, scope, receive, send)
            return
        inside = {**scope, "headers": attach(scope["headers"], identity)}
        if identity is None and not _is_open_to_all(scope):
            # Whatever page was requested, a visitor has to join first.
            inside = {**inside, "path": JOIN_PATH, "raw_path": JOIN_PATH.encode()}
        await self._app(inside, receive, send)


def _refusal(scope: Scope, identity: RequestIdentity | None) -> Refusal | None:
    if identity is None:
        return None if _is_open_to_all(scope) or _may_be_page(scope) else NOT_JOINED
    metrics = scope["path"].rstrip("/").endswith("/_stcore/metrics")
    return NOT_FACILITATOR if metrics and not identity.is_facilitator else None


def _is_open_to_all(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    path = scope["path"]
    if scope["method"] == "POST":
        return bool(path == ENTER_PATH)
    if scope["method"] not in _READING_METHODS:
        return False
    return path in (*_HEALTH, FACILITATOR_PATH) or (
        path.startswith(FACILITATOR_LINK) and path.count("/") == 2
    )


def _may_be_page(scope: Scope) -> bool:
    """Return whether the path may be a page's, and not that of a file or a Streamlit endpoint."""
    if scope["type"] != "http" or scope["method"] not in _READING_METHODS:
        return False
    path = scope["path"]
    return "." not in path and not any(part in _NON_PAGE_PATHS for part in path.split("/"))
