"""The sections of an interview's page, and how another page opens one of them."""

from enum import StrEnum

import streamlit as st

from components import session


class InterviewSection(StrEnum):
    """The sections of an interview's page."""

    STORY = "Story"
    PEOPLE = "People"
    DETAILS = "Details"


def section_key(interview_id: str) -> str:
    """Return the key of the choice of a section."""
    return session.key(f"side-{interview_id}")


def go_to_section(interview_id: str, section: InterviewSection) -> None:
    """Go to a section of an interview's page."""
    st.session_state[section_key(interview_id)] = section
    st.switch_page("interview.py", query_params={"interview": interview_id})
