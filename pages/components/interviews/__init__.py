"""Pieces of screen for interviews."""
