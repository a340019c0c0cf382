"""Long lists that begin short: how much of one is shown, and the button to show more of it."""

import streamlit as st

from . import session


def shown_count(name: str, at_first: int) -> int:
    """Return how many entries of a list are shown in this session: `at_first`, and more after each tap."""
    return int(st.session_state.get(session.key(f"shown-{name}"), at_first))


def render_show_more(name: str, at_first: int) -> None:
    """Draw the button that shows `at_first` more entries of a list."""
    st.button(
        "Show more",
        key=session.key(f"more-{name}"),
        icon=":material/expand_more:",
        type="tertiary",
        on_click=_show_more,
        args=(name, at_first),
    )


def _show_more(name: str, at_first: int) -> None:
    st.session_state[session.key(f"shown-{name}")] = shown_count(name, at_first) + at_first
