"""Links to what the navigation at the top of the page does not offer."""

import streamlit as st

from . import session


def render_bring_in_link(label: str = "Bring in a file, an invitation, a card") -> None:
    """Draw the link to the import page."""
    st.page_link("bring_in.py", label=label, icon=":material/upload_file:")


def render_sample_link() -> None:
    """Draw the button that opens the sample data."""
    st.button("Look around with sample data", on_click=session.enter_sample, type="tertiary")
