"""A ledger keeps every event that it called saved, whatever is in it and whenever the power goes."""
