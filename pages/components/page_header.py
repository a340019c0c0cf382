"""The top of every page: the sample banner, errors, and the last action with its undo button."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from followup_core.models import FollowUpError
from followup_core.services import maintenance
from followup_core.services.workspace import WorkspaceView
from followup_core.store import ExternalEdit, Unreadable

from . import notices, session
from .markdown_text import escape_markdown
from .settings import data_settings

_ICONS = Path(__file__).parent / "icons"
_PNG = (_ICONS / "icon.png").read_bytes()
_SVG = (_ICONS / "wordmark.svg").read_bytes()
ICON = f"data:image/png;base64,{b64encode(_PNG).decode()}"
"""A data URL: Streamlit would read an icon file, and search all sessions' files for it, on every run."""
WORDMARK = f"data:image/svg+xml;base64,{b64encode(_SVG).decode()}"
"""The product's name with its mark; its letters follow the browser's light or dark scheme."""

TITLE_SPACE = 4
"""The pixels above a title that shares its line: Streamlit gives such a title less space above it."""

_REMOVAL_ENDINGS = ("deleted", "removed", "taken out", "discarded", "skipped", "restored", "begun again")
"""Endings of the labels of actions that store nothing new: their notice says "Done", not "Saved"."""


def render_header() -> WorkspaceView | None:
    """Draw the banner, errors and the last saved action.

    Returns:
        The view of the workspace for the page below. None if the workspace can't be opened; then no page can
        be drawn.
    """
    session.remember_workspace_kind()
    if session.workspace_kind() == session.SAMPLE:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
            st.markdown("**Sample data.** What you change isn't kept.")
            st.button("Back to mine", on_click=session.leave_sample, key="leave-sample")
    notices.render_notices()
    try:
        view = session.current_view()
    except FollowUpError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
        if isinstance(error, Unreadable):
            data_settings.render_rescue()
        return None
    damage, external_edits = maintenance.pending_decisions(session.workspace_folder())
    if damage:
        st.error(f"{escape_markdown(damage)} Open Settings, Your data.", icon=":material/error:")
    _render_saved_notice()
    _render_undone_notice()
    _render_external_edit_hint(external_edits)
    return view


def _render_external_edit_hint(external_edits: Sequence[ExternalEdit]) -> None:
    """Point to Settings if another program changed a table: the candidate decides which version counts."""
    tables = [f"{edit.table}.csv" for edit in external_edits]
    if tables:
        st.warning(
            f"{' and '.join(tables)} changed outside this program. Open Settings, Your data, to choose."
        )


def _render_saved_notice() -> None:
    # It stays on every page until the next action, so that a mistaken tap noticed late can still be undone.
    op_id = st.session_state.get("saved")
    if not op_id:
        return
    for recent in session.open_workspace().recent():
        if recent.operation.op_id == op_id and not recent.undone:
            with (
                st.bottom,
                st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center"),
            ):
                label = recent.operation.label
                confirmation = "Done." if label.endswith(_REMOVAL_ENDINGS) else "Saved."
                st.markdown(f":material/check: **{confirmation}** {escape_markdown(label)}", width="stretch")
                if recent.undoable:
                    st.button("Undo", key=f"undo-{op_id}", on_click=session.undo, args=(op_id,))
            return


def _render_undone_notice() -> None:
    """Draw the button that redoes an undo, which may have been tapped by mistake."""
    undo_id = st.session_state.get("undone")
    if undo_id and any(
        recent.operation.op_id == undo_id and recent.undoable for recent in session.open_workspace().recent()
    ):
        with st.bottom:
            st.button("Redo", key=f"redo-{undo_id}", on_click=session.redo, args=(undo_id,))
