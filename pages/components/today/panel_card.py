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
    record_response_and_ask,
    render_day_dialog,
    render_done_button,
    render_write_button,
    step_words,
)

_SEPARATE_CARDS = "One card for each person"
_SEPARATE_CARDS_KEY = "shown-singly"


def interviews_with_separate_cards() -> frozenset[str]:
    """Return the ids of the interviews whose people get a card each instead of one panel card.

    The candidate chose that in the menu of the panel card; it holds for the session.
    """
    interviews: frozenset[str] = st.session_state.get(session.key(_SEPARATE_CARDS_KEY), frozenset())
    return interviews


def render_panel_card(panel: PanelCard, *, is_first: bool, row: Row, names_interview: bool) -> None:
    """Draw what to do, when and why once, and below it two buttons for each person.

    Args:
        panel: The steps.
        is_first: Whether the button of the panel's first person is the page's most visible one.
        row: The card's row on the page. “What did they say?” is drawn there after “They answered”.
        names_interview: Whether the card names its interview.
    """
    first = panel.cards[0]
    with st.container(border=True):
        text = step_words(first, first.step.state, panel.title, names_interview=names_interview)
        st.markdown(text, width=WHOLE_LINE)
        for number, card in enumerate(panel.cards):
            name = escape_markdown(card.person.name if card.person else "")
            with st.container(horizontal=True, vertical_alignment="center"):
                prominence: Prominence = "primary" if is_first and not number else "secondary"
                render_write_button(card, prominence, f"Write to {name}", "stretch")
                render_done_button(card, "tertiary")
        _render_menu(panel, row)


def _render_menu(panel: PanelCard, row: Row) -> None:
    """Draw the menu for the whole panel. Actions for one person are on that person's own card."""
    interview_id = panel.cards[0].step.interview_id
    choice = st.menu_button(
        "More",
        [_SEPARATE_CARDS, ANSWERED, ANSWERED_EARLIER],
        key=session.key(f"more-{panel.key}"),
        type="tertiary",
    )
    if choice == _SEPARATE_CARDS:
        st.session_state[session.key(_SEPARATE_CARDS_KEY)] = interviews_with_separate_cards() | {interview_id}
        st.rerun()
    elif choice == ANSWERED:
        record_response_and_ask(interview_id, row)
        st.rerun()
    elif choice == ANSWERED_EARLIER:
        render_day_dialog(panel.cards[0], row, they_responded=True)
