"""The linter against a reader's judgement, over the labelled messages."""

import pytest

from followup_core.messages.message_model import Check

from .labelled_messages import Labelled, Score, faults, labelled, overall, scores

ENOUGH = 0.95
ALL = labelled()
HELD_OUT = tuple(row for row in ALL if row.hold)
TUNED = tuple(row for row in ALL if not row.hold)


def show(title: str, table: dict[Check, Score]) -> None:
    print(f"\n{title}\n{'check':<20}{'found':>6}{'missed':>7}{'false':>6}{'recall':>8}{'precision':>10}")
    for name, row in (*((name.value, row) for name, row in table.items()), ("overall", overall(table))):
        print(
            f"{name:<20}{row.found:>6}{row.missed:>7}{row.false:>6}{row.recall:>8.3f}{row.precision:>10.3f}"
        )


def test_the_set_is_large_varied_and_a_third_is_held_out() -> None:
    assert len(ALL) >= 70
    assert len({row.id for row in ALL}) == len(ALL)
    assert 0.3 <= len(HELD_OUT) / len(ALL) <= 0.45
    assert len({label.check for row in ALL for label in row.finds}) >= 14
    assert sum(not row.finds for row in ALL) >= 25


@pytest.mark.parametrize("rows", [pytest.param(TUNED, id="tuned"), pytest.param(HELD_OUT, id="held out")])
def test_the_linter_agrees_with_the_reader_overall(rows: tuple[Labelled, ...]) -> None:
    table = scores(rows)
    show(f"{len(rows)} messages", table)
    assert overall(table).recall >= ENOUGH
    assert overall(table).precision >= ENOUGH


@pytest.mark.thorough
@pytest.mark.parametrize("name", list(Check))
def test_each_check_agrees_with_the_reader(name: Check) -> None:
    row = scores(ALL)[name]
    assert row.recall >= ENOUGH, [r.id for r in ALL if any(label.check is name for label in faults(r)[0])]
    assert row.precision >= ENOUGH, [r.id for r in ALL if any(found.check is name for found in faults(r)[1])]


def test_a_message_that_is_all_right_gets_no_finding_at_all() -> None:
    good = [row for row in ALL if not row.finds and not row.may]
    assert [row.id for row in good if faults(row)[1]] == []
