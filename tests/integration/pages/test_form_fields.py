"""What fields keep: everything that was only typed, nothing that was saved, nothing that was undone.

Of two tabs neither takes back what the other saved, or loses what was typed.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest

from followup_core.services.interview_service import delete_interview, start_interview
from tests.integration.services.workspaces import at, entry, everything, moment, with_person

from .screen import Screen, mine, now, stored

ADDED: dict[str, object] = {
    "organization": "Borealis",
    "held": at("2026-11-17T10:00"),
    "decision": date(2026, 12, 4),
    "role": "Cook",
    "format": "phone",
    "notes": "They pay too little",
}
PERSON = {"part": "recruiter", "discussed": "night buses", "email": "dana@example.org", "notes": "kind"}
TOUCH = {"kind": "question", "day": date(2026, 11, 10), "note": "Which team?"}


@pytest.fixture
def interview_id() -> str:
    """An interview with one person."""
    made = start_interview(mine(), moment(), entry(decision_by=date(2026, 11, 16)))
    with_person(mine(), made)
    return made


def part(interview_id: str, side: str) -> Screen:
    """Open one part of an interview's page."""
    return Screen().open("interview", interview_id).choose(f"side-{interview_id}", side)


def message(interview_id: str) -> Screen:
    """Open the status email to the interview's person."""
    screen = Screen()
    person_id = stored("people")[0]["person_id"]
    screen.at.query_params.update({"interview": interview_id, "kind": "status_email", "person": person_id})
    screen.at.switch_page("message.py")
    return screen.run()


def about(interview_id: str) -> str:
    """Return the end of the keys of what is about the interview's person."""
    return f"{interview_id}-{stored('people')[0]['person_id']}"


def draft() -> str:
    """Return the only draft that is stored."""
    [found] = [row["detail"] for row in stored("answers") if row["item"].startswith("draft")]
    return found


def fill(screen: Screen, name: str, values: Mapping[str, object]) -> Screen:
    """Type into the fields of one form, one after the other."""
    for field, value in values.items():
        screen.choose(f"{name}-{field}", value)
    return screen


def held(screen: Screen, name: str, fields: Iterable[str]) -> dict[str, Any]:
    """Return what the fields of a form hold."""
    return {field: screen.field(f"{name}-{field}").value for field in fields}


def there_and_back(screen: Screen, interview_id: str, side: str) -> Screen:
    """Leave a part of an interview's page for another part, then for another page, and come back."""
    other = "Story" if side == "Details" else "Details"
    screen.choose(f"side-{interview_id}", other).choose(f"side-{interview_id}", side)
    screen.open("settings").open("interview", interview_id)
    return screen.choose(f"side-{interview_id}", side)


def test_a_new_interview_is_forgotten_once_it_is_saved_and_stays_so_after_its_undo() -> None:
    screen = Screen().open("interviews")
    empty = held(screen, "add", ADDED)
    fill(screen, "add", ADDED).tap("Save the interview")
    assert screen.titles == ["Did you ask what happens next?"], (
        "an interview that was held leads on to its checklist"
    )
    assert held(screen.open("interviews").tap("Add an interview"), "add", ADDED) == empty
    columns = ("organization", "role", "decision_by", "format", "notes")
    [row] = stored("interviews")
    assert [row[column] for column in columns] == [
        "Borealis",
        "Cook",
        "2026-12-04",
        "phone",
        "They pay too little",
    ]
    screen.tap("Undo")
    assert held(screen, "add", ADDED) == empty
    screen.fill("add-organization", "Delta Works").tap("Save the interview")
    [row] = stored("interviews")
    assert [row[column] for column in columns] == ["Delta Works", "", "", "", ""]


def test_what_could_not_be_saved_stays_in_its_fields_while_other_pages_are_looked_at() -> None:
    wrong = {**ADDED, "decision": date(2026, 11, 2)}
    screen = fill(Screen().open("interviews"), "add", wrong).tap("Save the interview")
    assert "is before the interview" in screen.at.error[0].value
    assert held(screen, "add", wrong) == wrong
    screen.open("settings").open("today").open("interviews")
    assert held(screen, "add", wrong) == wrong


@pytest.mark.parametrize(
    ("side", "name", "typed", "button"),
    [
        ("Details", "edit-{0}", ADDED, "Save changes"),
        ("People", "person-{0}-{1}", PERSON, "Save"),
        ("Story", "touch-{0}", TOUCH, "Save"),
    ],
)
def test_what_is_typed_waits_until_it_is_saved_and_an_undo_shows_what_is_stored(
    interview_id: str, side: str, name: str, typed: Mapping[str, object], button: str
) -> None:
    name = name.format(interview_id, stored("people")[0]["person_id"])
    screen, at_first = part(interview_id, side), everything(mine())
    before = held(screen, name, typed)
    fill(screen, name, typed)
    assert held(there_and_back(screen, interview_id, side), name, typed) == typed
    screen.tap(button)
    assert everything(mine()) != at_first
    assert held(screen, name, typed) == (before if side == "Story" else typed)
    assert held(screen.tap("Undo"), name, typed) == before
    assert everything(mine()) == at_first


def test_a_correction_that_waits_keeps_nothing_old_in_its_other_fields(interview_id: str) -> None:
    name = f"edit-{interview_id}"
    screen = part(interview_id, "Details")
    screen.choose(f"{name}-notes", "Loud office").open("checklist", interview_id)
    part(interview_id, "Details").fill(f"{name}-decision", date(2026, 12, 1)).tap("Save changes")
    screen.open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    now_held = held(screen, name, ("notes", "decision"))
    assert now_held == {"notes": "Loud office", "decision": date(2026, 12, 1)}


def test_what_happened_is_forgotten_once_it_is_noted(interview_id: str) -> None:
    name = f"happened-{interview_id}"
    screen = Screen().open("interview", interview_id).choose(name, "rejected")
    assert there_and_back(screen, interview_id, "Story").field(name).value == "rejected"
    screen.tap("Save")
    assert now().interview_details(interview_id).interview.outcome is not None
    assert not screen.has(name) or screen.field(name).value is None
    assert screen.tap("Undo").field(name).value is None


# Two tabs.


def test_a_person_keeps_what_another_tab_saved_in_the_fields_not_typed_in(interview_id: str) -> None:
    name = f"person-{about(interview_id)}"
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
    name = f"person-{about(interview_id)}"
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
    one, other = message(interview_id), message(interview_id)
    one.choose(f"body-status_email-{about(interview_id)}", "My long own text.")
    other.choose(f"subject-status_email-{about(interview_id)}", "Thanks")
    assert draft() == "Subject: Thanks\n\nMy long own text."


def test_a_draft_that_replaces_the_text_of_another_tab_says_so_and_can_be_undone(interview_id: str) -> None:
    one, other = message(interview_id), message(interview_id)
    one.choose(f"body-status_email-{about(interview_id)}", "My long own text.")
    assert "Undo" not in one.buttons
    other.choose(f"body-status_email-{about(interview_id)}", "Another text.")
    assert "changed in another tab" in other.at.warning[0].value
    other.tap("Undo")
    assert draft().endswith("My long own text.")


def test_what_was_typed_about_an_interview_that_another_tab_deleted_is_offered_as_a_file(
    interview_id: str,
) -> None:
    screen = part(interview_id, "Details").fill(f"edit-{interview_id}-notes", "An hour of notes")
    delete_interview(mine(), moment(), interview_id)
    screen.tap("Save changes")
    assert "anymore" in screen.at.error[0].value
    assert "Download what you entered" in screen.text


# What was refused.

REFUSED = "“abc” is not an email address"


def refusals(screen: Screen) -> list[str]:
    """Return what the bar and the fields say was not done."""
    return [each.value.replace("\\", "") for each in screen.at.error]


def test_a_message_that_could_not_be_kept_stays_in_its_field(interview_id: str) -> None:
    screen, long = message(interview_id), "ä" * 15_000
    key = f"body-status_email-{about(interview_id)}"
    screen.choose(key, long)
    assert "longer than 20 kB" in screen.at.error[0].value
    assert screen.run().field(key).value == long


def test_a_fact_refused_beside_a_draft_is_told_after_another_one_was_saved(interview_id: str) -> None:
    email, phone = (f"fact-{fact}-{about(interview_id)}" for fact in ("email", "my_phone"))
    screen = message(interview_id).choose(email, "abc")
    screen.choose(f"fact-my_name-{about(interview_id)}", "Robin Ashby").choose(phone, "none")
    assert screen.error_below(email).startswith(f"Not saved: {REFUSED}")
    assert screen.error_below(phone) == "Not saved: “none” is not a phone number. It needs digits."
    assert [row["key"] for row in stored("settings")] == ["name"]


def test_a_missing_organization_and_an_impossible_day_are_told_at_their_fields() -> None:
    screen = Screen().tap("Show me what to do")
    assert screen.error_below("start-organization").startswith("The organization is missing.")
    screen.fill("start-organization", "Borealis").choose("start-decision", date(2026, 11, 2))
    screen.tap("Show me what to do")
    assert screen.error_below("start-organization") == ""
    assert screen.error_below("start-decision").startswith("The day of the decision is before the interview")
    screen.choose("start-decision", date(2026, 12, 4)).tap("Show me what to do")
    assert refusals(screen) == []
    assert stored("interviews")[0]["organization"] == "Borealis"


def test_a_card_that_is_refused_says_so_at_the_field_and_keeps_what_is_typed(interview_id: str) -> None:
    person_id = stored("people")[0]["person_id"]
    name = f"card-{person_id}-phone"
    screen = Screen().open("checklist", interview_id)
    screen.at.query_params.update({"item": "business_card", "person": person_id})
    screen.run().press(f"answer-{interview_id}-business_card-{person_id}-yes").choose(name, "none")
    assert screen.error_below(name) == "Not saved: “none” is not a phone number. It needs digits."
    assert screen.field(name).value == "none"
    screen.choose(name, "555 0100")
    assert screen.error_below(name) == "Saved.", "a word takes its place, so that nothing moves"
    assert stored("people")[0]["phone"] == "555 0100"


def test_a_day_that_is_refused_beside_advice_says_so_below_the_day(interview_id: str) -> None:
    screen = Screen().open("interview", interview_id).choose(f"happened-{interview_id}", "other_offer")
    name = f"ask-answer_by-{interview_id}-other_offer"
    screen.choose(name, date(2026, 11, 2))
    assert screen.error_below(name) == "The day you must answer has passed. Choose today or a later day."


def test_what_a_setting_refused_is_told_as_long_as_it_stands_there() -> None:
    # Both fields reach the program at once, as from a slow phone; the fault of one is told all the same.
    screen = Screen().open("settings").fill("set-email", "abc").fill("set-name", "Robin").run()
    assert [(row["key"], row["value"]) for row in stored("settings")] == [("name", "Robin")]
    assert "**Saved.**" in screen.choose("set-name", "Robin Ashby").text
    assert len(refusals(screen)) == 1
    assert screen.error_below("set-email").startswith(f"Not saved: {REFUSED}")
    assert refusals(screen.open("today")) == []
    assert len(refusals(screen.open("settings"))) == 1
    screen.choose("settings-side", "Your data").choose("settings-side", "You")
    assert screen.field("set-email").value == "abc"
    assert refusals(screen.choose("set-email", "")) == []


def test_what_a_person_was_refused_is_told_until_it_is_put_right(interview_id: str) -> None:
    name = f"person-{about(interview_id)}"
    screen = part(interview_id, "People")
    screen.fill(f"{name}-title", "Head of Data").fill(f"{name}-email", "abc").tap("Save")
    assert len(refusals(screen)) == 1
    screen.choose(f"person-names-{interview_id}", "Priya Raman").tap("Add to the list")
    assert screen.error_below(f"{name}-email").startswith(REFUSED), "another action does not hide it"
    assert len(refusals(screen.choose(f"{name}-email", "dana@example.org"))) == 1, "it is not saved yet"
    assert "The reason is below its field" in screen.text
    assert refusals(screen.tap("Save")) == []
    assert "The reason is below its field" not in screen.text
    assert [row["title"] for row in stored("people")] == ["Head of Data", ""]
