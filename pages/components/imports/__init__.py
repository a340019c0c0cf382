"""Components of the import page."""
