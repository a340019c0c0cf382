"""The facilitator's page: plan a workshop, run it, review it and delete it."""

import streamlit as st

from components import notices, session
from components.facilitator import workshop_controls, workshop_exports, workshop_list, workshop_planner
from followup_core.workshop.workshop_model import WorkshopStage

st.set_page_config(layout="centered")
service = session.workshop_service()
public_view = workshop_list.chosen_workshop(service)
notices.render_notices(about=str(public_view and public_view.step_index))  # each step takes away its news

if public_view is None:
    workshop_list.render_workshop_list(service)
else:
    workshop_list.render_heading(public_view)
    match public_view.stage:
        case WorkshopStage.PLANNED:
            workshop_planner.render_workshop_planner(service, public_view)
        case WorkshopStage.OPEN:
            workshop_controls.render_workshop_controls(service, public_view)
        case WorkshopStage.CLOSED:
            workshop_exports.render_closed_workshop(service, public_view)
