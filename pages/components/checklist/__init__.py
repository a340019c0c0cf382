"""Pieces of screen for the guided checklist."""
