"""Reads the benchmarks: published figures to compare one's own with, with their sources and weaknesses."""

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
    """Return the published figures in a file; raise PlaybookError with the line of the first fault."""
    reader = csv.reader(io.StringIO(read_text(file), newline=""), strict=True)
    benchmarks: dict[str, Benchmark] = {}
    try:
        if tuple(next(reader, ())) != _COLUMNS:
            raise _row_error(file, 1, f"The first line must read {', '.join(_COLUMNS)}.")
        for cells in filter(None, reader):
            benchmark = _parse_row(file, reader.line_num, cells)
            if benchmark.id in benchmarks:
                raise _row_error(file, reader.line_num, f"The id “{benchmark.id}” is used twice.", "id")
            benchmarks[benchmark.id] = benchmark
    except csv.Error:
        raise _row_error(file, reader.line_num, "The quotes in this row do not match.") from None
    if len(benchmarks) > MAX_BENCHMARKS:
        raise _row_error(file, reader.line_num, f"There are more than {MAX_BENCHMARKS} figures.")
    return tuple(benchmarks.values())


def _parse_row(file: Path, line: int, cells: list[str]) -> Benchmark:
    if len(cells) != len(_COLUMNS):
        cell_count = counted(len(cells), "cell")
        raise _row_error(file, line, f"The row has {cell_count} where the first line has {len(_COLUMNS)}.")
    try:
        return read_as(Benchmark, dict(zip(_COLUMNS, cells, strict=True)))
    except ShapeError as error:
        what = f"{error.words} (it says {error.value!r:.60})."
        raise _row_error(file, line, what, str(error.path[0])) from None


def _row_error(file: Path, line: int, what: str, field: str = "") -> PlaybookError:
    where = f"{file.name}, line {line}{f', field {field}' if field else ''}"
    return PlaybookError(what, "Correct the row; until then the last good playbook stays.", where=where)
