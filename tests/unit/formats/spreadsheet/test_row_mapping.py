"""The rows of any table become interviews and people: nothing is lost, guessed or doubled."""

import csv
import io

from followup_core.formats.parsed_file import ParsedFile
from followup_core.formats.spreadsheet import (
    Field,
    LayoutKind,
    find_ambiguous_date,
    guess_fields,
    layout_of,
    read_sheet,
)
from followup_core.models import Row
from tests.unit.row_table import each_row

from .spreadsheet_files import mapped, xlsx


def table(header: str, *rows: str) -> bytes:
    """Return a CSV file; in the arguments, bars separate the cells."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(line.split("|") for line in (header, *rows))
    return out.getvalue().encode()


def interview(header: str, row: str, *, zone: str = "") -> Row:
    [result] = mapped(table(header, row), zone=zone).rows["interviews"]
    return result


def people(header: str, row: str) -> list[tuple[str, str]]:
    return [(person["name"], person["email"]) for person in mapped(table(header, row)).rows["people"]]


def skipped(result: ParsedFile) -> list[str]:
    return [str(skipped_row) for skipped_row in result.skipped]


# Whether there was an interview.


@each_row(
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


@each_row(("text", "comes"), [("TBD", 1), ("yes", 1), ("n/a", 0), ("-", 0), ("no", 0)])
def test_a_word_in_the_place_of_the_day_tells_whether_there_is_one(text: str, comes: int) -> None:
    result = mapped(table("Company|Interview date", f"Acme|{text}"))
    assert [row["held_at"] for row in result.rows["interviews"]] == [""] * comes


@each_row(
    ("column", "text", "cells"),
    [
        ("Status", "Applied", {"held_at": "2026-11-02", "outcome": ""}),
        ("Status", "Offer declined", {"outcome": "offer", "notes": "Status: Offer declined"}),
        ("Status", "No offer", {"outcome": "rejected", "notes": ""}),
        ("Status", "Rejected after interview", {"outcome": "rejected", "outcome_on": ""}),
        ("Status", "Absage", {"outcome": "rejected"}),
        ("Status", "Not accepted", {"outcome": "rejected"}),
        ("Status", "Accepted", {"outcome": "offer"}),
        ("Status", "I withdrew", {"outcome": "withdrawn"}),
        ("Status", "Advanced", {"outcome": "next_round"}),
        ("Status", "Passed", {"outcome": "", "notes": "Status: Passed"}),
        ("Status", "Phone screen", {"outcome": "", "format": "phone", "notes": "Status: Phone screen"}),
        ("Format", "Zoom", {"format": "video"}),
        ("Format", "Video call", {"format": "video"}),
        ("Format", "Meeting in the office", {"format": "in_person"}),
        ("Format", "Assessment centre", {"format": "", "notes": "Format: Assessment centre"}),
        ("Round", "Round 2 of 3", {"round": "2"}),
        ("Round", "02", {"round": "2"}),
        ("Round", "0", {"round": "", "notes": "Round: 0"}),
        ("Round", "123", {"round": ""}),
        ("Interview time", "after lunch", {"held_at": "2026-11-02", "notes": "Time: after lunch"}),
        ("Time zone", "Berlin", {"timezone": "", "notes": "Time zone: Berlin"}),
        ("Still interested", "very", {"still_interested": "", "notes": "Still interested: very"}),
        ("location", "Lisbon", {"notes": "Location: Lisbon"}),
    ],
)
def test_a_cell_is_understood_or_kept_in_the_notes(column: str, text: str, cells: Row) -> None:
    row = interview(f"Company|Interview date|{column}", f"Acme|2026-11-02|{text}")
    assert {name: row[name] for name in cells} == cells


# Dates.


@each_row(
    ("text", "zone", "expected"),
    [
        ("2026-11-02T15:00:00Z", "America/New_York", ("2026-11-02T10:00", "America/New_York")),
        ("2026-11-02T15:00:00+02:00", "", ("2026-11-02T13:00", "UTC")),
        ("9999-12-31T23:59:00-12:00", "Asia/Tokyo", None),
        ("0001-01-01T00:00:00+14:00", "Asia/Tokyo", None),
        ("2026-11-02 5", "", None),
        ("46343.1.2", "", None),
        ("12345", "", None),
        ("99999", "", None),
        ("463430", "", None),
    ],
)
def test_a_moment_is_shown_in_the_zone_of_its_row_or_left_out(
    text: str, zone: str, expected: tuple[str, str] | None
) -> None:
    result = mapped(table("Company|Interview date|Time zone", f"Acme|{text}|{zone}"))
    found = [(row["held_at"], row["timezone"]) for row in result.rows["interviews"]]
    assert found == ([expected] if expected else [])
    assert len(result.skipped) == (expected is None)


ROUNDED = (
    "was a phone number until a spreadsheet rounded it; its last digits are lost. Enter the number by hand."
)


@each_row(
    ("column", "text", "noted", "sentence"),
    [
        ("Decision by", "in two weeks", True, "is not a day of the calendar. It was kept in the notes."),
        ("Email", "pat@acme", True, "is not an email address. It was kept in the notes."),
        ("Phone", "4.91701E+11", False, ROUNDED),
        ("Phone", "4,9e11", False, ROUNDED),
    ],
)
def test_a_cell_that_cannot_be_what_it_should_be_is_named_and_mostly_kept_in_the_notes(
    column: str, text: str, noted: bool, sentence: str
) -> None:
    result = mapped(table(f"Company|Interview date|Contact|{column}", f"Acme|2026-11-02|Pat Low|{text}"))
    [row], [who] = result.rows["interviews"], result.rows["people"]
    notes = f"{column}: {text}" if noted else ""
    assert (row["decision_by"], row["notes"], who["email"], who["phone"]) == ("", notes, "", "")
    [said] = skipped(result)
    assert said.startswith(f"Line 2: “{text}” {sentence}")


@each_row(
    ("column", "field", "text"),
    [
        ("Phone", "phone", "49170123456789"),
        ("Phone", "phone", "+1 (555) 010-2030 ext. 4"),
        ("Email", "email", "pät@bücher.example"),
    ],
)
def test_a_whole_phone_number_and_an_address_with_accents_are_kept(
    column: str, field: str, text: str
) -> None:
    result = mapped(table(f"Company|Interview date|Contact|{column}", f"Acme|2026-11-02|Pat Low|{text}"))
    assert ([row[field] for row in result.rows["people"]], skipped(result)) == ([text], [])


def test_a_date_in_another_column_may_tell_the_order() -> None:
    data = table("Company|Interview date|Saved", "Acme|3/12/2026|25/11/2026")
    sheet = read_sheet("x.csv", data)
    assert find_ambiguous_date(sheet, layout_of(sheet).mapping) == ""
    assert mapped(data).rows["interviews"][0]["held_at"] == "2026-12-03"


def test_dates_that_contradict_each_other_are_asked_about_and_named() -> None:
    data = table("Company|Interview date", "Acme|25/12/2026", "Bo|12/26/2026", "Cy|3/4/2026")
    sheet = read_sheet("x.csv", data)
    assert find_ambiguous_date(sheet, layout_of(sheet).mapping) == "3/4/2026"
    assert skipped(mapped(data, day_first=True)) == [
        "Line 3: In “12/26/2026” the month comes first; elsewhere in the file, the day does."
        " Write the day as year-month-day, such as 2026-11-17."
    ]


# Thank-yous.


def test_the_day_of_a_thank_you_is_one_message_to_each_person_of_the_row() -> None:
    header = "Company|Interview date|Interviewers|Thank-you sent"
    rows = mapped(
        table(
            header,
            "Acme|2026-11-02|Dana Ruiz, Lee Chan|2026-11-03",
            "Borealis|2026-11-04||2026-11-04",
            "Cy|2026-11-05|Jo Kim|no",
        )
    ).rows["touchpoints"]
    assert [(row["interview_id"], row["person_id"], row["kind"], row["sent_on"]) for row in rows] == [
        ("1", "1", "thank_you_email", "2026-11-03"),
        ("1", "2", "thank_you_email", "2026-11-03"),
        ("2", "", "thank_you_email", "2026-11-04"),
    ]


def test_how_it_ended_is_the_answer_to_one_thank_you_of_the_interview() -> None:
    header = "Company|Interview date|Interviewers|Thank you sent|Outcome|Heard back"
    rows = mapped(
        table(
            header,
            "Acme|2026-11-02|Dana Ruiz, Lee Chan|2026-11-03|Rejected|2026-11-09",
            "Borealis|2026-11-04|Jo Kim|2026-11-05|Withdrawn|2026-11-09",
        )
    ).rows["touchpoints"]
    assert [(row["person_id"], row["response"], row["responded_on"]) for row in rows] == [
        ("1", "reply", "2026-11-09"),
        ("2", "", ""),
        ("3", "", ""),
    ]


@each_row("said", ["yes", "2026-11-01"])
def test_a_thank_you_without_a_day_that_can_be_is_kept_in_the_notes(said: str) -> None:
    result = mapped(table("Company|Interview date|Thank you sent", f"Acme|2026-11-02|{said}"))
    assert result.rows["touchpoints"] == ()
    assert result.rows["interviews"][0]["notes"] == f"Thank-you sent: {said}"


def test_a_yes_without_a_day_is_explained_once_for_all_rows() -> None:
    rows = ("Acme|2026-11-02|yes", "Borealis|2026-11-03|Y", "Cobalt|2026-11-04|no")
    result = mapped(table("Company|Interview date|Thank you sent", *rows))
    assert result.notices == (
        "2 rows say that you sent a thank-you, but not on which day. They go into the notes."
        " To have it counted, put the day there and choose the file again.",
    )
    assert not any("yes" in str(row) for row in result.skipped)


# Nothing of a row is lost.


@each_row(("own", "other", "end"), [("n" * 19_000, "d" * 2_000, "…"), ("ü" * 9_995, "x" * 90, "")])
def test_own_notes_stay_whole_and_other_columns_are_shortened(own: str, other: str, end: str) -> None:
    notes = interview("Company|Interview date|Notes|More", f"Acme|2026-11-02|{own}|{other}")["notes"]
    assert notes.startswith(own)
    assert notes.endswith(end)
    assert len(notes.encode()) <= 20_000


@each_row("contact", ["", "jobs@acme.example", "x" * 300])
def test_a_contact_that_is_nobody_is_kept_in_the_notes(contact: str) -> None:
    header = "Company|Interview date|Contact|Email|Phone"
    result = mapped(table(header, f"Acme|2026-11-02|{contact}|team@acme.example|+1 555"))
    assert result.rows["people"] == ()
    notes = result.rows["interviews"][0]["notes"]
    assert contact[:200] in notes
    assert notes.splitlines()[-2:] == ["Email: team@acme.example", "Phone: +1 555"]


# People.


@each_row(
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
        ("Santiago Ramón y Cajal", "", [("Santiago Ramón y Cajal", "")]),
        ("Ruiz, Dana", "dana@acme.example", [("Dana Ruiz", "dana@acme.example")]),
        ("Dana Ruiz; Jo Kim", "jo.kim@a.example", [("Dana Ruiz", ""), ("Jo Kim", "jo.kim@a.example")]),
        ("Dana Ruiz; Jo Kim", "team@a.example", [("Dana Ruiz", ""), ("Jo Kim", "")]),
        ("Null", "", [("Null", "")]),
        ("n/a", "", []),
    ],
)
def test_people_are_named_in_many_ways(contact: str, email: str, expected: list[tuple[str, str]]) -> None:
    assert people("Company|Interview date|Contact|Email", f"Acme|2026-11-02|{contact}|{email}") == expected


@each_row(
    ("status", "cells"),
    [
        ("Rejected", {"outcome_on": "2026-11-09", "notes": ""}),
        ("Interviewing", {"outcome_on": "", "notes": "Status: Interviewing\nAnswered on: 2026-11-09"}),
    ],
)
def test_the_day_of_an_answer_is_kept_even_where_the_status_names_none(status: str, cells: Row) -> None:
    row = interview("Company|Interview date|Status|Answered on", f"Acme|2026-11-02|{status}|2026-11-09")
    assert {name: row[name] for name in cells} == cells


def test_single_words_are_people_in_a_column_of_several() -> None:
    found = people("Company|Interview date|Interviewers", "Acme|2026-11-02|Dana, Jo and Sam")
    assert found == [(name, "") for name in ("Dana", "Jo", "Sam")]


@each_row("column", ["Interviewer", "Interviewers"])
@each_row(
    ("cell", "expected"),
    [
        ("Carla Diaz, Deb Wu", [("Carla Diaz", ""), ("Deb Wu", "")]),
        ("Carla Diaz; Deb Wu", [("Carla Diaz", ""), ("Deb Wu", "")]),
        ("Carla Diaz and Deb Wu", [("Carla Diaz", ""), ("Deb Wu", "")]),
        ("Carla Diaz & Deb Wu", [("Carla Diaz", ""), ("Deb Wu", "")]),
        ("Carla Diaz\nDeb Wu", [("Carla Diaz", ""), ("Deb Wu", "")]),
        ("Carla Diaz, PhD, Deb Wu and Sam Lee", [("Carla Diaz", ""), ("Deb Wu", ""), ("Sam Lee", "")]),
        ("Diaz, Carla", [("Carla Diaz", "")]),
        ("Diaz, Carla; Wu, Deb", [("Carla Diaz", ""), ("Deb Wu", "")]),
        ("Garcia Lopez, Maria Elena", [("Maria Elena Garcia Lopez", "")]),
        ("Carla Diaz, PhD", [("Carla Diaz", "")]),
        ("Carla Diaz, PhD (she/her), Deb Wu", [("Carla Diaz", ""), ("Deb Wu", "")]),
        ("Carla Diaz, Head of Nursing", [("Carla Diaz", "Head of Nursing")]),
        ("Carla Diaz, Head of Sales and Marketing", [("Carla Diaz", "Head of Sales and Marketing")]),
        (
            "Carla Diaz, CTO, Deb Wu, Nurse Manager",
            [("Carla Diaz", "CTO"), ("Deb Wu", "Nurse Manager")],
        ),
        ("Carla Diaz, Acme", [("Carla Diaz", "")]),
        ("Carla Diaz (Head of Nursing), Deb Wu", [("Carla Diaz", "Head of Nursing"), ("Deb Wu", "")]),
        ("Dr. Carla Diaz and Prof. Deb Wu", [("Dr. Carla Diaz", ""), ("Prof. Deb Wu", "")]),
    ],
)
def test_full_names_in_one_cell_are_a_person_each_with_the_title_behind(
    column: str, cell: str, expected: list[tuple[str, str]]
) -> None:
    result = mapped(table(f"Company|Interview date|{column}", f"Acme|2026-11-02|{cell}"))
    assert [(row["name"], row["title"]) for row in result.rows["people"]] == expected


def test_each_column_of_names_gives_its_part() -> None:
    header = "Company|Interview date|Interviewer|Hiring Manager|Recruiter"
    result = mapped(table(header, "Acme|2026-11-02|Dana|Jo|Sam"))
    assert [row["name"] for row in result.rows["people"]] == ["Dana", "Jo", "Sam"]
    parts = [row["part"] for row in result.rows["interviewers"]]
    assert parts == ["interviewer", "hiring_manager", "recruiter"]


def test_somebody_met_twice_is_entered_once_and_two_addresses_are_two_people() -> None:
    header = "Company|Interview date|Contact|Email|Phone"
    twice = mapped(table(header, "Acme|2026-11-02|Dana||", "Acme|2026-11-09|Dana|dana@acme.example|+1 555"))
    [who] = twice.rows["people"]
    assert (who["email"], who["phone"]) == ("dana@acme.example", "+1 555")
    assert [row["interview_id"] for row in twice.rows["interviewers"]] == ["1", "2"]
    two = mapped(table(header, "Acme|2026-11-02|Dana|a@x.example|", "Acme|2026-11-03|Dana|b@x.example|"))
    assert [row["email"] for row in two.rows["people"]] == ["a@x.example", "b@x.example"]


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


@each_row(
    ("names", "told"),
    [
        ("Asked?", ("There is no field here for “Asked?”, so it goes into the notes.",)),
        (
            "Asked?|Suit|Empty",
            ("There is no field here for “Asked?” and “Suit”, so they go into the notes.",),
        ),
        (
            "A|B|C|D|E|F|G",
            (
                "There is no field here for “A”, “B”, “C”, “D”, “E” and two more columns,"
                " so they go into the notes.",
            ),
        ),
        ("Empty", ()),
    ],
)
def test_columns_without_a_field_are_named(names: str, told: tuple[str, ...]) -> None:
    cells = ["" if name == "Empty" else "yes" for name in names.split("|")]
    result = mapped(table(f"Company|Interview date|{names}", "|".join(["Acme", "2026-11-02", *cells])))
    assert result.notices == told


def test_the_same_row_without_a_day_comes_once() -> None:
    result = mapped(table("Company|Status|Url", "Acme|Interview|x", "Acme|Interview|x", "Acme|Interview|y"))
    assert len(result.rows["interviews"]) == 2
    assert result.notices == (
        "There is no field here for “Url”, so it goes into the notes.",
        "1 row says the same as another one and was imported once.",
    )


# Columns and whose table it is.

DAYS_OF_ANSWERS = (
    "Answered on",
    "Response date",
    "Decision date (received)",
    "Outcome date",
    "Date rejected",
)


@each_row(
    ("name", "field"),
    [
        ("Company / Organization", Field.ORGANIZATION),
        ("Company*", Field.ORGANIZATION),
        ("Interview Date (YYYY-MM-DD)", Field.HELD_AT),
        ("Interview 1", Field.HELD_AT),
        ("Interview 1 date", Field.HELD_AT),
        ("Interview Date & Time", Field.HELD_AT),
        ("Interviewer 2", Field.PERSON_NAME),
        ("Fecha de la entrevista", Field.HELD_AT),
        ("Entreprise", Field.ORGANIZATION),
        ("Compnay", Field.ORGANIZATION),
        ("Interveiw Date", Field.HELD_AT),
        ("Contract", None),
        ("Interviewee", None),
        ("Decision date", Field.DECISION_BY),
        *((name, Field.OUTCOME_ON) for name in DAYS_OF_ANSWERS),
    ],
)
def test_columns_are_understood_by_their_names(name: str, field: Field | None) -> None:
    assert guess_fields([name]).get(name) is field


def test_a_slip_of_the_hand_never_takes_the_place_of_the_right_name() -> None:
    assert guess_fields(["Compnay", "Company"]) == {"Company": Field.ORGANIZATION}


def test_a_list_of_people_is_one_whoever_wrote_it() -> None:
    result = mapped(table("Name|Company|Title|Email|Mobile", "Dana|Acme|Head|dana@acme.example|+1"))
    [who] = result.rows["people"]
    assert result.description == "A list of people"
    assert (who["title"], who["phone"], set(result.rows)) == ("Head", "+1", {"people"})


@each_row("header", ["Company|Position|Contact|Email", "Name|Company|Email|Status", "Key|Company"])
def test_a_tracker_with_contacts_or_keys_is_no_list_of_people_and_not_our_settings(header: str) -> None:
    assert layout_of(read_sheet("x.csv", table(header))).kind is LayoutKind.ANY


def test_a_column_of_somebody_elses_comes_along_and_a_workbook_has_no_guard_to_take_off() -> None:
    result = mapped(table("person_id|name|shoe size", "p1|'=Dana|38"))
    assert cells_of(result.rows["people"][0]) == ("=Dana", "38")
    workbook = xlsx(("people", [["person_id", "name", "shoe size"], ["p1", "'=Dana", "38"]]))
    assert cells_of(mapped(workbook, name="x.xlsx").rows["people"][0]) == ("'=Dana", "38")


def cells_of(person: Row) -> tuple[str, str]:
    return person["name"], person["shoe size"]


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


@each_row(
    ("number", "held_at"),
    [("46343", "2026-11-17"), ("46345.4166666667", "2026-11-19T10:00"), ("46345.999999", "2026-11-20T00:00")],
)
def test_a_day_that_a_spreadsheet_saved_as_a_number_is_read_with_a_notice(number: str, held_at: str) -> None:
    result = mapped(table("Company|Interview date", f"Acme|{number}"))
    assert [row["held_at"] for row in result.rows["interviews"]] == [held_at]
    assert result.notices == (
        f"Dates that a spreadsheet saved as numbers were read: {number} is {held_at[:10]}.",
    )
