"""A question on a participant's phone (poll, situation or evaluation): options, then results."""

import streamlit as st

from components.markdown_text import escape_markdown
from followup_core.workshop.workshop_model import Activity, ActivityKind, Prompt

from .answer_options import choices, next_time, results, words_of
from .participant_phone import ParticipantPhone, lines, showing


def asked(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw a question with its options, or with its results once these are shown."""
    if prompt.story:
        st.markdown(lines(prompt.story))
    if prompt.ask != activity.title:
        st.header(escape_markdown(prompt.ask), anchor=False)
    if showing(phone):
        _shown(phone, prompt)
        return
    choices(activity.activity_id, prompt)
    last = bool(activity.prompts) and prompt.prompt_id == activity.prompts[-1]
    if activity.kind is ActivityKind.EVALUATION and last and phone.view.chosen:
        st.markdown("That was the last question. Thank you.")


def _shown(phone: ParticipantPhone, prompt: Prompt) -> None:
    own = words_of(prompt.options, phone.view.chosen)
    if prompt.key:
        _against_the_key(own, phone.view.chosen == prompt.key, words_of(prompt.options, prompt.key))
        st.markdown(escape_markdown(prompt.because))
    elif own:
        st.markdown(f"You answered: **{escape_markdown(own)}**")
    next_time(prompt.say)
    if phone.view.published is not None:
        st.header("The room", anchor=False)
        results(phone.view.published, phone.view.chosen)


def _against_the_key(own: str, right: bool, key: str) -> None:
    if right:
        st.success(f"You chose “{escape_markdown(own)}”. That is the one.", icon=":material/check:")
    elif own:
        st.markdown(f"You chose “{escape_markdown(own)}”.\n\n**Better here: {escape_markdown(key)}**")
    else:
        st.markdown(f"**Best here: {escape_markdown(key)}**")
