"""Tests of the core without a store, a page or a server: each part by itself."""
