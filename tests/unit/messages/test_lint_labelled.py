"""The linter against a reader's judgement, over the labelled messages."""

import pytest

from tests.unit.row_table import each_row

from .labelled_messages import Labelled, faults, labelled, overall, scores

pytestmark = pytest.mark.thorough

ENOUGH = 0.95
ALL = labelled()
HELD_OUT = tuple(row for row in ALL if row.hold)
TUNED = tuple(row for row in ALL if not row.hold)


def test_the_set_is_large_varied_and_a_third_is_held_out() -> None:
    assert len(ALL) >= 70
    assert len({row.id for row in ALL}) == len(ALL)
    assert 0.3 <= len(HELD_OUT) / len(ALL) <= 0.45
    assert sum(not row.finds for row in ALL) >= 25


@each_row("rows", [TUNED, HELD_OUT])
def test_the_linter_agrees_with_the_reader_overall(rows: tuple[Labelled, ...]) -> None:
    table = scores(rows)
    assert overall(table).recall >= ENOUGH
    assert overall(table).precision >= ENOUGH


def test_each_check_agrees_with_the_reader() -> None:
    table = scores(ALL)
    assert {name: row for name, row in table.items() if min(row.recall, row.precision) < ENOUGH} == {}


def test_a_message_that_is_all_right_gets_no_finding_at_all() -> None:
    good = [row for row in ALL if not row.finds and not row.may]
    assert [row.id for row in good if faults(row)[1]] == []
