"""Components of the message pages."""
