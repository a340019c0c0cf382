"""The projector page: what the projector shows of the open workshop."""

import streamlit as st

from components import notices, session
from components.projector import projector_controls, projector_view, status_line

st.set_page_config(layout="wide")
service = session.workshop_service()
public_view = projector_controls.projected_workshop(service)

notices.render_notices()
if public_view is None:
    st.title("The wall", anchor=False)
    projector_controls.render_wait(service)
    projector_controls.render_control_link("")
else:
    projector_controls.render_projector_controls(service, public_view)
    status_line.render_status_line(
        service, public_view.workshop_id, projector_view.displayed_values(public_view)
    )
    projector_view.render_stage(public_view)
