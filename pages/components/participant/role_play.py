"""A role-play on a participant's phone: a partner, a role card, and what an observer watches for."""

from functools import partial

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.workshop.prompts import role_card
from followup_core.workshop.workshop_model import Activity, Card, Part, Prompt

from .answer_options import next_time
from .participant_phone import ParticipantPhone, showing, tap
from .partner_pairing import another, pairing

_ANSWERS = {"yes": "Yes", "no": "No"}
_OF_BOTH = {Part.INTERVIEWER: "The interviewer", Part.CANDIDATE: "The candidate"}
_AFTERWARDS = "Afterwards, note what you heard"
_ALONE = "room-alone"


def play(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw a participant's role card, or both cards if two people share a phone."""
    if showing(phone):
        _afterwards(phone, prompt)
        return
    st.markdown(escape_markdown(prompt.ask))
    pairing(phone)
    own = phone.view.card
    if own is not None:
        _own(phone, activity, prompt, own)
    elif st.toggle("One phone for both of us", key=f"{_ALONE}-{activity.activity_id}"):
        for part in _OF_BOTH:
            _show(role_card(phone.participation.content.book, prompt.prompt_id, part), _OF_BOTH[part])
        _points(phone, activity, prompt, _AFTERWARDS)
    another(phone)


def _afterwards(phone: ParticipantPhone, prompt: Prompt) -> None:
    st.markdown(escape_markdown(prompt.ask))
    seen = [
        f"- **{_ANSWERS[phone.view.observed[key]]}.** {escape_markdown(point)}"
        for key, point in _keys(prompt)
        if phone.view.observed.get(key) in _ANSWERS
    ]
    if seen:
        st.header("What you noted", anchor=False)
        st.markdown("\n".join(seen))
    st.markdown("What the whole room noted is on the wall.")
    next_time(prompt.say)


def _own(phone: ParticipantPhone, activity: Activity, prompt: Prompt, own: Card) -> None:
    match own.part:
        case Part.OBSERVER:  # the points are the observer's card
            _points(phone, activity, prompt, "You watch: note what you hear")
        case Part.CANDIDATE:
            _show(own, "You are the candidate")
        case Part.INTERVIEWER:
            _show(own, "You are the interviewer")
            if phone.view.partners == 1:
                _points(phone, activity, prompt, _AFTERWARDS)


def _show(own: Card, heading: str) -> None:
    with st.container(border=True):
        st.header(heading, anchor=False)
        listed = "\n".join(f"- {escape_markdown(line)}" for line in own.lines)
        st.markdown(f"**{escape_markdown(own.title)}**\n\n{listed}")


def _points(phone: ParticipantPhone, activity: Activity, prompt: Prompt, heading: str) -> None:
    if not prompt.points:
        return
    st.header(heading, anchor=False)
    for key, point in _keys(prompt):
        st.markdown(escape_markdown(point))
        with st.container(horizontal=True):
            for option, words in _ANSWERS.items():
                chosen = phone.view.observed.get(key) == option
                tap(
                    words,
                    f"observe-{activity.activity_id}-{key}-{option}",
                    partial(_observe, phone, activity.activity_id, key, option),
                    kind="primary" if chosen else "secondary",
                    icon=":material/check:" if chosen else None,
                    wide=True,
                )


def _observe(phone: ParticipantPhone, activity_id: str, point: str, option: str) -> None:
    phone.participation.answer(activity_id, point, option, session.utc_now())


def _keys(prompt: Prompt) -> list[tuple[str, str]]:
    """Return each point with the prompt id under which its answer is stored."""
    return [(f"{prompt.prompt_id}.{number}", point) for number, point in enumerate(prompt.points, start=1)]
