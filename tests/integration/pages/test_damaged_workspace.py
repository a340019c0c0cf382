"""A damaged workspace is shown read-only with a way out."""

from pathlib import Path

import pytest

from followup_core import durable_io
from followup_core.services import maintenance, workspace_registry
from tests.integration.bad_inputs.test_saving import FullDisk
from tests.integration.services.workspaces import started

from .screen import TODAY, Screen, data_dir, mine, stored


def inner() -> Path:
    return data_dir() / "personal" / ".store"


def damage_the_journal() -> None:
    """Make two saved actions, then break the line of the first."""
    started(mine())
    started(mine(), organization="Borealis")
    [journal] = inner().glob("journal-*")
    lines = journal.read_bytes().splitlines(keepends=True)
    assert len(lines) >= 2
    lines[-2] = lines[-2][:20] + b"x" + lines[-2][21:]
    workspace_registry._workspaces.clear()  # as a killed server leaves it: nothing closed, nothing tidied up
    journal.write_bytes(b"".join(lines))


def test_a_damaged_journal_is_said_on_every_page_and_its_loss_can_be_accepted() -> None:
    damage_the_journal()
    screen = Screen()
    assert "damaged" in screen.at.error[0].value
    screen.open("settings").choose("settings-side", "Your data")
    screen.tap("Go on without what cannot be read")
    assert not screen.at.error
    screen.open("today").fill("start-organization", "Cedar").tap("Show me what to do")
    assert stored("interviews")[-1]["organization"] == "Cedar"


def test_a_journal_damaged_while_the_program_runs_loses_nothing_and_is_told() -> None:
    started(mine())
    screen = Screen().open("interviews").tap("Add an interview").fill("add-organization", "Borealis")
    [journal] = inner().glob("journal-*")
    data = bytearray(journal.read_bytes())
    data[data.index(b"Acme")] ^= 1
    journal.write_bytes(data)
    screen.tap("Save the interview")
    assert "**Saved.**" in screen.text
    assert "Everything you saved was written again" in screen.at.warning[0].value
    assert not Screen().at.warning
    workspace_registry._workspaces.clear()  # as a killed server leaves it
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics", "Borealis"]


def test_a_folder_moved_away_keeps_the_text_and_everything_until_the_person_decides() -> None:
    started(mine())
    folder = data_dir() / "personal"
    screen = Screen().open("interviews").tap("Add an interview").fill("add-organization", "Borealis")
    folder.rename(data_dir() / "moved")
    screen.tap("Save the interview")
    assert "still in this program" in screen.at.error[0].value
    assert screen.field("add-organization").value == "Borealis"
    assert not folder.exists()
    screen.open("settings").choose("settings-side", "Your data").tap("Write everything to the folder again")
    assert not screen.at.error
    workspace_registry._workspaces.clear()
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics"]


def test_a_backup_is_deleted_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    started(mine())
    folder = data_dir() / "personal"
    assert maintenance.back_up_now(folder, TODAY)
    screen = Screen().open("settings").choose("settings-side", "Your data")
    assert "A backup that you delete can't be brought back." in screen.text
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "system", FullDisk())
        screen.tap("Delete this backup")
    assert screen.told == ["The backup is deleted."]
    assert maintenance.backups(folder) == ()
    assert "Delete this backup" not in screen.buttons
