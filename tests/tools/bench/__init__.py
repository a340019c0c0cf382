"""Measures what the program costs, as ratios within one run: `python -m tests.tools.bench [--quick]`."""
