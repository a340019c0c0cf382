"""One message: its draft, what is missing, and the ways to send it. Reached by a link that names it."""

import streamlit as st

from _parts import edge, message_desk, message_list
from _parts.text import plain
from followup_core.playbook import PlaybookError

if message_desk.was_sent():
    st.switch_page("messages.py")

view = edge.view()
asked = message_list.asked_for(view)

if asked is None:
    st.title("Message")
    st.info("This message has nothing to be about any more.")
    st.page_link("messages.py", label="All messages", icon=":material/arrow_back:")
else:
    try:
        message_desk.show(view, *asked)
    except PlaybookError as error:
        st.error(plain(f"Messages cannot be written now. {error}"), icon=":material/error:")
