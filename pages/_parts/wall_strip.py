"""The line at the head of the wall: the only part that asks again by itself."""

from collections.abc import Sequence

import streamlit as st

from followup_core.coach.workshop import Hall
from followup_core.workshop.model import State, Wall, WorkshopError

from . import wall_join, wall_poster, wall_show
from .wall_poster import Tone, Words


@st.fragment(run_every=2)
def show(hall: Hall, workshop_id: str, drawn: Sequence[object]) -> None:
    """Draw what changes by itself; draw the whole wall anew once it is no longer what was `drawn`."""
    try:
        wall = hall.wall(workshop_id)
    except WorkshopError:
        st.rerun()
    if wall_show.drawn(wall) != drawn:
        st.rerun()
    found = wall_show.counts(wall)
    if found:
        wall_poster.show(
            [Words(text="  ·  ".join([*found, *_late(wall)]), size=34, tone=Tone.QUIET)],
            height=60,
            largest=1.0,
        )


def _late(wall: Wall) -> list[str]:
    """Return the way in for those who come late."""
    where = wall_join.typed()
    if wall.state is not State.OPEN or wall.at_start or not wall.code:
        return []
    return [f"Join: {where} with {wall_join.spaced(wall.code)}" if where else wall_join.spaced(wall.code)]
