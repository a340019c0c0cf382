"""The statistics page: what to do differently, three key statistics, and the details behind them.

The file is not named statistics.py, because `pages` comes first on the search path and would hide Python's
own module of that name.
"""

import streamlit as st

from components import session
from components.page_header import TITLE_SPACE
from components.statistics import statistics_details, statistics_filters, statistics_summary

view = session.view()

st.space(TITLE_SPACE)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.title("Statistics", anchor=False, width="content")
    report = statistics_filters.render_filters(view)
if report.statistics.interviews.held:
    statistics_summary.render_undated(report)
    statistics_summary.render_recommendation(view, report)
    statistics_summary.render_key_statistics(view, report)
    statistics_details.render_details(view, report)
    statistics_summary.render_files(view)
else:
    statistics_summary.render_nothing(view, report)
