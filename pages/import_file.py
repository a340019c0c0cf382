"""The import page: files with what the candidate already has."""

import streamlit as st

from components import session
from components.imports import file_import

st.title("Import a file", anchor=False)
if session.workspace_kind() == session.PERSONAL:
    file_import.render_file_import()
else:
    st.markdown("This is sample data. Go back to yours to import a file.")
