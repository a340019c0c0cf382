"""Benchmarks: published figures to compare one's own with, each with its source and its weakness."""

import csv
import io
from pathlib import Path

from followup_core.text import counted

from .playbook_errors import PlaybookError
from .playbook_files import read_text
from .playbook_model import Benchmark
from .shape import ShapeError, read_as

MAX_BENCHMARKS = 60
_COLUMNS = tuple(Benchmark.__dataclass_fields__)


def load_benchmarks(file: Path) -> tuple[Benchmark, ...]:
    """Read the table of published figures; raise PlaybookError at the first fault, with its line."""
    reader = csv.reader(io.StringIO(read_text(file), newline=""), strict=True)
    benchmarks: dict[str, Benchmark] = {}
    try:
        if tuple(next(reader, ())) != _COLUMNS:
            raise _fault(file, 1, f"The first line must read {', '.join(_COLUMNS)}.")
        for cells in filter(None, reader):
            benchmark = _benchmark(file, reader.line_num, cells)
            if benchmark.id in benchmarks:
                raise _fault(file, reader.line_num, f"The id “{benchmark.id}” is used twice.", "id")
            benchmarks[benchmark.id] = benchmark
    except csv.Error:
        raise _fault(file, reader.line_num, "The quotes in this row do not match.") from None
    if len(benchmarks) > MAX_BENCHMARKS:
        raise _fault(file, reader.line_num, f"There are more than {MAX_BENCHMARKS} figures.")
    return tuple(benchmarks.values())


def _benchmark(file: Path, line: int, cells: list[str]) -> Benchmark:
    if len(cells) != len(_COLUMNS):
        found = counted(len(cells), "cell")
        raise _fault(file, line, f"The row has {found} where the first line has {len(_COLUMNS)}.")
    try:
        return read_as(Benchmark, dict(zip(_COLUMNS, cells, strict=True)))
    except ShapeError as error:
        what = f"{error.words} (it says {error.value!r:.60})."
        raise _fault(file, line, what, str(error.path[0])) from None


def _fault(file: Path, line: int, what: str, field: str = "") -> PlaybookError:
    where = f"{file.name}, line {line}{f', field {field}' if field else ''}"
    return PlaybookError(what, "Correct the row; until then the last good playbook stays.", where=where)
