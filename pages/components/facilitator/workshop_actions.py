"""What the facilitator does, as callbacks; an error becomes a sentence on the next run."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from components import notices, session
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import PublicView

NAMED = "workshop"
"""The query parameter that names a workshop; ids are random and say nothing."""


def run_action(action: Callable[[], object], told: str = "") -> bool:
    """Do something with a workshop and say so (in a callback)."""
    done = session.run_safely(action)
    if done and told:
        notices.tell(told)
    return done


def choose(workshop_id: str) -> None:
    """Go to one workshop (a callback)."""
    st.query_params[NAMED] = workshop_id


def leave() -> None:
    """Go back to the list (a callback)."""
    st.query_params.pop(NAMED, None)


def steps(hall: WorkshopService, wall: PublicView, *, width: Literal["stretch", "content"]) -> None:
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


def _back(hall: WorkshopService, workshop_id: str) -> None:
    run_action(lambda: hall.back(workshop_id, session.utc_now()))


def _forward(hall: WorkshopService, workshop_id: str) -> None:
    run_action(lambda: hall.forward(workshop_id, session.utc_now()))


def jump(hall: WorkshopService, workshop_id: str, activity: int) -> None:
    """Go to an activity of the agenda (a callback)."""
    run_action(lambda: hall.go_to(workshop_id, activity, session.utc_now()))


def open_it(hall: WorkshopService, workshop_id: str) -> None:
    """Let people in (a callback)."""
    run_action(lambda: hall.open(workshop_id, session.utc_now()), "Open. Put the wall on the projector.")


def close(hall: WorkshopService, workshop_id: str) -> None:
    """End it (a callback)."""
    run_action(
        lambda: hall.close(workshop_id, session.utc_now()),
        "Closed. Participants can still take home what is theirs.",
    )


def delete(hall: WorkshopService, workshop_id: str) -> None:
    """Delete everything of a workshop and go back to the list (a callback)."""
    if run_action(lambda: hall.delete(workshop_id), "Deleted, with everything the participants entered."):
        leave()
