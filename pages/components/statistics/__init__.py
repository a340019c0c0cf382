"""Components of the statistics page."""
