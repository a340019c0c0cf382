"""The server's edge: who may come in, and under which headers. No page and no rule of the coach."""

from pathlib import Path

from starlette.middleware import Middleware

from followup_core.clock import Clock
from followup_core.regular_files import read_regular_file
from followup_core.web.device_pairing import Pairing

from .access_middleware import Gate
from .calendar_route import calendar_routes
from .device_routes import own_routes
from .network import Reach, join_url, lan_addresses, pairing_url, qr_png, reach_of
from .request_identity import Visit, visit_from
from .security_headers import SecurityHeaders, page_policy, something_failed
from .workshop_access import LEAD_PATH, Guests, WorkshopGate
from .workshop_routes import workshop_routes

__all__ = [
    "LEAD_PATH",
    "Guests",
    "Reach",
    "Visit",
    "calendar_routes",
    "guards",
    "join_url",
    "lan_addresses",
    "own_routes",
    "pairing_url",
    "qr_png",
    "reach_of",
    "something_failed",
    "visit_from",
    "workshop_guards",
    "workshop_routes",
]


_LARGEST_PAGE = 1_000_000  # bytes


def guards(*, phones: Pairing, reach: Reach, clock: Clock, shell: Path) -> list[Middleware]:
    """Return the middleware to put before Streamlit, outermost first; `shell` is its index.html."""
    return [_headers(shell), Middleware(Gate, phones=phones, reach=reach, clock=clock)]


def workshop_guards(*, guests: Guests, reach: Reach, shell: Path) -> list[Middleware]:
    """Return the same for a workshop."""
    return [_headers(shell), Middleware(WorkshopGate, guests=guests, reach=reach)]


def _headers(shell: Path) -> Middleware:
    return Middleware(SecurityHeaders, policy=page_policy(read_regular_file(shell, _LARGEST_PAGE).decode()))
