"""A workshop: one room, one facilitator, many participants whose answers show without exposing anyone."""
