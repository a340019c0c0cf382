"""The statistics page: response rates, response times and the one habit to practice."""

import streamlit as st

from components import session
from components.statistics import statistics_filters, statistics_sections

view = session.view()

st.title("What gets answered")
report = statistics_filters.render_filters(view)
statistics_sections.render_headline(view, report)
if report.statistics.interviews.held:
    statistics_sections.render_practice(view, report)
    statistics_sections.render_kinds(view, report)
    statistics_sections.render_timing(view, report)
    statistics_sections.render_habits(view, report)
    statistics_sections.render_comparisons(view, report)
    statistics_sections.render_pending(view, report)
    statistics_sections.render_week(view)
