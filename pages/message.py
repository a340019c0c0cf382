"""The page of one message: draft, missing facts, ways to send. Reached by a link that names the message."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.messages import message_editor, message_list
from followup_core.playbook import PlaybookError

if message_editor.was_sent():
    st.switch_page("messages.py")

view = session.view()
asked = message_list.asked_for(view)

if asked is None:
    st.title("Message")
    st.info("This message has nothing to be about any more.")
    st.page_link("messages.py", label="All messages", icon=":material/arrow_back:")
else:
    try:
        message_editor.render_message_editor(view, *asked)
    except PlaybookError as error:
        st.error(escape_markdown(f"Messages cannot be written now. {error}"), icon=":material/error:")
