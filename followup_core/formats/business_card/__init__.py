"""Reads business cards: vCards, the code printed on a card, and photos."""
