"""Business cards: as vCards, as the code printed on one, as a photo."""
