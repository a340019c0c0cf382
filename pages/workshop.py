"""Workshop: prepare one, run it from here, look back on it, delete it."""

import streamlit as st

from _parts import edge, notices, workshop_end, workshop_list, workshop_plan, workshop_run
from followup_core.workshop.model import State

st.set_page_config(layout="centered")
hall = edge.hall()
notices.draw()
wall = workshop_list.chosen(hall)

if wall is None:
    workshop_list.show(hall)
else:
    workshop_list.heading(wall)
    match wall.state:
        case State.PLANNED:
            workshop_plan.show(hall, wall)
        case State.OPEN:
            workshop_run.show(hall, wall)
        case State.CLOSED:
            workshop_end.show(hall, wall)
