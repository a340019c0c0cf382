"""Components of the checklist page."""
