"""A reader in a process of its own answers, refuses, or is ended when it takes too much."""

import sys

import pytest

from followup_core.formats.limited_process import ReaderDidNotStart, run_limited
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet import read_sheet

from .greedy_readers import blanks

pytestmark = pytest.mark.thorough

GREEDY = "tests.unit.formats.greedy_readers"


def test_what_the_reader_returns_comes_back() -> None:
    assert run_limited(GREEDY, b"abc" * 1_000_000, "turn") == b"cba" * 1_000_000


def test_a_refusal_comes_back_with_its_place_and_remedy() -> None:
    with pytest.raises(UnreadableFile, match=r"Line 3: It is none\. Choose another\."):
        run_limited(GREEDY, b"", "refusal")


@pytest.mark.parametrize(
    ("what", "data"), [("memory", b""), ("time", b""), ("library", blanks(2_000_000_000))]
)
def test_a_reader_that_takes_too_much_is_ended_and_that_is_said(what: str, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="too much time or memory"):
        run_limited(GREEDY, data, what, cpu_seconds=1)


def test_a_fault_of_ours_is_no_refusal() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        run_limited(GREEDY, b"", "fault")


def test_a_reader_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", f"{sys.executable}-that-is-not-there")
    with pytest.raises(ReaderDidNotStart, match="could not be started"):
        run_limited(GREEDY, b"", "turn")


@pytest.mark.parametrize("count", [20_000_000, 10**30])
def test_blanks_given_as_a_number_are_counted_before_they_are_created(count: int) -> None:
    with pytest.raises(UnreadableFile, match="unpacks to more than 20 MB"):
        read_sheet("a.ods", blanks(count))


def test_a_few_blanks_given_as_a_number_are_read() -> None:
    assert f"a{' ' * 20}b" in [row.cells[0] for row in read_sheet("a.ods", blanks(20)).rows]
