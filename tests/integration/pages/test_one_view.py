"""What a run of a page shows comes from one reading of the workspace, however many parts it draws."""

import pytest

from followup_core.services.workspace import Workspace
from tests.integration.services.workspaces import started, with_person

from .screen import Screen, mine

PAGES = ("today", "interviews", "checklist", "interview", "messages", "response_rates", "answers", "settings")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Each time that the workspace was read, from now on."""
    found: list[object] = []
    read = Workspace.view

    def view(workspace: Workspace, today: object) -> object:
        found.append(today)
        return read(workspace, today)  # type: ignore[arg-type]  # what the page passed on

    monkeypatch.setattr(Workspace, "view", view)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_the_workspace_once(page: str, readings: list[object]) -> None:
    interview_id = started(mine())
    with_person(mine(), interview_id, "Dana Ruiz")
    screen = Screen()
    screen.open(page, interview_id)
    readings.clear()
    screen.run()
    assert len(readings) == 1
