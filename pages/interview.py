"""The page of one interview: its timeline, people and details. Reached by a link that names the interview."""

import streamlit as st

from components import session
from components.interviews import interview_view

view = session.view()
interview_id = st.query_params.get("interview", "")

if interview_id in view.records.interviews:
    interview_view.render_interview(view, interview_id)
else:
    st.title("Interview", anchor=False)
    st.info("This interview is not there anymore.")
    st.page_link("interviews.py", label="All interviews", icon=":material/arrow_back:")
