"""The editor for message templates: the text, a preview, errors by line, and a reset to the original."""

import streamlit as st

from components import confirm_button, notices, session
from components.form_fields import field, forget
from components.markdown_text import escape_markdown, escape_option
from followup_core.messages import Tone
from followup_core.models import FollowUpError
from followup_core.services.messages.message_labels import TONE_WORDS
from followup_core.services.messages.own_wording import (
    delete_own_wording,
    preview_template,
    save_own_wording,
    template_text,
    template_titles,
)


def render_template_editor() -> None:
    """Draw the editor."""
    st.header("The wording of messages", anchor=False)
    st.markdown(
        "Every draft is made from a template. Your own wording of one is used in this workspace only; the"
        " original stays. To change a single message, edit its draft instead."
    )
    names = template_titles()
    name = st.selectbox(
        "Message",
        list(names),
        format_func=names.__getitem__,
        key=session.key("wording-name"),
        persist_state="session",
    )
    if name is None:
        return
    text, is_own = template_text(session.own_wording_folder(), name)
    key = session.key(f"wording-{name}")
    typed_text = (
        st.text_area(
            "Text", text, key=field(key, text), height=420, max_chars=20_000, persist_state="session"
        )
        or ""
    )
    with st.container(horizontal=True):
        st.button(
            "Save", type="primary", key=session.key(f"wording-save-{name}"), on_click=_save, args=(name, key)
        )
        if is_own or typed_text != text:
            confirm_button.render_delete_button(
                "Back to the original",
                session.key(f"wording-back-{name}"),
                "Your own wording of this message is deleted. That cannot be undone." if is_own else "",
                _restore_original,
                (name, key),
                yes_label="Yes, take the original",
            )
    with st.expander("How to write one"):
        st.markdown(_HELP)
    _render_preview(name, typed_text)


def _render_preview(name: str, typed_text: str) -> None:
    st.markdown("**Preview, with made-up facts**")
    tone = st.segmented_control(
        "Tone",
        list(Tone),
        default=Tone.PLAIN,
        required=True,
        format_func=lambda choice: escape_option(TONE_WORDS[Tone(choice)]),
        key=session.key("wording-tone"),
    )
    try:
        message = preview_template(session.own_wording_folder(), name, typed_text, Tone(tone or Tone.PLAIN))
    except FollowUpError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
        return
    if message.subject:
        st.markdown(f"**{escape_markdown(message.subject)}**")
    st.code(message.body, language=None, wrap_lines=True)


def _save(name: str, key: str) -> None:
    text = str(st.session_state.get(key, ""))
    if session.run_safely(
        lambda: save_own_wording(session.own_wording_folder(), name, text), unsaved_text=text
    ):
        forget(key)
        notices.show_done("Saved. Drafts use your words from now on.")


def _restore_original(name: str, key: str) -> None:
    if session.run_safely(lambda: delete_own_wording(session.own_wording_folder(), name)):
        forget(key)
        notices.show_done("The original is in use again.")


_HELP = """
- A line that begins with `*` is a sentence; of sentences side by side one is taken, another for each person.
- `*warm` is for one tone only. `-` is taken when nothing with a star can be.
- `{{ role }}` prints a fact. A sentence whose fact is not known is left out, so there is never a hole.
- `[subject]`, `[paragraph]` and `[lines]` begin the parts of a message. An empty line ends a group.
- `needs:` and `better:` name the facts that are asked for beside the draft.
"""
