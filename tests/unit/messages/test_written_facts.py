"""Facts that are right as they were typed stay as they are, and are hardly ever asked for again."""

import pytest

from tests.unit.row_table import each_row

from .written_facts import LATER, right_facts, shares, written_facts

EVERY = 12
"""Every twelfth row, to save time. A rule that changes a few right facts passes here: compare all of them
before and after it with `python -m tests.unit.messages.written_facts --list`."""


@pytest.mark.thorough
@each_row(("is_later", "as_meant", "asked"), [(False, 0.92, 0.04), (True, 0.9, 0.03)])
def test_at_least_90_of_100_right_facts_stay_as_they_are(
    is_later: bool, as_meant: float, asked: float
) -> None:
    rows = [row for row in written_facts() if (row.source == LATER) is is_later]
    found = shares(right_facts(rows if is_later else rows[::EVERY]))
    assert found["as meant"] >= as_meant
    assert found["asked"] <= asked
