"""A page that shows everybody what somebody else wrote, a fault that the harness must notice."""

import streamlit as st


@st.cache_resource
def written() -> list[str]:
    """Return the text that all sessions share, which is the fault."""
    return [""]


if text := st.text_area("Draft"):
    written()[0] = text
st.write(written()[0])
