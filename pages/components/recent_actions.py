"""A list of recent actions with undo buttons, shown on Today and in Your data."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from followup_core.services import sample_data
from followup_core.store import RecentOperation

from . import session
from .markdown_text import escape_markdown

_MAX_SHOWN = 10


def render_recent_actions(place: str, button_row: DeltaGenerator | None = None) -> None:
    """Draw the button that lists the last actions or, once it was tapped, the list: most days nobody asks.

    Args:
        place: The part of the screen. A list that is opened in one place stays closed elsewhere.
        button_row: The row of links to put the button in; None for a row of its own.
    """
    operations = session.open_workspace().recent()
    actions = {action.operation.op_id: action for action in operations if not action.undoes}
    recent = [
        action
        for action in operations
        if not action.undone
        and (not action.undoes or (action.undoes in actions and action.undoable))
        and action.operation.label != sample_data.LOAD_SAMPLE_LABEL
    ]
    if not recent:
        return
    opened_key = session.key(f"recent-{place}-asked")
    if not st.session_state.get(opened_key):
        (button_row or st).button(
            "Recently done",
            icon=":material/history:",
            type="tertiary",
            key=session.key(f"recent-{place}"),
            on_click=_open_list,
            args=(opened_key,),
        )
        return
    st.header("Recently done", anchor=False)
    for action in recent[:_MAX_SHOWN]:
        if action.undoes:
            _render_undone_row(action, actions[action.undoes], place)
        else:
            _render_row(action, place)


def _open_list(opened_key: str) -> None:
    st.session_state[opened_key] = True


def _render_row(action: RecentOperation, place: str) -> None:
    op_id = action.operation.op_id
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escape_markdown(action.operation.label), width="stretch")
        if action.undoable:
            st.button(
                "Undo",
                key=f"undo-{place}-{op_id}",
                on_click=session.undo,
                args=(op_id,),
                type="tertiary",
            )


def _render_undone_row(undo: RecentOperation, action: RecentOperation, place: str) -> None:
    undo_id = undo.operation.op_id
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":gray[Undone: {escape_markdown(action.operation.label)}]", width="stretch")
        st.button(
            "Redo",
            key=f"redo-{place}-{undo_id}",
            on_click=session.redo,
            args=(undo_id,),
            type="tertiary",
        )
