"""Picks the interview that a page is about: the one that the link names, else one from a list."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import session
from followup_core.models import InterviewDetails
from followup_core.services.workspace import WorkspaceView

_MAX_CHOICES = 50


def pick_interview(
    view: WorkspaceView, list_interviews: Callable[[WorkspaceView], Sequence[InterviewDetails]], label: str
) -> str:
    """Return the id of the chosen interview, '' if there is none to choose.

    Args:
        view: The workspace as of today.
        list_interviews: Returns the interviews to choose from. It is called only if no link names one.
        label: The label of the list.
    """
    linked_id = st.query_params.get("interview", "")
    if linked_id in view.records.interviews:
        return linked_id
    interviews = list_interviews(view)[:_MAX_CHOICES]
    if not interviews:
        return ""
    if len(interviews) == 1:
        return interviews[0].interview.interview_id
    names = {details.interview.interview_id: _interview_words(view, details) for details in interviews}
    chosen_id = st.selectbox(label, list(names), format_func=names.__getitem__, key=session.key("choose"))
    return str(chosen_id)


def _interview_words(view: WorkspaceView, details: InterviewDetails) -> str:
    # A selectbox shows its options as they are, without Markdown.
    return f"{details.interview.title}, {view.day_format.full(details.interview.held_on)}"
