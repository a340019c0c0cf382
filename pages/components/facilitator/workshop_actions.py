"""What the facilitator does, as callbacks; an error becomes a sentence on the next run."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from components import notices, session
from followup_core.services.workshops import Hall
from followup_core.workshop.workshop_model import Wall

NAMED = "workshop"
"""The query parameter that names a workshop; ids are random and say nothing."""


def act(action: Callable[[], object], told: str = "") -> bool:
    """Do something with a workshop and say so (in a callback)."""
    done = session.try_out(action)
    if done and told:
        notices.tell(told)
    return done


def choose(workshop_id: str) -> None:
    """Go to one workshop (a callback)."""
    st.query_params[NAMED] = workshop_id


def leave() -> None:
    """Go back to the list (a callback)."""
    st.query_params.pop(NAMED, None)


def steps(hall: Hall, wall: Wall, *, width: Literal["stretch", "content"]) -> None:
    """Draw back and next; a presenter's clicker sends the keys they are bound to."""
    st.button(
        "Back",
        key="step-back",
        icon=":material/arrow_back:",
        shortcut="PageUp",
        disabled=wall.at_start,
        width=width,
        on_click=_back,
        args=(hall, wall.workshop_id),
    )
    st.button(
        "Next",
        key="step-next",
        icon=":material/arrow_forward:",
        # Not the primary colour: the name of the key, which comes with it, could not be read on it.
        shortcut="PageDown",
        disabled=wall.at_end,
        width=width,
        on_click=_forward,
        args=(hall, wall.workshop_id),
    )


def _back(hall: Hall, workshop_id: str) -> None:
    act(lambda: hall.back(workshop_id, session.instant()))


def _forward(hall: Hall, workshop_id: str) -> None:
    act(lambda: hall.forward(workshop_id, session.instant()))


def jump(hall: Hall, workshop_id: str, activity: int) -> None:
    """Go to an activity of the agenda (a callback)."""
    act(lambda: hall.go_to(workshop_id, activity, session.instant()))


def open_it(hall: Hall, workshop_id: str) -> None:
    """Let people in (a callback)."""
    act(lambda: hall.open(workshop_id, session.instant()), "Open. Put the wall on the projector.")


def close(hall: Hall, workshop_id: str) -> None:
    """End it (a callback)."""
    act(
        lambda: hall.close(workshop_id, session.instant()),
        "Closed. Participants can still take home what is theirs.",
    )


def delete(hall: Hall, workshop_id: str) -> None:
    """Delete everything of a workshop and go back to the list (a callback)."""
    if act(lambda: hall.delete(workshop_id), "Deleted, with everything the participants entered."):
        leave()
