"""The facilitator's actions, as callbacks; an error becomes a sentence on the next run."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from components import notices, session
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import PublicView

QUERY_PARAMETER = "workshop"
"""The query parameter that names a workshop; ids are random and reveal nothing."""


def run_action(action: Callable[[], object], message: str = "") -> bool:
    """Run an action and confirm it with a message (in a callback); return whether it was done."""
    done = session.run_safely(action)
    if done and message:
        notices.show_done(message)
    return done


def choose(workshop_id: str) -> None:
    """Show one workshop (a callback)."""
    st.query_params[QUERY_PARAMETER] = workshop_id


def leave() -> None:
    """Return to the list (a callback)."""
    st.query_params.pop(QUERY_PARAMETER, None)


def render_steps(
    service: WorkshopService, public_view: PublicView, *, width: Literal["stretch", "content"]
) -> None:
    """Draw the back and next buttons; their shortcuts are the keys that a presenter's clicker sends."""
    st.button(
        "Back",
        key="step-back",
        icon=":material/arrow_back:",
        shortcut="PageUp",
        disabled=public_view.at_start,
        width=width,
        on_click=_back,
        args=(service, public_view.workshop_id),
    )
    st.button(
        "Next",
        key="step-next",
        icon=":material/arrow_forward:",
        # Not a primary button: the shortcut's label that Streamlit adds would be unreadable on that color.
        shortcut="PageDown",
        disabled=public_view.at_end,
        width=width,
        on_click=_forward,
        args=(service, public_view.workshop_id),
    )


def _back(service: WorkshopService, workshop_id: str) -> None:
    run_action(lambda: service.back(workshop_id, session.utc_now()))


def _forward(service: WorkshopService, workshop_id: str) -> None:
    run_action(lambda: service.forward(workshop_id, session.utc_now()))


def go_to_activity(service: WorkshopService, workshop_id: str, activity: int) -> None:
    """Go to an activity of the agenda (a callback)."""
    run_action(lambda: service.go_to(workshop_id, activity, session.utc_now()))


def open_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Open the workshop for participants (a callback)."""
    run_action(
        lambda: service.open(workshop_id, session.utc_now()),
        "The workshop is open. Put the wall on the projector.",
    )


def close_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Close the workshop (a callback)."""
    run_action(
        lambda: service.close(workshop_id, session.utc_now()),
        "Closed. Participants can still download their own file.",
    )


def delete_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Delete all of a workshop's data and return to the list (a callback)."""
    if run_action(lambda: service.delete(workshop_id), "Deleted, with everything the participants entered."):
        leave()
