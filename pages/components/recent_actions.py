"""A list of recent actions with undo buttons, shown on Today and in Your data."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from followup_core.services import sample_data
from followup_core.store import RecentOperation

from . import session
from .markdown_text import escape_markdown

_SHOWN = 10


def render_recent_actions(place: str, button_row: DeltaGenerator | None = None) -> None:
    """Draw the last actions once somebody asks for them: most days nobody does.

    Args:
        place: the part of the screen, so that a list opened in one place stays closed elsewhere.
        button_row: the row of links for the button that asks for them; without one it has its own.
    """
    everything = session.open_workspace().recent()
    actions = {each.operation.op_id: each for each in everything if not each.undoes}
    recent = [
        each
        for each in everything
        if not each.undone
        and (not each.undoes or (each.undoes in actions and each.undoable))
        and each.operation.label != sample_data.LOAD_SAMPLE_LABEL
    ]
    if not recent:
        return
    asked = session.key(f"recent-{place}-asked")
    if not st.session_state.get(asked):
        (button_row or st).button(
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
        if each.undoes:
            _render_undone_row(each, actions[each.undoes], place)
        else:
            _render_row(each, place)


def _ask(asked: str) -> None:
    st.session_state[asked] = True


def _render_row(each: RecentOperation, place: str) -> None:
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
