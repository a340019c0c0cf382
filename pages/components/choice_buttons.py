"""A row of large buttons, one for each choice: Streamlit's own rows of choices are too low for a thumb."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

import streamlit as st

from . import session

_Choice = TypeVar("_Choice", bound=Enum)

CHOSEN = ":material/check_circle:"
NOT_CHOSEN = ":material/radio_button_unchecked:"
"""Both icons are as wide, so that no button moves under the finger."""


def render_choice_buttons(
    key: str,
    choices: Mapping[_Choice, str],
    on_click: Callable[..., None],
    *args: Any,
    chosen: _Choice | None = None,
    marked: bool = False,
) -> None:
    """Draw a button for each choice, next to each other where they fit.

    Args:
        key: The beginning of the buttons' keys; what follows is a hyphen and the choice's value.
        choices: The choices, and the words on their buttons as Markdown.
        on_click: What a tap does (a callback): it gets `args`, then the choice.
        args: What belongs to the question, such as the id of an interview.
        chosen: The choice that is stored.
        marked: Whether the buttons show which one is chosen; not where a tap leads on from the question.
    """
    with st.container(horizontal=True, gap="xsmall"):
        for choice, words in choices.items():
            st.button(
                words,
                key=session.key(f"{key}-{choice.value}"),
                icon=(CHOSEN if choice is chosen else NOT_CHOSEN) if marked else None,
                width="stretch",
                on_click=on_click,
                args=(*args, choice),
            )
