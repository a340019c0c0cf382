"""Each reader over a few damaged inputs; `python -m tests.tools.fuzz` gives it as many as one likes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.integration.bad_inputs.input_paths import workspace_with_interview
from tests.integration.services.workspaces import opened
from tests.tools.fuzz import __main__ as command
from tests.tools.fuzz.fuzz_runner import Reader, run
from tests.tools.fuzz.readers import NAMES, readers

FEW = 200


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A workspace that no reader may change."""
    return workspace_with_interview(tmp_path / "mine")


@pytest.fixture
def every(beside: Path, tmp_path: Path) -> Iterator[Mapping[str, Reader[Any]]]:
    """Every reader; those that compare do so with the workspace."""
    (tmp_path / "scratch").mkdir()
    with opened(beside) as desk:
        yield readers(desk, tmp_path / "scratch")


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_reads_or_refuses_and_changes_nothing(
    every: Mapping[str, Reader[Any]], beside: Path, name: str
) -> None:
    tally = run(every[name], FEW, 1, beside)
    assert (tally.crashes, tally.changed) == ([], ())
    assert tally.read + tally.refused == FEW
    assert tally.read
    assert tally.refused


def test_every_reader_has_its_name(every: Mapping[str, Reader[Any]]) -> None:
    assert tuple(every) == NAMES


def _stumbles(number: int) -> bool:
    return bool(1 // (number % 10))


def test_a_reader_that_stumbles_is_told_with_its_input(beside: Path) -> None:
    tally = run(Reader(inputs=st.integers(0, 1_000), take=_stumbles), FEW, 1, beside)
    assert tally.crashed
    assert not tally.sound
    assert tally.crashes[0].startswith("ZeroDivisionError: ")
    assert " on " in tally.crashes[0]
    assert tally.read + tally.refused + tally.crashed == FEW


def test_a_reader_that_writes_beside_itself_is_told(beside: Path) -> None:
    def write(number: int) -> bool:
        (beside / "people.csv").write_text(f"{number}", encoding="utf-8")
        return True

    tally = run(Reader(inputs=st.integers(0, 1_000), take=write), 3, 1, beside)
    assert tally.changed == ("people.csv",)
    assert not tally.sound


def test_the_command_says_what_became_of_each_reader(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--inputs", "20", "--reader", "store"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("store          20 inputs: ")
    assert "0 crashed, 0 files changed next to it" in line


def test_the_command_leaves_with_1_when_a_reader_crashed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = Reader(inputs=st.integers(0, 1_000), take=_stumbles)
    monkeypatch.setattr(command, "readers", lambda *_: {"bad": crashing})
    assert command.main(["--inputs", "100"]) == 1
    assert "CRASH ZeroDivisionError" in capsys.readouterr().out
