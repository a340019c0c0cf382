"""Routes of a workshop: /join shows the form, /enter receives it, /host/SECRET is for the facilitator."""

import threading
from collections import deque
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from followup_core.clock import Clock
from followup_core.models import FollowUpError
from followup_core.tokens import SignedNonces
from followup_core.web.facilitator_auth import LASTS, FacilitatorAuth

from . import workshop_html_pages
from .html_pages import refused_page
from .identity_headers import RequestIdentity, identity_from
from .personal_routes import HEALTH, read_form
from .rate_limits import JoinLimits
from .request_policy import client_network
from .workshop_access import (
    ENTER_PATH,
    FACILITATOR_COOKIE,
    FACILITATOR_LINK,
    FACILITATOR_PATH,
    JOIN_PATH,
    PARTICIPANT_COOKIE,
    JoinService,
)
from .workshop_html_pages import JoinProblem

PARTICIPANT_LASTS = timedelta(days=30)
"""How long a phone keeps its cookie; the workshop's own deletion makes it invalid sooner."""

WORKSHOP_PATH = "/workshop"

_MAX_CODE_LENGTH = 30
_FORMS_REMEMBERED = 2_000
_BAD, _REFUSED, _TOO_MANY = 400, 403, 429


def workshop_routes(service: JoinService, facilitators: FacilitatorAuth, clock: Clock) -> list[Route]:
    """Return the routes that a workshop adds to Streamlit's."""
    endpoints = _JoinEndpoints(service, clock)

    async def join(request: Request) -> Response:
        return await run_in_threadpool(endpoints.join, request)

    async def enter(request: Request) -> Response:
        if request.method != "POST":  # a restored browser tab that had sent the form
            return await run_in_threadpool(endpoints.join, request)
        form, identity = await read_form(request), identity_from(request.headers)
        return await run_in_threadpool(endpoints.enter, form, identity, client_network(request.scope))

    async def facilitator_link(request: Request) -> Response:
        secret = request.path_params["secret"]
        try:
            cookie = await run_in_threadpool(facilitators.authenticate, secret, clock.moment())
        except FollowUpError as error:
            return refused_page(error.what, error.remedy)
        return _with_cookie(_go_to(FACILITATOR_PATH), FACILITATOR_COOKIE, cookie, LASTS)

    async def facilitator_start(request: Request) -> Response:
        identity = identity_from(request.headers)
        return _go_to("/") if identity and identity.is_facilitator else workshop_html_pages.facilitator_page()

    async def first_page(_request: Request) -> Response:
        return _go_to("/")  # the pages know the facilitator's page by this address only

    return [
        HEALTH,
        Route(WORKSHOP_PATH, first_page, methods=["GET"]),
        Route(JOIN_PATH, join, methods=["GET"]),
        Route(ENTER_PATH, enter, methods=["GET", "POST"]),
        Route(FACILITATOR_PATH, facilitator_start, methods=["GET"]),
        Route(FACILITATOR_LINK + "{secret}", facilitator_link, methods=["GET"]),
    ]


class _JoinEndpoints:
    """Shows the join form and receives it; every method may wait for the disk."""

    def __init__(self, service: JoinService, clock: Clock) -> None:
        self._service = service
        self._clock = clock
        self._nonces = SignedNonces()
        self._limits = JoinLimits()
        self._code_lock = threading.Lock()
        self._used_nonces: deque[str] = deque(maxlen=_FORMS_REMEMBERED)
        """The nonces of forms that admitted somebody. Sending such a form again gives the same result."""

    def join(self, request: Request) -> Response:
        """Show the form, or redirect a participant to the pages."""
        identity = identity_from(request.headers)
        if identity is not None and not self._can_join_another(identity):
            return _go_to("/")
        was_in_workshop = identity is None and PARTICIPANT_COOKIE in request.cookies
        return self._form(
            was_in_workshop=was_in_workshop, code=request.query_params.get("code", "")[:_MAX_CODE_LENGTH]
        )

    def enter(self, form: dict[str, str], identity: RequestIdentity | None, network: str) -> Response:
        """Admit the sender of a form with a right code; show the form again to anybody else."""
        code, resume = form.get("code", "")[:_MAX_CODE_LENGTH], form.get("resume", "")[:_MAX_CODE_LENGTH]
        nonce = form.get("nonce", "")
        if not code and not resume:
            return self._form(
                problem=JoinProblem(words="Type the eight characters on the wall."), status=_BAD
            )
        if (
            identity is not None
            and not resume
            and nonce not in self._used_nonces
            and not self._can_join_another(identity)
        ):
            return _go_to("/")  # joined already, so not a second time
        if not resume and not self._nonces.is_own(nonce):  # also a page from before the program was restarted
            return self._form(code=code, problem=JoinProblem(words="Tap the button again."), status=_BAD)
        try:
            if resume:
                return self._admit_by_personal_code(resume, identity.participant_id if identity else "")
            return self._admit_by_code(code, nonce, network)
        except FollowUpError as error:
            problem = JoinProblem(words=f"{error.what} {error.remedy}", resuming=bool(resume), typed=resume)
            return self._form(nonce=nonce, code=code, problem=problem, status=_REFUSED)

    def _admit_by_code(self, code: str, nonce: str, network: str) -> Response:
        """Admit the sender if the code is right, unless this form, address or workshop must wait.

        Only a wrong code counts toward the limits.
        """
        with self._code_lock:
            now = self._clock.moment()
            wait = self._limits.wait(nonce, network, now)
            if wait:
                problem = JoinProblem(words=f"{wait.what} {wait.remedy}", wait=wait.seconds)
                return self._form(nonce=nonce, code=code, problem=problem, status=_TOO_MANY)
            try:
                joined = self._service.join(code, nonce, now)
            except FollowUpError as error:
                if getattr(error, "wrong_code", False):
                    self._limits.count_wrong_code(nonce, network, now)
                raise
        self._used_nonces.append(nonce)
        return _admit(workshop_html_pages.joined_page(joined.personal_code), joined.cookie)

    def _admit_by_personal_code(self, resume: str, instead_of: str) -> Response:
        """Admit a participant again by the personal code, without a limit that others could use up."""
        return _admit(_go_to("/"), self._service.resume(resume, self._clock.moment(), instead_of).cookie)

    def _can_join_another(self, identity: RequestIdentity) -> bool:
        """Return whether a workshop is open that this phone has not joined; False for a facilitator."""
        workshop = None if identity.is_facilitator else self._service.current()
        return workshop is not None and workshop.workshop_id != identity.workshop_id

    def _form(
        self,
        *,
        nonce: str = "",
        code: str = "",
        problem: JoinProblem | None = None,
        was_in_workshop: bool = False,
        status: int = 200,
    ) -> Response:
        """Return the form. If it was sent with a wrong code, it keeps its nonce."""
        until = self._service.deletion_words()
        return workshop_html_pages.join_page(
            is_open=until != "",
            until=until,
            nonce=nonce if self._nonces.is_own(nonce) else self._nonces.new(),
            code=code,
            problem=problem,
            was_in_workshop=was_in_workshop,
            status=status,
        )


def _go_to(path: str) -> Response:
    return RedirectResponse(path, status_code=303)


def _admit(answer: Response, cookie: str) -> Response:
    return _with_cookie(answer, PARTICIPANT_COOKIE, cookie, PARTICIPANT_LASTS)


def _with_cookie(answer: Response, name: str, value: str, lasts: timedelta) -> Response:
    # Not Secure, because the network at a workshop has no certificate.
    seconds = int(lasts.total_seconds())
    answer.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="strict")
    return answer
