"""Components of the facilitator's page."""
