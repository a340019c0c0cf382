"""The import page: what a file holds is previewed and can be corrected, comes in once, and can be undone.

Files that cannot be read, and what is asked about letters and days, are in `tests/integration/bad_inputs`.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from components import session
from followup_core.models import TouchpointKind
from followup_core.services.candidate_settings import save_settings
from followup_core.services.imports.appointment_versions import is_appointment_key
from followup_core.services.interview_service import start_interview
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workshops.take_home_archive import WorkshopDraft, take_home_archive
from tests.integration.services.imports.empty_files import CASES as EMPTY_FILES
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


def chosen(file: bytes, name: str = "take-home.zip") -> Screen:
    return Screen().open("import_file").fill("file-0", (name, file, "application/octet-stream")).run()


def organizations() -> list[str]:
    return [row["organization"] for row in stored("interviews")]


def people() -> set[str]:
    return {row["name"] for row in stored("people")}


def test_a_file_is_shown_in_words_comes_in_once_and_can_be_undone(carried: bytes) -> None:
    started(mine(), "Borealis")
    before = everything(mine())
    screen = chosen(carried)
    assert "From “Following \\*up\\*” of Tuesday, November 3\\." in screen.text
    assert "New\\: 1 interview and 2 people\\." in screen.text
    assert "It also holds three texts to read" in screen.text
    assert everything(mine()) == before
    screen.tap("Import it")
    assert "**Saved.** A ZIP of this program imported" in screen.text
    assert organizations() == ["Borealis", "Acme Robotics"]
    assert "Import it" not in screen.buttons
    again = chosen(carried)
    assert "Everything in this file is here already" in again.text
    assert "Import it" not in again.buttons
    screen.tap("Undo")
    assert everything(mine()) == before
    screen.open("settings").choose("settings-side", "Your data")
    assert any("before an import" in option for box in screen.at.selectbox for option in box.options)
    assert (data_dir() / "personal" / "backups" / "2026-11-18-before-import.zip").exists()


def test_the_first_imported_interview_brings_the_country_of_the_browser_along_and_says_so(
    carried: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "timezone", lambda: "America/New_York")
    screen = chosen(carried).tap("Import it")
    assert stored("settings") == [{"key": "country", "value": "US"}]
    holidays = "Public holidays in the United States are left out. Change that in Settings, Dates."
    assert screen.told == [holidays]
    screen.tap("Undo")
    assert (stored("interviews"), stored("settings")) == ([], [])


def test_what_differs_is_shown_and_stays(carried: bytes) -> None:
    interview_id = started(mine())
    with_person(mine(), interview_id)
    screen = chosen(carried)
    assert "New\\: 1 person\\. 2 are here already\\. 1 differs\\: yours stays\\." in screen.text
    assert "yours is blank and stays so; the file says" in screen.text
    screen.tap("Import it")
    assert (len(stored("people")), len(stored("interviews"))) == (2, 1)


def test_every_way_leads_here_and_the_sample_takes_nothing_in() -> None:
    screen = Screen()
    assert ("Import a file, an invitation or a card", "") in screen.links
    assert ("Import a file instead", "") in Screen().open("interviews").links
    your_data = Screen().open("settings").choose("settings-side", "Your data")
    assert ("Import a file, an invitation or a card", "") in your_data.links
    screen.tap("Look around with sample data").open("import_file")
    assert not screen.at.get("file_uploader")
    assert "Go back to yours" in screen.text


# Spreadsheets.


def test_a_template_comes_in_as_its_columns_say() -> None:
    screen = chosen(spreadsheet_files.TEMPLATE, "jobs.csv")
    assert "**A table.** New\\: 1 interview and 1 person\\." in screen.text
    assert "**Acme Robotics, Data analyst**: Sunday, October 25, with Dana Ruiz" in screen.text
    assert "there is nothing to follow up yet" in screen.text
    screen.tap("Import it")
    assert "**Saved.** A table imported\\: 1 interview and 1 person" in screen.text
    screen.tap("See what to do now")
    assert screen.at.query_params == {}
    assert screen.titles == ["One thing to do now"], "it is Today"
    assert [row["held_at"] for row in stored("interviews")] == ["2026-10-25T12:00"]
    assert [row["email"] for row in stored("people")] == ["dana@acme.example"]


def test_a_column_can_be_said_and_is_remembered() -> None:
    data = b"Where,When,Who\nAcme,2026-11-02,Dana Ruiz\n"
    screen = chosen(data, "jobs.csv")
    for field, column in (("organization", "Where"), ("held_at", "When"), ("person_name", "Who")):
        [box] = [each for each in screen.at.selectbox if str(each.key).endswith(f"-{field}")]
        box.set_value(column)
        screen.run()
    screen.tap("Import it")
    assert organizations() == ["Acme"]
    again = chosen(data.replace(b"Acme", b"Borealis"), "more.csv")
    assert "New\\: 1 interview and 1 person" in again.text


def test_a_file_and_the_day_that_was_chosen_for_it_wait_while_another_page_is_open() -> None:
    def day(screen: Screen) -> Any:
        [found] = [
            field for field in screen.at.date_input if field.label == "When was Acme Robotics, Data analyst?"
        ]
        return found

    screen = chosen(spreadsheet_files.HUNTR, "huntr.csv")
    assert "**A Huntr board.** Nothing to import yet\\." in screen.text
    day(screen).set_value(date(2026, 11, 2))
    screen.run().open("today").open("import_file")
    assert "**huntr\\.csv** is still open." in screen.text
    assert day(screen).value == date(2026, 11, 2)
    screen.tap("Import it")
    assert [row["held_at"] for row in stored("interviews")] == ["2026-11-02T12:00"]
    assert "is still open" not in screen.open("today").open("import_file").text
    screen = chosen(spreadsheet_files.HUNTR, "huntr.csv").open("today").open("import_file")
    assert "is still open" not in screen.tap("Close the file").text
    assert "You see what it would add before anything is saved." in screen.text


def test_connections_are_confirmed_one_by_one() -> None:
    interview_id = started(mine())
    for name in ("Dana Ruiz", "Jo Kim"):
        with_person(mine(), interview_id, name)
    screen = chosen(spreadsheet_files.LINKEDIN_CONNECTIONS, "Connections.csv")
    assert {box.label.split("**")[1]: box.value for box in screen.at.checkbox} == {
        "Dana Ruiz": True,
        "Jo Kim": False,
    }
    screen.tap("Note them")
    [touch] = stored("touchpoints")
    assert (touch["kind"], touch["sent_on"]) == ("linkedin_request", "2026-11-05")
    screen.tap("Undo")
    assert stored("touchpoints") == []


# Invitations.

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
ATTENDEE;CN=Sam Okafor:mailto:sam@okafor.example
LOCATION:https://meet.example.com/abc
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


def own_choice(screen: Screen) -> Any:
    """Return the choice of who is the candidate."""
    [found] = [each for each in screen.at.get("button_group") if "is you" in each.proto.label]
    return found


def own_settings() -> dict[str, str]:
    """Return the candidate's settings, without the versions of appointments that are remembered there."""
    rows = {row["key"]: row["value"] for row in stored("settings")}
    return {key: value for key, value in rows.items() if not is_appointment_key(key)}


def test_the_candidate_of_an_invitation_stays_out_and_the_organization_can_be_corrected() -> None:
    screen = chosen(INVITATION, "invite.ics")
    assert (
        "Sam Okafor (sam@okafor.example) seems to be you, and won't be listed as an interviewer."
        in read_back(screen.text)
    )
    [organization] = [each for each in screen.at.text_input if each.label == "Organization"]
    organization.set_value("Acme GmbH")
    screen.run().tap("Import it")
    assert (organizations(), people()) == (["Acme GmbH"], {"Jo Kim", "Dana Ruiz"})
    assert own_settings() == {"email": "sam@okafor.example", "name": "Sam Okafor"}
    assert "Everything in this file is here already" in chosen(INVITATION, "invite.ics").text
    screen.tap("Undo")
    assert stored("settings") == stored("people") == []


def test_who_was_taken_for_the_candidate_comes_in_after_a_tap() -> None:
    screen = chosen(INVITATION, "invite.ics")
    own_choice(screen).set_value([])
    screen.run().tap("Import it")
    assert people() == {"Jo Kim", "Dana Ruiz", "Sam Okafor"}
    assert own_settings() == {}


def test_that_is_me_is_one_tap_and_remembered_for_the_next_invitation() -> None:
    save_settings(mine(), moment(), {"email": "sam@work.example", "name": "Sam O."})
    at_home = INVITATION.replace(b"sam@okafor.example", b"sam@acmerobotics.example")
    screen = chosen(at_home, "invite.ics")
    assert "If you are one of them, tap your name." in read_back(screen.text)
    own_choice(screen).set_value(["sam@acmerobotics.example"])
    screen.run().tap("Import it")
    assert people() == {"Jo Kim", "Dana Ruiz"}
    assert own_settings() == {"email": "sam@work.example", "name": "Sam O."}
    later = at_home.replace(b"UID:1@", b"UID:2@").replace(b"20261102", b"20261109")
    assert own_choice(chosen(later, "second.ics")).value == ["sam@acmerobotics.example"]


def calendar(name: str) -> Screen:
    return chosen((CASES / name).read_bytes(), name)


def test_a_canceled_invitation_deletes_nothing_before_somebody_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-11-16")
    calendar("inv_v0.ics").tap("Import it")
    asked = TouchpointEntry(
        interview_id=stored("interviews")[0]["interview_id"],
        kind=TouchpointKind.QUESTION,
        sent_on=date(2026, 11, 12),
    )
    record_touchpoint(mine(), moment(date(2026, 11, 16)), asked)
    screen = calendar("inv_v2_cancel.ics")
    said = "Tuesday, November 17: it was canceled. Deleting it also deletes one message."
    assert said in read_back(screen.text)
    [question] = screen.at.radio
    assert "Save the change" not in screen.buttons
    question.set_value("delete")
    screen.run().tap("Save the change")
    assert stored("interviews") == stored("people") == []
    screen = calendar("inv_v1_moved.ics")
    assert "this invitation has been canceled or declined since, and is left out." in read_back(screen.text)
    assert not {"Import it", "Save the change"} & set(screen.buttons)


def test_a_cancellation_of_what_is_not_here_is_remembered_with_one_tap_and_can_be_undone() -> None:
    screen = calendar("inv_v2_cancel.ics")
    assert "An older invitation to the canceled appointment will stay out." in read_back(screen.text)
    screen.tap("Remember it")
    older = calendar("inv_v0.ics")
    assert "this invitation has been canceled or declined since, and is left out." in read_back(older.text)
    assert not {"Import it", "Remember it"} & set(older.buttons)
    screen.tap("Undo")
    assert "Import it" in calendar("inv_v0.ics").buttons


def test_a_canceled_interview_whose_day_has_passed_cannot_be_deleted_there() -> None:
    calendar("inv_v0.ics").tap("Import it")
    screen = calendar("inv_v2_cancel.ics")
    [question] = screen.at.radio
    assert question.options == ["Leave it as it is", "Note that I withdrew"]
    said = "It may have taken place all the same, so it stays. If it did not, delete it on its own page."
    assert said in read_back(screen.text)


def test_an_interview_typed_by_hand_is_asked_about_when_its_invitation_comes() -> None:
    start_interview(mine(), moment(), entry("Borealis", at("2026-11-17T09:00"), role=""))
    screen = calendar("inv_v0.ics")
    [question] = [each for each in screen.at.get("button_group") if "Is this the one" in each.proto.label]
    assert "You have Borealis" in read_back(question.proto.label)
    screen.tap("Import it")
    [row] = stored("interviews")
    assert (row["organization"], row["held_at"]) == ("Borealis", "2026-11-17T10:00")


# Files of which nothing comes in.


def test_of_a_file_that_brings_nothing_it_says_what_it_found_and_why_that_stays_out() -> None:
    with_person(mine(), started(mine()))
    before = everything(mine())
    screen = Screen().open("import_file")
    for name, case in EMPTY_FILES.items():
        screen.fill("file-0", (case.name, case.file, "application/octet-stream")).run()
        assert case.said in read_back(screen.text), name
        assert "Import it" not in screen.buttons, name
    assert everything(mine()) == before


def test_of_an_address_book_it_says_where_those_are_who_stay_out() -> None:
    started(mine(), "Acme Robotics")
    head = "First Name,Last Name,Organization Name,E-mail 1 - Value\n"
    strangers = "".join(f"Ada,Byron {number},Elsewhere,\n" for number in range(12))
    screen = chosen((head + strangers).encode(), "contacts.csv")
    assert (
        "12 contacts, none of them at a company where you interviewed."
        " To import someone anyway, choose them below."
    ) in read_back(screen.text)
    screen = chosen((head + strangers + "Jo,Kim,Acme Robotics,\n").encode(), "contacts.csv")
    assert "New: 1 person." in read_back(screen.text), "a colleague of those met is proposed"
    [choice] = [each for each in screen.at.multiselect if each.label == "People"]
    choice.set_value([])
    said = "13 contacts: 12 aren't at a company where you interviewed and 1 isn't chosen."
    assert said in read_back(screen.run().text)


def test_what_was_canceled_and_not_decided_is_asked_about_on_today_and_on_its_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-11-10")
    calendar("inv_v0.ics").tap("Import it")
    calendar("inv_v2_cancel.ics").tap("Remember it")
    [row] = stored("interviews")
    today, page = Screen().open("today"), Screen().open("interview", row["interview_id"])
    for screen in (today, page):
        assert "Your interview of November 17 was canceled." in read_back(screen.text)
        assert {"It takes place after all", "Note that I withdrew", "Delete it"} <= set(screen.buttons)
        assert "Coming up" not in screen.text
    today.tap("It takes place after all")
    assert "Coming up" in today.text
    today.tap("Undo")
    page.tap("Delete it").tap("Yes, delete it")
    assert stored("interviews") == []


def test_a_canceled_interview_that_was_typed_with_another_time_is_asked_about_with_nothing_chosen() -> None:
    start_interview(mine(), moment(), entry("Borealis", at("2026-11-19T15:00"), role=""))
    file = (CASES / "inv_v2_cancel.ics").read_bytes().replace(b"20261117", b"20261119")
    screen = chosen(file, "cancel.ics")
    question: Any = screen.at.get("button_group")[0]
    assert (question.value, len(screen.at.radio)) == (None, 0)
    assert "15:00. Is this the one that was canceled?" in read_back(question.proto.label)
    question.set_value("Yes, this one")
    screen.run().at.radio[0].set_value("delete")
    screen.run().tap("Save the change")
    assert stored("interviews") == []


def test_of_many_interviews_those_that_are_chosen_can_be_corrected() -> None:
    jobs = "".join(f"Employer {number},2026-11-0{number}\n" for number in range(1, 8))
    screen = chosen(f"Company,Interview date\n{jobs}".encode(), "jobs.csv")
    [which] = [each for each in screen.at.multiselect if each.label == "Which ones?"]
    assert "Organization" not in [field.label for field in screen.at.text_input]
    which.select("Employer 3, Tuesday, November 3")
    [organization] = [field for field in screen.run().at.text_input if field.label == "Organization"]
    assert organization.value == "Employer 3"
    organization.set_value("Borealis")
    screen.run().tap("Import it")
    assert sorted(organizations()) == ["Borealis", *(f"Employer {number}" for number in (1, 2, 4, 5, 6, 7))]
