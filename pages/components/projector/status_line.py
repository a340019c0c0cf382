"""The projector's status line, the only part of the page that refreshes by itself."""

from collections.abc import Sequence

import streamlit as st

from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import PublicView, State, WorkshopError

from . import join_instructions, large_text, projector_view
from .large_text import Tone, Words


@st.fragment(run_every=2)
def render_status_line(service: WorkshopService, workshop_id: str, drawn: Sequence[object]) -> None:
    """Draw the status line; redraw the whole page once it is no longer what was `drawn`."""
    try:
        public_view = service.public_view(workshop_id)
    except WorkshopError:
        st.rerun()
    if projector_view.drawn(public_view) != drawn:
        st.rerun()
    found = projector_view.counts(public_view)
    if found:
        large_text.render_large_text(
            [Words(text="  ·  ".join([*found, *_late(public_view)]), size=34, tone=Tone.QUIET)],
            height=60,
            largest=1.0,
        )


def _late(public_view: PublicView) -> list[str]:
    """Return how latecomers can join."""
    where = join_instructions.typed()
    if public_view.state is not State.OPEN or public_view.at_start or not public_view.code:
        return []
    return [
        f"Join: {where} with {join_instructions.spaced(public_view.code)}"
        if where
        else join_instructions.spaced(public_view.code)
    ]
