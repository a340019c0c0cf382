"""The facilitator's actions, as callbacks; an error becomes a sentence on the next run."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from components import notices, session
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import PublicView

NAMED = "workshop"
"""The query parameter that names a workshop; ids are random and reveal nothing."""


def run_action(action: Callable[[], object], told: str = "") -> bool:
    """Run an action on a workshop and confirm it with `told` (in a callback); return whether it was done."""
    done = session.run_safely(action)
    if done and told:
        notices.tell(told)
    return done


def choose(workshop_id: str) -> None:
    """Show one workshop (a callback)."""
    st.query_params[NAMED] = workshop_id


def leave() -> None:
    """Return to the list (a callback)."""
    st.query_params.pop(NAMED, None)


def steps(hall: WorkshopService, wall: PublicView, *, width: Literal["stretch", "content"]) -> None:
    """Draw the back and next buttons; their shortcuts are the keys that a presenter's clicker sends."""
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
        # Not a primary button: the shortcut's label that Streamlit adds would be unreadable on that color.
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
    """Open the workshop for participants (a callback)."""
    run_action(lambda: hall.open(workshop_id, session.utc_now()), "Open. Put the wall on the projector.")


def close(hall: WorkshopService, workshop_id: str) -> None:
    """Close the workshop (a callback)."""
    run_action(
        lambda: hall.close(workshop_id, session.utc_now()),
        "Closed. Participants can still take home what is theirs.",
    )


def delete(hall: WorkshopService, workshop_id: str) -> None:
    """Delete all of a workshop's data and return to the list (a callback)."""
    if run_action(lambda: hall.delete(workshop_id), "Deleted, with everything the participants entered."):
        leave()
