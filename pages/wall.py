"""The wall: what the projector shows of the open workshop."""

import streamlit as st

from _parts import edge, notices, wall_controls, wall_show, wall_strip

st.set_page_config(layout="wide")
hall = edge.hall()
wall = wall_controls.chosen(hall)

notices.draw()
if wall is None:
    st.title("The wall")
    st.markdown("No workshop is open. Open one, and its code appears here.")
    wall_controls.to_control("")
else:
    wall_controls.show(hall, wall)
    wall_strip.show(hall, wall.workshop_id, wall_show.drawn(wall))
    wall_show.stage(wall)
