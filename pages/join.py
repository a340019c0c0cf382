"""Workshop: what a participant's phone shows of the room, one thing at a time."""

import streamlit as st

from _parts import notices, room_draft, room_phone, room_play, room_prompts, room_rest
from _parts.room_phone import Phone
from _parts.text import plain
from followup_core.workshop.model import Activity, ActivityKind, Prompt, State


def draw(phone: Phone) -> None:
    """Draw what the room does now; whoever still writes goes on when they like."""
    before = room_draft.unfinished(phone)
    with st.container():
        notices.draw(about=str(phone.seen.position))
        if before is not None:
            room_draft.go_on()
    activity = phone.seen.activity if before is None else before.activity
    if before is not None and activity is not None:
        st.title(plain(activity.title), anchor=False)
        room_draft.finish(phone, before)
    elif phone.seen.state is State.CLOSED:
        room_rest.closed(phone)
    elif activity is None:
        room_rest.waiting(phone)
    else:
        st.title(plain(activity.title), anchor=False)
        _activity(phone, activity, phone.seen.prompt)
    room_phone.ask_for_news()


def _activity(phone: Phone, activity: Activity, prompt: Prompt | None) -> None:
    if activity.kind is ActivityKind.OWN_CHECKLIST:
        room_rest.own_checklist()
    elif prompt is None:
        st.markdown("Look at the wall.")
    elif activity.kind is ActivityKind.TALK:
        room_rest.talk(activity, prompt)
    elif activity.kind is ActivityKind.DRAFT_SWAP:
        room_draft.write(phone, activity, prompt)
    elif activity.kind is ActivityKind.ROLE_PLAY:
        room_play.play(phone, activity, prompt)
    else:
        room_prompts.asked(phone, activity, prompt)


draw(room_phone.look())
