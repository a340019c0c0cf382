"""Ways to send a message: copy, email program, file, paper, or reading it aloud."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import notices, session
from components.markdown_text import escape_label, escape_markdown
from followup_core.messages import Message, Templates
from followup_core.models import Channel
from followup_core.services.messages import message_writing
from followup_core.services.messages.message_writing import DraftedMessage
from followup_core.services.workspace import WorkspaceView
from followup_core.web import COPIES


def render_copy_and_mail_options(
    view: WorkspaceView, drafted: DraftedMessage, message: Message, templates: Templates
) -> None:
    """Draw the ways to send a message that fit its channel."""
    channel = message.kind.channel
    if channel is Channel.PHONE:
        _render_voicemail_script(message, templates)
    if channel is Channel.LINKEDIN:
        st.markdown(message_writing.length_words(message, templates))
    if channel is Channel.EMAIL:
        _render_mail(view, message)
    if channel is Channel.LETTER:
        remark = session.sample_remark()
        st.download_button(
            "Print a sheet to copy from (PDF)",
            lambda: message_writing.note_pdf(view, drafted, message, remark),
            "note.pdf",
            "application/pdf",
            icon=":material/print:",
            on_click="ignore",
            key=session.key("note-sheet"),
        )


def copy_container(field_name: str) -> DeltaGenerator:
    """Return the container for a field that `render_copy_button` copies."""
    is_subject = field_name == "subject"
    return st.container(
        key=f"{COPIES}{field_name}", horizontal=is_subject, wrap=not is_subject, vertical_alignment="bottom"
    )


def render_copy_button(field_name: str) -> None:
    """Draw the button that copies the field in its container; the script in the page does that."""
    words = {"subject": "Copy", "message": "Copy the message"}
    st.button(
        words[field_name],
        icon=":material/content_copy:",
        key=session.key(f"copy-{field_name}"),
        on_click=notices.show_done,
        args=(f"The {field_name} is copied.",),
    )


def _render_mail(view: WorkspaceView, message: Message) -> None:
    with st.container(horizontal=True):
        link = message_writing.mail_link(message)
        if link:
            st.link_button("Open in mail", link, icon=":material/mail:")
        st.download_button(
            "Save as a mail file",
            lambda: message_writing.mail_file(view, message),
            "message.eml",
            "message/rfc822",
            icon=":material/download:",
            on_click="ignore",
            key=session.key("mail-file"),
        )
    if not link:
        st.markdown(":gray[It is too long for the mail link; the file or the copy carries all of it.]")


def _render_voicemail_script(message: Message, templates: Templates) -> None:
    seconds = message_writing.speech_seconds(templates, message.body)
    st.markdown(f":material/timer: About {seconds} seconds, said slowly.")
    if link := message_writing.phone_link(message):
        st.link_button(escape_label(f"Call {message.to}"), link, icon=":material/call:")
    if st.button("Read it in large letters", icon=":material/zoom_in:", key=session.key("aloud")):
        _render_large_text(message.body)


@st.dialog("Say it slowly", width="large")
def _render_large_text(body: str) -> None:
    for line in filter(None, body.splitlines()):
        st.markdown(f"# {escape_markdown(line)}")
