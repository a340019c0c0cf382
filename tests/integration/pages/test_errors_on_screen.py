"""When something refuses: the error is a sentence, "Saved" is not said, and nothing typed is lost."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit

from followup_core.models import Outcome
from followup_core.services import workspace_registry
from followup_core.services.interview_service import set_outcome
from followup_core.store import ChangeBuilder, CsvStore, NotSaved, Operation, Receipt
from tests.integration.services.workspaces import everything, files_of, moment, started, with_person

from .screen import TODAY, Screen, data_dir, mine, now, stored

FULL = "The disk is full\\. Free some space, then try again\\."
Downloads = list[tuple[str, str]]


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> Downloads:
    """Collect what is offered as a download: its label and its text."""
    offered: Downloads = []
    real = streamlit.download_button

    def download_button(label: str, data: str, *rest: Any, **options: Any) -> bool:
        offered.append((label, data))
        return bool(real(label, data, *rest, **options))

    monkeypatch.setattr(streamlit, "download_button", download_button)
    return offered


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes the disk refuse from now on."""

    def save_operation(self: CsvStore, operation: Operation, build_changes: ChangeBuilder) -> Receipt:
        raise NotSaved("The disk is full.", "Free some space, then try again.")

    return lambda: monkeypatch.setattr(CsvStore, "save_operation", save_operation)


def test_a_full_disk_keeps_the_text_on_screen_and_offers_it(
    refuse: Callable[[], None], downloads: Downloads
) -> None:
    screen = Screen().fill("start-organization", "Acme Robotics").fill("start-decision", date(2026, 11, 27))
    refuse()
    screen.tap("Show me what to do")
    assert [error.value for error in screen.at.error] == [FULL]
    assert "Saved" not in screen.text
    assert screen.field("start-organization").value == "Acme Robotics"
    [(label, text)] = downloads
    assert label == "Download what you entered"
    assert "Acme Robotics" in text
    assert "2026-11-27" in text
    assert stored("interviews") == []


def test_a_full_disk_stops_no_answer_silently(refuse: Callable[[], None]) -> None:
    interview_id = started(mine(), held_on=TODAY)
    screen = Screen().open("checklist", interview_id)
    question = screen.at.title[0].value
    refuse()
    screen.press(f"answer-{interview_id}-asked_next_steps--yes")
    assert [error.value for error in screen.at.error] == [FULL]
    assert "Saved" not in screen.text
    assert screen.at.title[0].value == question, "the question stays until its answer is kept"
    assert stored("answers") == []


def test_a_full_disk_leaves_nobody_behind_with_open_questions(refuse: Callable[[], None]) -> None:
    interview_id = started(mine(), held_on=TODAY)
    person_id = with_person(mine(), interview_id)
    screen = Screen().open("checklist", interview_id)
    screen.at.query_params.update({"item": "business_card", "person": person_id})
    screen.run()
    refuse()
    screen.tap("Next")
    assert [error.value for error in screen.at.error] == [FULL]
    assert screen.titles == ["Dana Ruiz"]


def test_an_error_stays_until_the_next_action(
    refuse: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    started(mine())
    screen, working = Screen(), CsvStore.save_operation
    refuse()
    screen.tap("Mark as sent").tap("Mark as sent")
    assert [error.value for error in screen.run().at.error] == [FULL]
    assert "Saved" not in screen.text
    monkeypatch.setattr(CsvStore, "save_operation", working)
    assert "**Saved.** Status email recorded" in screen.tap("Mark as sent").text
    assert not screen.at.error


def test_an_error_stays_behind_on_its_page(refuse: Callable[[], None]) -> None:
    started(mine())
    screen = Screen()
    refuse()
    screen.tap("Mark as sent")
    assert not screen.open("interviews").at.error
    assert not screen.open("today").at.error


def test_an_undo_that_came_too_late_is_told_and_changes_nothing() -> None:
    interview_id = started(mine())
    screen = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    screen.choose(f"outcome-{interview_id}", "offer")
    set_outcome(mine(), moment(), interview_id, Outcome.REJECTED, None)
    before = everything(mine())
    screen.tap("Undo")
    assert len(screen.at.error) == 1
    assert everything(mine()) == before


@pytest.fixture
def playbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook of this test alone, which the program reads."""
    folder = tmp_path / "playbook"
    shutil.copytree(workspace_registry.PLAYBOOK_DIR, folder)
    monkeypatch.setattr(
        workspace_registry, "open_workspace", partial(workspace_registry.open_workspace, playbook=folder)
    )
    return folder


def test_a_broken_playbook_shows_its_warning_and_the_rest_works(playbook: Path) -> None:
    started(mine())
    screen = Screen().open("settings").choose("settings-side", "Dates")
    assert not screen.at.warning
    cadence = playbook / "cadence.toml"
    cadence.write_text(
        cadence.read_text(encoding="utf-8").replace("value = 7", "value = -7"), encoding="utf-8"
    )
    screen = Screen().open("settings").choose("settings-side", "Dates")
    [warning] = screen.at.warning
    assert "The playbook was changed and is broken" in warning.value
    assert r"cadence\.toml, line " in warning.value
    assert "gap\\_days" in warning.value
    [numbers] = screen.at.table
    assert any("wait seven days" in each for each in numbers.value["What you are told"])
    Screen().tap("Mark as sent")
    assert [row["kind"] for row in stored("touchpoints")] == ["status_email"]
    assert now().playbook_fault is not None


def test_a_table_nobody_can_read_stops_every_page_with_a_sentence_and_a_way_on() -> None:
    folder = data_dir() / "personal"
    folder.mkdir(parents=True)
    (folder / "interviews.csv").write_text('interview_id,organization,held_at\na,"Ac\n', encoding="utf-8")
    before = files_of(folder)
    for page in ("today", "interviews", "checklist", "settings", "interview"):
        screen = Screen().open(page)
        assert "A quote that opens in this row is never closed" in screen.at.error[0].value
        assert "Go on without what cannot be read" in screen.buttons
    assert files_of(folder) == before


def test_a_table_changed_in_a_spreadsheet_is_pointed_to_and_taken_over() -> None:
    started(mine())
    workspace_registry.close_all()
    table = data_dir() / "personal" / "interviews.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Acme", "Umbrella"), encoding="utf-8")
    screen = Screen()
    assert "interviews.csv changed outside this program" in screen.at.warning[0].value
    assert stored("interviews")[0]["organization"] == "Acme Robotics"
    screen.open("settings").choose("settings-side", "Your data").tap("Take these changes")
    assert stored("interviews")[0]["organization"] == "Umbrella Robotics"
    assert not Screen().at.warning
