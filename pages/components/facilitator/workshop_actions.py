"""The facilitator's actions, as callbacks; an error becomes a sentence on the next run."""

from collections.abc import Callable

import streamlit as st

from components import notices, session
from followup_core.services.workshops import WorkshopService

QUERY_PARAMETER = "workshop"
"""The query parameter that names a workshop; ids are random and reveal nothing."""
_CLOSED_PARAMETER = "closed"
"""A query parameter that gives a closed workshop another address, so that its page opens at the top."""


def run_action(action: Callable[[], object], message: str = "") -> bool:
    """Run an action and confirm it with a message (in a callback); return whether it was done."""
    is_done = session.run_safely(action)
    if is_done and message:
        notices.show_done(message)
    return is_done


def choose(workshop_id: str) -> None:
    """Open the page of one workshop (a callback)."""
    st.query_params.pop(_CLOSED_PARAMETER, None)
    st.query_params[QUERY_PARAMETER] = workshop_id


def leave() -> None:
    """Return to the list of workshops (a callback)."""
    st.query_params.pop(_CLOSED_PARAMETER, None)
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
        st.query_params[_CLOSED_PARAMETER] = "yes"


def reopen_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Take back the closing of the workshop (a callback)."""
    if run_action(
        lambda: service.reopen(workshop_id, session.utc_now()), "The workshop is open again, where it was."
    ):
        st.query_params.pop(_CLOSED_PARAMETER, None)


def add_minutes(service: WorkshopService, workshop_id: str, activity_id: str, minutes: int) -> None:
    """Give the current activity more minutes, or fewer (a callback)."""
    run_action(lambda: service.add_minutes(workshop_id, activity_id, minutes, session.utc_now()))


def show_join_info(service: WorkshopService, workshop_id: str, is_shown: bool) -> None:
    """Show on the wall how to join, or the current step (a callback)."""
    run_action(lambda: service.show_join_info(workshop_id, is_shown, session.utc_now()))


def delete_workshop(service: WorkshopService, workshop_id: str) -> None:
    """Delete all of a workshop's data and return to the list (a callback)."""
    if run_action(lambda: service.delete(workshop_id), "Deleted, with everything the participants entered."):
        leave()
