"""A fresh workspace for each test of the coach."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_core.services.workspace import Workspace
from tests.services.situation_setups import waited_for
from tests.services.workspaces import opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an empty workspace."""
    made = tmp_path / "workspace"
    made.mkdir()
    return made


@pytest.fixture
def desk(folder: Path) -> Iterator[Workspace]:
    """An empty workspace, open."""
    with opened(folder) as found:
        yield found


@pytest.fixture
def interview_id(desk: Workspace) -> str:
    """An interview on Monday 2 November; Dana was thanked, the decision was due on Monday 16."""
    return waited_for(desk)
