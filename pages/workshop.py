"""The facilitator's page: plan a workshop, run it, review it and delete it."""

import streamlit as st

from components import notices, session
from components.facilitator import closed_workshop, workshop_controls, workshop_list, workshop_planner
from followup_core.workshop.workshop_model import State

st.set_page_config(layout="centered")
hall = session.workshop_service()
notices.draw()
wall = workshop_list.chosen(hall)

if wall is None:
    workshop_list.render_workshop_list(hall)
else:
    workshop_list.heading(wall)
    match wall.state:
        case State.PLANNED:
            workshop_planner.render_workshop_planner(hall, wall)
        case State.OPEN:
            workshop_controls.render_workshop_controls(hall, wall)
        case State.CLOSED:
            closed_workshop.render_closed_workshop(hall, wall)
