"""The HTTP layer around Streamlit: access control, security headers and routes. Contains no pages."""

from pathlib import Path

from starlette.middleware import Middleware

from followup_core.clock import Clock
from followup_core.regular_files import read_regular_file
from followup_core.web.device_pairing import DevicePairing

from .access_middleware import AccessMiddleware
from .identity_headers import RequestIdentity, identity_from
from .network import BindScope, bind_scope_of, facilitator_url, join_url, lan_addresses, pairing_url, qr_png
from .page_script import (
    COPIES,
    PERSONAL,
    ROW_GAP,
    SAVES_AS_TYPED,
    TAPPABLE_ROWS,
    TYPED_AND_NOT_SAVED,
    WORKSHOP,
    LostConnection,
    PageScript,
    page_script,
)
from .personal_routes import calendar_routes, personal_routes
from .phone_visits import PhoneVisits
from .security_headers import SecurityHeaders, failure_response, page_policy
from .workshop_access import FACILITATOR_LINK, WorkshopAccessMiddleware, WorkshopIdentities
from .workshop_routes import workshop_routes

__all__ = [
    "COPIES",
    "FACILITATOR_LINK",
    "ROW_GAP",
    "SAVES_AS_TYPED",
    "TAPPABLE_ROWS",
    "TYPED_AND_NOT_SAVED",
    "BindScope",
    "PhoneVisits",
    "RequestIdentity",
    "WorkshopIdentities",
    "bind_scope_of",
    "calendar_routes",
    "facilitator_url",
    "failure_response",
    "guards",
    "identity_from",
    "join_url",
    "lan_addresses",
    "pairing_url",
    "personal_routes",
    "qr_png",
    "workshop_guards",
    "workshop_routes",
]


_LARGEST_PAGE = 1_000_000  # bytes


def guards(*, phones: DevicePairing, bind_scope: BindScope, clock: Clock, shell: Path) -> list[Middleware]:
    """Return the middleware for personal use, outermost first; `shell` is Streamlit's index.html."""
    return [
        *_page_middleware(shell, PERSONAL),
        Middleware(AccessMiddleware, phones=phones, bind_scope=bind_scope, clock=clock),
    ]


def workshop_guards(
    *, identities: WorkshopIdentities, bind_scope: BindScope, shell: Path
) -> list[Middleware]:
    """Return the middleware for a workshop, outermost first; `shell` is Streamlit's index.html."""
    return [
        *_page_middleware(shell, WORKSHOP),
        Middleware(WorkshopAccessMiddleware, identities=identities, bind_scope=bind_scope),
    ]


def _page_middleware(shell: Path, lost_connection: LostConnection) -> list[Middleware]:
    """Return the middleware of Streamlit's pages: the headers, and the script that their policy allows."""
    script = page_script(lost_connection)
    policy = page_policy(read_regular_file(shell, _LARGEST_PAGE).decode(), script)
    return [Middleware(SecurityHeaders, policy=policy), Middleware(PageScript, script=script)]
