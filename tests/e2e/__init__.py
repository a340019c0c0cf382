"""Tests of the whole program: a real browser, a fresh installation, a calendar server."""
