"""Buttons that ask for confirmation when much would be lost or the action seems to be done already."""

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from .markdown_text import escape_markdown


def render_delete_button(
    label: str,
    key: str,
    question: str,
    delete: Callable[..., None],
    args: tuple[Any, ...],
    *,
    yes: str = "Yes, delete it",
    icon: str | None = ":material/delete:",
) -> None:
    """Draw a delete button; pass a question when it deletes more than one small thing or cannot be undone."""
    render_confirm_button(
        label, key, question, delete, args, yes=yes, no="No, keep it", icon=icon, kind="tertiary"
    )


def render_confirm_button(
    label: str,
    key: str,
    question: str,
    act: Callable[..., None],
    args: tuple[Any, ...],
    *,
    yes: str,
    no: str,
    icon: str | None,
    kind: Literal["primary", "tertiary"],
) -> None:
    """Draw a button that calls `act` with `args`, after asking `question` unless that is empty.

    The "no" button comes first: an accidental second tap in the same place must not confirm.
    """
    asking_key = f"{key}-asked"
    if not question:
        st.button(label, key=key, type=kind, icon=icon, on_click=act, args=args)
    elif not st.session_state.get(asking_key):
        st.button(label, key=key, type=kind, icon=icon, on_click=_set_asking, args=(asking_key, True))
    else:
        with st.container(border=True):
            st.markdown(escape_markdown(question))
            with st.container(horizontal=True):
                st.button(no, key=f"{key}-no", on_click=_set_asking, args=(asking_key, False))
                st.button(yes, key=f"{key}-yes", icon=icon, on_click=_confirm, args=(asking_key, act, args))


def _set_asking(asking_key: str, asking: bool) -> None:
    st.session_state[asking_key] = asking


def _confirm(asking_key: str, act: Callable[..., None], args: tuple[Any, ...]) -> None:
    _set_asking(asking_key, False)
    act(*args)
