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
    yes_label: str = "Yes, delete it",
    icon: str | None = ":material/delete:",
) -> None:
    """Draw a delete button; pass a `question` if it deletes more than one small thing or can't be undone."""
    render_confirm_button(
        label,
        key,
        question,
        delete,
        args,
        yes_label=yes_label,
        no_label="No, keep it",
        icon=icon,
        kind="tertiary",
    )


def render_confirm_button(
    label: str,
    key: str,
    question: str,
    action: Callable[..., None],
    args: tuple[Any, ...],
    *,
    yes_label: str,
    no_label: str,
    icon: str | None,
    kind: Literal["primary", "tertiary"],
) -> None:
    """Draw a button that calls `action` with `args`, after asking `question` if there is one.

    The "no" button comes first: an accidental second tap in the same place must not confirm.
    """
    asking_key = f"{key}-asked"
    if not question:
        st.button(label, key=key, type=kind, icon=icon, on_click=action, args=args)
    elif not st.session_state.get(asking_key):
        st.button(label, key=key, type=kind, icon=icon, on_click=_set_asking, args=(asking_key, True))
    else:
        with st.container(border=True):
            st.markdown(escape_markdown(question))
            with st.container(horizontal=True):
                st.button(no_label, key=f"{key}-no", on_click=_set_asking, args=(asking_key, False))
                st.button(
                    yes_label, key=f"{key}-yes", icon=icon, on_click=_confirm, args=(asking_key, action, args)
                )


def _set_asking(asking_key: str, is_asking: bool) -> None:
    st.session_state[asking_key] = is_asking


def _confirm(asking_key: str, action: Callable[..., None], args: tuple[Any, ...]) -> None:
    _set_asking(asking_key, False)
    action(*args)
