"""A page that shows everybody what somebody else wrote: what the harness must notice."""

import streamlit as st


@st.cache_resource
def written() -> list[str]:
    """Return what anybody wrote; the mistake."""
    return [""]


if text := st.text_area("Draft"):
    written()[0] = text
st.write(written()[0])
