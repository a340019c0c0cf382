"""The import page: any file is previewed, comes in once, and can be undone."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import segno

from followup_core.models import TouchpointKind
from followup_core.services.candidate_settings import save_settings
from followup_core.services.imports.appointment_versions import is_appointment_key
from followup_core.services.interview_service import start_interview
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workshops.take_home_archive import WorkshopDraft, take_home_archive
from tests.integration.services.situation_setups import unthanked
from tests.integration.services.workspaces import at, entry, everything, moment, opened, started, with_person
from tests.unit.formats.spreadsheet import spreadsheet_files

from .screen import Screen, data_dir, mine, stored
from .test_markdown_text import read_back

CASES = Path(__file__).parents[2] / "cases" / "files"


@pytest.fixture
def carried(tmp_path: Path) -> bytes:
    with opened(tmp_path / "participant") as workspace:
        with_person(workspace, unthanked(workspace), "Chidi Okafor")
        when = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)
        drafts = (WorkshopDraft(title="Thank-you", text="Dear Dana"),)
        return take_home_archive(workspace, date(2026, 11, 3), drafts, "Following *up*", when)


def chosen(file: bytes, name: str = "take-home.zip", kind: str = "application/zip") -> Screen:
    return Screen().open("import_file").fill("file-0", (name, file, kind)).run()


def test_a_file_is_shown_in_words_and_brought_in_with_one_tap(carried: bytes) -> None:
    screen = chosen(carried)
    assert "From “Following \\*up\\*” of Tuesday, November 3\\." in screen.text
    assert "New\\: 1 interview and 2 people\\." in screen.text
    assert "It also holds three texts to read" in screen.text
    assert stored("interviews") == []
    screen.tap("Import it")
    assert "**Saved.** What you took home imported" in screen.text
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics"]
    assert "Import it" not in screen.buttons


def test_it_can_be_undone(carried: bytes) -> None:
    started(mine(), "Borealis")
    before = everything(mine())
    chosen(carried).tap("Import it").tap("Undo")
    assert everything(mine()) == before


def test_the_second_time_there_is_nothing_to_bring_in(carried: bytes) -> None:
    chosen(carried).tap("Import it")
    after = everything(mine())
    again = chosen(carried)
    assert "Everything in this file is here already" in again.text
    assert "Import it" not in again.buttons
    assert everything(mine()) == after


def test_what_differs_is_shown_and_stays(carried: bytes) -> None:
    interview_id = started(mine())
    with_person(mine(), interview_id)
    screen = chosen(carried)
    assert "New\\: 1 person\\. 2 are here already\\. 1 differs\\: yours stays\\." in screen.text
    assert "yours is blank and stays so; the file says" in screen.text
    screen.tap("Import it")
    assert len(stored("people")) == 2
    assert len(stored("interviews")) == 1


def test_a_backup_is_made_before_it_comes_in(carried: bytes) -> None:
    started(mine(), "Borealis")
    chosen(carried).tap("Import it")
    screen = Screen().open("settings").choose("settings-side", "Your data")
    names = [path.name for path in (data_dir() / "personal" / "backups").iterdir()]
    assert "2026-11-18-before-import.zip" in names
    labels = [option for box in screen.at.selectbox for option in box.options]
    assert any("before an import" in label for label in labels)


@pytest.mark.parametrize(
    ("file", "name", "remedy"),
    [
        (b"", "take-home.zip", "Choose another file"),
        (b"PK\x03\x04 broken", "take-home.zip", "Choose the file you took home"),
        (b"<!doctype html>", "jobs.csv", "Save it as"),
        (b"BEGIN:VCALENDAR", "invitation.ics", "Choose the .ics file"),
        (b"\x89PNG\r\n", "card.png", "picture"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_remedy(file: bytes, name: str, remedy: str) -> None:
    screen = chosen(file, name)
    assert [remedy in error.value.replace("\\", "") for error in screen.at.error] == [True], screen.at.error
    assert "Import it" not in screen.buttons


def test_the_sample_takes_nothing_in() -> None:
    screen = Screen().tap("Look around with sample data").open("import_file")
    assert not screen.at.get("file_uploader")
    assert "Go back to yours" in screen.text


def test_every_way_leads_here() -> None:
    assert ("Import a file, an invitation or a card", "") in Screen().links
    assert ("Import a file instead", "") in Screen().open("interviews").links
    your_data = Screen().open("settings").choose("settings-side", "Your data")
    assert ("Import a file, an invitation or a card", "") in your_data.links


def test_rows_of_one_day_come_in_once_on_the_page_too() -> None:
    for name in ("twice_a.csv", "twice_b.csv"):
        chosen((CASES / name).read_bytes(), name, "text/csv").tap("Import it")
    once = everything(mine())
    for name in ("twice_b.csv", "twice_a.csv"):
        again = chosen((CASES / name).read_bytes(), name, "text/csv")
        assert "Everything in this file is here already" in again.text
        assert "Import it" not in again.buttons
    assert everything(mine()) == once


def test_a_corrected_organization_is_known_the_next_time() -> None:
    data = (CASES / "renamed.ics").read_bytes()
    screen = chosen(data, "invitation.ics", "text/calendar")
    [field] = [each for each in screen.at.text_input if each.label == "Organization"]
    field.set_value("Borealis GmbH")
    screen.run().tap("Import it")
    once = everything(mine())
    assert [row["organization"] for row in stored("interviews")] == ["Borealis GmbH"]
    again = chosen(data, "invitation.ics", "text/calendar")
    assert "Everything in this file is here already" in again.text
    assert everything(mine()) == once


# Spreadsheets.


def test_a_template_comes_in_as_its_columns_say() -> None:
    screen = chosen(spreadsheet_files.TEMPLATE, "jobs.csv", "text/csv")
    assert "**A table.** New\\: 1 interview and 1 person\\." in screen.text
    assert "**Acme Robotics, Data analyst**: Sunday, October 25, with Dana Ruiz" in screen.text
    assert "there is nothing to follow up yet" in screen.text
    screen.tap("Import it")
    assert "**Saved.** A table imported" in screen.text
    assert ("See what to do now", "") in screen.links
    assert [row["held_at"] for row in stored("interviews")] == ["2026-10-25T12:00"]
    assert [row["email"] for row in stored("people")] == ["dana@acme.example"]
    before = everything(mine())
    screen.tap("Undo")
    assert stored("interviews") == stored("people") == []
    assert before != everything(mine())


def test_the_day_or_month_question_is_asked_once_for_the_file() -> None:
    data = b"Company,Interview Date\nAcme,3/11/2026\nBorealis,4/11/2026\n"
    screen = chosen(data, "jobs.csv", "text/csv")
    assert "Import it" not in screen.buttons
    [question] = [each for each in screen.at.button_group if str(each.key).endswith("-order")]
    question.set_value("The day")
    screen.run().tap("Import it")
    assert [row["held_at"][:10] for row in stored("interviews")] == ["2026-11-03", "2026-11-04"]


def test_a_column_can_be_said_and_is_remembered() -> None:
    data = b"Where,When,Who\nAcme,2026-11-02,Dana Ruiz\n"
    screen = chosen(data, "jobs.csv", "text/csv")
    assert [error.value for error in screen.at.error] == [
        "It isn't clear which column names the organization\\. Choose it\\."
    ]
    for field, column in (("organization", "Where"), ("held_at", "When"), ("person_name", "Who")):
        [box] = [each for each in screen.at.selectbox if str(each.key).endswith(f"-{field}")]
        box.set_value(column)
        screen.run()
    screen.tap("Import it")
    assert [row["organization"] for row in stored("interviews")] == ["Acme"]
    again = chosen(data.replace(b"Acme", b"Borealis"), "more.csv", "text/csv")
    assert "New\\: 1 interview and 1 person" in again.text


def test_a_tracker_without_days_asks_for_them() -> None:
    screen = chosen(spreadsheet_files.HUNTR, "huntr.csv", "text/csv")
    assert "**A Huntr board.** Choose a day first; until then nothing is imported\\." in screen.text
    when = "When was Acme Robotics, Data analyst?"
    [day] = [each for each in screen.at.date_input if each.label == when]
    day.set_value(date(2026, 11, 2))
    screen.run().tap("Import it")
    assert [(row["organization"], row["held_at"]) for row in stored("interviews")] == [
        ("Acme Robotics", "2026-11-02T12:00")
    ]


def test_a_file_and_what_was_chosen_for_it_wait_while_another_page_is_open() -> None:
    screen = chosen(spreadsheet_files.HUNTR, "huntr.csv", "text/csv")
    when = "When was Acme Robotics, Data analyst?"
    [day] = [field for field in screen.at.date_input if field.label == when]
    day.set_value(date(2026, 11, 2))
    screen.run().open("today").open("import_file")
    assert "**huntr\\.csv** is still open." in screen.text
    [day] = [field for field in screen.at.date_input if field.label == when]
    assert day.value == date(2026, 11, 2)
    screen.tap("Import it")
    assert [row["held_at"][:10] for row in stored("interviews")] == ["2026-11-02"]
    assert "is still open" not in screen.open("today").open("import_file").text


def test_a_file_that_waits_can_be_closed() -> None:
    screen = chosen(spreadsheet_files.HUNTR, "huntr.csv", "text/csv").open("today").open("import_file")
    screen.tap("Close the file")
    assert "is still open" not in screen.text
    assert "You see what would come before anything is saved." in screen.text


def test_other_letters_can_be_chosen() -> None:
    data = "Company;Interview Date\nŁódź Robotics;2026-11-02\n".encode("cp1250")
    screen = chosen(data, "jobs.csv", "text/csv")
    assert "check that names are right" in screen.text
    [letters] = [each for each in screen.at.selectbox if str(each.key).endswith("-letters")]
    letters.set_value("cp1250")
    screen.run().tap("Import it")
    assert [row["organization"] for row in stored("interviews")] == ["Łódź Robotics"]


def test_connections_are_confirmed_one_by_one() -> None:
    interview_id = started(mine())
    with_person(mine(), interview_id, "Dana Ruiz")
    with_person(mine(), interview_id, "Jo Kim")
    screen = chosen(spreadsheet_files.LINKEDIN_CONNECTIONS, "Connections.csv", "text/csv")
    ticked = {box.label.split("**")[1]: box.value for box in screen.at.checkbox}
    assert ticked == {"Dana Ruiz": True, "Jo Kim": False}
    screen.tap("Note them")
    [touch] = stored("touchpoints")
    assert (touch["kind"], touch["sent_on"]) == ("linkedin_request", "2026-11-05")
    dana = next(row for row in stored("people") if row["name"] == "Dana Ruiz")
    assert (dana["title"], dana["linkedin_url"]) == ("Head of Data", "https://www.linkedin.com/in/dana-ruiz")
    screen.tap("Undo")
    assert stored("touchpoints") == []


def test_of_an_address_book_those_who_matter_are_proposed() -> None:
    started(mine(), "Acme Robotics")
    head = "First Name,Last Name,Company,Job Title,E-mail Address\n"
    others = "".join(f"Sam{number},Lee,Elsewhere,,s{number}@e.example\n" for number in range(10))
    data = (head + "Dana,Ruiz,Acme Robotics Inc,Head,dana@acme.example\n" + others).encode()
    screen = chosen(data, "contacts.csv", "text/csv")
    screen.tap("Import it")
    assert [row["name"] for row in stored("people")] == ["Dana Ruiz"]


# Invitations and cards.

INVITATION = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Calendar//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:1@acme.example
DTSTAMP:20261020T100000Z
DTSTART:20261102T090000Z
DTEND:20261102T100000Z
SUMMARY:Interview with Acme Robotics
ORGANIZER;CN=Jo Kim:mailto:jo@acmerobotics.example
ATTENDEE;CN=Dana Ruiz:mailto:dana@acmerobotics.example
LOCATION:https://meet.example.com/abc
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


def test_an_invitation_brings_the_interview_and_its_people() -> None:
    screen = chosen(INVITATION, "invite.ics", "text/calendar")
    [organization] = [each for each in screen.at.text_input if each.label == "Organization"]
    organization.set_value("Acme")
    screen.run().tap("Import it")
    assert [(row["organization"], row["role"]) for row in stored("interviews")] == [("Acme", "")]
    assert {row["name"] for row in stored("people")} == {"Jo Kim", "Dana Ruiz"}


WITH_ME = INVITATION.replace(b"LOCATION", b"ATTENDEE;CN=Sam Okafor:mailto:sam@okafor.example\r\nLOCATION")


def _own(screen: Screen) -> Any:
    """Return the choice of who is the candidate."""
    [found] = [each for each in screen.at.get("button_group") if "is you" in each.proto.label]
    return found


def own_settings() -> dict[str, str]:
    """Return the candidate's settings, without the versions of appointments that are remembered there."""
    rows = {row["key"]: row["value"] for row in stored("settings")}
    return {key: value for key, value in rows.items() if not is_appointment_key(key)}


def test_the_candidate_of_an_invitation_stays_out_and_is_kept_in_settings() -> None:
    screen = chosen(WITH_ME, "invite.ics", "text/calendar")
    assert "Sam Okafor (sam@okafor.example) is left out as you." in read_back(screen.text)
    screen.tap("Import it")
    assert {row["name"] for row in stored("people")} == {"Jo Kim", "Dana Ruiz"}
    assert own_settings() == {"email": "sam@okafor.example", "name": "Sam Okafor"}
    screen.tap("Undo")
    assert stored("settings") == stored("people") == []


def test_who_was_taken_for_the_candidate_comes_in_after_a_tap() -> None:
    screen = chosen(WITH_ME, "invite.ics", "text/calendar")
    _own(screen).set_value([])
    screen.run().tap("Import it")
    assert {row["name"] for row in stored("people")} == {"Jo Kim", "Dana Ruiz", "Sam Okafor"}
    assert own_settings() == {}


def test_that_is_me_is_one_tap_and_remembered_for_the_next_invitation() -> None:
    save_settings(mine(), moment(), {"email": "sam@work.example", "name": "Sam O."})
    at_home = WITH_ME.replace(b"sam@okafor.example", b"sam@acmerobotics.example")
    screen = chosen(at_home, "invite.ics", "text/calendar")
    assert "If you are one of them, tap your name." in read_back(screen.text)
    _own(screen).set_value(["sam@acmerobotics.example"])
    screen.run().tap("Import it")
    assert "Sam Okafor" not in {row["name"] for row in stored("people")}
    assert own_settings() == {"email": "sam@work.example", "name": "Sam O."}
    later = at_home.replace(b"UID:1@", b"UID:2@").replace(b"20261102", b"20261109")
    again = chosen(later, "second.ics", "text/calendar")
    assert _own(again).value == ["sam@acmerobotics.example"]
    again.tap("Import it")
    assert "Sam Okafor" not in {row["name"] for row in stored("people")}
    _own(third := chosen(later.replace(b"20261109", b"20261116"), "third.ics", "text/calendar")).set_value([])
    third.run().tap("Import it")
    assert "Sam Okafor" in {row["name"] for row in stored("people")}


def calendar(name: str) -> Screen:
    return chosen((CASES / name).read_bytes(), name, "text/calendar")


def test_a_moved_invitation_asks_whether_to_move_the_interview_and_can_be_undone() -> None:
    calendar("inv_v0.ics").tap("Import it")
    screen = calendar("inv_v1_moved.ics")
    assert "your interview of November 17 moved to Thursday, November 19, 10:00." in read_back(screen.text)
    screen.tap("Save the change")
    assert [row["held_at"] for row in stored("interviews")] == ["2026-11-19T10:00"]
    screen.tap("Undo")
    assert [row["held_at"] for row in stored("interviews")] == ["2026-11-17T10:00"]


def test_a_canceled_invitation_deletes_nothing_before_somebody_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-11-16")
    calendar("inv_v0.ics").tap("Import it")
    screen = calendar("inv_v2_cancel.ics")
    assert "Tuesday, November 17: it was canceled." in read_back(screen.text)
    [question] = screen.at.radio
    assert "Save the change" not in screen.buttons
    question.set_value("delete")
    screen.run().tap("Save the change")
    assert stored("interviews") == stored("people") == []
    screen = calendar("inv_v1_moved.ics")
    said = (
        "Borealis GmbH, Data Analyst: this invitation has been canceled or declined since, and is left out."
    )
    assert said in read_back(screen.text)
    assert not {"Import it", "Save the change"} & set(screen.buttons)


def test_what_goes_with_a_canceled_interview_is_said_before_it_is_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-11-16")
    calendar("inv_v0.ics").tap("Import it")
    [row] = stored("interviews")
    asked = TouchpointEntry(
        interview_id=row["interview_id"], kind=TouchpointKind.QUESTION, sent_on=date(2026, 11, 12)
    )
    record_touchpoint(mine(), moment(date(2026, 11, 16)), asked)
    said = "it was canceled. Deleting it also deletes one message."
    assert said in read_back(calendar("inv_v2_cancel.ics").text)


def test_a_canceled_interview_whose_day_has_passed_cannot_be_deleted_there() -> None:
    calendar("inv_v0.ics").tap("Import it")
    screen = calendar("inv_v2_cancel.ics")
    [question] = screen.at.radio
    assert question.options == ["Leave it as it is", "Note that I withdrew"]
    said = "It may have taken place all the same, so it stays. If it did not, delete it on its own page."
    assert said in read_back(screen.text)


def test_an_older_version_of_an_invitation_is_called_one_and_brings_nothing() -> None:
    calendar("inv_v1_moved.ics").tap("Import it")
    screen = calendar("inv_v0.ics")
    assert "Nothing changes." in read_back(screen.text)
    assert "this is an older version of the invitation. Your interview stays on" in read_back(screen.text)
    assert not {"Import it", "Save the change"} & set(screen.buttons)


def test_an_interview_typed_by_hand_is_asked_about_when_its_invitation_comes() -> None:
    typed = entry("Borealis", at("2026-11-17T09:00"), role="")
    start_interview(mine(), moment(), typed)
    screen = calendar("inv_v0.ics")
    [question] = [each for each in screen.at.get("button_group") if "Is this the one" in each.proto.label]
    assert "You have Borealis" in read_back(question.proto.label)
    screen.tap("Import it")
    [row] = stored("interviews")
    assert (row["organization"], row["held_at"]) == ("Borealis", "2026-11-17T10:00")


def test_a_contact_file_brings_a_person() -> None:
    card = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana Ruiz\r\nORG:Acme\r\nEMAIL:dana@acme.example\r\nEND:VCARD\r\n"
    )
    screen = chosen(card, "dana.vcf", "text/vcard").tap("Import it")
    assert [(row["name"], row["email"]) for row in stored("people")] == [("Dana Ruiz", "dana@acme.example")]
    assert "A business card imported" in screen.text


def test_a_photo_of_a_code_brings_a_person() -> None:
    code = segno.make("MECARD:N:Ruiz,Dana;EMAIL:dana@acme.example;ORG:Acme;;")
    out = io.BytesIO()
    code.save(out, kind="png", scale=8)
    chosen(out.getvalue(), "card.png", "image/png").tap("Import it")
    assert [(row["name"], row["email"]) for row in stored("people")] == [("Dana Ruiz", "dana@acme.example")]
