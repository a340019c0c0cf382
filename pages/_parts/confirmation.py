"""A button that deletes: it asks once where more than one small thing would go, or nothing brings it back."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from .text import plain


def deletion(
    label: str,
    key: str,
    question: str,
    delete: Callable[..., None],
    args: tuple[Any, ...],
    *,
    yes: str = "Yes, delete it",
    icon: str | None = ":material/delete:",
) -> None:
    """Draw the button; with a `question`, that is asked before `delete` is called with `args`."""
    asked = f"{key}-asked"
    if not question:
        st.button(label, key=key, type="tertiary", icon=icon, on_click=delete, args=args)
    elif not st.session_state.get(asked):
        st.button(label, key=key, type="tertiary", icon=icon, on_click=_ask, args=(asked, True))
    else:
        with st.container(border=True):
            st.markdown(plain(question))
            with st.container(horizontal=True):
                st.button(yes, key=f"{key}-yes", icon=icon, on_click=_decided, args=(asked, delete, args))
                st.button("No, keep it", key=f"{key}-no", on_click=_ask, args=(asked, False))


def _ask(asked: str, now: bool) -> None:
    st.session_state[asked] = now


def _decided(asked: str, delete: Callable[..., None], args: tuple[Any, ...]) -> None:
    _ask(asked, False)
    delete(*args)
