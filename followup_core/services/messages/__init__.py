"""Messages: their facts, drafts, wording and what is kept of them."""
