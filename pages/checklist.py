"""The checklist page: guided questions after one interview, one screen at a time."""

import streamlit as st

from components import session
from components.checklist import (
    answer_overview,
    checklist_state,
    checklist_summary,
    interview_picker,
    progress_line,
    question,
)
from components.checklist.checklist_state import ReviewPage
from components.interviews import interview_form
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
    screen_or_page = checklist_state.current_screen_or_page(progress)
    progress_line.render_progress_line(progress, screen_or_page)
    if screen_or_page is ReviewPage.END:
        checklist_summary.render_checklist_summary(view, progress)
    elif screen_or_page is ReviewPage.ALL_ANSWERS:
        answer_overview.render_answer_overview(view, progress)
    else:
        question.render_screen(view, progress, screen_or_page)
