"""A clock that went back a year and a day: nothing ends in an error page, and everything is saved."""

from datetime import date, timedelta

import pytest

from followup_core.services import maintenance, workspace_registry
from tests.integration.services.workspaces import started, with_person

from .screen import TODAY, Screen, data_dir, mine, stored

EARLIER = TODAY - timedelta(days=366)


@pytest.fixture
def week_of_backups() -> str:
    """Make backups on seven days and records on the last of them; return an interview's id."""
    interview_id = started(mine())
    with_person(mine(), interview_id)
    for number in range(7):
        maintenance.daily_backup(data_dir() / "personal", TODAY - timedelta(days=number))
    workspace_registry.close_all()
    return interview_id


@pytest.mark.parametrize("day", [EARLIER, TODAY - timedelta(days=1)], ids=["a year and a day", "a day"])
def test_every_page_opens_and_saves(week_of_backups: str, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setenv("FOLLOWUP_TODAY", day.isoformat())
    for page in ("today", "interviews", "checklist", "interview", "messages", "response_rates", "settings"):
        assert not Screen().open(page, week_of_backups).at.exception, page
    screen = Screen().open("interviews").fill("add-organization", "Borealis").tap("Save the interview")
    assert not screen.at.exception
    assert not screen.at.error
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics", "Borealis"]
    screen = Screen().open("settings").choose("settings-side", "Your data").tap("Back up now")
    assert screen.told == ["Backed up."]
    screen.tap("Restore")
    assert not screen.at.exception
    assert not screen.at.error
