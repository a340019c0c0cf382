"""Pieces of screen for importing files."""
