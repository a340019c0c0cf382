"""The server's edge: who may come in, and under which headers. No page and no rule of the coach."""

from pathlib import Path

from starlette.middleware import Middleware

from followup_core.pairing import Pairing

from .gate import Clock, Gate
from .headers import SecurityHeaders, page_policy, something_failed
from .network import Reach, lan_addresses, pairing_qr, pairing_url, reach_of
from .routes import own_routes
from .visit import Visit, visit_from

__all__ = [
    "Reach",
    "Visit",
    "guards",
    "lan_addresses",
    "own_routes",
    "pairing_qr",
    "pairing_url",
    "reach_of",
    "something_failed",
    "visit_from",
]


def guards(*, phones: Pairing, reach: Reach, clock: Clock, shell: Path) -> list[Middleware]:
    """Return the middleware to put before Streamlit, outermost first; `shell` is its index.html."""
    policy = page_policy(shell.read_text(encoding="utf-8"))
    return [
        Middleware(SecurityHeaders, policy=policy),
        Middleware(Gate, phones=phones, reach=reach, clock=clock),
    ]
