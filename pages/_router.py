"""The frame around every page: its title, its navigation, and what every page shows first."""

import streamlit as st

from _parts import frame

st.set_page_config(page_title="After the interview", page_icon=frame.ICON, layout="centered")

PAGES = [
    st.Page("today.py", title="Today", url_path="today", default=True),
    st.Page("interviews.py", title="Interviews", url_path="interviews"),
    st.Page("checklist.py", title="Checklist", url_path="checklist"),
    st.Page("messages.py", title="Messages", url_path="messages"),
    st.Page("response_rates.py", title="Figures", url_path="response_rates"),
    st.Page("settings.py", title="Settings", url_path="settings"),
]
LINKED = [
    st.Page("interview.py", title="Interview", url_path="interview", visibility="hidden"),
    st.Page("message.py", title="Message", url_path="message", visibility="hidden"),
]

chosen = st.navigation([*PAGES, *LINKED], position="hidden")
# Streamlit's own navigation hides behind an arrow on a phone; six links fit on every screen.
with st.container(horizontal=True, gap="xsmall"):
    for page in PAGES:
        st.page_link(page)
frame.begin()
chosen.run()
