"""The link with which a second facilitator gets access."""

import streamlit as st

from components import session
from components.projector import join_instructions
from followup_core import web

_LINK_KEY = "second-facilitators-link"


def render_invitation() -> None:
    """Draw the button that makes a link, and the link. They are folded: this page may be on the projector."""
    with st.expander(
        "Bring in a second facilitator", key="second", icon=":material/group_add:", on_change="rerun"
    ):
        st.markdown(
            "They get these same pages in their own browser. The link works once, within an hour. Send it to "
            "them, or let them scan it. Don't put it on the wall."
        )
        link = st.session_state.get(_LINK_KEY, "")
        st.button("Make a new link" if link else "Make a link", key="second-link", on_click=_make_link)
        if link:
            st.code(link, language=None, wrap_lines=True)
            st.image(web.qr_png(link), alt="QR code of this link.", width=220)


def _make_link() -> None:
    identity = session.identity()
    if identity is not None:
        address = join_instructions.address() or "localhost"
        token = session.facilitator_auth().invite(session.utc_now())
        st.session_state[_LINK_KEY] = web.facilitator_url(address, identity.port, token)
