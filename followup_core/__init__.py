"""The application's core: everything except the Streamlit pages."""
