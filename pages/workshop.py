"""Workshop: prepare one, run it from here, look back on it, delete it."""

import streamlit as st

from components import notices, session
from components.facilitator import closed_workshop, workshop_controls, workshop_list, workshop_planner
from followup_core.workshop.workshop_model import State

st.set_page_config(layout="centered")
hall = session.hall()
notices.draw()
wall = workshop_list.chosen(hall)

if wall is None:
    workshop_list.show(hall)
else:
    workshop_list.heading(wall)
    match wall.state:
        case State.PLANNED:
            workshop_planner.show(hall, wall)
        case State.OPEN:
            workshop_controls.show(hall, wall)
        case State.CLOSED:
            closed_workshop.show(hall, wall)
