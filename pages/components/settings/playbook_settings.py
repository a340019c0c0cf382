"""Playbook settings for career centers: its numbers as sentences and its questions, each with its source."""

import streamlit as st

from components.markdown_text import escape_markdown
from followup_core.models.date_text import pluralize
from followup_core.services.workspace import WorkspaceView

_NUMBER_SENTENCES = {
    "thank_you_due_days": ("Thank each person by email within {} of the interview.", "day"),
    "thank_you_email_gone_days": ("A late thank-you is still suggested for {}.", "day"),
    "thank_you_note_gone_days": ("A handwritten note is suggested for {}.", "day"),
    "linkedin_gone_days": ("If they agreed to connect on LinkedIn, it is suggested for {}.", "day"),
    "after_decision_business_days": ("After the day they named, wait {} before you write.", "business day"),
    "no_date_business_days": ("If nobody named a day, wait {} before you write.", "business day"),
    "gap_days": ("Between two messages that ask for news, wait {}.", "day"),
    "grace_business_days": ("A message is on time for {}.", "business day"),
    "stale_days": ("A message that is {} late is not worth sending. It's time to let go.", "day"),
    "keep_in_touch_days": ("After a no, or after letting go, say hello in {}.", "day"),
    "keep_in_touch_window_days": ("That hello is on time for {}.", "day"),
    "max_asks": ("After one interview, ask for news {} at most, unless they name a new date.", "time"),
    "max_unanswered_messages": ("After {} in a row without an answer, write no more.", "message"),
}
"""For each number of the cadence, a sentence with a gap for it, and the unit that it counts."""


def render_playbook_fault(view: WorkspaceView) -> None:
    """Say what is wrong with a changed playbook that could not be loaded."""
    if view.playbook_fault is not None:
        st.warning(escape_markdown(f"The playbook was changed and is broken. {view.playbook_fault}"))


def render_rhythm(view: WorkspaceView) -> None:
    """Draw the numbers that decide the days of all steps, each with its source."""
    with st.expander("The rhythm of your steps, and where it comes from"):
        st.table(
            [
                {
                    "What you are told": _number_sentence(name, getattr(view.playbook.numbers, name)),
                    "Where that comes from": escape_markdown(source),
                }
                for name, source in view.playbook.number_sources
            ],
            hide_index=True,
            alt="How long each step waits, with the source of each number",
        )


def _number_sentence(name: str, number: int) -> str:
    words, unit = _NUMBER_SENTENCES[name]
    return words.format(pluralize(number, unit))


def render_center_settings(view: WorkspaceView) -> None:
    """Draw what a career center can change without writing code."""
    st.markdown(
        "What this program advises is in `data/playbook/`: the questions, the days and the messages. A career"
        " center changes it with a text editor. A mistake is reported, and the last version that works stays"
        " in use."
    )
    st.header("The questions of the checklist", anchor=False)
    for item in view.playbook.checklist:
        with st.expander(escape_markdown(item.question.replace("{person}", "each person"))):
            st.markdown(escape_markdown(item.why))
            if item.next_time:
                st.markdown(f"Say: “{escape_markdown(item.next_time)}”")
            st.markdown(f"Source: {escape_markdown(item.source)}")
