"""The entry page: sets the title, shows the navigation of the current mode and runs the chosen page."""

import streamlit as st

from components import form_fields, page_header, page_links, phone_refresh, presence, session, tap_replay
from components.markdown_text import escape_markdown
from components.participant import way_back
from followup_core import web
from followup_core.models import FollowUpError
from followup_core.text import PRODUCT

st.set_page_config(page_title=PRODUCT, page_icon=page_header.ICON)
st.logo(page_header.WORDMARK, size="large")

TODAY = st.Page("today.py", title="Today", url_path="today", default=not session.in_workshop())
INTERVIEWS = st.Page("interviews.py", title="Interviews", url_path="interviews")
CHECKLIST = st.Page("checklist.py", title="Checklist", url_path="checklist")
MESSAGES = st.Page("messages.py", title="Messages", url_path="messages")
# The file isn't called statistics.py, because that would hide the standard library's module.
STATISTICS = st.Page("response_rates.py", title="Statistics", url_path="response_rates")
SETTINGS = st.Page("settings.py", title="Settings", url_path="settings")
ANSWERS = st.Page("answers.py", title="All answers", url_path="answers", visibility="hidden")
IMPORT_FILE = st.Page("import_file.py", title="Import", url_path="import_file", visibility="hidden")
INTERVIEW = st.Page("interview.py", title="Interview", url_path="interview", visibility="hidden")
MESSAGE = st.Page("message.py", title="Message", url_path="message", visibility="hidden")


def main() -> None:
    """Draw the requested page."""
    if not session.in_workshop():
        render_candidate(
            [TODAY, INTERVIEWS, STATISTICS, SETTINGS],
            [CHECKLIST, INTERVIEW, MESSAGE, MESSAGES, ANSWERS, IMPORT_FILE],
        )
        return
    identity = session.identity()
    if identity is not None and identity.is_facilitator:
        render_facilitator()
    else:
        render_participant()


def render_candidate(pages: list[st.Page], linked_pages: list[st.Page]) -> None:
    """Draw one of the pages about the candidate's own interviews.

    Args:
        pages: The pages in the navigation.
        linked_pages: The pages that only other pages link to.
    """
    page = st.navigation([*pages, *linked_pages], position="hidden")
    render_links(pages)
    tap_replay.render_unsaved_texts()
    render_with_header(page)


def render_with_header(page: st.Page) -> None:
    """Draw the header and a page about the candidate's interviews, from one view of the workspace."""
    page_links.open_requested_page()
    is_wide = page in (MESSAGE, ANSWERS)  # a draft next to its questions, and a table of many columns
    st.set_page_config(page_title=f"{page.title} · {PRODUCT}", layout="wide" if is_wide else "centered")
    view = page_header.render_header()
    if view is not None:
        with session.use_view(view):
            page.run()


def render_facilitator() -> None:
    """Draw the facilitator's page that was requested."""
    workshop_page = st.Page("workshop.py", title="Workshops", url_path="workshop", default=True)
    projector_page = st.Page("wall.py", title="Wall", url_path="wall", visibility="hidden")
    page = st.navigation([workshop_page, projector_page], position="hidden")
    tap_replay.render_unsaved_texts()
    page.run()


def render_participant() -> None:
    """Draw the requested page of a participant: the workshop, or a page about their own interview."""
    workshop_page = st.Page("join.py", title="Workshop", url_path="join", default=True)
    take_home_page = st.Page("take_home.py", title="My file", url_path="take_home")
    pages = [workshop_page, CHECKLIST, MESSAGES, take_home_page]
    page = st.navigation([*pages, TODAY, INTERVIEWS, INTERVIEW, MESSAGE], position="hidden")
    try:
        participant = session.participant()
        participant_view = session.workshop_service().participation(participant).view()
    except FollowUpError as error:
        st.title("The workshop is over for this phone", anchor=False)
        st.markdown(escape_markdown(str(error)))
        return
    render_links(pages)
    tap_replay.render_unsaved_texts()
    presence.note_page(participant.workshop_id, participant.participant_id)
    phone_refresh.subscribe(participant.workshop_id, participant.participant_id)
    if page is workshop_page:
        way_back.note_place(participant_view)
    else:
        way_back.render_way_back(participant_view)
    if page in (workshop_page, take_home_page):
        page.run()
    else:
        render_with_header(page)


def render_links(pages: list[st.Page]) -> None:
    """Draw links to these pages.

    Streamlit's own navigation hides behind an arrow on a phone. Four links fit on one line there.
    """
    with st.container(horizontal=True, gap="xsmall"):
        for page in pages:
            st.page_link(page)


def render_unsaved_mark() -> None:
    """Tell the script in the page to ask before the page is closed or loaded again.

    It is an empty element, because a page has no other way to tell the browser. It is drawn last, where it
    moves nothing.
    """
    if form_fields.holds_unsaved_text():
        with st.container(key=web.TYPED_AND_NOT_SAVED):
            st.space(1)  # a container with nothing in it is not drawn


with tap_replay.replaying_taps():
    main()
    render_unsaved_mark()
    session.name_sample_in_address()
