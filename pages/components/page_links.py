"""Links to what the navigation at the top of the page does not offer, and the address of a message."""

import streamlit as st

from followup_core.models import MessageKind, Occasion

from . import session


def message_address(
    interview_id: str, kind: MessageKind, person_id: str = "", occasion: Occasion | None = None
) -> dict[str, str]:
    """Return the parameters of the address of a message's page; message_list.asked_for reads them."""
    params = {"interview": interview_id, "kind": kind, "person": person_id, "occasion": occasion or ""}
    return {name: str(value) for name, value in params.items() if value}


def render_import_link(label: str = "Import a file, an invitation or a card") -> None:
    """Draw the link to the import page."""
    st.page_link("import_file.py", label=label, icon=":material/upload_file:")


def render_messages_link() -> None:
    """Draw the link to what was sent, and to a message of any kind."""
    st.page_link("messages.py", label="All messages", icon=":material/mail:")


def render_sample_link() -> None:
    """Draw the button that opens the sample data."""
    st.button("Look around with sample data", on_click=session.enter_sample, type="tertiary")
