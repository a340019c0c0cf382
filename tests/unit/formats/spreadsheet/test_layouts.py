"""The exports of other programs are recognized by their columns, and mapped to our tables."""

from datetime import date

import pytest

from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet import (
    Connection,
    LayoutKind,
    find_ambiguous_date,
    layout_of,
    read_connections,
    read_sheet,
)
from followup_core.models import SCHEMA, Row
from tests.unit.row_table import each_row

from . import spreadsheet_files
from .spreadsheet_files import mapped


def kind(data: bytes) -> LayoutKind:
    return layout_of(read_sheet("file.csv", data)).kind


def cells(row: Row, *names: str) -> tuple[str, ...]:
    return tuple(row[name] for name in names)


@each_row(
    ("data", "expected"),
    [
        (spreadsheet_files.LINKEDIN_CONNECTIONS, LayoutKind.LINKEDIN_CONNECTIONS),
        (spreadsheet_files.LINKEDIN_APPLICATIONS, LayoutKind.LINKEDIN_APPLICATIONS),
        (spreadsheet_files.HUNTR, LayoutKind.HUNTR),
        (spreadsheet_files.HUNTR_BOARD, LayoutKind.HUNTR),
        (spreadsheet_files.TEAL, LayoutKind.TEAL),
        (spreadsheet_files.JOBSYNC, LayoutKind.JOBSYNC),
        (spreadsheet_files.TEMPLATE, LayoutKind.ANY),
        (spreadsheet_files.GOOGLE, LayoutKind.GOOGLE_CONTACTS),
        (spreadsheet_files.GOOGLE_OLD, LayoutKind.GOOGLE_CONTACTS),
        (spreadsheet_files.OUTLOOK, LayoutKind.OUTLOOK_CONTACTS),
        *((",".join(schema.columns).encode() + b"\n", LayoutKind.OWN) for schema in SCHEMA.values()),
    ],
)
def test_each_layout_is_known_by_its_columns(data: bytes, expected: LayoutKind) -> None:
    assert kind(data) is expected


def test_connections_are_found_below_the_preamble() -> None:
    result, skipped = read_connections(read_sheet("Connections.csv", spreadsheet_files.LINKEDIN_CONNECTIONS))
    assert result == (
        Connection(
            line=6,
            name="Dana Ruiz",
            linkedin_url="https://www.linkedin.com/in/dana-ruiz",
            organization="Acme Robotics",
            title="Head of Data",
            connected_on=date(2026, 11, 5),
        ),
        Connection(
            line=7,
            name="Jo Kim",
            linkedin_url="https://www.linkedin.com/in/jokim",
            email="jo@borealis.example",
            organization="Borealis AG",
            title="Recruiter",
            connected_on=date(2024, 1, 1),
        ),
    )
    assert skipped == ()


def test_an_older_connections_file_has_no_addresses_of_profiles() -> None:
    header = b"First Name,Last Name,Email Address,Company,Position,Connected On\n"
    [result], _ = read_connections(read_sheet("x.csv", header + b"Dana,Ruiz,,Acme,Head,1 Nov 2026\n"))
    assert (result.name, result.linkedin_url, result.connected_on) == ("Dana Ruiz", "", date(2026, 11, 1))


APPLIED = ("Acme Robotics", "Data analyst", "")


@each_row(
    ("data", "found", "note"),
    [
        (
            spreadsheet_files.LINKEDIN_APPLICATIONS,
            [APPLIED, ("Borealis", "Engineer", "")],
            "Application Date: 3/7/24, 2:22 PM",
        ),
        (
            spreadsheet_files.HUNTR,
            [APPLIED],
            "Status: Interview\nLocation: Lisbon\nUrl: https://jobs.example/1",
        ),
        (spreadsheet_files.HUNTR_BOARD, [APPLIED], "Friendly"),
        (spreadsheet_files.TEAL, [APPLIED], ""),
        (spreadsheet_files.JOBSYNC, [APPLIED], ""),
    ],
)
def test_every_tracker_brings_interviews_that_wait_for_a_day_each(
    data: bytes, found: list[tuple[str, ...]], note: str
) -> None:
    result = mapped(data)
    assert [cells(row, "organization", "role", "held_at") for row in result.rows["interviews"]] == found
    assert note in result.rows["interviews"][0]["notes"]
    assert result.rows["people"] == (), "an address in LinkedIn's file is the candidate's own"
    assert "ana@mail.example" not in result.rows["interviews"][0]["notes"]


def test_wishes_and_ends_without_an_interview_stay_out_with_what_to_do() -> None:
    assert [str(skipped) for skipped in mapped(spreadsheet_files.HUNTR).skipped] == [
        "Line 3: This is an application without an interview, so there is nothing to follow up yet.",
        "Line 4: This ended with no mention of an interview, so there is nothing to follow up."
        " If there was one, add its day, and choose the file again.",
    ]


def test_a_template_brings_day_and_person() -> None:
    result = mapped(spreadsheet_files.TEMPLATE)
    [held], [who], [met] = (result.rows[table] for table in ("interviews", "people", "interviewers"))
    assert cells(held, "held_at", "role") == ("2026-10-25", "Data analyst")
    assert cells(who, "name", "email", "organization") == ("Dana Ruiz", "dana@acme.example", "Acme Robotics")
    assert cells(met, "interview_id", "person_id", "part") == ("1", "1", "interviewer")


@each_row("data", [spreadsheet_files.GOOGLE, spreadsheet_files.GOOGLE_OLD, spreadsheet_files.OUTLOOK])
def test_an_address_book_brings_people_and_names_an_entry_without_a_name(data: bytes) -> None:
    result = mapped(data)
    [who] = result.rows["people"]
    assert [who[name] for name in ("name", "organization", "title", "email")] == [
        *("Dana Ruiz", "Acme Robotics", "Head of Data", "dana@acme.example")
    ]
    nameless = "Line 3: The entry has no name. Give it one, and choose the file again."
    assert [str(skipped) for skipped in result.skipped] == [nameless] * (data == spreadsheet_files.GOOGLE)


def test_an_id_that_stands_twice_stays_out() -> None:
    result = mapped(b"person_id,name\np1,Dana\np1,Jo\np2,Sam\n,Kim\n")
    assert [row["name"] for row in result.rows["people"]] == ["Sam"]
    assert [str(skipped) for skipped in result.skipped] == [
        "Line 2: The id “p1” is on several rows, and all of them are left out."
        " Correct it, and choose the file again.",
        "Line 3: The id “p1” is on several rows, and all of them are left out."
        " Correct it, and choose the file again.",
        "Line 5: The person id is blank. Correct it, and choose the file again.",
    ]


def test_the_day_or_month_question_is_asked_once_and_only_where_it_is_open() -> None:
    def question(*days: str) -> str:
        data = "Company,Interview Date\n" + "".join(f"Acme,{day}\n" for day in days)
        sheet = read_sheet("file.csv", data.encode())
        return find_ambiguous_date(sheet, layout_of(sheet).mapping)

    assert question("3/12/2026", "4/11/2026") == "3/12/2026"
    assert question("3/12/2026", "25/12/2026") == ""
    assert question("2026-12-03", "3.12.2026", "03 Dec 2026", "5/5/2026") == ""


def test_an_open_date_stays_out_until_it_is_said() -> None:
    data = b"Company,Interview Date\nAcme,3/12/2026\n"
    days = [mapped(data, day_first=first).rows["interviews"][0]["held_at"] for first in (True, False)]
    assert days == ["2026-12-03", "2026-03-12"]
    open_date = mapped(data)
    assert open_date.rows["interviews"] == ()
    assert [str(skipped) for skipped in open_date.skipped] == [
        "Line 2: In “3/12/2026” the day or the month may come first."
        " Say whether the day or the month comes first."
    ]


@each_row(
    ("text", "expected"),
    [
        ("2026-11-02 10:00:30", "2026-11-02T10:00"),
        ("2026/11/2", "2026-11-02"),
        ("02.11.26 14:30", "2026-11-02T14:30"),
        ("Monday, 2 November 2026", "2026-11-02"),
        ("Nov 2, 2026", "2026-11-02"),
        ("November 2nd, 2026 at 2:30 PM", "2026-11-02T14:30"),
        ("11/22/2026 12:05 AM", "2026-11-22T00:05"),
        ("2-Nov-26", "2026-11-02"),
        ("Mo, 2.11.2026 um 14 Uhr", "2026-11-02T14:00"),
        ("2.11.2026, 14.30 Uhr", "2026-11-02T14:30"),
        ("Mon, Nov 2, 2026 2:00 PM", "2026-11-02T14:00"),
        ("2026-11-02T10:00:00.000Z", "2026-11-02T11:00"),
        ("2026-11-02T10:00:00+01:00", "2026-11-02T10:00"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, expected: str) -> None:
    data = f'Company,Interview Date\nAcme,"{text}"\n'.encode()
    result = mapped(data, zone="Europe/Berlin")
    assert [row["held_at"] for row in result.rows["interviews"]] == [expected], result.skipped


@each_row(
    ("cells", "sentence"),
    [
        (
            "Acme,soon,",
            "“soon” is not a day of the calendar. Write the day as year-month-day, such as 2026-11-17.",
        ),
        ("Acme,0001-01-01,", "“0001-01-01” is not a day of the calendar."),
        ("Acme,1969-12-31,", "The year 1969 is outside 1970 to 2200."),
        ("Acme,2026-11-02 25:00,", "“2026-11-02 25:00” is not a day of the calendar."),
        (
            "Acme,2026-03-29 02:30,Europe/Berlin",
            "Clocks in Europe/Berlin were set forward that day, so 02:30 did not exist."
            " Correct the time, and choose the file again.",
        ),
        (" ,2026-11-02,", "The organization is missing. Enter it, and choose the file again."),
    ],
)
def test_a_row_without_an_organization_or_a_day_that_can_be_is_named_with_its_line(
    cells: str, sentence: str
) -> None:
    result = mapped(f"Company,Interview Date,Timezone\n{cells}\n".encode())
    [said] = [str(skipped) for skipped in result.skipped]
    assert said.startswith(f"Line 2: {sentence}")


def test_a_time_in_a_column_of_its_own_joins_the_day() -> None:
    result = mapped(
        b"Company,Interview Date,Interview Time\nAcme,2026-11-02,2:30 pm\nBorealis,2026-11-03,soon\n"
    )
    assert [row["held_at"] for row in result.rows["interviews"]] == ["2026-11-02T14:30", "2026-11-03"]


def test_the_same_row_twice_comes_once() -> None:
    rows = (b"Acme,2026-11-02,Dana\n", b"ACME,2026-11-02,Jo\n", b"Acme,2026-11-02,Dana\n")
    data = b"Company,Interview Date,Interviewer\n" + b"".join(rows)
    result = mapped(data)
    assert len(result.rows["interviews"]) == 1
    assert [row["name"] for row in result.rows["people"]] == ["Dana", "Jo"]
    assert "2 rows say the same as another one and were imported once." in result.notices


@each_row(("table", "column"), [("people", "name"), ("interviews", "organization")])
def test_our_own_table_without_a_column_it_needs_is_refused_by_name(table: str, column: str) -> None:
    header = ",".join(name for name in SCHEMA[table].columns if name != column)
    with pytest.raises(UnreadableFile) as refused:
        kind(f"{header}\n".encode())
    assert str(refused.value) == (
        f"The column “{column}” is missing from our own table {table}.csv. Add it, and choose the file again."
    )
