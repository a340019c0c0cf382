"""The route that serves the candidate's calendar to calendar programs on this computer."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from followup_core.calendar_token import CALENDAR_PATH, CalendarToken, token_in
from followup_core.models import FollowUpError

from .request_policy import is_this_computer

FeedSource = Callable[[], bytes]
"""Returns the current calendar file; may wait for the disk."""

_TYPE = "text/calendar; charset=utf-8"
_NO_SUCH = "There is no calendar at this address. Make a new address in Settings, Calendar.\n"
_ONLY_HERE = "This calendar is only for the computer the program runs on. On a phone, use the file.\n"


def calendar_routes(subscription: CalendarToken, feed: FeedSource) -> list[Route]:
    """Return the calendar's route; a wrong, old or revoked token gets the same plain 404."""

    async def calendar(request: Request) -> Response:
        if not is_this_computer(request.scope):  # a paired phone
            return PlainTextResponse(_ONLY_HERE, status_code=403)
        token = token_in(request.path_params["name"])
        if not await run_in_threadpool(subscription.is_valid, token):
            return PlainTextResponse(_NO_SUCH, status_code=404)
        try:
            body = await run_in_threadpool(feed)
        except FollowUpError as error:
            return PlainTextResponse(f"{error}\n", status_code=503)
        return Response(
            body, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"}
        )

    return [Route(f"{CALENDAR_PATH}{{name}}", calendar, methods=["GET"])]
