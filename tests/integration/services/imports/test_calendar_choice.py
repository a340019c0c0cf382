"""Of a calendar the chosen entries come in, and without a choice those that say interview."""

import json
from datetime import date
from pathlib import Path

import pytest

from followup_core.formats.ical_import import read_calendar
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import Settings
from followup_core.models.date_text import DayFormat
from followup_core.services.imports.entry_selection import entry_options, select_entries
from followup_core.services.imports.file_detection import ImportKind, detect_kind
from followup_core.services.imports.headless_import import parse_any
from followup_core.services.imports.import_choices import ImportChoices, apply_choices, crowd_members
from followup_core.services.workspace_export import render_archive
from followup_core.zip_files import write_zip
from tests.integration.services.workspaces import opened, started
from tests.unit.formats.invitations import calendar
from tests.unit.formats.spreadsheet.spreadsheet_files import xlsx

TODAY = date(2026, 11, 18)
DAYS = DayFormat(today=TODAY)
GUESTS = [f"ATTENDEE;CN=Guest {number}:mailto:g{number}@acme.example" for number in range(5)]


def entry(title: str, day: str, *lines: str) -> list[str]:
    """Return the lines of an event; its title is its UID."""
    around = ("BEGIN:VEVENT", f"UID:{title}", f"DTSTART:{day}T100000Z", f"SUMMARY:{title}")
    return [*around, *lines, "END:VEVENT"]


CALENDAR = calendar(
    *entry("Interview with Acme", "20261102", "ATTENDEE;CN=Dana Ruiz:mailto:dana@acme.example"),
    *entry("Telefoninterview mit Celik", "20261130", "RRULE:FREQ=WEEKLY"),
    *entry("Interview with Borealis", "20261120"),
    *entry("Last talk", "20261001", *GUESTS),
    *entry("Next talk", "20261201", *GUESTS[:2]),
    *entry("Dentist", "20261120"),
)


@pytest.fixture
def parsed() -> ParsedFile:
    return read_calendar(CALENDAR, own_addresses=(), zone="Europe/Berlin", today=TODAY)


def test_interviews_are_offered_first_and_upcoming_before_past(parsed: ParsedFile) -> None:
    assert [
        (option.title, option.when, option.people, option.is_chosen) for option in entry_options(parsed, DAYS)
    ] == [
        ("Interview with Borealis", "Friday, November 20, 11:00", "", True),
        ("Telefoninterview mit Celik", "Monday, November 30, 11:00", "", True),
        ("Interview with Acme", "Monday, November 2, 11:00", "Dana Ruiz", True),
        ("Next talk", "Tuesday, December 1, 11:00", "Guest 0, Guest 1", False),
        ("Last talk", "Thursday, October 1, 12:00", "Guest 0, Guest 1, Guest 2, 2 more", False),
    ]


def test_without_a_choice_the_titles_decide_and_the_others_are_counted(parsed: ParsedFile) -> None:
    ready = apply_choices(parsed)
    assert {row["organization"] for row in ready.rows["interviews"]} == {"Acme", "Celik", "Borealis"}
    assert [row["name"] for row in ready.rows["people"]] == ["Dana Ruiz"]
    assert [str(row) for row in ready.skipped] == [
        "3 other entries do not say “interview” in the title."
        " To import one all the same, save it as a file of its own."
    ]
    assert ready.notices == ("“Telefoninterview mit Celik” repeats: only its first date is imported.",)


def test_only_what_is_chosen_comes_in(parsed: ParsedFile) -> None:
    chosen = [option.interview_id for option in entry_options(parsed, DAYS) if option.title == "Next talk"]
    ready = apply_choices(select_entries(parsed, chosen))
    assert [row["held_at"] for row in ready.rows["interviews"]] == ["2026-12-01T11:00"]
    assert [row["name"] for row in ready.rows["people"]] == ["Guest 0", "Guest 1"]
    assert len(ready.rows["interviewers"]) == 2
    assert [(row.what, row.count) for row in ready.skipped] == [
        ("4 entries aren't selected.", 4),
        ("1 other entry does not say “interview” in the title.", 1),
    ]
    assert ready.notices == ()
    assert not any(apply_choices(select_entries(parsed, ())).rows.values())


def test_a_zip_of_calendars_is_a_calendar_whatever_it_is_called() -> None:
    data = write_zip([("Calendar/robin@example.org.ICS", CALENDAR), ("readme.txt", b"")], TODAY)
    for name in ("takeout.zip", "takeout", "robin.ics"):
        assert detect_kind(name, data) is ImportKind.CALENDAR
    upload = parse_any("takeout.zip", data, settings=Settings(), today=TODAY)
    assert isinstance(upload.content, ParsedFile)
    assert len(upload.content.rows["interviews"]) == 3


def test_our_own_zips_and_workbooks_stay_what_they_are(tmp_path: Path) -> None:
    with opened(tmp_path / "workspace") as workspace:
        started(workspace)
        assert detect_kind("all.zip", render_archive(workspace, TODAY)) is ImportKind.ZIP
    take_home = [("take-home.json", json.dumps({"schema": 1}).encode()), ("plan.ics", CALENDAR)]
    assert detect_kind("take-home.zip", write_zip(take_home, TODAY)) is ImportKind.ZIP
    tables = [("interviews.csv", b""), ("plan.ics", CALENDAR)]
    assert detect_kind("tables.zip", write_zip(tables, TODAY)) is ImportKind.ZIP
    assert detect_kind("other.zip", write_zip([("notes.txt", b"")], TODAY)) is ImportKind.ZIP
    finder = [("__MACOSX/._a.ics", b"")]
    assert detect_kind("finder.zip", write_zip(finder, TODAY)) is ImportKind.ZIP
    assert detect_kind("jobs", xlsx(("Jobs", [["Company"]]))) is ImportKind.SPREADSHEET


def invited(count: int) -> ParsedFile:
    """Return an interview to which so many people of one company are invited."""
    guests = (f"ATTENDEE;CN=Guest {number}:mailto:guest{number}@acme.example" for number in range(count))
    lines = (
        "BEGIN:VEVENT",
        "UID:talk",
        "DTSTART:20261120T100000Z",
        "SUMMARY:Interview",
        *guests,
        "END:VEVENT",
    )
    return read_calendar(calendar(*lines), own_addresses=(), zone="Europe/Berlin", today=TODAY)


def test_thirty_people_are_a_panel_and_of_very_many_nobody_is_an_interviewer_unless_chosen() -> None:
    panel = invited(30)
    assert (len(apply_choices(panel).rows["interviewers"]), panel.crowded) == (30, frozenset())
    parsed = invited(45)
    assert len(parsed.rows["interviewers"]) == 45
    assert parsed.notices == (
        "45 people were invited, too many to be interviewers. Nobody is imported unless you choose them.",
    )
    by_itself = apply_choices(parsed)
    assert [len(by_itself.rows.get(table, ())) for table in ("interviews", "people", "interviewers")] == [
        *(1, 0, 0)
    ]
    seventh = next(key for key, name in crowd_members(parsed).items() if name == "Guest 7")
    chosen = apply_choices(parsed, ImportChoices(people_in=frozenset({seventh})))
    assert [row["name"] for row in chosen.rows["people"]] == ["Guest 7"]
    assert len(chosen.rows["interviewers"]) == 1
