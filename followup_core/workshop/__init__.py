"""A workshop: one room, one facilitator, many participants whose answers are shown without exposing anyone."""
