"""Runs one reader on many inputs, and counts the results."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from followup_core.models import FollowUpError

Input = TypeVar("Input")

_MAX_CRASHES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader(Generic[Input]):
    """One reader: the strategy for its inputs, and the function that reads one.

    `take` returns True if an input was read, and False if the reader refused it with its own error. Any
    exception that it raises is a crash; that includes a failed assertion about what was read.
    """

    inputs: st.SearchStrategy[Input]
    take: Callable[[Input], bool]


@dataclass(slots=True, kw_only=True)
class Tally:
    """The results of one reader; `crashes` show the inputs as Python literals."""

    read: int = 0
    refused: int = 0
    crashed: int = 0
    crashes: list[str] = field(default_factory=list)
    changed: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing crashed, and no file of the workspace changed."""
        return not (self.crashed or self.changed)


def run(reader: Reader[Input], inputs: int, seed_number: int, workspace: Path) -> Tally:
    """Run a reader on this many inputs, and compare the files of `workspace` before and after.

    The same `seed_number` gives much the same inputs.
    """
    tally, files_before = Tally(), files(workspace)

    @seed(seed_number)
    @settings(
        max_examples=inputs,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(reader.inputs)
    def run_one(value: Input) -> None:
        _count(tally, reader, value)

    run_one()
    files_after = files(workspace)
    tally.changed = tuple(
        name for name in files_before | files_after if files_before.get(name) != files_after.get(name)
    )
    return tally


def _count(tally: Tally, reader: Reader[Input], value: Input) -> None:
    try:
        if reader.take(value):
            tally.read += 1
        else:
            tally.refused += 1
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  # a panic of a library is no Exception
        tally.crashed += 1
        if len(tally.crashes) < _MAX_CRASHES_SHOWN:
            tally.crashes.append(f"{type(error).__name__}: {str(error)[:300]}\n    on {value!r:.2000}")


def refused_with_message(error: FollowUpError, file_name: str = "") -> bool:
    """Return False, after asserting that a refusal is one line with the fault, the remedy and the file."""
    assert error.what.endswith((".", "…")), str(error)
    assert error.remedy.endswith("."), str(error)
    assert len(str(error).splitlines()) == 1, str(error)
    assert error.where.startswith(file_name), str(error)
    return False


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
