"""A text that a participant was writing when the workshop moved on: nobody is interrupted."""

from dataclasses import replace

import streamlit as st

from followup_core.workshop.workshop_model import ParticipantView, WorkshopStage

from .participant_phone import ParticipantPhone, render_action

_WRITING = "workshop-writing"


def note_writing(phone: ParticipantPhone, is_writing: bool) -> None:
    """Remember what this page shows while its participant is writing."""
    if is_writing:
        st.session_state[_WRITING] = phone.view
    else:
        st.session_state.pop(_WRITING, None)


def unfinished_view(phone: ParticipantPhone) -> ParticipantView | None:
    """Return the view that this page was writing in, with what is saved now, if the workshop has moved on."""
    before: ParticipantView | None = st.session_state.get(_WRITING)
    if before is None or before.activity is None or before.prompt is None:
        return None
    key = before.activity.activity_id
    is_there = phone.view.activity is not None and phone.view.activity.activity_id == key
    if is_there and before.prompt == phone.view.prompt and phone.view.stage is WorkshopStage.OPEN:
        return None
    texts = (text for activity, _, text in phone.participation.drafts() if activity.activity_id == key)
    return replace(
        before,
        text=next(texts, ""),
        line=phone.participation.line(key, before.prompt.prompt_id),
        feedback=phone.participation.feedback(key),
    )


def render_go_on() -> None:
    """Draw the button that leaves the text and follows the workshop."""
    st.info("The group has moved on. Finish your sentence, then continue.", icon=":material/arrow_forward:")
    render_action(
        "Continue with the group", "workshop-follow", lambda: st.session_state.pop(_WRITING, None), wide=True
    )
