"""Runs every reader on damaged inputs: each must be read, or refused with a message."""
