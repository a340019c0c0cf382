"""Bring in: what a candidate already has, from any file."""

import streamlit as st

from _parts import bring_in, edge

st.title("Bring in what you have", anchor=False)
if edge.place() == edge.MINE:
    bring_in.show()
else:
    st.markdown("This is sample data. Go back to yours to bring something in.")
