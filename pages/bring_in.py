"""Bring in: what a candidate already has, from any file."""

import streamlit as st

from _parts import bring_in

st.title("Bring in what you have", anchor=False)
st.markdown(
    "A calendar invitation, a business card, a spreadsheet or the file of another tracker, your LinkedIn or"
    " contacts export, or a file of this program. You see what it would bring before anything is saved, and"
    " one tap takes it back."
)
bring_in.show()
