"""Picks the interview that a page is about: from the link, else from a list."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import session
from followup_core.models import InterviewDetails
from followup_core.services.workspace import WorkspaceView

_MAX_SHOWN = 50


def pick_interview(
    view: WorkspaceView, rounds: Callable[[WorkspaceView], Sequence[InterviewDetails]], label: str
) -> str:
    """Return the id of the chosen interview, '' if there is none to choose.

    Args:
        view: the workspace as of today.
        rounds: returns the interviews to choose from; called only if no link names one.
        label: the label of the list.
    """
    linked = st.query_params.get("interview", "")
    if linked in view.records.interviews:
        return linked
    shown = rounds(view)[:_MAX_SHOWN]
    if not shown:
        return ""
    if len(shown) == 1:
        return shown[0].interview.interview_id
    names = {details.interview.interview_id: _name(view, details) for details in shown}
    chosen = st.selectbox(label, list(names), format_func=names.__getitem__, key=session.key("choose"))
    return str(chosen)


def _name(view: WorkspaceView, round_: InterviewDetails) -> str:
    # A selectbox shows its options as they are, without Markdown.
    return f"{round_.interview.title}, {view.day_format.full(round_.interview.held_on)}"
