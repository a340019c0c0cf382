"""What every page begins with: sample banner, the last action with its undo, what went wrong."""

from pathlib import Path

import streamlit as st

from . import edge
from .text import plain

ICON = str(Path(__file__).parent / "icons" / "icon.png")


def begin() -> None:
    """Draw the banner, errors and the last saved action; stop when the workspace cannot be opened."""
    if edge.place() == edge.SAMPLE:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown("**Sample data**, all invented", width="content")
            st.button("Back to mine", on_click=edge.leave_sample, key="leave-sample")
    _trouble()
    _saved()


def _trouble() -> None:
    trouble = st.session_state.pop("trouble", None)
    if not trouble:
        return
    st.error(plain(trouble), icon=":material/error:")
    text = st.session_state.pop("unsaved", "")
    if text:
        st.download_button("Download what you entered", text, "not-saved.txt", on_click="ignore")


def _saved() -> None:
    told = st.session_state.pop("told", None)
    if told:
        st.success(told, icon=":material/check:")
    op_id = st.session_state.pop("saved", None)
    if not op_id:
        return
    for recent in edge.desk().recent():
        if recent.operation.op_id == op_id:
            with st.container(border=True, horizontal=True, vertical_alignment="center"):
                st.markdown(f":material/check: **Saved.** {plain(recent.operation.label)}", width="stretch")
                if recent.undoable:
                    st.button("Undo", key=f"undo-{op_id}", on_click=edge.undo, args=(op_id,))
            return
