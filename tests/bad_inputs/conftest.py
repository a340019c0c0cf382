"""What the tests of bad inputs share: one workspace worth keeping, and the way in."""

from pathlib import Path

import pytest

from .doors import Door, kept


@pytest.fixture
def door(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Door:
    """The command line on a workspace of a person's own."""
    folder = kept(tmp_path / "mine")
    return Door(workspace=folder, outside=tmp_path / "outside", heard=lambda: tuple(capsys.readouterr()))
