"""Marks the tests of this folder, and leaves thorough files alone when the unit tier runs."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
THOROUGH = "pytestmark = pytest.mark.thorough"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Don't even import a file of thorough tests where none of them will run: some load big libraries."""
    without_thorough = config.getoption("markexpr") == "not thorough"
    if without_thorough and collection_path.name.startswith("test_") and collection_path.is_file():
        return THOROUGH in collection_path.read_text(encoding="utf-8") or None
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests here, so that the integration tier can take the thorough ones of them."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.unit)
