"""No row of the list is without its test, and no test without its row."""

import ast
import re
from pathlib import Path

from .case_numbers import ROWS

NUMBERED = re.compile(r"test_rows?_((?:\d+_)+)[a-z]")


def numbered() -> dict[str, set[int]]:
    """Return the rows that each test of this folder names."""
    found = {}
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and (match := NUMBERED.match(node.name)):
                found[f"{file.name}: {node.name}"] = {int(each) for each in match[1].strip("_").split("_")}
    return found


def test_every_row_from_1_to_48_has_a_test() -> None:
    assert list(ROWS) == list(range(1, 49))
    assert set().union(*numbered().values()) == set(ROWS)


def test_a_row_without_a_test_would_be_noticed() -> None:
    one_less = {name: rows - {33} for name, rows in numbered().items()}
    assert set().union(*one_less.values()) == set(ROWS) - {33}
