"""Lists of steps: due steps as cards, steps that must wait as lines, and the reasons for their days."""

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

from .panel_card import interviews_with_separate_cards, render_panel_card
from .step_card import WHOLE_LINE, Row, Section, render_step_card, render_waiting_step

_CARDS_AT_FIRST = 5
"""A card takes a quarter of a phone's screen, and is slow to draw."""
_LINES_AT_FIRST = 3
_MAX_NAMED = 10
"""Steps without a card that are named below a list."""
_MAX_UNFOLDED = 3
"""With more steps than this on a day, those to leave alone are folded."""


def _render_nothing(row: Row) -> None:
    pass


def render_due_steps(
    name: str,
    view: WorkspaceView,
    steps: Sequence[Step],
    *,
    has_main_button: bool,
    names_interview: bool = True,
    render_between: Callable[[Row], None] = _render_nothing,
) -> None:
    """Draw due steps as cards. Further steps are only named below, with a button that draws more cards.

    Args:
        name: What tells this list from others on the page.
        view: The workspace.
        steps: The steps, the most urgent first.
        has_main_button: Whether the first card has the page's most visible button.
        names_interview: Whether each card names its interview. False on the page of that interview.
        render_between: Draws what belongs above the card in a row, or below the last card.
    """
    card_count = shown_count(name, _CARDS_AT_FIRST)
    groups = grouped_steps(steps, interviews_with_separate_cards())
    for index, group in enumerate(groups[:card_count]):
        row, is_first = (Section.DUE, index), has_main_button and not index
        render_between(row)
        if len(group) > 1:
            panel = panel_card(view, group)
            render_panel_card(panel, is_first=is_first, row=row, names_interview=names_interview)
        else:
            card = step_cards(view, group)[0]
            render_step_card(card, is_first=is_first, row=row, names_interview=names_interview)
    render_between((Section.BELOW_DUE, 0))
    _render_rest(name, view, [step for group in groups[card_count:] for step in group], _CARDS_AT_FIRST)


def render_waiting_steps(
    name: str,
    view: WorkspaceView,
    steps: Sequence[Step],
    *,
    border: bool = True,
    names_interview: bool = True,
    render_between: Callable[[Row], None] = _render_nothing,
) -> None:
    """Draw steps that must wait: the day, the reason, and a button for an answer that comes earlier."""
    line_count = shown_count(name, _LINES_AT_FIRST)
    with st.container(border=border, horizontal=True):
        for index, card in enumerate(step_cards(view, steps[:line_count])):
            row = (Section.WAITING, index)
            render_between(row)
            render_waiting_step(card, row, names_interview=names_interview)
        _render_rest(name, view, steps[line_count:], _LINES_AT_FIRST)


def render_steps_to_leave_alone(
    name: str, view: WorkspaceView, overview: TodayOverview, render_between: Callable[[Row], None]
) -> None:
    """Draw the steps that must wait; on a full day folded into one line, to save space on a phone."""
    if not overview.count or overview.count + len(overview.waiting) <= _MAX_UNFOLDED:
        st.header("Leave alone", anchor=False)
        render_waiting_steps(name, view, overview.waiting, render_between=render_between)
        return
    label = f"**Leave alone:** {escape_markdown(leave_until(view, overview))}"
    key = session.key(f"folded-{name}")
    # To Streamlit, an expander with another label is a new one. It opens if the one before it was open.
    label_before, is_expanded, was_open = st.session_state.get(f"{key}-drawn", (label, False, False))
    if label_before != label:
        is_expanded = was_open
    expander = st.expander(label, is_expanded, key=key, on_change="rerun")
    st.session_state[f"{key}-drawn"] = (label, is_expanded, expander.open)
    # The steps are drawn only if the expander is open: most days nobody looks.
    if expander.open:
        with expander:
            render_waiting_steps(name, view, overview.waiting, border=False, render_between=render_between)


def render_why_these_days(view: WorkspaceView, steps: Sequence[Step]) -> None:
    """Draw the full reasons of these steps. Their cards say only what happened.

    Below the reasons are the days that other career advisors suggest, each sentence once, and which holidays
    are left out.
    """
    reasons = [
        f"**{escape_markdown(step_name(view, step))}.** {escape_markdown(step.because)}"
        for step in steps[:_MAX_NAMED]
        if step.because != step.cause
    ]
    advice = map(escape_markdown, other_advice(view, steps))
    sentences = (*reasons, *advice)
    if sentences:
        sentences = (*sentences, holiday_sentence(view.records.settings.country))
        with st.popover("Why these days?", type="tertiary"):
            st.markdown("\n\n".join(sentences))


def _render_rest(name: str, view: WorkspaceView, rest: Sequence[Step], more_count: int) -> None:
    """Name the steps that have no card yet, so that none is hidden, and offer to draw more cards."""
    if not rest:
        return
    names = "\n".join(f"- {escape_markdown(step_name(view, step))}" for step in rest[:_MAX_NAMED])
    rest_line = f"\n- and {len(rest) - _MAX_NAMED} more" if len(rest) > _MAX_NAMED else ""
    st.markdown(f"{names}{rest_line}", width=WHOLE_LINE)
    render_show_more(name, more_count)
