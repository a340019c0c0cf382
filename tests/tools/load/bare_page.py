"""The bare page: a title, a radio and a text, as the measure for everything else."""

import streamlit as st

st.title("Title")
choice = st.radio("Choice", ["One", "Two", "Three", "Four"])
st.write("Saved:", choice)
