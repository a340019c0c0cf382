"""Runs tests with the clock moved to another day, in every Python process that a test starts.

`python3 -m tests.tools.moved_clock "2027-12-31 23:58" tests/integration/web` runs tests as if the program
were used then.
"""
