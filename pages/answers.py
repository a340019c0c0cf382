"""The page of all answers: interviews by checklist items, as a table with filters and a download."""

import streamlit as st

from components import session
from components.page_header import TITLE_SPACE
from components.statistics import answer_grid, statistics_filters

view = session.view()

st.space(TITLE_SPACE)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.title("All your answers", anchor=False, width="content")
    report = statistics_filters.render_filters(view)
answer_grid.render_answer_grid(view, report.interviews)
