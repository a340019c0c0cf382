"""The page of all answers: interviews by checklist items, as a table with filters and a download."""

import streamlit as st

from components import session
from components.statistics import answer_grid, statistics_filters

view = session.view()

st.title("All your answers", anchor=False)
chosen = statistics_filters.render_filters(view)
answer_grid.render_answer_grid(view, chosen.interviews)
