"""Components of the interview pages."""
