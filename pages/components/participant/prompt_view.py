"""A question on a participant's phone: the options and the saved choice, then the published results."""

from functools import partial

import streamlit as st

from components import notices, session
from components.markdown_text import escape_markdown
from components.projector import answer_chart
from followup_core.workshop.disclosure_words import BEFORE_ANSWERING
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    Option,
    OptionCount,
    Prompt,
    PublishedResults,
)

from .participant_phone import (
    ParticipantPhone,
    current_phone_or_none,
    escape_lines,
    render_action,
    shows_results,
)


def render_prompt(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw a question with its options, or with its results once these are shown."""
    if prompt.story:
        st.markdown(escape_lines(prompt.story))
    if prompt.ask != activity.title:
        st.header(escape_markdown(prompt.ask), anchor=False)
    if shows_results(phone):
        _render_results(phone, prompt)
        return
    render_options(activity.activity_id, prompt)
    last = bool(activity.prompts) and prompt.prompt_id == activity.prompts[-1]
    if activity.kind is ActivityKind.EVALUATION and last and phone.view.chosen:
        st.markdown("That was the last question. Thank you.")


def _render_results(phone: ParticipantPhone, prompt: Prompt) -> None:
    own = label_of(prompt.options, phone.view.chosen)
    if prompt.key:
        _render_verdict(own, phone.view.chosen == prompt.key, label_of(prompt.options, prompt.key))
        st.markdown(escape_markdown(prompt.because))
    elif own:
        st.markdown(f"You answered: **{escape_markdown(own)}**")
    render_next_time(prompt.say)
    if phone.view.published is not None:
        st.header("What everybody answered", anchor=False)
        render_results(phone.view.published, phone.view.chosen)


def _render_verdict(own: str, right: bool, key: str) -> None:
    if right:
        st.success(f"You chose “{escape_markdown(own)}”. That's right.", icon=":material/check:")
    elif own:
        st.markdown(f"You chose “{escape_markdown(own)}”.\n\n**Better here: {escape_markdown(key)}**")
    else:
        st.markdown(f"**Best here: {escape_markdown(key)}**")


@st.fragment
def render_options(activity_id: str, prompt: Prompt) -> None:
    """Draw one button for each option, and the saved choice.

    As a fragment, only this part is redrawn after a tap, which halves the work for an answer. If the workshop
    has moved on or the participant is gone, the whole page is redrawn.
    """
    phone = current_phone_or_none()
    if phone is None or phone.view.prompt != prompt or shows_results(phone) or notices.is_bar_outdated():
        st.rerun()
    render_level(prompt)
    for option in prompt.options:
        chosen = option.id == phone.view.chosen
        render_action(
            escape_markdown(option.words),
            f"answer-{activity_id}-{prompt.prompt_id}-{option.id}",
            partial(_answer, phone, activity_id, prompt.prompt_id, option.id),
            kind="primary" if chosen else "secondary",
            icon=":material/check:" if chosen else None,
            wide=True,
        )
    words = label_of(prompt.options, phone.view.chosen)
    if words:
        st.success(f"Saved: {escape_markdown(words)}. You can still change it.", icon=":material/check:")
    else:
        st.markdown(":gray[One tap saves it, without your name.]")


def render_level(prompt: Prompt) -> None:
    """Draw who will see the answers, before anybody answers."""
    st.markdown(f":gray[{BEFORE_ANSWERING[prompt.level]}]")


def _answer(phone: ParticipantPhone, activity_id: str, prompt_id: str, option: str) -> None:
    phone.participation.answer(activity_id, prompt_id, option, session.utc_now())


def label_of(options: tuple[Option, ...], chosen: str) -> str:
    """Return the label of the option with this id, '' if there is none."""
    return next((option.words for option in options if option.id == chosen), "")


def render_results(published: PublishedResults | None, chosen: str) -> None:
    """Draw the published results: a sentence and a table of counts."""
    if published is None:
        return
    st.markdown(escape_markdown(published.sentence))
    if all(cell.count is None for cell in published.counts):
        return
    rows = [f"| {_label(cell.option, chosen)} | {_people(cell, published)} |" for cell in published.counts]
    st.markdown("\n".join(["| Answer | People |", "| :--- | ---: |", *rows]))


def _people(cell: OptionCount, published: PublishedResults) -> str:
    """Return a count for a narrow table, where it stays on one line."""
    return answer_chart.count_words(cell, published).replace(" ", "\u00a0")


def render_next_time(say: str) -> None:
    """Draw what to say or do next time."""
    if say:
        st.info(f"**Next time:** {escape_markdown(say)}", icon=":material/chat_bubble:")


def _label(option: Option, chosen: str) -> str:
    return (
        f"**{escape_markdown(option.words)}** (you)" if option.id == chosen else escape_markdown(option.words)
    )
