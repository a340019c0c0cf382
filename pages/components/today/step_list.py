"""Lists of steps: those that are due as cards, those that must wait as lines, and why on these days."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.show_more import render_show_more, shown_count
from followup_core.cadence import Step
from followup_core.services.step_cards import grouped_steps, other_advice, panel_card, step_cards, step_name
from followup_core.services.timezone_country import holiday_sentence
from followup_core.services.today_overview import TodayOverview, leave_until
from followup_core.services.workspace import WorkspaceView

from .panel_card import interviews_shown_singly, render_panel_card
from .step_card import WHOLE_LINE, Row, Section, render_step_card, render_waiting_step

_CARDS = 5
"""How many cards there are at first; each takes a quarter of a phone's screen, and is slow to draw."""
_LINES = 3
_NAMED = 10
_UNFOLDED = 3
"""How much a day may have to do and to leave alone until what to leave alone is folded."""


def _nothing_between(row: Row) -> None:
    pass


def render_due_steps(
    name: str,
    view: WorkspaceView,
    steps: Sequence[Step],
    *,
    leads: bool,
    says_where: bool = True,
    render_between: Callable[[Row], None] = _nothing_between,
) -> None:
    """Draw due steps as cards. Of a long list the rest is named below, with a button to draw more of it.

    Args:
        name: What tells this list from others on the page.
        view: The workspace.
        steps: The steps, the most urgent first.
        leads: Whether the first card has the page's most visible button.
        says_where: Whether each card names its interview, as on a page that isn't about one.
        render_between: Draws what belongs in front of the card in a row, or below the last one.
    """
    shown = shown_count(name, _CARDS)
    groups = grouped_steps(steps, interviews_shown_singly())
    for index, group in enumerate(groups[:shown]):
        row, is_first = (Section.DUE, index), leads and not index
        render_between(row)
        if len(group) > 1:
            panel = panel_card(view, group)
            render_panel_card(panel, is_first=is_first, row=row, says_where=says_where)
        else:
            card = step_cards(view, group)[0]
            render_step_card(card, is_first=is_first, row=row, says_where=says_where)
    render_between((Section.BELOW_DUE, 0))
    _render_rest(name, view, [step for group in groups[shown:] for step in group], _CARDS)


def render_waiting_steps(
    name: str,
    view: WorkspaceView,
    steps: Sequence[Step],
    *,
    border: bool = True,
    says_where: bool = True,
    render_between: Callable[[Row], None] = _nothing_between,
) -> None:
    """Draw steps that must wait: the day, the reason and a button for an answer that comes before it."""
    shown = shown_count(name, _LINES)
    with st.container(border=border, horizontal=True):
        for index, card in enumerate(step_cards(view, steps[:shown])):
            row = (Section.WAITING, index)
            render_between(row)
            render_waiting_step(card, row, says_where=says_where)
        _render_rest(name, view, steps[shown:], _LINES)


def render_steps_to_leave_alone(
    name: str, view: WorkspaceView, overview: TodayOverview, render_between: Callable[[Row], None]
) -> None:
    """Draw the steps that must wait; on a full day as one line that unfolds, for the phone's sake."""
    if not overview.count or overview.count + len(overview.waiting) <= _UNFOLDED:
        st.header("Leave alone", anchor=False)
        render_waiting_steps(name, view, overview.waiting, render_between=render_between)
        return
    words = f"**Leave alone:** {escape_markdown(leave_until(view, overview))}"
    key = session.key(f"folded-{name}")
    # To Streamlit, an expander with another label is another one. It opens as the one before it was.
    label, expanded, is_open = st.session_state.get(f"{key}-drawn", (words, False, False))
    if label != words:
        expanded = is_open
    folded = st.expander(words, expanded, key=key, on_change="rerun")
    st.session_state[f"{key}-drawn"] = (words, expanded, folded.open)
    # Drawn only when it is open: most days nobody looks.
    if folded.open:
        with folded:
            render_waiting_steps(name, view, overview.waiting, border=False, render_between=render_between)


def render_why_these_days(view: WorkspaceView, steps: Sequence[Step]) -> None:
    """Draw the whole reasons of these steps, whose cards have only what happened.

    Below them is what other career advisors say about the days, each sentence once, and whose holidays count.
    """
    reasons = [
        f"**{escape_markdown(step_name(view, step))}.** {escape_markdown(step.because)}"
        for step in steps[:_NAMED]
        if step.because != step.cause
    ]
    advice = map(escape_markdown, other_advice(view, steps))
    sentences = (*reasons, *advice)
    if sentences:
        sentences = (*sentences, holiday_sentence(view.records.settings.country))
        with st.popover("Why these days?", type="tertiary"):
            st.markdown("\n\n".join(sentences))


def _render_rest(name: str, view: WorkspaceView, rest: Sequence[Step], more: int) -> None:
    """Name the steps that have no card yet, so that none is hidden, and offer to draw more."""
    if not rest:
        return
    names = "\n".join(f"- {escape_markdown(step_name(view, step))}" for step in rest[:_NAMED])
    left = f"\n- and {len(rest) - _NAMED} more" if len(rest) > _NAMED else ""
    st.markdown(f"{names}{left}", width=WHOLE_LINE)
    render_show_more(name, more)
