"""Links to pages that the navigation doesn't list, and the address of a message's page."""

from collections.abc import Mapping

import streamlit as st

from followup_core.models import MessageKind, Occasion
from followup_core.services.messages.message_writing import default_recipient
from followup_core.services.workspace import WorkspaceView

from . import session

_REQUESTED_PAGE_KEY = "next-page"


def message_address(
    interview_id: str, kind: MessageKind, person_id: str = "", occasion: Occasion | None = None
) -> dict[str, str]:
    """Return the query parameters of a message's page, which `message_list.requested_message` reads."""
    params = {"interview": interview_id, "kind": kind, "person": person_id, "occasion": occasion or ""}
    return {name: str(value) for name, value in params.items() if value}


def request_page(page: str, params: Mapping[str, str]) -> None:
    """Open another page in the next run; for callbacks, which can't open one themselves."""
    st.session_state[_REQUESTED_PAGE_KEY] = (page, dict(params))


def open_requested_page() -> None:
    """Open the page that `request_page` named, if any; call this before anything of a page is drawn."""
    page, params = st.session_state.pop(_REQUESTED_PAGE_KEY, ("", {}))
    if page:
        st.switch_page(page, query_params=params)


def render_import_link(label: str = "Import a file, an invitation or a card") -> None:
    """Draw the link to the import page."""
    st.page_link("import_file.py", label=label, icon=":material/upload_file:")


def render_messages_link() -> None:
    """Draw the link to all messages: what was sent, and what else can be written."""
    st.page_link("messages.py", label="All messages", icon=":material/mail:")


def render_withdrawal_link(view: WorkspaceView, interview_id: str) -> None:
    """Draw the link to the message that withdraws the candidate from an interview's job."""
    person_id = default_recipient(view, interview_id, MessageKind.WITHDRAWAL)
    st.page_link(
        "message.py",
        label="Write the withdrawal",
        icon=":material/edit:",
        query_params=message_address(interview_id, MessageKind.WITHDRAWAL, person_id),
    )


def render_sample_button() -> None:
    """Draw the button that opens the sample data."""
    st.button("Look around with sample data", on_click=session.enter_sample)
