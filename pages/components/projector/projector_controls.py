"""The choice of the workshop to project, and the buttons that a presenter's clicker presses."""

import streamlit as st

from components import session
from components.facilitator import step_buttons, workshop_actions
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import PublicView, WorkshopError, WorkshopStage

from . import projector_view


def projected_workshop(service: WorkshopService) -> PublicView | None:
    """Return the workshop that the link names, else the open one, else the one just closed, else None.

    A workshop counts as just closed while its closing can be taken back. The wall then says goodbye.
    """
    linked_id = st.query_params.get(workshop_actions.QUERY_PARAMETER, "")
    if linked_id:
        try:
            return service.public_view(linked_id)
        except WorkshopError:
            pass
    return _open_or_just_closed(service)


def _open_or_just_closed(service: WorkshopService) -> PublicView | None:
    now = session.utc_now()
    return service.current() or next(
        (view for view in service.workshops() if view.reopening_ends and now < view.reopening_ends), None
    )


@st.fragment(run_every=2)
def render_wait(service: WorkshopService) -> None:
    """Say that no workshop is open; redraw the page once one is."""
    if _open_or_just_closed(service) is not None:
        st.rerun()
    projector_view.render_sentence("No workshop is open. Open one, and its code appears here.")


def render_projector_controls(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the heading, and next to it the step buttons, away from what the audience reads."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(projector_view.heading(public_view), anchor=False, width="stretch")
        if public_view.stage is WorkshopStage.OPEN:
            step_buttons.render_steps(service, public_view, width="content")
        render_control_link(public_view.workshop_id)
    step_buttons.render_step_question(service, public_view)


def render_control_link(workshop_id: str) -> None:
    """Draw the link to the facilitator's page."""
    st.page_link(
        "workshop.py",
        label="Back to the controls",
        icon=":material/arrow_back:",
        query_params={workshop_actions.QUERY_PARAMETER: workshop_id} if workshop_id else None,
    )
