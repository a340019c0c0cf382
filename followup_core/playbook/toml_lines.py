"""Finds the line numbers of TOML fields, which tomllib doesn't report."""

import re
from collections.abc import Iterator

_TEXT = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}'''  # the first group of quotes that can end it
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_QUOTED_KEY = re.compile(r"""(["'])([A-Za-z0-9_-]+)\1""")
_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]")
_FIELD = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*=")

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """Return the line (from 1) of the field at `path`, or of the nearest table around it.

    A path is, for example, ("item", 2, "question"); entries of table arrays are counted
    from 0. Inline tables count as part of the field that they belong to.
    """
    lines = _lines_by_path(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _lines_by_path(text: str) -> dict[Path, int]:
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in _statements(text):
        if header := _HEADER.match(line):
            table = _table_path(header, counts)
            lines.setdefault(table, number)
        elif field := _FIELD.match(line):
            lines.setdefault((*table, *field.group(1).split(".")), number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line outside of strings and brackets, with its number: there a statement begins."""
    depth = 0
    for number, line in enumerate(_TEXT.sub(_without_text, text).split("\n"), start=1):
        if depth == 0:
            yield number, line
        depth += sum(line.count(char) for char in "[{") - sum(line.count(char) for char in "]}")


def _without_text(match: re.Match[str]) -> str:
    """Return the line breaks of a string or comment; for a quoted key, return the key without quotes."""
    key = _QUOTED_KEY.fullmatch(match.group())
    return key.group(2) if key else "\n" * match.group().count("\n")


def _table_path(header: re.Match[str], counts: dict[Path, int]) -> Path:
    *outer_parts, last_part = header.group(2).split(".")
    path: Path = ()
    for part in outer_parts:
        path = (*path, part)
        if path in counts:  # the table belongs to the newest entry of an array
            path = (*path, counts[path])
    path = (*path, last_part)
    if header.group(1) == "[":
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])
