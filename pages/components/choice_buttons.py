"""A row of large buttons, one for each choice: Streamlit's own rows of choices are too low for a thumb."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

import streamlit as st

from . import session

_Choice = TypeVar("_Choice", bound=Enum)

CHOSEN = ":material/check_circle:"
NOT_CHOSEN = ":material/radio_button_unchecked:"
"""Both icons have the same width, so that no button moves under the finger."""


def render_choice_buttons(
    key: str,
    choices: Mapping[_Choice, str],
    on_click: Callable[..., None],
    *args: Any,
    current_choice: _Choice | None = None,
    marks_choice: bool = False,
) -> None:
    """Draw one button for each choice, next to each other if they fit.

    Args:
        key: The beginning of the buttons' keys. A hyphen and the choice's value follow.
        choices: The choices, and the words on their buttons as Markdown.
        on_click: The callback of a tap. It gets `args`, then the choice.
        args: What belongs to the question, such as the id of an interview.
        current_choice: The choice that is stored.
        marks_choice: Whether icons show which choice is stored; False if a tap leads on from the question.
    """
    with st.container(horizontal=True, gap="xsmall"):
        for choice, words in choices.items():
            st.button(
                words,
                key=session.key(f"{key}-{choice.value}"),
                icon=(CHOSEN if choice is current_choice else NOT_CHOSEN) if marks_choice else None,
                width="stretch",
                on_click=on_click,
                args=(*args, choice),
            )
