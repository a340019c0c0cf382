"""The sections of an interview's page, and the address that opens one of them."""

from enum import StrEnum

import streamlit as st

from components import session

_CHOICE = "side-"


class InterviewSection(StrEnum):
    """The sections of an interview's page."""

    STORY = "Story"
    PEOPLE = "People"
    DETAILS = "Details"


def section_address(interview_id: str, section: InterviewSection) -> dict[str, str]:
    """Return the parameters of the address of an interview's page with this section open."""
    return {"interview": interview_id, "part": section.value}


def section_key(interview_id: str) -> str:
    """Return the key of the choice of the section that an interview's page shows."""
    return session.key(f"{_CHOICE}{interview_id}")


def open_all_on_story() -> None:
    """Forget which section of an interview was open; for pages that lead to what is to be done next."""
    for name in [str(name) for name in st.session_state if str(name).startswith(session.key(_CHOICE))]:
        st.session_state[name] = InterviewSection.STORY
