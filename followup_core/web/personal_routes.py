"""Routes of the server for personal use: /healthz, /pair for phones, and the candidate's calendar."""

from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from followup_core.calendar_token import CALENDAR_PATH, CalendarToken, token_in
from followup_core.clock import Clock
from followup_core.models import FollowUpError
from followup_core.web.device_pairing import DEVICE_LASTS, DevicePairing

from . import html_pages
from .access_middleware import COOKIE, PAIR_PATH, paired_device
from .request_policy import is_this_computer

FeedSource = Callable[[], bytes]
"""Returns the current calendar file; may wait for the disk."""

_MAX_FORM_BYTES = 1024  # a token has 43
_CALENDAR_TYPE = "text/calendar; charset=utf-8"
_NO_CALENDAR = "There is no calendar at this address. Make a new address in Settings, Calendar.\n"
_ONLY_HERE = "This calendar is only for the computer the program runs on. On a phone, use the file.\n"


def personal_routes(phones: DevicePairing, clock: Clock) -> list[Route]:
    """Return the routes for personal use, without the calendar's."""

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


def calendar_routes(subscription: CalendarToken, feed: FeedSource) -> list[Route]:
    """Return the calendar's route. A wrong, an old and a revoked token all get the same 404."""

    async def calendar(request: Request) -> Response:
        if not is_this_computer(request.scope):  # a paired phone
            return PlainTextResponse(_ONLY_HERE, status_code=403)
        token = token_in(request.path_params["name"])
        if not await run_in_threadpool(subscription.is_valid, token):
            return PlainTextResponse(_NO_CALENDAR, status_code=404)
        try:
            body = await run_in_threadpool(feed)
        except FollowUpError as error:
            return PlainTextResponse(f"{error}\n", status_code=503)
        return Response(body, media_type=_CALENDAR_TYPE, headers={"Cache-Control": "no-store"})

    return [Route(f"{CALENDAR_PATH}{{name}}", calendar, methods=["GET"])]


async def _healthz(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


HEALTH = Route("/healthz", _healthz, methods=["GET"])


async def _redeem(request: Request, phones: DevicePairing, clock: Clock) -> Response:
    token = (await read_form(request)).get("token", "")
    agent = request.headers.get("user-agent", "")
    earlier = paired_device(request.scope, phones, clock.moment())
    try:
        cookie = await run_in_threadpool(phones.redeem, token, agent, clock.moment())
        if earlier:  # the same phone, paired again
            await run_in_threadpool(phones.revoke, earlier.id)
    except FollowUpError as error:
        return html_pages.refused_page(error.what, error.remedy)
    return _admit_device(cookie)


async def read_form(request: Request) -> dict[str, str]:
    """Return a form's fields, the first of each name; none if the form is larger than the program's own."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM_BYTES:
            return {}
    fields = parse_qs(body.decode("ascii", "replace"))
    return {name: values[0] for name, values in fields.items()}


def _admit_device(cookie: str) -> Response:
    response = RedirectResponse("/", status_code=303)
    # Strict also allows this cookie on the next request, because the form is on the program's own page. Not
    # Secure, because a home network has no certificate.
    response.set_cookie(
        COOKIE, cookie, max_age=int(DEVICE_LASTS.total_seconds()), path="/", httponly=True, samesite="strict"
    )
    return response
