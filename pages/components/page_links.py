"""Links to what the navigation at the top of the page does not offer, and the address of a message."""

from collections.abc import Mapping

import streamlit as st

from followup_core.models import MessageKind, Occasion
from followup_core.services.messages.message_writing import default_recipient
from followup_core.services.workspace import WorkspaceView

from . import session

_NEXT_PAGE = "next-page"


def message_address(
    interview_id: str, kind: MessageKind, person_id: str = "", occasion: Occasion | None = None
) -> dict[str, str]:
    """Return the parameters of the address of a message's page; message_list.asked_for reads them."""
    params = {"interview": interview_id, "kind": kind, "person": person_id, "occasion": occasion or ""}
    return {name: str(value) for name, value in params.items() if value}


def lead_on(page: str, params: Mapping[str, str]) -> None:
    """Open another page in the next run, once an action is done (for callbacks, which cannot do it)."""
    st.session_state[_NEXT_PAGE] = (page, dict(params))


def follow_lead() -> None:
    """Open the page that `lead_on` named, if it did; call it before anything of a page is drawn."""
    page, params = st.session_state.pop(_NEXT_PAGE, ("", {}))
    if page:
        st.switch_page(page, query_params=params)


def render_import_link(label: str = "Import a file, an invitation or a card") -> None:
    """Draw the link to the import page."""
    st.page_link("import_file.py", label=label, icon=":material/upload_file:")


def render_messages_link() -> None:
    """Draw the link to what was sent, and to a message of any kind."""
    st.page_link("messages.py", label="All messages", icon=":material/mail:")


def render_withdrawal_link(view: WorkspaceView, interview_id: str) -> None:
    """Draw the link to the message that withdraws from an interview's job."""
    person_id = default_recipient(view, interview_id, MessageKind.WITHDRAWAL)
    st.page_link(
        "message.py",
        label="Write the withdrawal",
        icon=":material/edit:",
        query_params=message_address(interview_id, MessageKind.WITHDRAWAL, person_id),
    )


def render_sample_link() -> None:
    """Draw the button that opens the sample data."""
    st.button("Look around with sample data", on_click=session.enter_sample)
