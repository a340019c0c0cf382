"""The statistics page: response rates, response times and the one habit to practice."""

import streamlit as st

from components import session
from components.statistics import statistics_filters, statistics_sections

view = session.view()

st.title("What gets answered")
found = statistics_filters.render_filters(view)
statistics_sections.headline(view, found)
if found.statistics.interviews.held:
    statistics_sections.practice(view, found)
    statistics_sections.kinds(view, found)
    statistics_sections.timing(view, found)
    statistics_sections.habits(view, found)
    statistics_sections.comparisons(view, found)
    statistics_sections.pending(view, found)
    statistics_sections.week(view)
