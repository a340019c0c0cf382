"""Advice on how to do one kind of step: points to say, and what to avoid."""

import streamlit as st

from components.markdown_text import escape_markdown
from followup_core.playbook import StepAdvice


def render_step_advice(advice: StepAdvice) -> None:
    """Draw the advice as one text."""
    lines = "\n".join(f"- {escape_markdown(line)}" for line in advice.say)
    st.markdown(f"{lines}\n\n{escape_markdown(advice.avoid)}")
