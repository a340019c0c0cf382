"""How many entries of a long list are shown, and the button that shows more."""

import streamlit as st

from . import session


def shown_count(name: str, at_first: int) -> int:
    """Return how many entries of a list this session shows: `at_first`, and as many more for each tap."""
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
