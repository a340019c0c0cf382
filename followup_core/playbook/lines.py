"""On which line of a TOML file a field stands: the one thing tomllib does not tell."""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"-]+)\s*\]\]?")
_FIELD = re.compile(r"\s*([A-Za-z0-9_\"-]+)\s*=")
_FENCE = re.compile(r'"""|\'\'\'')

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """Return the line (from 1) of the field at `path`, or of the nearest table around it.

    `path` is as in ("item", 2, "question"): table arrays are counted from 0.
    Inline tables count as part of the field they belong to.
    """
    places = _places(text)
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 1)


def _places(text: str) -> dict[Path, int]:
    places: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.match(line):
            table = _table(header, counts)
            places.setdefault(table, number)
        elif name := _FIELD.match(line):
            places.setdefault((*table, name.group(1).strip('"')), number)
        opened = _FENCE.findall(line)
        fence = opened[0] if len(opened) % 2 else ""
    return places


def _table(header: re.Match[str], counts: dict[str, int]) -> Path:
    name = header.group(2).strip('"')
    if header.group(1) == "[":
        return (name,)
    counts[name] = counts.get(name, -1) + 1
    return (name, counts[name])
