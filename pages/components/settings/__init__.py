"""Components of the settings page."""
