"""The sections of an interview's page, and the address that opens one of them."""

from enum import StrEnum

import streamlit as st

from components import session

_KEY_PREFIX = "side-"


class InterviewSection(StrEnum):
    """The sections of an interview's page, with their labels."""

    TIMELINE = "Story"
    PEOPLE = "People"
    DETAILS = "Details"


def section_address(interview_id: str, section: InterviewSection) -> dict[str, str]:
    """Return the query parameters of an interview's page that opens this section."""
    return {"interview": interview_id, "part": section.value}


def section_key(interview_id: str) -> str:
    """Return the widget key of the choice of the section on an interview's page."""
    return session.key(f"{_KEY_PREFIX}{interview_id}")


def reset_sections() -> None:
    """Let every interview's page open at its first section again; called by pages that list what to do."""
    for key in [str(key) for key in st.session_state if str(key).startswith(session.key(_KEY_PREFIX))]:
        st.session_state[key] = InterviewSection.TIMELINE
