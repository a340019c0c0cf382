"""A participant's page while nothing is asked: at the start, in a talk, at the checklist, at the end."""

import streamlit as st

from components.markdown_text import escape_markdown
from followup_core.workshop.workshop_model import Activity, Prompt

from .participant_phone import ParticipantPhone


def render_welcome(phone: ParticipantPhone) -> None:
    """Draw the confirmation after joining, and what happens to the answers."""
    st.title("You're in", anchor=False)
    st.markdown(
        f"**{escape_markdown(phone.view.title)}**\n\n"
        "This page moves on by itself when the workshop begins. There's nothing to do until then.\n\n"
        "Nothing you tap or send carries your name. The wall shows counts, and lines that the facilitator "
        "has read first. Before you answer, this page says what the room will see. Everything is deleted "
        f"{phone.deletion}; before that you can take your own file home."
    )


def render_talk(activity: Activity, prompt: Prompt) -> None:
    """Draw the points of a talk; there is nothing to do."""
    if prompt.ask != activity.title:
        st.header(escape_markdown(prompt.ask), anchor=False)
    st.markdown("\n".join(f"- {escape_markdown(point)}" for point in prompt.points))
    st.markdown(":gray[Nothing to do on your phone right now.]")


def render_own_checklist() -> None:
    """Link to the guided checklist of the participant's own interview."""
    st.markdown(
        "Go through the checklist for your own last interview. Nobody else sees it, and it's in the file "
        "you take home."
    )
    _render_large_button("Open my checklist", "checklist.py")


def render_closed(phone: ParticipantPhone) -> None:
    """Draw the thanks, and the link to the participant's file with the day until which it is there."""
    st.title("Thank you for taking part", anchor=False)
    st.markdown(
        "The workshop has ended. What you wrote and filled in here is in one file that's yours to keep. "
        f"Download it soon: everything here is deleted {phone.deletion}."
    )
    _render_large_button("Get my file", "take_home.py")


def _render_large_button(label: str, page: str) -> None:
    """Draw the page's only button, large enough for a thumb."""
    if st.button(label, key=f"workshop-go-{page}", type="primary", width="stretch"):
        st.switch_page(page)
