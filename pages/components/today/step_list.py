"""Lists of steps: those that are due as cards, those that must wait as lines, and why on these days."""

from collections.abc import Sequence

import streamlit as st

from components.markdown_text import escape_markdown
from components.show_more import render_show_more, shown_count
from followup_core.cadence import Step
from followup_core.services.today_overview import other_advice, step_cards, step_name
from followup_core.services.workspace import WorkspaceView

from .step_card import render_response_button, render_step_card, waiting_words

_CARDS = 5
"""How many due steps are cards at first; each card takes half a phone's screen, and is slow to draw."""
_LINES = 3
_NAMED = 10


def render_due_steps(name: str, view: WorkspaceView, steps: Sequence[Step], *, leads: bool) -> None:
    """Draw due steps as cards. Of a long list the rest is named below, with a button to draw more of it.

    Args:
        name: What tells this list from others on the page.
        view: The workspace.
        steps: The steps, the most urgent first.
        leads: Whether the first card has the page's most visible button.
    """
    shown = shown_count(name, _CARDS)
    for number, card in enumerate(step_cards(view, steps[:shown])):
        render_step_card(card, is_first=leads and not number)
    _render_rest(name, view, steps[shown:], _CARDS)


def render_waiting_steps(name: str, view: WorkspaceView, steps: Sequence[Step]) -> None:
    """Draw steps that must wait: the day, the reason and a button for an answer that comes before it."""
    shown = shown_count(name, _LINES)
    with st.container(border=True):
        for card in step_cards(view, steps[:shown]):
            st.markdown(waiting_words(card))
            if card.may_have_answer:
                render_response_button(card)
        _render_rest(name, view, steps[shown:], _LINES)


def render_why_these_days(view: WorkspaceView, steps: Sequence[Step]) -> None:
    """Draw what other career advisors say about the days of these steps, each sentence once."""
    sentences = other_advice(view, steps)
    if sentences:
        with st.popover("Why these days?", type="tertiary"):
            st.markdown("\n\n".join(map(escape_markdown, sentences)))


def _render_rest(name: str, view: WorkspaceView, rest: Sequence[Step], more: int) -> None:
    """Name the steps that have no card yet, so that none is hidden, and offer to draw more."""
    if not rest:
        return
    names = "\n".join(f"- {escape_markdown(step_name(view, step))}" for step in rest[:_NAMED])
    left = f"\n- and {len(rest) - _NAMED} more" if len(rest) > _NAMED else ""
    st.markdown(f"{names}{left}")
    render_show_more(name, more)
