"""Lines for the wall on a participant's phone: the field for an own line, and a vote for each shown line."""

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

_LINE_HEIGHT = 100


def render_line_form(phone: ParticipantPhone, activity: Activity, prompt: Prompt, label: str) -> None:
    """Draw who will read the line, the field labeled `label`, and whether the line is sent."""
    key, saved_line = _line_key(activity, prompt), phone.view.line
    st.markdown(f":gray[{BEFORE_WRITING}]")
    # The field sends what is typed to the page, which keeps it if the workshop moves on.
    with st.container(key=f"{web.SAVES_AS_TYPED}{key}"):
        typed_line = st.text_area(
            label,
            saved_line,
            key=field(key, saved_line),
            height=_LINE_HEIGHT,
            max_chars=MAX_LINE_LENGTH,
            persist_state="session",
        )
    render_action(
        "Send",
        f"send-{key}",
        partial(_send, phone, activity, prompt),
        text=partial(_line_in_field, key),
        wide=True,
    )
    is_on_wall = any(line.is_own for line in phone.view.lines)
    if typed_line != saved_line:
        st.warning("Not sent yet. Tap Send.", icon=":material/edit:")
    elif saved_line:
        sentence = (
            "It's on the wall. If you change it, the facilitator reads it again first."
            if is_on_wall
            else "Sent. You can still change it."
        )
        st.success(sentence, icon=":material/check:")
    if saved_line:
        render_action(
            "Take it back", f"back-{key}", partial(_take_back, phone, activity, prompt), kind="tertiary"
        )


def is_unsent(activity: Activity, prompt: Prompt) -> bool:
    """Return whether something is typed in the field for a line and not sent yet."""
    return has_unsaved_input(_line_key(activity, prompt))


@st.fragment
def render_shown_lines(activity_id: str, prompt: Prompt) -> None:
    """Draw the lines on the wall, each with its vote; in a fixed order, so that none moves under a finger."""
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
    key = _line_key(activity, prompt)
    phone.participation.offer_line(
        activity.activity_id, prompt.prompt_id, _line_in_field(key), session.utc_now()
    )
    forget(key)


def _take_back(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    phone.participation.take_line_back(activity.activity_id, prompt.prompt_id, session.utc_now())
    forget(_line_key(activity, prompt))


def _vote(phone: ParticipantPhone, activity_id: str, prompt: Prompt, line: WrittenLine) -> None:
    phone.participation.vote(activity_id, prompt.prompt_id, line.number, not line.is_voted, session.utc_now())


def _line_in_field(key: str) -> str:
    return str(st.session_state.get(key) or "")


def _line_key(activity: Activity, prompt: Prompt) -> str:
    return f"line-{activity.activity_id}-{prompt.prompt_id}"
