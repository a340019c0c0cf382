"""The table of all answers, with a filter for interviews where an answer is no, and a download."""

from collections.abc import Sequence

import streamlit as st

from components import session
from components.markdown_text import escape_option
from followup_core.models import Interview
from followup_core.services.answer_table import (
    DATE,
    ORGANIZATION,
    answer_table,
    answer_table_csv,
    answered_items,
)
from followup_core.services.workspace import WorkspaceView


def render_answer_grid(view: WorkspaceView, interviews: Sequence[Interview]) -> None:
    """Draw the answers of these interviews as a table."""
    if not interviews:
        st.markdown("The table fills with your answers to the checklist. There is no interview in it yet.")
        st.page_link("response_rates.py", label="Statistics", icon=":material/arrow_back:")
        return
    items = {item.id: item for item in answered_items(view.playbook)}
    chosen_item_id = st.pills(
        "Only where the answer is no",
        list(items),
        format_func=lambda item_id: escape_option(items[item_id].short),
        key=session.key("missed"),
    )
    table = answer_table(view, interviews, items.get(chosen_item_id or ""))
    if table.empty:
        st.markdown("No interview has a no there. Good.")
        return
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            ORGANIZATION: st.column_config.TextColumn(pinned=True, width=130),
            DATE: st.column_config.DateColumn(format="localized"),
        },
        alt="Each interview with its date, its outcome and your answer to each question of the checklist.",
    )
    st.markdown(":gray[“2 of 3” means yes for two of the three people you met.]")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download the table (CSV)",
            lambda: answer_table_csv(table),
            f"answers-{view.today}.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=session.key("answers-csv"),
        )
        st.page_link("response_rates.py", label="Statistics", icon=":material/arrow_back:")
