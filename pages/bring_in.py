"""Bring in: what a candidate already has, from any file."""

import streamlit as st

from _parts import bring_in, edge

st.title("Bring in what you have", anchor=False)
st.markdown(
    "A calendar invitation, a business card, a spreadsheet or the file of another tracker, your LinkedIn or"
    " contacts export, or a file of this program. You see what it would bring before anything is saved, and"
    " one tap takes it back."
)
if edge.place() == edge.MINE:
    bring_in.show()
else:
    st.markdown("This is sample data. Go back to yours to bring something in.")
