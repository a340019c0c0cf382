"""The export, held against a calendar server."""
