"""A table of cases fails for each case that fails, whether it asserts or raises."""

from __future__ import annotations

import pytest

from tests.unit.row_table import each_row


def test_all_cases_are_tried_and_those_that_fail_are_named() -> None:
    tried: list[int] = []

    @each_row("number", [1, 2, 3])
    def is_odd(number: int) -> None:
        tried.append(number)
        assert number % 2 == 1, "it is even"

    with pytest.raises(AssertionError, match=r"(?s)1 of 3 cases fail:\n\(2,\): .*it is even"):
        is_odd()
    assert tried == [1, 2, 3]


def test_tables_can_be_combined_and_leave_fixtures_alone() -> None:
    tried: list[tuple[str, int, str]] = []

    @each_row(("number", "char"), [(1, "a"), (2, "b")])
    @each_row("fixture", ["inner"])
    def collect(number: int, char: str, fixture: str, given: str) -> None:
        tried.append((given + fixture, number, char))

    collect(given="outer ")
    assert tried == [("outer inner", 1, "a"), ("outer inner", 2, "b")]


def test_any_other_error_names_its_case() -> None:
    @each_row("divisor", [1, 0])
    def divide(divisor: int) -> None:
        assert 1 / divisor

    with pytest.raises(ZeroDivisionError) as caught:
        divide()
    assert caught.value.__notes__ == ["In the case (0,)"]
