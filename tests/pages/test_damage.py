"""A damaged workspace is shown read-only with a way out; one of a newer version is left alone."""

import json
from pathlib import Path

from followup_core.coach import house
from tests.coach.desks import started

from .screen import Screen, data_dir, mine, stored


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
    house._open.clear()  # as a killed server leaves it: nothing closed, nothing tidied up
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


def test_a_workspace_of_a_newer_version_is_named_and_untouched() -> None:
    started(mine())
    house.close_all()
    manifest = inner() / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"schema": 2}))
    before = {path: path.read_bytes() for path in data_dir().rglob("*") if path.is_file()}
    screen = Screen()
    assert "2" in screen.at.error[0].value
    assert screen.buttons == []
    kept = {path: path.read_bytes() for path in before}
    assert kept == before
