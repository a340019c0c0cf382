"""Workshops: codes, released counts, the way through an agenda, the content."""
