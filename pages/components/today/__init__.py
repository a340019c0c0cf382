"""Pieces of screen for the Today page."""
