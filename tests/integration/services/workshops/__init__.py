"""Workshops as their pages use them."""
