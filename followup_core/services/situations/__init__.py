"""Situations: events that the follow-up chain does not cover, with their advice and what they record."""
