"""The import page: files with what the candidate already has."""

import streamlit as st

from components import session
from components.imports import import_upload

st.title("Import a file", anchor=False)
if session.workspace_kind() == session.PERSONAL:
    import_upload.render_import_upload()
else:
    st.markdown("This is sample data. Go back to yours to import a file.")
