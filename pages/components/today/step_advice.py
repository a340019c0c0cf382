"""How to do one kind of step: what to say, point by point, and what to leave out."""

import streamlit as st

from components.markdown_text import plain
from followup_core.playbook import StepAdvice


def show(advice: StepAdvice) -> None:
    """Draw the advice as one text."""
    lines = "\n".join(f"- {plain(line)}" for line in advice.say)
    st.markdown(f"{lines}\n\n{plain(advice.avoid)}")
