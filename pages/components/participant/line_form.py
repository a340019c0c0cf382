"""Lines for the wall on a participant's phone: the field for one's own, and a vote for each that is shown."""

from functools import partial

import streamlit as st

from components import session
from components.form_fields import field, forget, has_unsaved_input
from components.markdown_text import escape_markdown
from followup_core import web
from followup_core.workshop.disclosure_words import BEFORE_VOTING, BEFORE_WRITING
from followup_core.workshop.workshop_model import Activity, Prompt, WrittenLine
from followup_core.workshop.written_lines import MAX_LINE_LENGTH, votes_words

from .participant_phone import ParticipantPhone, phone_asked, render_action

_HEIGHT = 100


def render_line_form(phone: ParticipantPhone, activity: Activity, prompt: Prompt, label: str) -> None:
    """Draw the field for a line, who will read it, and whether it is sent; `label` is the field's."""
    key, saved = _key(activity, prompt), phone.view.line
    st.markdown(f":gray[{BEFORE_WRITING}]")
    with st.container(
        key=f"{web.SAVES_AS_TYPED}{key}"
    ):  # sent to the page, which keeps it if the room goes on
        typed = st.text_area(
            label,
            saved,
            key=field(key, saved),
            height=_HEIGHT,
            max_chars=MAX_LINE_LENGTH,
            persist_state="session",
        )
    render_action(
        "Send",
        f"send-{key}",
        partial(_send, phone, activity, prompt),
        text=partial(_typed, key),
        wide=True,
    )
    is_shown = any(line.is_own for line in phone.view.lines)
    if typed != saved:
        st.warning("Not sent yet. Tap Send.", icon=":material/edit:")
    elif saved:
        words = (
            "It's on the wall. If you change it, the facilitator reads it again first."
            if is_shown
            else ("Sent. You can still change it.")
        )
        st.success(words, icon=":material/check:")
    if saved:
        render_action(
            "Take it back", f"back-{key}", partial(_take_back, phone, activity, prompt), kind="tertiary"
        )


def is_unsent(activity: Activity, prompt: Prompt) -> bool:
    """Return whether something is typed in the field for a line and not sent yet."""
    return has_unsaved_input(_key(activity, prompt))


@st.fragment
def render_shown_lines(activity_id: str, prompt: Prompt) -> None:
    """Draw the lines on the wall, by number so that none moves under a finger, each with its vote."""
    phone = phone_asked(prompt)
    if not phone.view.lines:
        return
    st.header("On the wall", anchor=False)
    st.markdown(f":gray[{BEFORE_VOTING}]")
    for line in phone.view.lines:
        with st.container(border=True):
            st.markdown(escape_markdown(line.text))
            if line.is_own:
                st.markdown(f":gray[{' · '.join(filter(None, ('Yours', votes_words(line.votes))))}]")
                continue
            render_action(
                votes_words(line.votes) or "Me too",
                f"vote-{activity_id}-{prompt.prompt_id}-{line.number}",
                partial(_vote, phone, activity_id, prompt, line),
                kind="primary" if line.is_voted else "secondary",
                icon=":material/check:" if line.is_voted else None,
            )


def _send(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    key = _key(activity, prompt)
    phone.participation.offer_line(activity.activity_id, prompt.prompt_id, _typed(key), session.utc_now())
    forget(key)


def _take_back(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    phone.participation.take_line_back(activity.activity_id, prompt.prompt_id, session.utc_now())
    forget(_key(activity, prompt))


def _vote(phone: ParticipantPhone, activity_id: str, prompt: Prompt, line: WrittenLine) -> None:
    phone.participation.vote(activity_id, prompt.prompt_id, line.number, not line.is_voted, session.utc_now())


def _typed(key: str) -> str:
    return str(st.session_state.get(key) or "")


def _key(activity: Activity, prompt: Prompt) -> str:
    return f"line-{activity.activity_id}-{prompt.prompt_id}"
