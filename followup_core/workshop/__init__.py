"""Workshops: a facilitator, many participants, and group results that reveal nobody's own answers."""
