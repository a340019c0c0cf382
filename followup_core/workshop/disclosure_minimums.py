"""The minimum numbers of answers before counts are shown, with their reasons."""

OPEN_MINIMUM = 5
"""How many people must have answered before the counts of an open question are shown.

5: with fewer, everybody at a table knows who the others are.
"""
WALL_MINIMUM = 5
"""The smallest group on a screen, for a protected question. So a count shows from ten answers on.

5: publishers of statistics use minimums from 5 to 30.
"""
EXPORT_MINIMUM = 10
"""The smallest group of a protected question in an exported file; for an open question, OPEN_MINIMUM.

10: the most common minimum among US states; a file travels further than a screen.
"""
BATCH_SIZE = 5
"""How many people's new answers to a protected question are counted together.

5: with single updates, 7 of 12 followed by 6 of 11 would reveal the answer of the person who left.
"""
MIN_POSSIBLE_VALUES = 3
"""How many values must remain possible for each suppressed count."""
