"""Calendar files as programs write them do the same on the page and on the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from followup_core.__main__ import main
from followup_core.services import workspace_registry
from followup_core.services.candidate_settings import save_settings
from followup_core.zip_files import write_zip
from tests.integration.services.workspaces import moment
from tests.unit.formats.invitations import calendar

from .screen import TODAY, Screen, data_dir, mine, stored
from .test_markdown_text import read_back

FILES = Path(__file__).parents[2] / "cases" / "files"
BringIn = Callable[[str], str]
"""Brings a file in without changing any choice, and returns what was said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Files that come in before, the file, what is said of it, and what is stored in the end."""

    file: str
    said: str
    stored: str = ""
    """The interview that is stored then: when, where, and in brackets as what, how and with which notes."""
    before: str = ""


COMES_IN = "New: 1 interview and 1 person."
CANCELED = "1 calendar entry, and it was canceled."
OFF = "1 interview was canceled."
ANALYST = "2026-11-17T10:00 Borealis GmbH (Data Analyst)"
MOVED = "2026-11-19T10:00 Borealis GmbH (Data Analyst)"
BY_PHONE = "2026-11-17T13:00 Borealis GmbH (phone)"
IN_PERSON = "2026-09-17T09:30 Borealis GmbH (in_person, Place: Hauptstr. 5)"
OLDER = "this is an older version of the invitation. Your interview stays on Thursday, November 19"

CASES = {
    "an invitation": Case(file="inv_v0.ics", said=COMES_IN, stored=ANALYST),
    "the same invitation again": Case(
        before="inv_v0.ics",
        file="inv_v0.ics",
        said="Everything in this file is here already.",
        stored=ANALYST,
    ),
    "moved before it came": Case(file="inv_v1_moved.ics", said=COMES_IN, stored=MOVED),
    "moved": Case(before="inv_v0.ics", file="inv_v1_moved.ics", said="1 interview moves.", stored=MOVED),
    "an older version": Case(before="inv_v1_moved.ics", file="inv_v0.ics", said=OLDER, stored=MOVED),
    "canceled before it came": Case(file="inv_v2_cancel.ics", said=CANCELED),
    "canceled": Case(before="inv_v0.ics", file="inv_v2_cancel.ics", said=OFF, stored=ANALYST),
    "invited and canceled in one file": Case(file="both_in_one.ics", said=CANCELED),
    "canceled in a file that also invites": Case(
        before="inv_v1_moved.ics", file="both_in_one.ics", said=OFF, stored=MOVED
    ),
    "an interview by phone, in German": Case(file="de_telefon.ics", said=COMES_IN, stored=BY_PHONE),
    "a zone after the calendar": Case(
        file="floating_vtz_outside.ics", said="New: 1 interview.", stored=IN_PERSON
    ),
    "canceled in the title": Case(file="ol_canceled.ics", said=CANCELED),
    "another appointment at the time of ours is canceled": Case(
        before="de_telefon.ics", file="ol_canceled.ics", said=CANCELED, stored=BY_PHONE
    ),
    "declined": Case(file="ol_declined.ics", said="1 calendar entry, and it was declined."),
    "a shorter name": Case(
        file="renamed.ics", said=COMES_IN, stored="2026-11-24T10:00 Borealis (Data Analyst)"
    ),
    "one moved appointment of a series": Case(
        file="series_exc_only.ics", said=COMES_IN, stored="2026-11-17T14:00 Borealis ()"
    ),
}


def chosen(data: bytes, name: str = "calendar.ics") -> Screen:
    return Screen().open("import_file").fill("file-0", (name, data, "text/calendar")).run()


def bring_in_on_the_page(name: str) -> str:
    screen = chosen((FILES / name).read_bytes(), name)
    said = read_back(screen.text)
    for button in {"Import it", "Save the change"} & set(screen.buttons):
        screen.tap(button)
    return said


@pytest.fixture(params=["page", "command line"])
def bring_in(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> BringIn:
    save_settings(mine(), moment(), {"email": "robin@example.org", "name": "Robin Sample"})

    def on_the_command_line(name: str) -> str:
        workspace_registry.close_all()
        folder = data_dir() / "personal"
        main(["import", str(FILES / name), "--workspace", str(folder), "--today", "2026-11-18"])
        return capsys.readouterr().out

    return bring_in_on_the_page if request.param == "page" else on_the_command_line


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_calendar_file_does_the_same_on_the_page_and_on_the_command_line(
    bring_in: BringIn, case: Case
) -> None:
    if case.before:
        bring_in(case.before)
    assert case.said in bring_in(case.file)
    found = [
        f"{row['held_at']} {row['organization']}"
        f" ({', '.join(filter(None, (row['role'], row['format'], row['notes'])))})"
        for row in stored("interviews")
    ]
    assert "".join(found) == case.stored
    people = ["Dana Ruiz"] if case.said == COMES_IN or case.before else []
    assert [row["name"] for row in stored("people")] == people


def test_no_file_is_forgotten() -> None:
    assert {case.file for case in CASES.values()} == {path.name for path in FILES.glob("*.ics")}


# A whole calendar.


def whole_calendar(interviews: int = 2, talks: int = 1) -> bytes:
    """Return a calendar with so many interviews and talks with people from outside, and a dentist."""
    titles = [*(f"Interview with Acme {number}" for number in range(interviews)), "Dentist"]
    titles += [f"Talk {number}" for number in range(talks)]
    lines = []
    for number, title in enumerate(titles):
        lines += ["BEGIN:VEVENT", f"UID:{title}", f"SUMMARY:{title}"]
        lines += [f"DTSTART:202611{number % 28 + 1:02}T100000Z"]
        lines += ["ATTENDEE;CN=Jo Kim:mailto:jo@celik.example"] if title.startswith("Talk") else []
        lines += ["END:VEVENT"]
    return calendar(*lines)


def ticks(screen: Screen) -> dict[str, bool]:
    return {box.label.split("**")[1]: box.value for box in screen.at.checkbox}


def test_of_a_calendar_the_interviews_are_ticked_and_nothing_else_comes_in() -> None:
    screen = chosen(whole_calendar())
    assert ticks(screen) == {"Interview with Acme 0": True, "Interview with Acme 1": True, "Talk 0": False}
    assert "with Jo Kim" in screen.text
    boxes = {box.label.split("**")[1]: box for box in screen.at.checkbox}
    boxes["Interview with Acme 1"].uncheck()
    boxes["Talk 0"].check()
    screen.run().tap("Import it")
    assert [row["organization"] for row in stored("interviews")] == ["Acme 0", "Celik"]
    assert [row["name"] for row in stored("people")] == ["Jo Kim"]
    screen.tap("Undo")
    assert stored("interviews") == stored("people") == []


def test_nothing_comes_in_before_something_is_ticked() -> None:
    screen = chosen(whole_calendar(interviews=0))
    assert ticks(screen) == {"Talk 0": False}
    assert "Select an interview above to import it." in read_back(screen.text)
    assert "Import it" not in screen.buttons


def test_thirty_entries_are_shown_and_more_can_be_chosen_from_a_list() -> None:
    screen = chosen(whole_calendar(interviews=29, talks=4))
    assert len(ticks(screen)) == 30
    [more] = [each for each in screen.at.multiselect if each.label == "3 more that may be interviews"]
    assert more.value == []
    more.set_value([more.options[0]])
    screen.run().tap("Import it")
    assert len(stored("interviews")) == 30


def test_a_zip_of_calendars_comes_in_the_same_way() -> None:
    data = write_zip([("a.ics", whole_calendar()), ("b.ics", b"BEGIN:VCALENDAR")], TODAY)
    screen = chosen(data, "takeout.zip")
    assert len(ticks(screen)) == 3
    assert "“b.ics”: The calendar file is cut off" in read_back(screen.text)
    screen.tap("Import it")
    assert len(stored("interviews")) == 2
