"""Each page test has workspaces of its own, and the same Wednesday."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from _parts import walking
from followup_core.coach import house


@pytest.fixture(autouse=True)
def workspaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of workspaces on Wednesday 18 November 2026; desks are closed around the test."""
    monkeypatch.setenv("FOLLOWUP_DATA_DIR", str(tmp_path / "workspaces"))
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-11-18")
    monkeypatch.delenv("FOLLOWUP_MODE", raising=False)
    monkeypatch.setattr(walking, "TWICE", timedelta(0))  # a tap here follows the one before at once
    house.close_all()
    yield tmp_path / "workspaces"
    house.close_all()
