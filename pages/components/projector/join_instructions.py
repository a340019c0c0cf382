"""How to join a workshop: the address and the code, large enough for the last row."""

import streamlit as st

from components import session
from components.facilitator import workshop_labels
from followup_core import web
from followup_core.workshop.workshop_model import PublicView

from . import large_text
from .large_text import TextTone, Words

_ADDRESS_PARAMETER = "address"


def addresses() -> list[str]:
    """Return the addresses at which phones may reach this computer; none if it serves only itself."""
    identity = session.identity()
    return web.lan_addresses() if identity is not None and identity.serves_network else []


def address() -> str:
    """Return the chosen address at which phones reach this computer; '' if they can't."""
    reachable_addresses, chosen_address = addresses(), st.query_params.get(_ADDRESS_PARAMETER, "")
    return chosen_address if chosen_address in reachable_addresses else next(iter(reachable_addresses), "")


def choose_address() -> str:
    """Return the address that phones reach, '' if there is none; draw a choice if there are several."""
    reachable_addresses = addresses()
    if len(reachable_addresses) < 2:
        return next(iter(reachable_addresses), "")
    return st.selectbox(
        "Address where phones reach this computer", reachable_addresses, key=_ADDRESS_PARAMETER
    )


def join_url(code: str = "") -> str:
    """Return the URL to join, with the code if given; '' if phones can't reach this computer."""
    identity, host = session.identity(), address()
    return web.join_url(host, identity.port, code) if identity and host else ""


def typed_url() -> str:
    """Return the URL to join as people type it, as in “192.168.1.5:8501”."""
    return join_url().removeprefix("http://")


def spaced_code(code: str) -> str:
    """Return a code as it is read aloud: in two groups of four."""
    return f"{code[:4]} {code[4:]}".strip()


def render_join_instructions(public_view: PublicView) -> None:
    """Draw how to join, large enough for the last row, and what everybody should know before that."""
    left, right = st.columns([2, 1], gap="large", vertical_alignment="center")
    with left:
        large_text.render_large_text(_words(public_view, typed_url()), width=1150, height=740, largest=1.0)
    scanned_url = join_url(public_view.code)
    if scanned_url:
        with right:
            # Dark on white in both themes, because some phones cannot read an inverted code.
            st.image(
                web.qr_png(scanned_url, scale=16),
                width="stretch",
                alt="QR code for the address next to it.",
            )


def _words(public_view: PublicView, url: str) -> list[Words]:
    instructions = [
        Words(text="On your phone, open", size=48, tone=TextTone.QUIET),
        Words(text=url, size=92, bold=True, before=4),
        Words(text="and enter this code", size=48, tone=TextTone.QUIET, before=26),
    ]
    warning = [
        Words(text="Phones can't reach this computer. The code would be", size=48, tone=TextTone.QUIET)
    ]
    return [
        *(instructions if url else warning),
        Words(text=spaced_code(public_view.code), size=200, bold=True, code=True, tone=TextTone.ACCENT),
        Words(
            text="No names needed. Before you answer, your phone says what this screen will show. "
            f"Everything is deleted {workshop_labels.deletion_words(public_view)}.",
            size=45,
            before=34,
        ),
    ]
