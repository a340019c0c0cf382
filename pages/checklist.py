"""The checklist page: guided questions after one interview, one at a time."""

import streamlit as st

from components import session
from components.checklist import checklist_state, checklist_summary, interview_picker, question
from components.interviews import interview_form
from components.markdown_text import escape_markdown
from followup_core.services.guided_checklist import checklist_progress, unfinished_checklists

view = session.view()
interview_id = interview_picker.pick_interview(view, unfinished_checklists, "Which interview?")
if not interview_id:
    st.title("Checklist")
    if view.records.interviews:
        st.markdown("Every interview so far is through its checklist. Enter the next one on Today.")
        st.page_link("today.py", label="Today")
    else:
        st.markdown("Think of your last interview. Three answers, then a few questions, one at a time.")
        interview_form.render_start_form()
else:
    progress = checklist_progress(view, interview_id)
    place = checklist_state.current_index(view, progress)

    st.markdown(f"**{escape_markdown(progress.details.interview.title)}**")
    st.progress(
        progress.answered / len(progress.questions),
        text=f"{progress.answered} of {len(progress.questions)} answered",
    )

    if place < len(progress.questions):
        question.render_question(view, progress, place)
    else:
        checklist_summary.render_checklist_summary(view, progress)
