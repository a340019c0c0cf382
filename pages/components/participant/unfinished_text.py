"""A text that a participant was writing when the workshop moved on: they can finish it first."""

from dataclasses import replace

import streamlit as st

from followup_core.workshop.workshop_model import ParticipantView, WorkshopStage

from .participant_phone import ParticipantPhone, render_action

_WRITING_KEY = "workshop-writing"


def note_writing(phone: ParticipantPhone, is_writing: bool) -> None:
    """Remember what this page shows while its participant is writing; forget it otherwise."""
    if is_writing:
        st.session_state[_WRITING_KEY] = phone.view
    else:
        st.session_state.pop(_WRITING_KEY, None)


def unfinished_view(phone: ParticipantPhone) -> ParticipantView | None:
    """Return the view in which the participant was writing, with what is saved now.

    None if nothing is unfinished, or if the workshop has not moved on.
    """
    view_before: ParticipantView | None = st.session_state.get(_WRITING_KEY)
    if view_before is None or view_before.activity is None or view_before.prompt is None:
        return None
    activity_id = view_before.activity.activity_id
    is_same_activity = phone.view.activity is not None and phone.view.activity.activity_id == activity_id
    if (
        is_same_activity
        and view_before.prompt == phone.view.prompt
        and phone.view.stage is WorkshopStage.OPEN
    ):
        return None
    texts = (
        text for activity, _, text in phone.participation.drafts() if activity.activity_id == activity_id
    )
    return replace(
        view_before,
        text=next(texts, ""),
        line=phone.participation.line(activity_id, view_before.prompt.prompt_id),
        feedback=phone.participation.feedback(activity_id),
    )


def render_go_on() -> None:
    """Draw the button that leaves the unfinished text and follows the workshop."""
    st.info("The group has moved on. Finish your sentence, then continue.", icon=":material/arrow_forward:")
    render_action(
        "Continue with the group",
        "workshop-follow",
        lambda: st.session_state.pop(_WRITING_KEY, None),
        wide=True,
    )
