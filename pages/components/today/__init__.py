"""Components of the Today page."""
