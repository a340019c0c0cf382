"""The ways into a workshop: /join with its form, /enter that takes it, /host/SECRET for the facilitator."""

import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from followup_core.facilitators import LASTS, Facilitators
from followup_core.records import FollowUpError
from followup_core.records.dates import spoken

from . import screens
from .routes import HEALTH, form_sent
from .visit import visit_from
from .workshop_gate import ENTER_PATH, FACILITATOR_COOKIE, JOIN_PATH, LEAD_PATH, PARTICIPANT_COOKIE, Who

_PARTICIPANT_LASTS = timedelta(days=400)  # the workshop's own deletion ends it sooner
_REFUSED, _TOO_MANY = 403, 429


class Entered(Protocol):
    """What somebody gets who came in."""

    @property
    def cookie(self) -> str: ...  # noqa: D102
    @property
    def resume_code(self) -> str: ...  # noqa: D102


class Door(Protocol):
    """Lets participants in; every call may wait for the disk. Raises FollowUpError for a wrong code."""

    def enter(self, code: str, nonce: str, when: datetime) -> Entered: ...  # noqa: D102
    def resume(self, resume_code: str, when: datetime) -> Entered: ...  # noqa: D102
    def participant(self, cookie: str, when: datetime) -> Who | None: ...  # noqa: D102
    def open_until(self) -> date | None:
        """Return the day on which the open workshop's data is deleted, None while none is open."""
        ...


def workshop_routes(door: Door, facilitators: Facilitators, clock: Callable[[], datetime]) -> list[Route]:
    """Return the routes beside Streamlit's."""

    async def join(request: Request) -> Response:
        if visit_from(request.headers) is not None:
            return RedirectResponse("/", status_code=303)
        code = request.query_params.get("code", "")[:20]
        return await run_in_threadpool(_form, door, clock(), code=code)

    async def enter(request: Request) -> Response:
        return await run_in_threadpool(_enter, door, clock(), await form_sent(request))

    async def lead(request: Request) -> Response:
        try:
            cookie = await run_in_threadpool(facilitators.let_in, request.path_params["secret"], clock())
        except FollowUpError as error:
            return screens.refused(error.what, error.remedy)
        return _with_cookie(
            RedirectResponse("/", status_code=303), FACILITATOR_COOKIE, cookie, LASTS, same_site="lax"
        )

    return [
        HEALTH,
        Route(JOIN_PATH, join, methods=["GET"]),
        Route(ENTER_PATH, enter, methods=["POST"]),
        Route(LEAD_PATH + "{secret}", lead, methods=["GET"]),
    ]


def _form(
    door: Door,
    now: datetime,
    *,
    code: str = "",
    trouble: FollowUpError | None = None,
    resuming: bool = False,
) -> Response:
    until = door.open_until()
    status = 200
    if trouble is not None:
        status = _TOO_MANY if getattr(trouble, "wait", False) else _REFUSED
    return screens.join(
        until=spoken(until, now.date()) if until else "",
        nonce=secrets.token_urlsafe(16),
        code=code,
        trouble=f"{trouble.what} {trouble.remedy}" if trouble else "",
        resuming=resuming,
        status=status,
    )


def _enter(door: Door, now: datetime, form: dict[str, str]) -> Response:
    try:
        if form.get("resume"):
            entered = door.resume(form["resume"], now)
            answer: Response = RedirectResponse("/", status_code=303)
        else:
            entered = door.enter(form.get("code", ""), form.get("nonce", ""), now)
            answer = screens.joined(entered.resume_code)
    except FollowUpError as error:
        resuming = bool(form.get("resume"))
        return _form(door, now, code=form.get("code", "")[:20], trouble=error, resuming=resuming)
    return _with_cookie(answer, PARTICIPANT_COOKIE, entered.cookie, _PARTICIPANT_LASTS)


def _with_cookie(
    answer: Response, name: str, value: str, lasts: timedelta, *, same_site: str = "strict"
) -> Response:
    # Not Secure: the network of a room has no certificate.
    answer.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        httponly=True,
        samesite="strict" if same_site == "strict" else "lax",
    )
    return answer
