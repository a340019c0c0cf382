"""Pieces of screen for settings."""
