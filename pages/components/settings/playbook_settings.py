"""Playbook settings: its numbers and questions, with the source of each."""

import streamlit as st

from components.markdown_text import escape_markdown
from followup_core.services.workspace import WorkspaceView

from . import template_editor


def render_playbook_settings(view: WorkspaceView) -> None:
    """Draw the playbook in use, and the error of a newer one that could not be loaded."""
    if view.playbook_fault is not None:
        st.warning(escape_markdown(f"The playbook was changed and is broken. {view.playbook_fault}"))
    st.markdown(
        "The rhythm of your steps comes from this playbook. A career center can change it in"
        " `data/playbook/` with a text editor."
    )
    numbers = view.playbook.numbers
    st.header("The numbers", anchor=False)
    st.table(
        [
            {
                "What": name.replace("_", " ").capitalize(),
                "Value": str(getattr(numbers, name)),
                "Source": escape_markdown(source),
            }
            for name, source in view.playbook.number_sources
        ],
        hide_index=True,
        alt="The numbers of the cadence with their sources",
    )
    template_editor.render_template_editor()
    st.header("The questions", anchor=False)
    for item in view.playbook.checklist:
        with st.expander(escape_markdown(item.question.replace("{person}", "each person"))):
            st.markdown(escape_markdown(item.why))
            if item.next_time:
                st.markdown(f"Say: “{escape_markdown(item.next_time)}”")
            st.markdown(f"Source: {escape_markdown(item.source)}")
