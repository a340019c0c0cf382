"""The page of one message: draft, missing facts, ways to send. Reached by a link that names the message."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.messages import message_editor, message_list
from components.page_links import message_address
from followup_core.playbook import PlaybookError
from followup_core.services.messages.message_queue import next_due

if interview_id := message_editor.take_sent_interview_id():
    # Go on to the next message that is due in the same interview: a panel is thanked one after the other.
    next_message = next_due(session.view(), interview_id)
    if next_message is None:
        # Today says what else there is and when; a workshop's phone has a link to its messages instead.
        st.switch_page("messages.py" if session.in_workshop() else "today.py")
    address = message_address(next_message.interview_id, next_message.kind, next_message.person_id)
    st.switch_page("message.py", query_params=address)

view = session.view()
message_request = message_list.requested_message(view)

if message_request is None:
    st.title("Message", anchor=False)
    st.info("What this message was about is gone.")
    st.page_link("messages.py", label="All messages", icon=":material/arrow_back:")
else:
    try:
        message_editor.render_message_editor(view, *message_request)
    except PlaybookError as error:
        st.error(escape_markdown(f"Messages cannot be written now. {error}"), icon=":material/error:")
