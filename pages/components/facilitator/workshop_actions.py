"""The facilitator's actions, as callbacks; an error becomes a sentence on the next run."""

from collections.abc import Callable

import streamlit as st

from components import notices, session
from followup_core.services.workshops import WorkshopService

QUERY_PARAMETER = "workshop"
"""The query parameter that names a workshop; ids are random and reveal nothing."""
_CLOSED = "closed"
"""The query parameter that makes a closed workshop another address: the page then begins at its top."""


def run_action(action: Callable[[], object], message: str = "") -> bool:
    """Run an action and confirm it with a message (in a callback); return whether it was done."""
    done = session.run_safely(action)
    if done and message:
        notices.show_done(message)
    return done


def choose(workshop_id: str) -> None:
    """Show one workshop (a callback)."""
    st.query_params.pop(_CLOSED, None)
    st.query_params[QUERY_PARAMETER] = workshop_id


def leave() -> None:
    """Return to the list (a callback)."""
    st.query_params.pop(_CLOSED, None)
    st.query_params.pop(QUERY_PARAMETER, None)


def open_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Open the workshop for participants (a callback)."""
    run_action(
        lambda: service.open(workshop_id, session.utc_now()),
        "The workshop is open. Put the wall on the projector.",
    )


def close_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Close the workshop (a callback)."""
    if run_action(
        lambda: service.close(workshop_id, session.utc_now()),
        "Closed. Participants can still download their own file.",
    ):
        st.query_params[_CLOSED] = "yes"


def reopen_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Take back the closing of the workshop (a callback)."""
    if run_action(
        lambda: service.reopen(workshop_id, session.utc_now()), "The workshop is open again, where it was."
    ):
        st.query_params.pop(_CLOSED, None)


def add_minutes(service: WorkshopService, workshop_id: str, activity_id: str, by: int) -> None:
    """Give the current activity more minutes, or fewer (a callback)."""
    run_action(lambda: service.add_minutes(workshop_id, activity_id, by, session.utc_now()))


def show_join_info(service: WorkshopService, workshop_id: str, yes: bool) -> None:
    """Show on the wall how to join, or the current step again (a callback)."""
    run_action(lambda: service.show_join_info(workshop_id, yes, session.utc_now()))


def delete_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Delete all of a workshop's data and return to the list (a callback)."""
    if run_action(lambda: service.delete(workshop_id), "Deleted, with everything the participants entered."):
        leave()
