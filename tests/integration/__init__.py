"""Tests of services, store, command line, pages and server, each in this process or a child of it."""
