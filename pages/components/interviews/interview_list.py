"""The list of job applications, each with its interviews and next step."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.page_links import render_bring_in_link
from followup_core.services.application_list import ApplicationRow, application_rows
from followup_core.services.workspace import WorkspaceView

from . import interview_form

_PER_PAGE = 10


def render_interview_list(view: WorkspaceView) -> None:
    """Draw the form to add an interview, the search, and one page of job applications."""
    st.title("Interviews")
    asked_for = not view.records.interviews or st.query_params.get("add") == "yes"
    with st.expander("Add an interview", icon=":material/add:", expanded=asked_for or interview_form.begun()):
        interview_form.render_add_form()
    if session.workspace_kind() == session.PERSONAL:
        render_bring_in_link("Import a file instead")
    if not view.records.interviews:
        return
    found = application_rows(view)
    if len(found) > _PER_PAGE:
        wanted = st.text_input(
            "Search", key=session.key("search"), placeholder="Organization or role", type="search"
        )
        found = application_rows(view, wanted or "")
    if not found:
        st.markdown("No interview has these words. Try fewer letters.")
    _render_page(found)


def _render_page(found: tuple[ApplicationRow, ...]) -> None:
    pages = max(-(-len(found) // _PER_PAGE), 1)
    slot = st.container()
    page = st.pagination(pages, key=session.key("interviews-page")) if pages > 1 else 1
    page = min(page, pages)
    with slot:
        for line in found[(page - 1) * _PER_PAGE : page * _PER_PAGE]:
            _render_line(line)


def _render_line(line: ApplicationRow) -> None:
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(line.title)}**")
        st.markdown(escape_markdown(line.now))
        with st.container(horizontal=True):
            for each in line.rounds:
                st.page_link(
                    "interview.py",
                    label=escape_markdown(each.label),
                    icon=":material/chevron_right:",
                    query_params={"interview": each.interview_id},
                )
