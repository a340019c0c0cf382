"""Messages: drafts from facts, and the checker that says what would make one better.

Pure, but for reading the files of the templates.
"""
