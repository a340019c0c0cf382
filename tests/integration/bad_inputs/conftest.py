"""What the tests of bad inputs share: one workspace worth keeping, and the ways into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_core.services import workspace_registry

from .input_paths import CommandLine, workspace_with_interview


@pytest.fixture(autouse=True)
def workspaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder on Wednesday, November 18, 2026, with no workspace open before or after."""
    monkeypatch.setenv("FOLLOWUP_DATA_DIR", str(tmp_path / "workspaces"))
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-11-18")
    monkeypatch.delenv("FOLLOWUP_MODE", raising=False)
    workspace_registry.close_all()
    yield tmp_path / "workspaces"
    workspace_registry.close_all()


@pytest.fixture
def command_line(workspaces: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on the person's own workspace, the one that the pages show."""
    folder = workspace_with_interview(workspaces / "personal")

    def read_output() -> tuple[str, str]:
        out, err = capsys.readouterr()
        return out, err

    return CommandLine(workspace=folder, outside=tmp_path / "outside", read_output=read_output)
