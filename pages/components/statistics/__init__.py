"""Pieces of screen for statistics."""
