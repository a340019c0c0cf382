"""Workspaces as folders of CSV tables, and the command line run on them as a person would."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from followup_core.models import SCHEMA

ROOT = Path(__file__).parents[3]
KEYS = (
    "kind",
    "interview_id",
    "person_id",
    "earliest",
    "due",
    "state",
    "because",
    "rule",
    "organization",
    "person",
)
Tables = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one call came to."""

    code: int
    out: str
    err: str


def run(*arguments: str, **environment: str) -> Ran:
    """Run the command line in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "followup_core", *arguments],
        capture_output=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
        timeout=120,  # only ends a call that hangs
    )
    return Ran(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


def write(folder: Path, tables: Tables) -> Path:
    """Write every table with all its columns, quoted, also those without rows."""
    for name, schema in SCHEMA.items():
        _table(folder / f"{name}.csv", schema.columns, tables.get(name, ()))
    return folder


def write_least(folder: Path, tables: Tables) -> Path:
    """Write only tables that have rows, with only columns that are needed or used by any row, unquoted."""
    for name, rows in tables.items():
        needed = SCHEMA[name].required
        used = [c for c in SCHEMA[name].columns if c in needed or any(c in row for row in rows)]
        if rows:
            _table(folder / f"{name}.csv", used, rows, quoting=csv.QUOTE_MINIMAL)
    return folder


def write_as_a_spreadsheet_does(folder: Path, tables: Tables) -> Path:
    """Write the tables with a byte order mark, CRLF, columns the other way round, and one of their own."""
    for name, schema in SCHEMA.items():
        columns = [*reversed(schema.columns), "My own column"]
        path = folder / f"{name}.csv"
        rows = [{**row, "My own column": "kept"} for row in tables.get(name, ())]
        _table(path, columns, rows, quoting=csv.QUOTE_MINIMAL, end="\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    return folder


def _table(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    quoting: Literal[0, 1] = csv.QUOTE_ALL,
    end: str = "\n",
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", quoting=quoting, lineterminator=end)
        writer.writeheader()
        writer.writerows(rows)


def seen(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file below a folder with its bytes and its time; folders with their time."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        data = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = (data, path.stat().st_mtime_ns)
    return found
