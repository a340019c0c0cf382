"""A role-play on a participant's phone: a partner, a role card, and what an observer watches for."""

from functools import partial

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.playbook import DisclosureLevel
from followup_core.workshop.disclosure_words import NEVER_SHOWN
from followup_core.workshop.prompts import role_card
from followup_core.workshop.workshop_model import Activity, Card, PlayedRole, Prompt

from .participant_phone import ParticipantPhone, render_action, shows_results
from .partner_pairing import render_pairing, render_partner_change
from .prompt_view import render_level, render_next_time

_ANSWERS = {"yes": "Yes", "no": "No"}
_PLAYED_ROLES = {PlayedRole.INTERVIEWER: "The interviewer", PlayedRole.CANDIDATE: "The candidate"}
_AFTERWARDS = "Afterward, note what you heard"
_SHARED_PHONE_KEY = "workshop-alone"


def render_role_play(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw a participant's role card; both cards if two people share a phone."""
    if shows_results(phone):
        _render_afterwards(phone, prompt)
        return
    st.markdown(escape_markdown(prompt.ask))
    render_pairing(phone)
    card = phone.view.card
    if card is not None:
        _render_own_card(phone, activity, prompt, card)
        render_action(
            "Swap roles",
            f"swap-{activity.activity_id}-{prompt.prompt_id}",
            lambda: phone.participation.swap_roles(card.role, session.utc_now()),
            icon=":material/swap_horiz:",
            wide=True,
        )
    elif st.toggle("We share one phone", key=f"{_SHARED_PHONE_KEY}-{activity.activity_id}"):
        for role in _PLAYED_ROLES:
            _render_card(
                role_card(phone.participation.content.book, prompt.prompt_id, role), _PLAYED_ROLES[role]
            )
        _render_observation_form(phone, activity, prompt, _AFTERWARDS)
    render_partner_change(phone)


def _render_afterwards(phone: ParticipantPhone, prompt: Prompt) -> None:
    st.markdown(escape_markdown(prompt.ask))
    notes = [
        f"- **{_ANSWERS[phone.view.observed[key]]}.** {escape_markdown(point)}"
        for key, point in _points_with_ids(prompt)
        if phone.view.observed.get(key) in _ANSWERS
    ]
    if notes:
        st.header("What you noted", anchor=False)
        st.markdown("\n".join(notes))
    st.markdown(
        NEVER_SHOWN
        if prompt.level is DisclosureLevel.PRIVATE
        else "What can be shown of everybody's notes is on the wall."
    )
    render_next_time(prompt.say)


def _render_own_card(phone: ParticipantPhone, activity: Activity, prompt: Prompt, card: Card) -> None:
    match card.role:
        case PlayedRole.OBSERVER:  # the points are the observer's card
            _render_observation_form(phone, activity, prompt, "You're the observer: note what you hear")
        case PlayedRole.CANDIDATE:
            _render_card(card, "You're the candidate")
        case PlayedRole.INTERVIEWER:
            _render_card(card, "You're the interviewer")
            _render_observation_form(phone, activity, prompt, _AFTERWARDS)


def _render_card(card: Card, heading: str) -> None:
    with st.container(border=True):
        st.header(heading, anchor=False)
        lines = "\n".join(f"- {escape_markdown(line)}" for line in card.lines)
        st.markdown(f"**{escape_markdown(card.title)}**\n\n{lines}")


def _render_observation_form(
    phone: ParticipantPhone, activity: Activity, prompt: Prompt, heading: str
) -> None:
    if not prompt.points:
        return
    st.header(heading, anchor=False)
    render_level(prompt)
    for key, point in _points_with_ids(prompt):
        st.markdown(escape_markdown(point))
        with st.container(horizontal=True):
            for option, words in _ANSWERS.items():
                is_chosen = phone.view.observed.get(key) == option
                render_action(
                    words,
                    f"observe-{activity.activity_id}-{key}-{option}",
                    partial(_save_observation, phone, activity.activity_id, key, option),
                    kind="primary" if is_chosen else "secondary",
                    icon=":material/check:" if is_chosen else None,
                    wide=True,
                )


def _save_observation(phone: ParticipantPhone, activity_id: str, point: str, option: str) -> None:
    phone.participation.answer(activity_id, point, option, session.utc_now())


def _points_with_ids(prompt: Prompt) -> list[tuple[str, str]]:
    """Return each point after the prompt id under which its answer is stored."""
    return [(f"{prompt.prompt_id}.{number}", point) for number, point in enumerate(prompt.points, start=1)]
