"""Answer options on a participant's phone: buttons, the saved choice and the published results."""

from functools import partial

import streamlit as st

from components import notices, session
from components.markdown_text import escape_markdown
from followup_core.workshop.workshop_model import Option, Prompt, PublishedResults

from .participant_phone import ParticipantPhone, look_again, showing, tap

_KEPT_BACK = "not shown"


@st.fragment
def choices(activity_id: str, prompt: Prompt) -> None:
    """Draw one button for each option, and the saved choice.

    As a fragment, only this part is redrawn after a tap, which halves the work for an answer. If the workshop
    has moved on or the participant is gone, the whole page is redrawn.
    """
    phone = look_again()
    if phone is None or phone.view.prompt != prompt or showing(phone) or notices.have_changed():
        st.rerun()
    for each in prompt.options:
        chosen = each.id == phone.view.chosen
        tap(
            escape_markdown(each.words),
            f"answer-{activity_id}-{prompt.prompt_id}-{each.id}",
            partial(_answer, phone, activity_id, prompt.prompt_id, each.id),
            kind="primary" if chosen else "secondary",
            icon=":material/check:" if chosen else None,
            wide=True,
        )
    words = words_of(prompt.options, phone.view.chosen)
    if words:
        st.success(f"Saved: {escape_markdown(words)}. You can still change it.", icon=":material/check:")
    else:
        st.markdown(":gray[One tap. It is saved at once, without your name.]")


def _answer(phone: ParticipantPhone, activity_id: str, prompt_id: str, option: str) -> None:
    phone.participation.answer(activity_id, prompt_id, option, session.utc_now())


def words_of(options: tuple[Option, ...], chosen: str) -> str:
    """Return the label of the option with this id, '' if there is none."""
    return next((each.words for each in options if each.id == chosen), "")


def results(published: PublishedResults | None, chosen: str) -> None:
    """Draw the published results: a sentence and a table of counts."""
    if published is None:
        return
    st.markdown(escape_markdown(published.sentence))
    if not published.participants:
        return
    rows = [
        f"| {_name(cell.option, chosen)} | {_KEPT_BACK if cell.count is None else cell.count} |"
        for cell in published.counts
    ]
    st.markdown("\n".join(["| Answer | People |", "| :--- | ---: |", *rows]))


def next_time(say: str) -> None:
    """Draw what to say or do next time."""
    if say:
        st.info(f"**Next time:** {escape_markdown(say)}", icon=":material/chat_bubble:")


def _name(option: Option, chosen: str) -> str:
    return (
        f"**{escape_markdown(option.words)}** (you)" if option.id == chosen else escape_markdown(option.words)
    )
