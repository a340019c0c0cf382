"""Pieces of screen for messages."""
