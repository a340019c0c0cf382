"""What was deleted can be brought back: beside "Saved" until the next action, and from the list after it."""

import pytest

from components.markdown_text import escape_markdown
from followup_core.services.interview_service import start_interview
from followup_core.services.people_service import set_discussed
from tests.integration.services.workspaces import entry, everything, moment, started, with_person

from .screen import Screen, mine, stored


@pytest.fixture
def bare() -> str:
    """The only interview there is, with nothing entered for it."""
    return started(mine())


@pytest.fixture
def full() -> str:
    """The only interview there is, with a person, an answer, a message and notes."""
    made = start_interview(mine(), moment(), entry(notes="Loud office"))
    with_person(mine(), made)
    screen = Screen().open("checklist", made).press(f"answer-{made}-asked_next_steps--yes")
    screen.open("interview", made).choose(f"touch-{made}-note", "Thanked her").tap("Save")
    return made


def details(interview_id: str) -> Screen:
    """Open the details of an interview."""
    return Screen().open("interview", interview_id).choose(f"side-{interview_id}", "Details")


def test_an_interview_without_entries_is_deleted_with_one_tap_and_its_undo_goes_along(bare: str) -> None:
    before = everything(mine())
    screen = details(bare).tap("Delete this interview")
    assert stored("interviews") == []
    screen.open("today").open("settings")
    assert "deleted" in screen.text
    screen.tap("Undo")
    assert everything(mine()) == before
    assert "Undo" not in screen.buttons


def test_an_interview_with_entries_is_deleted_only_after_a_question_that_names_them(full: str) -> None:
    before = everything(mine())
    screen = details(full).tap("Delete this interview")
    asked = (
        "Delete this interview? This also deletes what you entered: one person, one answer, one message"
        " and your notes. You can undo it afterwards."
    )
    assert escape_markdown(asked) in screen.text
    assert everything(mine()) == before
    screen.tap("No, keep it")
    assert escape_markdown(asked) not in screen.text
    screen.tap("Delete this interview").tap("Yes, delete it")
    assert stored("interviews") == stored("touchpoints") == stored("answers") == []
    assert everything(mine()) != before
    screen.open("today").tap("Undo")
    assert everything(mine()) == before


@pytest.mark.parametrize("page", ["today", "settings"])
def test_what_was_done_recently_is_reached_when_nothing_is_left(full: str, page: str) -> None:
    before = everything(mine())
    details(full).tap("Delete this interview").tap("Yes, delete it")
    screen = Screen().open(page)
    if page == "settings":
        screen.choose("settings-side", "Your data")
    screen.tap("Recently done").tap("Undo")
    assert everything(mine()) == before
    assert "Recently done" in [*screen.buttons, *(header.value for header in screen.at.header)]


def test_what_was_done_recently_is_reached_in_the_sample() -> None:
    screen = Screen().tap("Look around with sample data")
    assert "Recently done" not in screen.buttons
    screen.tap("They answered").open("settings").choose("sample:settings-side", "Your data")
    screen.tap("Recently done")
    assert [header.value for header in screen.at.header].count("Recently done") == 1
    assert "Sample data" not in [text.value for text in screen.at.markdown]


def test_the_offer_to_undo_and_then_to_redo_stays_until_the_next_action(bare: str) -> None:
    screen = Screen().tap("I've thanked them").run().open("interviews").open("messages")
    assert "Undo" in screen.buttons
    screen.tap("Undo").open("interviews")
    assert ("Undo" in screen.buttons, "Redo" in screen.buttons) == (False, True)
    screen.open("checklist", bare).press(f"answer-{bare}-asked_next_steps--yes")
    assert not {"Undo", "Redo"} & set(screen.buttons)


def test_an_offer_to_undo_what_another_tab_took_back_is_gone(bare: str) -> None:
    screen = Screen().tap("I've thanked them")
    Screen().tap("Recently done").tap("Undo")
    assert stored("touchpoints") == []
    assert "Saved." not in screen.run().text


def test_somebody_is_taken_out_at_once_or_after_a_question_when_something_is_known(full: str) -> None:
    screen = Screen().open("interview", full).choose(f"side-{full}", "People").tap("Take out")
    assert stored("interviewers") == []
    screen.tap("Undo")
    [met] = stored("interviewers")
    set_discussed(mine(), moment(), full, met["person_id"], "night buses")
    screen.run().tap("Take out")
    assert "What you entered about them here goes too" in screen.text
    assert stored("interviewers") != []
    screen.tap("Yes, take out")
    assert stored("interviewers") == []
    screen.open("today").tap("Undo")
    assert [row["discussed"] for row in stored("interviewers")] == ["night buses"]


@pytest.mark.usefixtures("full")
def test_what_an_undo_took_away_is_brought_back_from_the_list() -> None:
    before = everything(mine())
    Screen().tap("Recently done").tap("Undo")
    assert everything(mine()) != before
    screen = Screen().tap("Recently done")
    assert "Undone: " in screen.text
    screen.tap("Redo")
    assert everything(mine()) == before
    assert "Redo" not in screen.buttons
    screen.tap("Undo")
    assert everything(mine()) != before
