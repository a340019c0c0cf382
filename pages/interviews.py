"""Interviews: every opening with its rounds, and the whole story of one."""

import streamlit as st
from _parts import edge, interview_list, interview_story
from _parts.text import plain

view = edge.view()
interview_id = st.query_params.get("interview", "")

if interview_id in view.records.rounds:
    interview_story.show(view, interview_id)
else:
    if interview_id:
        st.info(plain("This interview is not there any more. Here are the others."))
    interview_list.show(view)
