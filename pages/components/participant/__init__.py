"""Pieces of screen for a participant of a workshop."""
