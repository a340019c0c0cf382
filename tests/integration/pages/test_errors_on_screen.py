"""When something refuses: the error is a sentence that stays, and "Saved" is not said.

What is typed on a full disk, a broken playbook and damaged tables are in `tests/integration/bad_inputs`.
"""

from collections.abc import Callable

import pytest

from followup_core.services import workspace_registry
from followup_core.store import ChangeBuilder, CsvStore, NotSaved, Operation, Receipt
from tests.integration.services.workspaces import started

from .screen import TODAY, Screen, data_dir, mine, stored

FULL = "The disk is full\\. Free some space, then try again\\."


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes the disk refuse from now on."""

    def save_operation(self: CsvStore, operation: Operation, build_changes: ChangeBuilder) -> Receipt:
        raise NotSaved("The disk is full.", "Free some space, then try again.")

    return lambda: monkeypatch.setattr(CsvStore, "save_operation", save_operation)


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


def test_an_error_stays_until_the_next_action_or_behind_on_its_page(
    refuse: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    started(mine())
    screen, working = Screen(), CsvStore.save_operation
    refuse()
    screen.tap("I've thanked them").tap("I've thanked them")
    assert [error.value for error in screen.run().at.error] == [FULL]
    assert "Saved" not in screen.text
    assert not screen.open("interviews").at.error
    assert not screen.open("today").tap("I've thanked them").open("interviews").open("today").at.error
    screen.tap("I've thanked them")
    monkeypatch.setattr(CsvStore, "save_operation", working)
    assert r"**Saved.** Thank\-you email recorded" in screen.tap("I've thanked them").text
    assert not screen.at.error


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
