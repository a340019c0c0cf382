"""Components of a workshop's projector page."""
