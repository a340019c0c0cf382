"""The stand-in's page."""

import os
from pathlib import Path

import streamlit as st

FILE = Path(os.environ["FOLLOWUP_DATA_DIR"]) / "answers.txt"
who = st.context.cookies.get("who", "")


def save() -> None:
    with FILE.open("ab", buffering=0) as file:
        file.write(f"{who} {st.session_state['answer']}\n".encode())
        os.fsync(file.fileno())
    st.session_state["said"] = True


st.title("Title")
st.segmented_control("Question", ["One", "Two", "Three", "Four"], key="answer", on_change=save)
st.text_area("Draft", key="draft")
st.write(st.session_state.get("draft", ""))
if st.session_state.get("said"):
    st.write("Saved.")
