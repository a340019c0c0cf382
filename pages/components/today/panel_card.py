"""A card for the same step with several people of one interview, such as the thank-yous after a panel."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.services.step_cards import PanelCard

from .step_card import (
    ANSWERED,
    ANSWERED_EARLIER,
    WHOLE_LINE,
    Prominence,
    Row,
    record_response_here,
    render_day_dialog,
    render_done_button,
    render_write_button,
    step_words,
)

_ONE_CARD_EACH = "One card for each person"
_SINGLY = "shown-singly"


def interviews_shown_singly() -> frozenset[str]:
    """Return the interviews whose people get a card each, because the person asked for it in this session."""
    interviews: frozenset[str] = st.session_state.get(session.key(_SINGLY), frozenset())
    return interviews


def render_panel_card(panel: PanelCard, *, is_first: bool, row: Row, says_where: bool) -> None:
    """Draw what to do, when and why once, and below it two buttons for each person.

    Args:
        panel: The steps.
        is_first: Whether its first person has the page's most visible button.
        row: Its row on the page, below which “What did they say?” is drawn.
        says_where: Whether it names its interview.
    """
    first = panel.cards[0]
    with st.container(border=True):
        words = step_words(first, first.step.state, panel.title, says_where=says_where)
        st.markdown(words, width=WHOLE_LINE)
        for number, card in enumerate(panel.cards):
            name = escape_markdown(card.person.name if card.person else "")
            with st.container(horizontal=True, vertical_alignment="center"):
                prominence: Prominence = "primary" if is_first and not number else "secondary"
                render_write_button(card, prominence, f"Write to {name}", "stretch")
                render_done_button(card, "tertiary")
        _render_menu(panel, row)


def _render_menu(panel: PanelCard, row: Row) -> None:
    """Draw the menu for the whole panel; what is about one person is on that person's own card."""
    interview_id = panel.cards[0].step.interview_id
    chosen = st.menu_button(
        "More",
        [_ONE_CARD_EACH, ANSWERED, ANSWERED_EARLIER],
        key=session.key(f"more-{panel.key}"),
        type="tertiary",
    )
    if chosen == _ONE_CARD_EACH:
        st.session_state[session.key(_SINGLY)] = interviews_shown_singly() | {interview_id}
        st.rerun()
    elif chosen == ANSWERED:
        record_response_here(interview_id, row)
        st.rerun()
    elif chosen == ANSWERED_EARLIER:
        render_day_dialog(panel.cards[0], row, they_responded=True)
