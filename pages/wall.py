"""The projector page: what the projector shows of the open workshop."""

import streamlit as st

from components import notices, session
from components.projector import projector_controls, projector_view, status_line

st.set_page_config(layout="wide")
hall = session.workshop_service()
wall = projector_controls.chosen(hall)

notices.draw()
if wall is None:
    st.title("The wall")
    st.markdown("No workshop is open. Open one, and its code appears here.")
    projector_controls.to_control("")
else:
    projector_controls.render_projector_controls(hall, wall)
    status_line.render_status_line(hall, wall.workshop_id, projector_view.drawn(wall))
    projector_view.render_stage(wall)
