"""What fields keep: everything that was only typed, nothing that was saved, nothing that was undone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from followup_core.services.interview_service import start_interview
from tests.integration.services.workspaces import at, entry, moment, with_person

from .screen import Screen, mine, now, stored

ADDED: dict[str, object] = {
    "organization": "Borealis",
    "held": at("2026-11-17T10:00"),
    "decision": date(2026, 12, 4),
    "role": "Cook",
    "format": "phone",
    "notes": "They pay too little",
}
ANOTHER: dict[str, object] = {
    "organization": "Acme Robots",
    "held": at("2026-11-03T15:30"),
    "decision": date(2026, 12, 1),
    "role": "Lead analyst",
    "format": "video",
    "notes": "Loud office",
}


@pytest.fixture
def interview_id() -> str:
    """An interview with one person."""
    made = start_interview(mine(), moment(), entry(decision_by=date(2026, 11, 16)))
    with_person(mine(), made)
    return made


def fill(screen: Screen, name: str, values: dict[str, object]) -> Screen:
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
    assert held(screen, "add", ADDED) == empty
    assert stored("interviews")[0]["notes"] == "They pay too little"
    screen.tap("Undo")
    assert held(screen, "add", ADDED) == empty
    screen.fill("add-organization", "Delta Works").tap("Save the interview")
    [row] = stored("interviews")
    assert [row[column] for column in ("organization", "role", "decision_by", "format", "notes")] == [
        "Delta Works",
        "",
        "",
        "",
        "",
    ]


def test_the_first_interview_is_forgotten_by_the_start_after_its_undo() -> None:
    screen = Screen().choose("start-organization", "Borealis").choose("start-decision", date(2026, 12, 4))
    screen.tap("Show me what to do").tap("Undo")
    assert (screen.field("start-organization").value, screen.field("start-decision").value) == ("", None)


def test_a_new_interview_that_is_not_saved_yet_waits_while_other_pages_are_looked_at() -> None:
    screen = fill(Screen().open("interviews"), "add", ADDED)
    screen.open("settings").open("today").open("interviews")
    assert held(screen, "add", ADDED) == ADDED


def test_what_could_not_be_saved_stays_in_its_fields() -> None:
    wrong = {**ADDED, "decision": date(2026, 11, 2)}
    screen = fill(Screen().open("interviews"), "add", wrong).tap("Save the interview")
    assert "is before the interview" in screen.at.error[0].value
    assert held(screen, "add", wrong) == wrong
    screen.open("today").open("interviews")
    assert held(screen, "add", wrong) == wrong


def test_a_correction_waits_until_it_is_saved_and_an_undo_shows_what_is_stored(interview_id: str) -> None:
    name = f"edit-{interview_id}"
    screen = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    before = held(screen, name, ANOTHER)
    fill(screen, name, ANOTHER)
    assert held(there_and_back(screen, interview_id, "Details"), name, ANOTHER) == ANOTHER
    screen.tap("Save changes")
    assert held(screen, name, ANOTHER) == ANOTHER
    screen.tap("Undo")
    assert held(screen, name, ANOTHER) == before
    screen.tap("Save changes")
    assert stored("interviews")[0]["organization"] == before["organization"]


def test_a_correction_that_waits_keeps_nothing_old_in_its_other_fields(interview_id: str) -> None:
    name = f"edit-{interview_id}"
    screen = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    screen.choose(f"{name}-notes", "Loud office").open("checklist", interview_id)
    other = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    other.fill(f"{name}-decision", date(2026, 12, 1)).tap("Save changes")
    screen.open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    assert held(screen, name, ("notes", "decision")) == {
        "notes": "Loud office",
        "decision": date(2026, 12, 1),
    }


def test_the_next_round_is_forgotten_once_it_is_saved(interview_id: str) -> None:
    name = f"next-{interview_id}"
    screen = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    before = held(screen, name, ADDED)
    fill(screen, name, ADDED).tap("Save the interview")
    assert len(stored("interviews")) == 2
    assert held(screen, name, ADDED) == before
    assert held(screen.tap("Undo"), name, ADDED) == before


def test_a_person_waits_until_they_are_saved_and_an_undo_shows_what_is_stored(interview_id: str) -> None:
    [person] = stored("people")
    name = f"person-{interview_id}-{person['person_id']}"
    typed = {"part": "recruiter", "discussed": "night buses", "email": "dana@example.org", "notes": "kind"}
    screen = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "People")
    before = held(screen, name, typed)
    fill(screen, name, dict(typed))
    assert held(there_and_back(screen, interview_id, "People"), name, typed) == typed
    screen.tap("Save")
    assert stored("people")[0]["email"] == "dana@example.org"
    assert held(screen.tap("Undo"), name, typed) == before
    screen.tap("Save")
    assert stored("people")[0]["email"] == ""


def test_a_message_noted_is_forgotten_and_one_not_noted_yet_waits(interview_id: str) -> None:
    name = f"touch-{interview_id}"
    typed = {"kind": "question", "day": date(2026, 11, 10), "note": "Which team?"}
    screen = Screen().open("interview", interview_id)
    before = held(screen, name, typed)
    fill(screen, name, dict(typed))
    assert held(there_and_back(screen, interview_id, "Story"), name, typed) == typed
    screen.tap("Save")
    assert held(screen, name, typed) == before
    assert held(screen.tap("Undo"), name, typed) == before
    assert stored("touchpoints") == []


def test_a_name_typed_in_one_checklist_is_not_in_anothers(interview_id: str) -> None:
    other = start_interview(mine(), moment(), entry("Borealis"))
    screen = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "People")
    screen.choose(f"person-names-{interview_id}", "Priya Raman")
    screen.open("interview", other).choose(f"side-{other}", "People")
    assert screen.field(f"person-names-{other}").value == ""
    screen.open("interview", interview_id).choose(f"side-{interview_id}", "People")
    assert screen.field(f"person-names-{interview_id}").value == "Priya Raman"
    screen.tap("Add to the list")
    assert screen.field(f"person-names-{interview_id}").value == ""
    assert [row["name"] for row in stored("people")] == ["Dana Ruiz", "Priya Raman"]


def test_what_happened_is_forgotten_once_it_is_noted(interview_id: str) -> None:
    screen = Screen().open("interview", interview_id)
    name = f"happened-{interview_id}"
    screen.choose(name, "rejected")
    assert there_and_back(screen, interview_id, "Story").field(name).value == "rejected"
    screen.tap("Save")
    assert now().interview_details(interview_id).interview.outcome is not None
    assert not screen.has(name) or screen.field(name).value is None
    screen.tap("Undo")
    assert screen.field(name).value is None


def test_a_wording_that_is_not_saved_yet_waits() -> None:
    screen = Screen().open("settings").choose("settings-side", "Writing")
    name = "thank_you_note.txt"
    screen.choose("wording-name", name).choose(f"wording-{name}", "[paragraph]\n* Ours.\n")
    screen.choose("settings-side", "You").open("today").open("settings").choose("settings-side", "Writing")
    assert screen.field("wording-name").value == name
    assert screen.field(f"wording-{name}").value == "[paragraph]\n* Ours.\n"


def test_what_is_typed_in_the_sample_is_not_in_the_own_workspace() -> None:
    screen = Screen().tap("Look around with sample data").open("interviews")
    screen.choose("sample:add-notes", "only looking").tap("Back to mine").open("interviews")
    assert screen.field("add-notes").value == ""


def test_a_message_that_could_not_be_kept_stays_in_its_field(interview_id: str) -> None:
    screen = Screen()
    screen.at.query_params["kind"] = "status_email"
    screen.at.query_params["interview"] = interview_id
    screen.at.switch_page("message.py")
    screen.run()
    body = next(area for area in screen.at.text_area if area.label == "Message")
    long = "ä" * 15_000
    body.set_value(long)
    screen.run()
    assert "longer than 20 kB" in screen.at.error[0].value
    screen.run()
    assert next(area for area in screen.at.text_area if area.label == "Message").value == long


REFUSED = "“abc” is not an email address"


def test_a_missing_organization_and_an_impossible_day_are_told_at_their_fields() -> None:
    screen = Screen().tap("Show me what to do")
    assert screen.error_below("start-organization").startswith("The organization is missing.")
    screen.fill("start-organization", "Borealis").choose("start-decision", date(2026, 11, 2))
    screen.tap("Show me what to do")
    assert screen.error_below("start-organization") == ""
    assert screen.error_below("start-weeks").startswith("The day of the decision is before the interview")
    screen.choose("start-decision", date(2026, 12, 4)).tap("Show me what to do")
    assert refusals(screen) == []
    assert stored("interviews")[0]["organization"] == "Borealis"


def test_a_card_that_is_refused_says_so_at_the_field_and_keeps_what_is_typed(interview_id: str) -> None:
    [person] = stored("people")
    name = f"card-{person['person_id']}-phone"
    screen = Screen().open("checklist", interview_id)
    screen.at.query_params.update({"item": "business_card", "person": person["person_id"]})
    screen.run().press(f"answer-{interview_id}-business_card-{person['person_id']}-yes")
    screen.choose(name, "none")
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


def refusals(screen: Screen) -> list[str]:
    """Return what the bar says was not done."""
    return [each.value.replace("\\", "") for each in screen.at.error]


def test_what_a_setting_refused_is_told_as_long_as_it_stands_there() -> None:
    screen = Screen().open("settings").choose("set-email", "abc")
    assert screen.error_below("set-email").startswith(f"Not saved: {REFUSED}")
    assert screen.field("set-email").value == "abc"
    screen.choose("set-name", "Robin")
    assert "**Saved.**" in screen.text
    [told] = refusals(screen)
    assert told.startswith(f"Not saved: {REFUSED}")
    assert refusals(screen.open("today")) == []
    assert len(refusals(screen.open("settings"))) == 1
    assert refusals(screen.choose("set-email", "")) == []


def test_what_a_person_was_refused_is_told_until_it_is_put_right(interview_id: str) -> None:
    [person] = stored("people")
    name = f"person-{interview_id}-{person['person_id']}"
    screen = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "People")
    screen.fill(f"{name}-title", "Head of Data").fill(f"{name}-email", "abc").tap("Save")
    assert len(refusals(screen)) == 1
    screen.choose(f"person-names-{interview_id}", "Priya Raman").tap("Add to the list")
    assert screen.told
    assert screen.error_below(f"{name}-email").startswith(REFUSED)
    assert len(refusals(screen.choose(f"{name}-email", "dana@example.org"))) == 1, "it is not saved yet"
    assert "The reason is below its field" in screen.text
    assert refusals(screen.tap("Save")) == []
    assert "The reason is below its field" not in screen.text
    assert [row["title"] for row in stored("people")] == ["Head of Data", ""]


def test_what_an_interview_was_refused_is_told_after_another_action(interview_id: str) -> None:
    name = f"edit-{interview_id}"
    screen = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    screen.choose(f"{name}-decision", date(2026, 11, 1)).tap("Save changes")
    assert len(refusals(screen)) == 1
    screen.choose(f"next-{interview_id}-held", at("2026-11-17T10:00")).tap("Save the interview")
    assert "**Saved.**" in screen.text
    assert ["is before the interview" in each for each in refusals(screen)] == [True]


def test_a_fact_refused_beside_a_draft_is_told_after_another_one_was_saved(interview_id: str) -> None:
    person_id = stored("people")[0]["person_id"]
    screen = Screen()
    for name, value in (("interview", interview_id), ("kind", "status_email"), ("person", person_id)):
        screen.at.query_params[name] = value
    screen.at.switch_page("message.py")
    screen.run().choose(f"fact-email-{interview_id}-{person_id}", "abc")
    screen.choose(f"fact-my_name-{interview_id}-{person_id}", "Robin Ashby")
    [told] = refusals(screen)
    assert told.startswith(f"Not saved: {REFUSED}")
    screen.choose(f"fact-my_phone-{interview_id}-{person_id}", "none")
    assert "Not saved: “none” is not a phone number. It needs digits." in refusals(screen)
    assert [row["key"] for row in stored("settings")] == ["name"]
