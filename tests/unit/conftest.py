"""Leaves files of thorough tests alone when the unit tier runs."""

from pathlib import Path

import pytest

THOROUGH = "pytestmark = pytest.mark.thorough"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Don't even import a file of thorough tests where none of them will run: some load big libraries."""
    without_thorough = config.getoption("markexpr") == "not thorough"
    if without_thorough and collection_path.name.startswith("test_") and collection_path.is_file():
        return THOROUGH in collection_path.read_text(encoding="utf-8") or None
    return None
