"""Routes of the server for personal use: /healthz, and /pair for phones."""

from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from followup_core.clock import Clock
from followup_core.models import FollowUpError
from followup_core.web.device_pairing import DEVICE_LASTS, DevicePairing

from . import html_pages
from .access_middleware import COOKIE, PAIR_PATH, paired_device
from .request_policy import is_this_computer

_LARGEST_FORM = 1024  # bytes; a token has 43


def own_routes(phones: DevicePairing, clock: Clock) -> list[Route]:
    """Return the routes besides Streamlit's."""

    async def pair(request: Request) -> Response:
        if is_this_computer(request.scope):
            return html_pages.not_needed_page()
        if request.method != "POST":
            return html_pages.pairing_page(request.query_params.get("token", ""))
        return await _redeem(request, phones, clock)

    return [
        HEALTH,
        Route(PAIR_PATH, pair, methods=["GET", "POST"]),
    ]


async def _healthz(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


HEALTH = Route("/healthz", _healthz, methods=["GET"])


async def _redeem(request: Request, phones: DevicePairing, clock: Clock) -> Response:
    token = (await form_sent(request)).get("token", "")
    agent = request.headers.get("user-agent", "")
    earlier = paired_device(request.scope, phones, clock.moment())
    try:
        cookie = await run_in_threadpool(phones.redeem, token, agent, clock.moment())
        if earlier:  # the same phone, paired again
            await run_in_threadpool(phones.revoke, earlier.id)
    except FollowUpError as error:
        return html_pages.refused_page(error.what, error.remedy)
    return _let_in(cookie)


async def form_sent(request: Request) -> dict[str, str]:
    """Return a form's fields, the first of each name; none if it is larger than the program's forms."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return {}
    fields = parse_qs(body.decode("ascii", "replace"))
    return {name: values[0] for name, values in fields.items()}


def _let_in(cookie: str) -> Response:
    response = RedirectResponse("/", status_code=303)
    # Strict also allows this cookie on the next request, because the form is on the program's own page. Not
    # Secure, because a home network has no certificate.
    response.set_cookie(
        COOKIE, cookie, max_age=int(DEVICE_LASTS.total_seconds()), path="/", httponly=True, samesite="strict"
    )
    return response
