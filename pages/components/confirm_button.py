"""Buttons that ask for confirmation when much would be lost or the action seems to be done already."""

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from .markdown_text import escape_markdown


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
    """Draw a delete button; pass a question when it deletes more than one small thing or cannot be undone."""
    asking(label, key, question, delete, args, yes=yes, no="No, keep it", icon=icon, kind="tertiary")


def asking(
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
    asked = f"{key}-asked"
    if not question:
        st.button(label, key=key, type=kind, icon=icon, on_click=act, args=args)
    elif not st.session_state.get(asked):
        st.button(label, key=key, type=kind, icon=icon, on_click=_ask, args=(asked, True))
    else:
        with st.container(border=True):
            st.markdown(escape_markdown(question))
            with st.container(horizontal=True):
                st.button(no, key=f"{key}-no", on_click=_ask, args=(asked, False))
                st.button(yes, key=f"{key}-yes", icon=icon, on_click=_decided, args=(asked, act, args))


def _ask(asked: str, now: bool) -> None:
    st.session_state[asked] = now


def _decided(asked: str, act: Callable[..., None], args: tuple[Any, ...]) -> None:
    _ask(asked, False)
    act(*args)
