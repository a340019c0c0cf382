"""The list of job applications, each with its interviews and next step."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.page_links import render_import_link
from followup_core.services.application_list import (
    ApplicationRow,
    RoundLabel,
    application_rows,
)
from followup_core.services.workspace import WorkspaceView

from . import interview_form
from .state_badge import state_badge

_PER_PAGE = 10


def render_interview_list(view: WorkspaceView) -> None:
    """Draw the form to add an interview, the search, and one page of job applications."""
    st.title("Interviews", anchor=False)
    asked_for = not view.records.interviews or st.query_params.get("add") == "yes"
    with st.expander("Add an interview", icon=":material/add:", expanded=asked_for or interview_form.begun()):
        interview_form.render_add_form()
    if session.workspace_kind() == session.PERSONAL:
        render_import_link("Import a file instead")
    if not view.records.interviews:
        return
    rows = application_rows(view)
    if len(rows) > _PER_PAGE:
        wanted = st.text_input(
            "Search", key=session.key("search"), placeholder="Organization or role", type="search"
        )
        rows = application_rows(view, wanted or "")
    if not rows:
        st.markdown("No interview has these words. Try fewer letters.")
    _render_page(rows)


def _render_page(rows: tuple[ApplicationRow, ...]) -> None:
    pages = max(-(-len(rows) // _PER_PAGE), 1)
    slot = st.container()
    page = st.pagination(pages, key=session.key("interviews-page")) if pages > 1 else 1
    page = min(page, pages)
    with slot:
        state = None
        for row in rows[(page - 1) * _PER_PAGE : page * _PER_PAGE]:
            if row.state is not state:
                st.header(row.state.value, anchor=False)
            state = row.state
            _render_row(row)


def _render_row(row: ApplicationRow) -> None:
    *earlier, last = row.rounds
    with st.container(border=True, gap="xsmall"):
        # A link does not wrap, so it has only what is short.
        _render_round_link(last, f"**{escape_markdown(row.organization)}**")
        about = escape_markdown(" · ".join(filter(None, (row.role, last.label))))
        st.markdown(f"{state_badge(row.state, row.now)}  \n:gray[{about}]")
        for round_label in earlier:
            _render_round_link(round_label, escape_markdown(round_label.label))


def _render_round_link(round_label: RoundLabel, label: str) -> None:
    st.page_link(
        "interview.py", label=label, query_params={"interview": round_label.interview_id}, width="stretch"
    )
