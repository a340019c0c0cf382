"""A list of recent actions with undo buttons, shown on Today and in Your data."""

import streamlit as st

from followup_core.services import sample_data
from followup_core.store import Recent

from . import session
from .markdown_text import escape_markdown

_SHOWN = 10


def render_recent_actions(place: str) -> None:
    """Draw the last actions once somebody asks for them: most days nobody does.

    Args:
        place: the part of the screen, so that a list opened in one place stays closed elsewhere.
    """
    recent = [
        each
        for each in session.open_workspace().recent()
        if not each.undoes and not each.undone and each.operation.label != sample_data.LOAD_SAMPLE_LABEL
    ]
    if not recent:
        return
    asked = session.key(f"recent-{place}-asked")
    if not st.session_state.get(asked):
        st.button(
            "Recently done",
            icon=":material/history:",
            type="tertiary",
            key=session.key(f"recent-{place}"),
            on_click=_ask,
            args=(asked,),
        )
        return
    st.header("Recently done", anchor=False)
    for each in recent[:_SHOWN]:
        _row(each, place)


def _ask(asked: str) -> None:
    st.session_state[asked] = True


def _row(each: Recent, place: str) -> None:
    op_id = each.operation.op_id
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escape_markdown(each.operation.label), width="stretch")
        if each.undoable:
            st.button(
                "Undo",
                key=f"undo-{place}-{op_id}",
                on_click=session.undo,
                args=(op_id,),
                type="tertiary",
            )
