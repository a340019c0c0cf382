"""Business cards: as vCards, as the code printed on one, or as a photo."""
