"""Components of a workshop participant's pages."""
