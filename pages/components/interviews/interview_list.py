"""The list of job applications, each with its interviews and next step."""

from collections.abc import Sequence

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.page_links import render_import_link
from followup_core.services.application_list import (
    ApplicationRow,
    ApplicationState,
    RoundLabel,
    application_rows,
)
from followup_core.services.workspace import WorkspaceView

from . import interview_form, interview_sections
from .state_badge import state_badge

_ROWS_PER_PAGE = 10


def render_interview_list(view: WorkspaceView) -> None:
    """Draw the form or button to add an interview, the search, and one page of job applications."""
    interview_sections.reset_sections()
    st.title("Interviews", anchor=False)
    _render_ways_to_add(is_first=not view.records.interviews)
    if not view.records.interviews:
        return
    rows = application_rows(view)
    if len(rows) > _ROWS_PER_PAGE:
        search_text = st.text_input(
            "Search", key=session.key("search"), placeholder="Organization or role", type="search"
        )
        rows = application_rows(view, search_text or "")
    if not rows:
        st.markdown("No interview has these words. Try fewer letters.")
    open_rows = [row for row in rows if row.state is not ApplicationState.CLOSED]
    closed_rows = rows[len(open_rows) :]
    _render_page(open_rows, "interviews-page")
    if closed_rows:
        has_only_closed = len(closed_rows) == len(rows)  # for example after a search
        with st.expander(f"{ApplicationState.CLOSED.value} · {len(closed_rows)}", expanded=has_only_closed):
            _render_page(closed_rows, "closed-page")


def _render_ways_to_add(*, is_first: bool) -> None:
    """Draw the form to add an interview, or the button that opens it, and the link to the import."""
    if is_first or st.query_params.get("add") == "yes" or interview_form.is_begun():
        with st.container(border=True):
            st.markdown("**Add an interview**")
            interview_form.render_add_form()
    else:
        # In the address, so that the form is still there after a restart of the program.
        st.button(
            "Add an interview",
            type="primary",
            icon=":material/add:",
            key=session.key("add-interview"),
            on_click=st.query_params.update,
            args=({"add": "yes"},),
        )
    if session.workspace_kind() == session.PERSONAL:
        render_import_link("Import a file instead")


def _render_page(rows: Sequence[ApplicationRow], key: str) -> None:
    """Draw one page of these rows, with a heading for each state except CLOSED."""
    page_count = max(-(-len(rows) // _ROWS_PER_PAGE), 1)
    rows_container = st.container()
    page = st.pagination(page_count, key=session.key(key)) if page_count > 1 else 1
    page = min(page, page_count)
    with rows_container:
        state_above = ApplicationState.CLOSED
        for row in rows[(page - 1) * _ROWS_PER_PAGE : page * _ROWS_PER_PAGE]:
            if row.state is not state_above:
                st.header(row.state.value, anchor=False)
            state_above = row.state
            _render_row(row)


def _render_row(row: ApplicationRow) -> None:
    *earlier_rounds, latest_round = row.rounds
    with st.container(border=True, gap="xsmall"):
        # A link does not wrap, so its label is short.
        _render_round_link(latest_round, f"**{escape_markdown(row.organization)}**")
        # The label's last two words stay together, so that the number of a day is not alone on a line.
        round_words = "\u00a0".join(latest_round.label.rsplit(" ", 1))
        role_and_round = escape_markdown(" · ".join(filter(None, (row.role, round_words))))
        lines = (state_badge(row.state, row.now), escape_markdown(row.why), f":gray[{role_and_round}]")
        st.markdown("  \n".join(filter(None, lines)))
        for round_label in earlier_rounds:
            _render_round_link(round_label, escape_markdown(round_label.label))


def _render_round_link(round_label: RoundLabel, label: str) -> None:
    st.page_link(
        "interview.py", label=label, query_params={"interview": round_label.interview_id}, width="stretch"
    )
