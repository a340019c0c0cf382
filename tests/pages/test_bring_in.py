"""Settings, Your data: a take-home file is shown before it comes in, comes in once, and can be undone."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from followup_core.coach.workshop.take_home import Draft, take_home
from tests.coach.desks import everything, opened, started, with_person
from tests.coach.happenings import unthanked

from .screen import Screen, data_dir, mine, stored


@pytest.fixture
def carried(tmp_path: Path) -> bytes:
    with opened(tmp_path / "participant") as desk:
        with_person(desk, unthanked(desk), "Chidi Okafor")
        when = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)
        drafts = (Draft(title="Thank-you", text="Dear Dana"),)
        return take_home(desk, date(2026, 11, 3), drafts, "Following *up*", when)


def your_data() -> Screen:
    return Screen().open("settings").choose("settings-side", "Your data")


def chosen(file: bytes, name: str = "take-home.zip") -> Screen:
    screen = your_data()
    return screen.fill("take-home-0", (name, file, "application/zip")).run()


def test_a_file_is_shown_in_words_and_brought_in_with_one_tap(carried: bytes) -> None:
    screen = chosen(carried)
    assert "From “Following \\*up\\*” of Tuesday 3 November\\." in screen.text
    assert "1 interview and 2 people come in\\." in screen.text
    assert "It also holds three texts to read" in screen.text
    assert stored("interviews") == []
    screen.tap("Bring it in")
    assert "**Saved.** What you took home brought in" in screen.text
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics"]
    assert "Bring it in" not in screen.buttons


def test_it_can_be_undone(carried: bytes) -> None:
    started(mine(), "Borealis")
    before = everything(mine())
    chosen(carried).tap("Bring it in").tap("Undo")
    assert everything(mine()) == before


def test_the_second_time_there_is_nothing_to_bring_in(carried: bytes) -> None:
    chosen(carried).tap("Bring it in")
    after = everything(mine())
    again = chosen(carried)
    assert "Everything in this file is here already" in again.text
    assert "Bring it in" not in again.buttons
    assert everything(mine()) == after


def test_what_differs_is_shown_and_stays(carried: bytes) -> None:
    interview_id = started(mine())
    with_person(mine(), interview_id)
    screen = chosen(carried)
    assert "1 person comes in\\. 2 are here already\\. 1 differs\\: yours stays\\." in screen.text
    [table] = screen.at.table
    assert list(table.value.columns) == ["What", "Yours, which stays", "In the file"]
    screen.tap("Bring it in")
    assert len(stored("people")) == 2
    assert len(stored("interviews")) == 1


def test_a_backup_is_made_before_it_comes_in(carried: bytes) -> None:
    started(mine(), "Borealis")
    screen = chosen(carried).tap("Bring it in")
    names = [path.name for path in (data_dir() / "personal" / "backups").iterdir()]
    assert "2026-11-18-before-import.zip" in names
    labels = [option for box in screen.at.selectbox for option in box.options]
    assert any("before an import" in label for label in labels)


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04 broken", b"<!doctype html>"])
def test_a_file_that_is_not_ours_is_refused_with_the_remedy(file: bytes) -> None:
    screen = chosen(file)
    assert [
        "Choose the file you took home" in error.value or "Download it again" in error.value
        for error in screen.at.error
    ] == [True]
    assert "Bring it in" not in screen.buttons


def test_the_sample_takes_nothing_in() -> None:
    screen = Screen().tap("Look around with sample data").open("settings")
    screen.choose("sample:settings-side", "Your data")
    assert not screen.at.get("file_uploader")
