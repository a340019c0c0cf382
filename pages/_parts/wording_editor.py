"""A center's own wording: a text to change, its preview, its faults with their line, and the original."""

import streamlit as st

from followup_core.coach.writing.message_words import TONE_WORDS
from followup_core.coach.writing.own_words import preview, save_wording, take_back, titles, wording
from followup_core.messages import Tone
from followup_core.records import FollowUpError

from . import confirmation, edge, notices
from .fields import field, forget
from .text import option, plain


def show() -> None:
    """Draw the editor."""
    st.header("The wording of messages", anchor=False)
    st.markdown("Change a text to your own words. It is kept in this workspace; the original stays.")
    names = titles()
    name = st.selectbox(
        "Message",
        list(names),
        format_func=names.__getitem__,
        key=edge.key("wording-name"),
        persist_state="session",
    )
    if name is None:
        return
    text, is_own = wording(edge.own_messages(), name)
    key = edge.key(f"wording-{name}")
    typed = (
        st.text_area(
            "Text", text, key=field(key, text), height=420, max_chars=20_000, persist_state="session"
        )
        or ""
    )
    with st.container(horizontal=True):
        st.button(
            "Save", type="primary", key=edge.key(f"wording-save-{name}"), on_click=_save, args=(name, key)
        )
        if is_own or typed != text:
            confirmation.deletion(
                "Back to the original",
                edge.key(f"wording-back-{name}"),
                "Your own wording of this message is deleted. That cannot be undone." if is_own else "",
                _back,
                (name, key),
                yes="Yes, take the original",
            )
    with st.expander("How to write one"):
        st.markdown(_HELP)
    _preview(name, typed)


def _preview(name: str, typed: str) -> None:
    st.markdown("**On invented facts**")
    tone = st.segmented_control(
        "Tone",
        list(Tone),
        default=Tone.PLAIN,
        required=True,
        format_func=lambda each: option(TONE_WORDS[Tone(each)]),
        key=edge.key("wording-tone"),
    )
    try:
        message = preview(edge.own_messages(), name, typed, Tone(tone or Tone.PLAIN))
    except FollowUpError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if message.subject:
        st.markdown(f"**{plain(message.subject)}**")
    st.code(message.body, language=None, wrap_lines=True)


def _save(name: str, key: str) -> None:
    text = str(st.session_state.get(key, ""))
    if edge.try_out(lambda: save_wording(edge.own_messages(), name, text), text=text):
        forget(key)
        notices.tell("Saved. Drafts use your words from now on.")


def _back(name: str, key: str) -> None:
    if edge.try_out(lambda: take_back(edge.own_messages(), name)):
        forget(key)
        notices.tell("The original is in use again.")


_HELP = """
- A line that begins with `*` is a sentence; of sentences side by side one is taken, another for each person.
- `*warm` is for one tone only. `-` is taken when nothing with a star can be.
- `{{ role }}` prints a fact. A sentence whose fact is not known is left out, so there is never a hole.
- `[subject]`, `[paragraph]` and `[lines]` begin the parts of a message. An empty line ends a group.
- `needs:` and `better:` name the facts that are asked for beside the draft.
"""
