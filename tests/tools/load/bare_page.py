"""A bare page with a title, a radio and a text, which the program is compared with."""

import streamlit as st

st.title("Title")
choice = st.radio("Choice", ["One", "Two", "Three", "Four"])
st.write("Saved:", choice)
