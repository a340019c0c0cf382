"""The workshop page on a participant's phone, which shows the current step of the agenda."""

from dataclasses import replace

import streamlit as st

from components import notices
from components.markdown_text import escape_markdown
from components.participant import (
    draft_exercise,
    participant_phone,
    prompt_view,
    role_play,
    unfinished_text,
    waiting_views,
)
from components.participant.participant_phone import ParticipantPhone
from followup_core.workshop.workshop_model import Activity, ActivityKind, Prompt, WorkshopStage, title_of


def render_join(phone: ParticipantPhone) -> None:
    """Draw the current activity, or the text that the participant was writing when the workshop moved on."""
    view_before = unfinished_text.unfinished_view(phone)
    with st.container():
        notices.render_notices(about=str(phone.view.position))
        if view_before is not None:
            unfinished_text.render_go_on()
    activity = phone.view.activity if view_before is None else view_before.activity
    if view_before is not None and activity is not None and view_before.prompt is not None:
        st.title(escape_markdown(title_of(activity, view_before.prompt)), anchor=False)
        _render_unfinished(replace(phone, view=view_before), activity, view_before.prompt)
    elif phone.view.stage is WorkshopStage.CLOSED:
        waiting_views.render_closed(phone)
    elif activity is None:
        waiting_views.render_welcome(phone)
    else:
        st.title(escape_markdown(title_of(activity, phone.view.prompt)), anchor=False)
        _render_activity(phone, activity, phone.view.prompt)
    participant_phone.render_refresh_button()


def _render_unfinished(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    if prompt.kind is ActivityKind.DRAFT_SWAP:
        draft_exercise.render_unfinished_draft(phone, activity, prompt)
    else:
        prompt_view.render_unfinished_line(phone, activity, prompt)


def _render_activity(phone: ParticipantPhone, activity: Activity, prompt: Prompt | None) -> None:
    if activity.kind is ActivityKind.OWN_CHECKLIST:
        waiting_views.render_own_checklist()
    elif prompt is None:
        st.markdown("Look at the wall.")
    elif prompt.kind is ActivityKind.TALK:
        waiting_views.render_talk(activity, prompt)
    elif prompt.kind is ActivityKind.DRAFT_SWAP:
        draft_exercise.render_draft_exercise(phone, activity, prompt)
    elif prompt.kind is ActivityKind.ROLE_PLAY:
        role_play.render_role_play(phone, activity, prompt)
    else:
        prompt_view.render_prompt(phone, activity, prompt)


render_join(participant_phone.current_phone())
