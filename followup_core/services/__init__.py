"""The use cases that pages and command line share: load, decide, save."""
