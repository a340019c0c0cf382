"""Two tabs that change the same thing: neither takes back what the other saved, or loses what was typed."""

from datetime import date

import pytest

from followup_core.services.interview_service import delete_interview, start_interview
from tests.integration.services.workspaces import entry, moment, with_person

from .screen import Screen, mine, stored


@pytest.fixture
def interview_id() -> str:
    """An interview with one person."""
    made = start_interview(mine(), moment(), entry(decision_by=date(2026, 11, 20)))
    with_person(mine(), made)
    return made


def part(interview_id: str, side: str) -> Screen:
    """Open one part of an interview's page."""
    return Screen().open("interview", interview_id).choose(f"side-{interview_id}", side)


def letter(interview_id: str) -> Screen:
    """Open the thank-you email to the interview's person."""
    screen = Screen()
    screen.at.query_params.update(
        {"interview": interview_id, "kind": "thank_you_email", "person": stored("people")[0]["person_id"]}
    )
    screen.at.switch_page("message.py")
    return screen.run()


def about(interview_id: str) -> str:
    return f"thank_you_email-{interview_id}-{stored('people')[0]['person_id']}"


def test_a_person_keeps_what_another_tab_saved_in_the_fields_not_typed_in(interview_id: str) -> None:
    name = f"person-{interview_id}-{stored('people')[0]['person_id']}"
    one, other = part(interview_id, "People"), part(interview_id, "People")
    one.fill(f"{name}-email", "dana@example.org").fill(f"{name}-discussed", "night buses").tap("Save")
    other.fill(f"{name}-title", "Head of Buses").tap("Save")
    [person], [met] = stored("people"), stored("interviewers")
    assert (person["email"], person["title"], met["discussed"]) == (
        "dana@example.org",
        "Head of Buses",
        "night buses",
    )


def test_an_interview_keeps_what_another_tab_saved_in_the_fields_not_typed_in(interview_id: str) -> None:
    name = f"edit-{interview_id}"
    one, other = part(interview_id, "Details"), part(interview_id, "Details")
    one.fill(f"{name}-notes", "Loud office").fill(f"{name}-decision", None).tap("Save changes")
    other.fill(f"{name}-role", "Lead analyst").fill(f"{name}-format", "phone").tap("Save changes")
    [row] = stored("interviews")
    columns = ("notes", "role", "format", "decision_by")
    assert [row[column] for column in columns] == ["Loud office", "Lead analyst", "phone", ""]


def test_the_same_field_changed_in_two_tabs_keeps_the_last_change_and_says_so(interview_id: str) -> None:
    name = f"person-{interview_id}-{stored('people')[0]['person_id']}"
    one, other = part(interview_id, "People"), part(interview_id, "People")
    assert not one.fill(f"{name}-title", "Head of Trams").tap("Save").at.warning
    other.fill(f"{name}-title", "Head of Buses").tap("Save")
    assert stored("people")[0]["title"] == "Head of Buses"
    [warning] = other.at.warning
    assert "This person was changed in another tab, too" in warning.value

    one, other = part(interview_id, "Details"), part(interview_id, "Details")
    one.fill(f"edit-{interview_id}-role", "Analyst of trams").tap("Save changes")
    other.fill(f"edit-{interview_id}-role", "Analyst of buses").tap("Save changes")
    [warning] = other.at.warning
    assert "This interview was changed in another tab, too" in warning.value


def test_a_draft_keeps_the_text_of_another_tab_when_only_its_subject_is_changed(interview_id: str) -> None:
    one, other = letter(interview_id), letter(interview_id)
    one.choose(f"body-{about(interview_id)}", "My long own text.")
    other.choose(f"subject-{about(interview_id)}", "Thanks")
    [draft] = [row["detail"] for row in stored("answers") if row["item"].startswith("draft")]
    assert draft == "Subject: Thanks\n\nMy long own text."


def test_a_draft_that_replaces_the_text_of_another_tab_says_so_and_can_be_undone(interview_id: str) -> None:
    one, other = letter(interview_id), letter(interview_id)
    one.choose(f"body-{about(interview_id)}", "My long own text.")
    assert "Undo" not in one.buttons
    other.choose(f"body-{about(interview_id)}", "Another text.")
    assert "changed in another tab" in other.at.warning[0].value
    other.tap("Undo")
    [draft] = [row["detail"] for row in stored("answers") if row["item"].startswith("draft")]
    assert draft.endswith("My long own text.")


def test_what_was_typed_about_an_interview_that_another_tab_deleted_is_offered_as_a_file(
    interview_id: str,
) -> None:
    name = f"edit-{interview_id}"
    screen = part(interview_id, "Details").fill(f"{name}-notes", "An hour of notes")
    delete_interview(mine(), moment(), interview_id)
    screen.tap("Save changes")
    assert "This interview is not there any more" in screen.at.error[0].value
    assert "Download what you entered" in screen.text


def test_a_draft_for_an_interview_that_another_tab_deleted_is_offered_as_a_file(interview_id: str) -> None:
    screen = letter(interview_id)
    key = f"body-{about(interview_id)}"
    delete_interview(mine(), moment(), interview_id)
    assert "Download what you entered" in screen.choose(key, "My long own text.").text
