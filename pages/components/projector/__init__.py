"""Pieces of screen for the projector of a workshop."""
