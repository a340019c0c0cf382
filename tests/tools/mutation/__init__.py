"""Breaks one line of the core at a time, and tells whether a test fails."""
