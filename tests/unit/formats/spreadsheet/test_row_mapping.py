"""The rows of any table become interviews and people: nothing is lost, guessed or doubled."""

import csv
import io

import pytest

from followup_core.formats.parsed_file import ParsedFile
from followup_core.formats.spreadsheet import (
    Field,
    LayoutKind,
    find_ambiguous_date,
    guess_fields,
    layout_of,
    map_table,
    read_sheet,
)
from followup_core.models import Row

from .spreadsheet_files import xlsx


def table(header: str, *rows: str) -> bytes:
    """Return a CSV file; in the arguments, bars separate the cells."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(line.split("|") for line in (header, *rows))
    return out.getvalue().encode()


def mapped(data: bytes, *, zone: str = "", day_first: bool | None = None) -> ParsedFile:
    sheet = read_sheet("file.csv", data)
    layout = layout_of(sheet)
    return map_table(sheet, layout, layout.mapping, day_first=day_first, zone=zone)


def interview(header: str, row: str, *, zone: str = "") -> Row:
    [result] = mapped(table(header, row), zone=zone).rows["interviews"]
    return result


def people(header: str, row: str) -> list[tuple[str, str]]:
    return [(person["name"], person["email"]) for person in mapped(table(header, row)).rows["people"]]


def skipped(result: ParsedFile) -> list[str]:
    return [str(skipped_row) for skipped_row in result.skipped]


# Whether there was an interview.


@pytest.mark.parametrize(
    ("status", "comes"),
    [
        ("Interviewing", True),
        ("Phone screen", True),
        ("Offer declined", True),
        ("Rejected after interview", True),
        ("Rejected", False),
        ("No offer", False),
        ("Applied", False),
        ("Bookmarked", False),
        ("No interview yet", False),
        ("No response", False),
    ],
)
def test_a_row_without_a_day_comes_in_where_its_status_tells_of_an_interview(
    status: str, comes: bool
) -> None:
    result = mapped(table("Company|Status|Location", f"Acme|{status}|Lisbon"))
    assert len(result.rows["interviews"]) == comes
    assert len(result.skipped) == (not comes)


def test_a_row_with_a_day_was_an_interview_whatever_its_status() -> None:
    assert interview("Company|Status|Interview date", "Acme|Applied|2026-11-02")["held_at"] == "2026-11-02"


@pytest.mark.parametrize(("text", "comes"), [("TBD", 1), ("yes", 1), ("n/a", 0), ("-", 0), ("no", 0)])
def test_a_word_in_the_place_of_the_day_tells_whether_there_is_one(text: str, comes: int) -> None:
    result = mapped(table("Company|Interview date", f"Acme|{text}"))
    assert [row["held_at"] for row in result.rows["interviews"]] == [""] * comes


@pytest.mark.parametrize(
    ("status", "outcome", "noted"),
    [
        ("Offer declined", "offer", True),
        ("No offer", "rejected", False),
        ("Rejected after interview", "rejected", False),
        ("Absage", "rejected", False),
        ("Not accepted", "rejected", False),
        ("Accepted", "offer", False),
        ("I withdrew", "withdrawn", False),
        ("Advanced", "next_round", False),
        ("Passed", "", True),
        ("Phone screen", "", True),
    ],
)
def test_an_outcome_is_only_what_a_word_says_for_certain(status: str, outcome: str, noted: bool) -> None:
    row = interview("Company|Status|Interview date", f"Acme|{status}|2026-11-02")
    assert (row["outcome"], row["outcome_on"]) == (outcome, "")
    assert row["notes"] == (f"Status: {status}" if noted else "")
    assert row["format"] == ("phone" if status == "Phone screen" else "")


# Dates.


def test_a_date_in_another_column_may_tell_the_order() -> None:
    sheet = read_sheet("x.csv", table("Company|Interview date|Saved", "Acme|3/12/2026|25/11/2026"))
    layout = layout_of(sheet)
    assert find_ambiguous_date(sheet, layout.mapping) == ""
    result = map_table(sheet, layout, layout.mapping, day_first=None)
    assert result.rows["interviews"][0]["held_at"] == "2026-12-03"


def test_dates_that_contradict_each_other_are_asked_about_and_named() -> None:
    data = table("Company|Interview date", "Acme|25/12/2026", "Bo|12/26/2026", "Cy|3/4/2026")
    sheet = read_sheet("x.csv", data)
    assert find_ambiguous_date(sheet, layout_of(sheet).mapping) == "3/4/2026"
    assert skipped(mapped(data, day_first=True)) == [
        "Line 3: In “12/26/2026” the month comes first; elsewhere in the file, the day does."
        " Write the day as year-month-day, such as 2026-11-17."
    ]


def test_another_day_that_cannot_be_read_is_kept_in_the_notes_and_named() -> None:
    result = mapped(table("Company|Interview date|Decision by", "Acme|2026-11-02|in two weeks"))
    [row] = result.rows["interviews"]
    assert (row["decision_by"], row["notes"]) == ("", "Decision by: in two weeks")
    assert skipped(result) == [
        "Line 2: “in two weeks” is not a day of the calendar. It was kept in the notes."
        " Write the day as year-month-day, such as 2026-11-17."
    ]


def test_a_moment_with_an_offset_is_shown_in_the_zone_of_its_row_or_else_in_utc() -> None:
    row = interview(
        "Company|Interview date|Time zone", "Acme|2026-11-02T15:00:00Z|America/New_York", zone="Europe/Berlin"
    )
    assert (row["held_at"], row["timezone"]) == ("2026-11-02T10:00", "America/New_York")
    row = interview("Company|Interview date", "Acme|2026-11-02T15:00:00+02:00")
    assert (row["held_at"], row["timezone"]) == ("2026-11-02T13:00", "UTC")


@pytest.mark.parametrize(
    "text", ["9999-12-31T23:59:00-12:00", "0001-01-01T00:00:00+14:00", "2026-11-02 5", "46343.1.2"]
)
def test_moments_at_the_ends_of_time_and_a_number_that_is_no_time_are_named(text: str) -> None:
    assert len(mapped(table("Company|Interview date", f"Acme|{text}"), zone="Asia/Tokyo").skipped) == 1


# Nothing of a row is lost.


def test_what_no_field_takes_is_kept_in_the_notes() -> None:
    row = interview(
        "Company|Interview date|Interview time|Time zone|Round|Format|Still interested|location|Notes",
        "Acme|2026-11-02|after lunch|Berlin|final|Assessment centre|very|Lisbon|Friendly",
    )
    assert row["notes"].splitlines() == [
        "Friendly",
        "Time: after lunch",
        "Time zone: Berlin",
        "Format: Assessment centre",
        "Round: final",
        "Still interested: very",
        "Location: Lisbon",
    ]


@pytest.mark.parametrize(
    ("own", "other", "end"), [("n" * 19_000, "d" * 2_000, "…"), ("ü" * 9_995, "x" * 90, "")], ids=["n", "ü"]
)
def test_own_notes_stay_whole_and_other_columns_are_shortened(own: str, other: str, end: str) -> None:
    notes = interview("Company|Interview date|Notes|More", f"Acme|2026-11-02|{own}|{other}")["notes"]
    assert notes.startswith(own)
    assert notes.endswith(end)
    assert len(notes.encode()) <= 20_000


@pytest.mark.parametrize("contact", ["", "jobs@acme.example", "x" * 300])
def test_a_contact_that_is_nobody_is_kept_in_the_notes(contact: str) -> None:
    header = "Company|Interview date|Contact|Email|Phone"
    result = mapped(table(header, f"Acme|2026-11-02|{contact}|team@acme.example|+1 555"))
    assert result.rows["people"] == ()
    notes = result.rows["interviews"][0]["notes"]
    assert contact[:200] in notes
    assert notes.splitlines()[-2:] == ["Email: team@acme.example", "Phone: +1 555"]


@pytest.mark.parametrize(
    ("text", "number"), [("2", "2"), ("Round 2 of 3", "2"), ("02", "2"), ("0", ""), ("123", "")]
)
def test_a_round_is_its_first_number(text: str, number: str) -> None:
    assert interview("Company|Interview date|Round", f"Acme|2026-11-02|{text}")["round"] == number


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Zoom", "video"),
        ("Video call", "video"),
        ("Meeting in the office", "in_person"),
    ],
)
def test_formats_are_known_by_their_words(text: str, form: str) -> None:
    assert interview("Company|Interview date|Format", f"Acme|2026-11-02|{text}")["format"] == form


# People.


@pytest.mark.parametrize(
    ("contact", "email", "expected"),
    [
        ("Dana Ruiz", "dana@acme.example", [("Dana Ruiz", "dana@acme.example")]),
        ("Dana Ruiz <dana@acme.example>", "", [("Dana Ruiz", "dana@acme.example")]),
        ("dana.ruiz@acme.example", "", [("Dana Ruiz", "dana.ruiz@acme.example")]),
        ("", "dana.ruiz@acme.example", [("Dana Ruiz", "dana.ruiz@acme.example")]),
        ("Dana Ruiz; Jo Kim", "", [("Dana Ruiz", ""), ("Jo Kim", "")]),
        (
            "Dana Ruiz and Jo Kim",
            "d@a.example, j@a.example",
            [("Dana Ruiz", "d@a.example"), ("Jo Kim", "j@a.example")],
        ),
        ("Ruiz, Dana", "dana@acme.example", [("Dana Ruiz", "dana@acme.example")]),
        ("Dana Ruiz; Jo Kim", "jo.kim@a.example", [("Dana Ruiz", ""), ("Jo Kim", "jo.kim@a.example")]),
        ("Dana Ruiz; Jo Kim", "team@a.example", [("Dana Ruiz", ""), ("Jo Kim", "")]),
        ("Null", "", [("Null", "")]),
        ("n/a", "", []),
    ],
)
def test_people_are_named_in_many_ways(contact: str, email: str, expected: list[tuple[str, str]]) -> None:
    assert people("Company|Interview date|Contact|Email", f"Acme|2026-11-02|{contact}|{email}") == expected


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Dana Ruiz, Jo Kim and Sam Lee", ["Dana Ruiz", "Jo Kim", "Sam Lee"]),
        ("Dana Ruiz, PhD (she/her), Omar Nasser", ["Dana Ruiz", "Omar Nasser"]),
    ],
)
def test_a_column_of_several_names_parts_them_at_commas(cell: str, names: list[str]) -> None:
    found = people("Company|Interview date|Interviewers", f"Acme|2026-11-02|{cell}")
    assert found == [(name, "") for name in names]


def test_each_column_of_names_gives_its_part() -> None:
    result = mapped(
        table("Company|Interview date|Interviewer|Hiring Manager|Recruiter", "Acme|2026-11-02|Dana|Jo|Sam")
    )
    assert [row["name"] for row in result.rows["people"]] == ["Dana", "Jo", "Sam"]
    assert [row["part"] for row in result.rows["interviewers"]] == [
        "interviewer",
        "hiring_manager",
        "recruiter",
    ]


def test_somebody_met_twice_is_entered_once_and_completed() -> None:
    result = mapped(
        table(
            "Company|Interview date|Contact|Email|Phone",
            "Acme|2026-11-02|Dana||",
            "Acme|2026-11-09|Dana|dana@acme.example|+1 555",
        )
    )
    [who] = result.rows["people"]
    assert (who["email"], who["phone"]) == ("dana@acme.example", "+1 555")
    assert [row["interview_id"] for row in result.rows["interviewers"]] == ["1", "2"]


def test_two_people_of_one_name_are_distinguished_by_their_addresses() -> None:
    result = mapped(
        table(
            "Company|Interview date|Contact|Email",
            "Acme|2026-11-02|Dana|a@x.example",
            "Acme|2026-11-03|Dana|b@x.example",
        )
    )
    assert [row["email"] for row in result.rows["people"]] == ["a@x.example", "b@x.example"]


# Rows about one interview.


def test_rows_about_one_interview_are_joined_and_nothing_of_them_is_lost() -> None:
    result = mapped(
        table(
            "Company|Interview date|Format|Notes|Contact",
            "Acme|2026-11-02||Friendly|Dana",
            "ACME |2026-11-02|Zoom|Ask about pay|Jo",
        )
    )
    [row] = result.rows["interviews"]
    assert (row["format"], row["notes"]) == ("video", "Friendly\nAsk about pay")
    assert [person["name"] for person in result.rows["people"]] == ["Dana", "Jo"]
    assert result.notices == ("One row about an interview of another row was joined to it.",)


def test_rows_that_contradict_each_other_are_named() -> None:
    result = mapped(
        table("Company|Interview date|Status", "Acme|2026-11-02|Offer", "Acme|2026-11-02|Rejected")
    )
    assert [row["outcome"] for row in result.rows["interviews"]] == ["offer"]
    assert skipped(result) == [
        "Line 3: The row is about the same interview as line 2, but with a different outcome."
        " Line 2 was imported. Correct one of them, and choose the file again."
    ]


def test_the_same_row_without_a_day_comes_once() -> None:
    result = mapped(table("Company|Status|Url", "Acme|Interview|x", "Acme|Interview|x", "Acme|Interview|y"))
    assert len(result.rows["interviews"]) == 2
    assert result.notices == ("1 row says the same as another one and was imported once.",)


# Columns and whose table it is.


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Company / Organization", Field.ORGANIZATION),
        ("Company*", Field.ORGANIZATION),
        ("Interview Date (YYYY-MM-DD)", Field.HELD_AT),
        ("Interview 1", Field.HELD_AT),
        ("Interviewer 2", Field.PERSON_NAME),
        ("Fecha de la entrevista", Field.HELD_AT),
        ("Entreprise", Field.ORGANIZATION),
        ("Compnay", Field.ORGANIZATION),
        ("Interveiw Date", Field.HELD_AT),
        ("Contract", None),
        ("Interviewee", None),
    ],
)
def test_columns_are_understood_by_their_names(name: str, field: Field | None) -> None:
    assert guess_fields([name]).get(name) is field


def test_a_slip_of_the_hand_never_takes_the_place_of_the_right_name() -> None:
    assert guess_fields(["Compnay", "Company"]) == {"Company": Field.ORGANIZATION}


def test_a_list_of_people_is_one_whoever_wrote_it() -> None:
    result = mapped(table("Name|Company|Title|Email|Mobile", "Dana|Acme|Head|dana@acme.example|+1"))
    [who] = result.rows["people"]
    assert result.title == "A list of people"
    assert (who["title"], who["phone"], set(result.rows)) == ("Head", "+1", {"people"})


@pytest.mark.parametrize("header", ["Company|Position|Contact|Email", "Name|Company|Email|Status"])
def test_a_tracker_with_contacts_is_no_list_of_people(header: str) -> None:
    assert layout_of(read_sheet("x.csv", table(header))).kind is LayoutKind.ANY


def test_a_table_with_a_key_is_not_our_settings() -> None:
    assert layout_of(read_sheet("x.csv", table("Key|Company", "1|Acme"))).kind is LayoutKind.ANY


def test_a_column_of_somebody_elses_comes_along_in_a_table_of_ours() -> None:
    result = mapped(table("person_id|name|shoe size", "p1|Dana|38"))
    assert result.rows["people"][0]["shoe size"] == "38"


def test_a_workbook_has_no_guard_to_take_off() -> None:
    data = xlsx(("people", [["person_id", "name"], ["p1", "'=x"]]))
    sheet = read_sheet("x.xlsx", data)
    layout = layout_of(sheet)
    result = map_table(sheet, layout, layout.mapping, day_first=None)
    assert result.rows["people"][0]["name"] == "'=x"


def test_the_business_phone_counts_where_the_mobile_is_blank() -> None:
    header = "First Name|Last Name|Company|E-mail Address|Mobile Phone|Business Phone"
    [who] = mapped(table(header, "Dana|Ruiz|Acme|/o=Exchange/cn=dana||+1 555")).rows["people"]
    assert (who["phone"], who["email"], who["notes"]) == ("+1 555", "", "Email: /o=Exchange/cn=dana")


def test_an_entry_that_stands_twice_comes_once_and_is_said() -> None:
    header = "First Name|Last Name|Company|E-mail Address"
    result = mapped(table(header, "Dana|Ruiz|Acme|d@a.example", "dana|ruiz|acme|D@a.example"))
    assert len(result.rows["people"]) == 1
    assert result.notices == ("1 entry is there twice and was imported once.",)


# What spreadsheets do to numbers.


@pytest.mark.parametrize(
    ("number", "held_at"),
    [
        ("46343", "2026-11-17"),
        ("46345.4166666667", "2026-11-19T10:00"),
        ("46345.999999", "2026-11-20T00:00"),
    ],
)
def test_a_day_that_a_spreadsheet_saved_as_a_number_is_read_with_a_notice(number: str, held_at: str) -> None:
    result = mapped(table("Company|Interview date", f"Acme|{number}"))
    assert [row["held_at"] for row in result.rows["interviews"]] == [held_at]
    assert result.notices == (
        f"Dates that a spreadsheet saved as numbers were read: {number} is {held_at[:10]}.",
    )


@pytest.mark.parametrize("number", ["12345", "99999", "463430"])
def test_other_numbers_are_no_days(number: str) -> None:
    assert mapped(table("Company|Interview date", f"Acme|{number}")).rows["interviews"] == ()


@pytest.mark.parametrize("number", ["4.91701E+11", "4,9e11"])
def test_a_phone_number_that_a_spreadsheet_rounded_is_left_blank_and_reported(number: str) -> None:
    result = mapped(table("Company|Interview date|Contact|Phone", f"Acme|2026-11-02|Dana Ruiz|{number}"))
    assert [row["phone"] for row in result.rows["people"]] == [""]
    assert skipped(result) == [
        f"Line 2: “{number}” was a phone number until a spreadsheet rounded it; its last digits are lost. "
        "Enter the number by hand."
    ]


@pytest.mark.parametrize("number", ["49170123456789", "+1 (555) 010-2030 ext. 4"])
def test_a_whole_phone_number_is_kept(number: str) -> None:
    result = mapped(table("Company|Interview date|Contact|Phone", f"Acme|2026-11-02|Dana Ruiz|{number}"))
    assert ([row["phone"] for row in result.rows["people"]], skipped(result)) == ([number], [])


def test_an_address_with_accents_is_kept_and_one_that_cant_be_one_is_noted() -> None:
    header = "Company|Interview date|Contact|Email"
    assert people(header, "Acme|2026-11-02|Pat Low|pät@bücher.example") == [("Pat Low", "pät@bücher.example")]
    result = mapped(table(header, "Acme|2026-11-02|Pat Low|pat@acme"))
    assert [row["email"] for row in result.rows["people"]] == [""]
    assert [row["notes"] for row in result.rows["interviews"]] == ["Email: pat@acme"]
    assert skipped(result) == [
        "Line 2: “pat@acme” is not an email address. It was kept in the notes. It needs one @ and a domain."
    ]
