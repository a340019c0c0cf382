"""Invitations: what common calendars write becomes our rows; what is hostile or damaged, a sentence."""

import csv
import random
import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from followup_core.formats.ical_import import read_calendar
from followup_core.formats.ical_import.title_parser import (
    is_canceled_title,
    mentions_interview,
    parse_title,
    without_status,
)
from followup_core.formats.parsed_file import ParsedFile, UnreadableFile
from tests.unit.formats.ical_fuzzing import damaged
from tests.unit.formats.ical_fuzzing import read as read_and_check
from tests.unit.formats.invitations import calendar, event, file
from tests.unit.row_table import each_row

TODAY = date(2026, 11, 18)
TITLES = list(
    csv.DictReader((Path(__file__).parent / "interview_titles.csv").read_text("utf-8").splitlines())
)
OWN = ("Robin@Example.org",)
TITLE = "SUMMARY:Interview with Acme"
TEN = "DTSTART;TZID=Europe/Berlin:20261102T100000"
DANA = "CN=Dana Ruiz:mailto:dana.ruiz@acme.example"
LEE = "CN=Lee Chan:mailto:lee.chan@acme.example"
NOTES = {
    "outlook": "Link: https://teams.microsoft.com/l/meetup-join/19%3ameeting_TEST",
    "apple": "Place: Harbor & Vale 12 Quay Street, Floor 3 Portland, ME",
    "calendly": "Phone: +1 212-555-0142",
    "zoom": "Link: https://us02web.zoom.us/j/85512345678?pwd=TESTtest.1",
}
CUSTOM = (
    *("BEGIN:VTIMEZONE", "TZID:Customized Time Zone"),
    *("BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"),
    *("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD"),
    *("BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"),
    *("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE"),
)


def read(data: bytes, own: Collection[str] = OWN, zone: str = "Europe/Berlin") -> ParsedFile:
    return read_calendar(data, own_addresses=own, zone=zone, today=TODAY)


def interview(data: bytes, own: Collection[str] = OWN, zone: str = "Europe/Berlin") -> dict[str, str]:
    """Read a file of one interview; return what is given of it."""
    [row] = read(data, own, zone).rows["interviews"]
    return {name: text for name, text in row.items() if text}


def yours(arrival: ParsedFile) -> list[tuple[str, str]]:
    """Return who is left out as the candidate: name and address."""
    return [(row["name"], row["email"]) for row in arrival.candidate_rows]


def met(arrival: ParsedFile) -> list[tuple[str, str, str]]:
    """Return who is met: name, address and part, in the file's order."""
    people = {row["person_id"]: row for row in arrival.rows["people"]}
    return [
        (people[row["person_id"]]["name"], people[row["person_id"]]["email"], row["part"])
        for row in arrival.rows["interviewers"]
    ]


def started(line: str, zone: str = "Europe/Berlin", definition: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return when and in which zone an event with this DTSTART takes place."""
    found = interview(event(TITLE, line, zone=definition), zone=zone)
    return found["held_at"], found.get("timezone", "")


def test_an_invitation_from_google_is_read() -> None:
    arrival = read(file("google"))
    assert arrival.description == "A calendar invitation"
    assert interview(file("google")) == {
        "interview_id": "1",
        "organization": "Acme Robotics",
        "role": "Data Analyst",
        "held_at": "2026-11-02T10:00",
        "timezone": "Europe/Berlin",
        "format": "video",
        "notes": "Link: https://meet.google.com/abc-defg-hij",
        "calendar_uid": "4k2l9p0q8r7s6t5u4v3w2x1y0z@google.com",
        "calendar_sequence": "0",
    }
    assert met(arrival) == [
        ("Dana Ruiz", "dana.ruiz@acme-robotics.example", "coordinator"),
        ("Lee Chan", "lee.chan@acme-robotics.example", "interviewer"),
    ]
    assert {row["organization"] for row in arrival.rows["people"]} == {"Acme Robotics"}


@each_row(
    ("name", "expected", "people"),
    [
        (
            "outlook",  # in a zone of Windows
            ("Borealis GmbH", "Sachbearbeiter Einkauf", "2026-07-15T14:00", "Europe/Berlin", "video"),
            [
                ("Ada Okafor", "ada.okafor@borealis.example", "coordinator"),
                ("Jonas Lindt", "jonas.lindt@borealis.example", "interviewer"),
            ],  # who declined and the room stay out
        ),
        (
            "apple",  # an own entry, without its owner
            ("Harbor & Vale", "Office Coordinator", "2026-10-30T14:00", "America/New_York", "in_person"),
            [("Maeve Donnelly", "maeve@harborvale.example", "interviewer")],
        ),
        (
            "calendly",  # organization by the sender, form by the number
            ("Northlight", "", "2026-11-04T17:30", "Europe/Berlin", "phone"),
            [("Priya Nair", "priya.nair@northlight.example", "interviewer")],
        ),
        (
            "zoom",  # the host is named in the text only
            ("Orchard Transit", "Service planner", "2026-11-09T11:30", "Europe/London", "video"),
            [("Hana Sato", "", "interviewer")],
        ),
    ],
)
def test_what_other_calendars_write_is_read(
    name: str, expected: tuple[str, ...], people: list[tuple[str, str, str]]
) -> None:
    arrival = read(file(name))
    [row] = arrival.rows["interviews"]
    assert tuple(row[key] for key in ("organization", "role", "held_at", "timezone", "format")) == expected
    assert row["notes"].startswith(NOTES[name])
    assert met(arrival) == people


@each_row(
    ("line", "zone", "expected"),
    [
        ("DTSTART:20261102T090000Z", "Europe/Berlin", ("2026-11-02T10:00", "Europe/Berlin")),
        ("DTSTART:20261102T090000Z", "", ("2026-11-02T09:00", "UTC")),
        ("DTSTART:20261102T090000", "Europe/Berlin", ("2026-11-02T09:00", "Europe/Berlin")),
        ("DTSTART:20261102T090000", "", ("2026-11-02T09:00", "")),
        ("DTSTART;VALUE=DATE:20261102", "Europe/Berlin", ("2026-11-02", "Europe/Berlin")),
        ("DTSTART;TZID=Eastern Standard Time:20261102T090000", "", ("2026-11-02T09:00", "America/New_York")),
        ('DTSTART;TZID="Europe/Paris":20261102T090000', "", ("2026-11-02T09:00", "Europe/Paris")),
        (
            "DTSTART;TZID=/citadel.org/20210210_1/America/New_York:20261102T090000",
            "",
            ("2026-11-02T09:00", "America/New_York"),
        ),
        ("DTSTART;TZID=Unknown:20261102T090000", "Europe/Berlin", ("2026-11-02T09:00", "Europe/Berlin")),
    ],
)
def test_a_time_is_in_its_own_zone_or_the_candidates(line: str, zone: str, expected: tuple[str, str]) -> None:
    assert started(line, zone) == expected


@each_row(
    ("month", "zone", "expected"),
    [
        ("07", "Europe/Berlin", ("10:00", "Europe/Berlin")),
        ("07", "Europe/London", ("09:00", "Europe/London")),
        ("07", "Asia/Kolkata", ("13:30", "Asia/Kolkata")),
        ("11", "", ("09:00", "UTC")),
    ],
)
def test_a_zone_that_only_the_file_knows_is_read_by_its_rules(
    month: str, zone: str, expected: tuple[str, str]
) -> None:
    line = f"DTSTART;TZID=Customized Time Zone:2026{month}02T100000"
    held_at, named_zone = started(line, zone, CUSTOM)
    assert (held_at[11:], named_zone) == expected


def test_a_zone_of_one_file_means_nothing_in_the_next() -> None:
    line = "DTSTART;TZID=Customized Time Zone:20261102T100000"
    assert started(line, "Asia/Kolkata", CUSTOM)[0] == "2026-11-02T14:30"
    arrival = read(event(TITLE, line), zone="Asia/Kolkata")
    assert arrival.rows["interviews"][0]["held_at"] == "2026-11-02T10:00"
    assert "The time zone “Customized Time Zone” is not known. Check the time." in arrival.notices


@each_row(
    ("line", "sentence"),
    [
        ("DTSTART;TZID=Europe/Berlin:20260329T023000", "02:30 did not exist"),
        ("DTSTART:00010101T000000Z", "the year 1"),
        ("DTSTART:99991231T235959Z", "the year 9999"),
        ("DTSTART:20260230T100000Z", "does not say when it begins"),
        ("DTSTART;TZID=Eastern Standard Time:20261102T0900", "does not say when it begins"),
        ("X-NO-START:1", "does not say when it begins"),
    ],
)
def test_a_time_that_cannot_be_is_skipped_in_a_sentence(line: str, sentence: str) -> None:
    arrival = read(event(TITLE, line))
    assert arrival.rows["interviews"] == ()
    [skipped] = arrival.skipped
    assert "“Interview with Acme” is left out." in str(skipped)
    assert sentence in str(skipped)
    assert skipped.remedy


@each_row(
    ("method", "status", "sentence"),
    [
        ("CANCEL", "", "“Interview with Acme” was canceled. Nothing was taken from it."),
        ("REQUEST", "STATUS:CANCELLED", "“Interview with Acme” was canceled. Nothing was taken from it."),
        ("REPLY", "", "“Interview with Acme” is an answer to an invitation. Nothing was taken from it."),
        ("COUNTER", "", "“Interview with Acme” proposes another time. Nothing was taken from it."),
    ],
)
def test_what_invites_to_nothing_is_skipped(method: str, status: str, sentence: str) -> None:
    arrival = read(event(TITLE, TEN, *filter(None, [status]), method=method))
    assert (arrival.rows["interviews"], [str(each) for each in arrival.skipped]) == ((), [sentence])


@each_row(
    ("title", "domain", "organization", "role"),
    [
        ("Interview with Acme", "", "Acme", ""),
        ("Invitation: Interview: Data Analyst at Acme Robotics", "", "Acme Robotics", "Data Analyst"),
        ("Phone screen with Acme (Data Analyst)", "", "Acme", "Data Analyst"),
        ("Interview for Data Analyst at Acme", "", "Acme", "Data Analyst"),
        ("Acme, Inc. interview", "", "Acme, Inc.", ""),
        ("Robin Ashby <> Dana Ruiz (Acme)", "acme.com", "Acme", ""),
        ("30 Minute Interview with Dana Ruiz", "hr.acme-robotics.co.uk", "Acme Robotics", ""),
        ("Candidate Interview - Robin Ashby - Backend Engineer", "acme.com", "Acme", "Backend Engineer"),
        ("Final round - Harbor & Vale - Office coordinator", "", "Harbor & Vale", "Office coordinator"),
        ("Interview with Johnson and Johnson", "", "Johnson and Johnson", ""),
        ("Acme: data analyst interview", "acme.com", "Acme", "data analyst"),
        ("Acme Tech: Team Lead interview", "", "Acme Tech", "Team Lead"),
        ("Second conversation", "acme.com", "Acme", ""),
        ("Coffee", "acme.com", "Acme", ""),
        ("Coffee", "", "Coffee", ""),
        ("Interview", "", "Interview", ""),
        ("", "acme.com", "Acme", ""),
    ],
)
def test_organization_and_role_are_guessed_from_title_and_sender(
    title: str, domain: str, organization: str, role: str
) -> None:
    found = parse_title(title, [domain] if domain else [], ("Robin Ashby", "Dana Ruiz"))
    assert (found.organization, found.role) == (organization, role)


def test_a_title_may_be_missing_and_may_tell_of_a_call() -> None:
    arrival = read(event(TEN))
    assert arrival.rows["interviews"] == ()
    assert "without a title and without a sender" in str(arrival.skipped[0])
    assert interview(event("SUMMARY:Intro call with Acme", TEN))["format"] == "phone"
    assert interview(event("SUMMARY:Video call with Acme", TEN))["format"] == "video"


@each_row(
    ("lines", "form", "notes"),
    [
        (["LOCATION:12 Quay Street"], "in_person", "Place: 12 Quay Street"),
        (["LOCATION:Zoom"], "video", "Place: Zoom"),
        (["LOCATION:https://video.acme.example/room/5"], "video", "Link: https://video.acme.example/room/5"),
        (["URL:https://acme.webex.com/meet/dana"], "video", "Link: https://acme.webex.com/meet/dana"),
        (["DESCRIPTION:Join at https://zoom.us/j/1."], "video", "Link: https://zoom.us/j/1"),
        (["DESCRIPTION:About us: https://acme.example/jobs"], None, None),
        (["LOCATION:12 Quay Street", "DESCRIPTION:see https://zoom.us.evil.example/j"], "in_person", None),
        (["LOCATION:tel:+12125550100"], "phone", "Phone: +12125550100"),
        (["LOCATION:(212) 555-0100"], "phone", "Phone: (212) 555-0100"),
        (["LOCATION:Phone call"], "phone", "Place: Phone call"),
        (["LOCATION:TBD"], None, None),
    ],
)
def test_format_and_place_are_read(lines: list[str], form: str | None, notes: str | None) -> None:
    found = interview(event(TITLE, TEN, *lines))
    assert found.get("format") == form
    if notes:
        assert found["notes"] == notes


def test_who_sends_it_for_others_is_the_coordinator_which_is_said_and_else_the_interviewer() -> None:
    arrival = read(event(TITLE, TEN, f"ORGANIZER;{DANA}", f"ATTENDEE;{LEE}"))
    assert [part for *_, part in met(arrival)] == ["coordinator", "interviewer"]
    assert "Change that if you talk with them." in arrival.notices[0]
    alone = read(event(TITLE, TEN, f"ORGANIZER;{DANA}", "ATTENDEE;CN=Me:mailto:robin@example.org"))
    assert met(alone) == [("Dana Ruiz", "dana.ruiz@acme.example", "interviewer")]
    assert alone.notices == ()


def test_a_recruiter_of_an_agency_is_known_by_the_address_and_works_there() -> None:
    sender = "ORGANIZER;CN=Kim Park:mailto:kim@brightrecruiting.example"
    arrival = read(event(TITLE, TEN, sender, f"ATTENDEE;{LEE}"))
    assert [part for *_, part in met(arrival)] == ["recruiter", "interviewer"]
    assert [row["organization"] for row in arrival.rows["people"]] == ["Brightrecruiting", "Acme"]


@each_row(
    ("line", "names"),
    [
        ("ATTENDEE:mailto:dana.ruiz@acme.example", ["Dana Ruiz"]),
        ("ATTENDEE:MAILTO:dana_ruiz2@acme.example", ["Dana Ruiz"]),
        ('ATTENDEE;CN="Ruiz, Dana (Acme)":mailto:d@acme.example', ["Dana Ruiz"]),
        ("ATTENDEE;CN=dana.ruiz@acme.example:mailto:dana.ruiz@acme.example", ["Dana Ruiz"]),
        ('ATTENDEE;CN="=1+1":mailto:d@acme.example', ["=1+1"]),
        (f"ATTENDEE;CUTYPE=ROOM;{DANA}", []),
        (f"ATTENDEE;PARTSTAT=DECLINED;{DANA}", []),
        ("ATTENDEE;CN=Me:mailto:ROBIN@example.ORG", []),
        ("ATTENDEE:mailto:noreply@acme.example", []),
        ("ATTENDEE:nonsense", []),
    ],
)
def test_a_name_is_written_as_a_person_says_it_and_who_is_not_met_stays_out(
    line: str, names: list[str]
) -> None:
    arrival = read(event(TITLE, TEN, line))
    assert [name for name, *_ in met(arrival)] == names
    assert arrival.rows["interviews"][0]["organization"] == "Acme"


ROBIN = "CN=Robin Ashby:mailto:robin@ashby.example"


@each_row(
    ("lines", "expected"),
    [
        # One comes from elsewhere than who invites: the candidate.
        ((f"ORGANIZER;{DANA}", f"ATTENDEE;{ROBIN}"), ["Robin Ashby"]),
        ((f"ORGANIZER;{DANA}", f"ATTENDEE;PARTSTAT=ACCEPTED;{ROBIN}", f"ATTENDEE;{LEE}"), ["Robin Ashby"]),
        # A private address among a company's tells more than a second company does.
        (
            (
                f"ORGANIZER;{DANA}",
                "ATTENDEE;CN=Robin Ashby:mailto:robin@gmail.com",
                "ATTENDEE;CN=Ada Berg:mailto:ada@agency.example",
            ),
            ["Robin Ashby"],
        ),
        # Where several could be, or the title names where they come from, nobody is guessed.
        ((f"ORGANIZER;{DANA}", f"ATTENDEE;{ROBIN}", "ATTENDEE;CN=Ada Berg:mailto:ada@agency.example"), []),
        (("ORGANIZER;CN=Ada Berg:mailto:ada@agency.example", f"ATTENDEE;{DANA}"), []),
        ((f"ATTENDEE;{ROBIN}",), []),
        (("ORGANIZER;CN=Ada Berg:mailto:ada@gmail.com", f"ATTENDEE;{ROBIN}"), []),
    ],
)
def test_who_seems_to_be_the_candidate_stays_out(lines: tuple[str, ...], expected: list[str]) -> None:
    arrival = read(event(TITLE, TEN, *lines), own=())
    assert [name for name, _ in yours(arrival)] == expected
    assert not {name for name, *_ in met(arrival)} & set(expected)
    without = read_calendar(
        event(TITLE, TEN, *lines), own_addresses=(), zone="", today=TODAY, guess_candidate=False
    )
    assert without.candidate_rows == ()


def test_the_candidate_is_known_by_address_and_by_name_and_found_in_what_calendars_write() -> None:
    data = event(TITLE, TEN, f"ATTENDEE;{DANA}", f"ATTENDEE;{ROBIN}", "ATTENDEE:mailto:x@elsewhere.example")
    for own in ("robin@ASHBY.example", " robin  ashby "):
        arrival = read(data, own=(own,))
        assert yours(arrival) == [("Robin Ashby", "robin@ashby.example")]
        assert [name for name, *_ in met(arrival)] == ["Dana Ruiz", "X"]
    for name in ("calendly", "google", "outlook"):
        guessed, known = read(file(name), own=()), read(file(name))
        assert [address for _, address in yours(guessed)] == ["robin@example.org"]
        assert (guessed.rows, guessed.candidate_rows) == (known.rows, known.candidate_rows)


def test_the_same_person_in_two_interviews_is_one_person() -> None:
    lines: list[str] = []
    for number in (1, 2):
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:Interview with Acme {number}", TEN]
        lines += [f"ATTENDEE;{DANA}", "END:VEVENT"]
    arrival = read(calendar(*lines))
    assert arrival.description == "A calendar file"
    assert [row["person_id"] for row in arrival.rows["people"]] == ["1"]
    pairs = [(row["interview_id"], row["person_id"]) for row in arrival.rows["interviewers"]]
    assert pairs == [("1", "1"), ("2", "1")]


def test_a_series_is_taken_once_and_that_is_said() -> None:
    arrival = read(event(TITLE, TEN, "RRULE:FREQ=SECONDLY;COUNT=99999999"))
    assert len(arrival.rows["interviews"]) == 1
    assert arrival.notices == ("“Interview with Acme” repeats: only its first date is imported.",)


def test_a_later_version_in_the_same_file_counts() -> None:
    def version(number: int, hour: int) -> list[str]:
        start = f"DTSTART;TZID=Europe/Berlin:20261102T{hour}0000"
        return ["BEGIN:VEVENT", "UID:1", f"SEQUENCE:{number}", TITLE, start, "END:VEVENT"]

    for order in ([*version(2, 15), *version(1, 10)], [*version(1, 10), *version(2, 15)]):
        assert interview(calendar(*order))["held_at"] == "2026-11-02T15:00"


def test_control_characters_are_stripped() -> None:
    guest = "ATTENDEE;CN=Da\x08na Ruiz:mailto:d@acme.example"
    arrival = read(event("SUMMARY:Inter\x07view with A\x00c\x1bme", TEN, guest))
    [row], [person] = arrival.rows["interviews"], arrival.rows["people"]
    assert (row["organization"], person["name"]) == ("Acme", "Dana Ruiz")
    everything = "".join(text for rows in arrival.rows.values() for each in rows for text in each.values())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", everything)


@each_row("code", ["utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_ways_to_write_text_are_read_and_guessed_letters_are_said_to_be(code: str) -> None:
    mark = "\ufeff" if code.startswith("utf-16") else ""
    arrival = read((mark + event("SUMMARY:Interview with Müller", TEN).decode()).encode(code))
    assert arrival.rows["interviews"][0]["organization"] == "Müller"
    assert ["some letters may be wrong" in notice for notice in arrival.notices] == [True] * (
        code == "cp1252"
    )


@each_row("ends", [b"\n", b"\r", b"\r\n"])
def test_any_line_end_and_a_letter_broken_in_two_are_read(ends: bytes) -> None:
    data = event("SUMMARY:Interview with M\u00fcller", TEN).replace("ü".encode(), b"\xc3\r\n \xbc")
    assert interview(data.replace(b"\r\n", ends))["organization"] == "Müller"


HOSTILE = {
    "nothing": b"",
    "a text": b"Dear Robin, please come on Monday.",
    "zeros": bytes(900_000),
    "nothing inside": calendar(),
    "cut off": file("google")[:900],
    "closed wrongly": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\nEND:VCALENDAR\n",
    "nested 50,000 times": b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 50_000,
    "2,001 events": calendar(*["BEGIN:VEVENT", "END:VEVENT"] * 2_001),
    "11 MB": b"BEGIN:VCALENDAR\n" + b"X-A:" + b"a" * 11_000_000 + b"\nEND:VCALENDAR\n",
    "20,000 guests": event(TITLE, TEN, *["ATTENDEE:mailto:a@b.example"] * 20_000),
    "half a million empty lines": b"BEGIN:VCALENDAR\n" + b"\n" * 500_000,
}


@each_row("name", HOSTILE)
def test_what_is_no_invitation_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(HOSTILE[name])
    assert raised.value.remedy
    assert len(str(raised.value)) < 200


@each_row(
    "line",
    [
        "SUMMARY:Interview " + "(" * 900_000,
        "DESCRIPTION:" + "https://zoom.us" * 60_000,
        "ATTENDEE;CN=" + "( [" * 300_000 + ":mailto:a@b.example",
        'SUMMARY;X="' + ';A="' * 200_000 + ":Interview",
        "RRULE:FREQ=DAILY;BYDAY=" + "MO," * 300_000 + "MO",
        "DTSTART;TZID=" + "a/" * 400_000 + ":20261102T100000",
    ],
)
def test_a_giant_field_is_cut(line: str) -> None:
    arrival = read(event("SUMMARY:Interview with Acme", TEN, line))
    assert all(len(text) <= 20_000 for row in arrival.rows["interviews"] for text in row.values())


def test_whatever_is_damaged_is_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(20261118)
    counted = [read_and_check(damaged(chance)) for _ in range(80)]
    assert {"read", "refused"} == set(counted)


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row["title"])
def test_titles_in_other_languages_name_the_organization_that_a_person_sees(row: dict[str, str]) -> None:
    found = parse_title(row["title"], [], ("Robin Sample", "Dana Ruiz", "Laura Gil"))
    assert (found.organization, found.role) == (row["organization"], row["role"])
    assert mentions_interview(row["title"]) is (row["says_interview"] == "yes")


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Canceled: Interview with Acme", "Interview with Acme"),
        ("[Canceled] Interview with Acme", "Interview with Acme"),
        ("(Cancelled) - Interview with Acme", "Interview with Acme"),
        ("ABGESAGT Vorstellungsgespräch bei Acme", "Vorstellungsgespräch bei Acme"),
        ("Canceled phone screen with Acme", "phone screen with Acme"),
        ("Storniert: Interview mit Acme", "Interview mit Acme"),
        ("Cancelada entrevista con Acme", "entrevista con Acme"),
        ("Canceled", ""),
        ("Canceled Flights Ltd", None),
        ("Interview with Canceled Flights Ltd", None),
        ("Interview at Acme (Canceled Flights)", None),
    ],
)
def test_a_word_in_front_says_that_an_appointment_is_off_unless_it_is_part_of_a_name(
    title: str, rest: str | None
) -> None:
    assert is_canceled_title(title) is (rest is not None)
    assert without_status(title) == (title if rest is None else rest)
