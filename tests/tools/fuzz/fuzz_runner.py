"""Running one reader over many inputs, and counting what became of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from followup_core.models import FollowUpError

Input = TypeVar("Input")

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader(Generic[Input]):
    """One reader: what it is given, and what takes it.

    `take` returns True for what was read and False for what was refused by the reader's own error;
    whatever else it raises is a crash, an assertion about what was read included.
    """

    inputs: st.SearchStrategy[Input]
    take: Callable[[Input], bool]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the inputs of one reader; `crashes` are shown as they would be typed."""

    read: int = 0
    refused: int = 0
    crashed: int = 0
    crashes: list[str] = field(default_factory=list)
    changed: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing crashed, and nothing beside it changed."""
        return not (self.crashed or self.changed)


def run(reader: Reader[Input], inputs: int, start: int, workspace: Path) -> Tally:
    """Give a reader so many inputs, much the same for the same `start`; watch a `workspace` next to it."""
    tally, before = Tally(), files(workspace)

    @seed(start)
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
    after = files(workspace)
    tally.changed = tuple(name for name in before | after if before.get(name) != after.get(name))
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
        if len(tally.crashes) < _SHOWN:
            tally.crashes.append(f"{type(error).__name__}: {str(error)[:300]}\n    on {value!r:.2000}")


def in_words(error: FollowUpError, of: str = "") -> bool:
    """Return False, when a refusal says in one line what is wrong and the remedy, and names the file `of`."""
    assert error.what.endswith((".", "…")), str(error)
    assert error.remedy.endswith("."), str(error)
    assert len(str(error).splitlines()) == 1, str(error)
    assert error.where.startswith(of), str(error)
    return False


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file below a folder with its bytes and its time."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
