"""Pieces of screen for the facilitator of a workshop."""
