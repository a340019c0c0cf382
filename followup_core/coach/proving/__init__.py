"""Proof of the search, as job centers ask for it."""
