"""The coach: the use cases that pages and command line share. Load, decide, save."""
