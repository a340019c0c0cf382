"""Imports: a file of any kind is parsed, compared with the workspace, previewed, and saved as one action."""
