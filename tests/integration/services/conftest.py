"""A fresh workspace for each test of the services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_core.services.workspace import Workspace
from tests.integration.services.situation_setups import waited_for
from tests.integration.services.workspaces import opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an empty workspace."""
    path = tmp_path / "workspace"
    path.mkdir()
    return path


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    """An empty open workspace."""
    with opened(folder) as opened_workspace:
        yield opened_workspace


@pytest.fixture
def interview_id(workspace: Workspace) -> str:
    """An interview on Monday, November 2; Dana was thanked, the decision was due on Monday 16."""
    return waited_for(workspace)
