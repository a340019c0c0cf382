"""Whole calendars and ZIPs of them: what is put aside, what is offered, and what is only counted."""

from collections.abc import Collection
from datetime import date

import pytest

from followup_core.formats.ical_import import read_calendar
from followup_core.formats.ical_import.ical_reader import MAX_EVENTS
from followup_core.formats.parsed_file import ParsedFile, UnreadableFile
from followup_core.zip_files import write_zip
from tests.support.step_counter import grows_with_length
from tests.unit.formats.invitations import calendar
from tests.unit.row_table import each_row

TODAY = date(2026, 11, 18)
OWN = ("robin@example.org",)
DANA = "ATTENDEE;CN=Dana Ruiz:mailto:dana@acme.example"


def entry(title: str, day: str = "20261120", *lines: str) -> list[str]:
    """Return the lines of an event; its title is its UID."""
    around = ("BEGIN:VEVENT", f"UID:{title}", f"DTSTART:{day}T100000Z", f"SUMMARY:{title}")
    return [*around, *lines, "END:VEVENT"]


def read(data: bytes, own: Collection[str] = OWN, today: date = TODAY) -> ParsedFile:
    return read_calendar(data, own_addresses=own, zone="Europe/Berlin", today=today)


def offered(parsed: ParsedFile) -> list[tuple[str, bool]]:
    """Return the entries to choose from, and whether their titles say that they are interviews."""
    return [(entry.title, entry.says_interview) for entry in parsed.entries]


def zipped(**files: bytes) -> bytes:
    return write_zip([(f"Calendar/{name}.ics", data) for name, data in files.items()], TODAY)


def test_entries_from_before_the_last_year_are_counted_and_stay_out() -> None:
    lines = [
        *entry("Interview A", "20251117"),
        *entry("Dentist", "20190101"),
        *entry("Interview B", "20251118"),
    ]
    parsed = read(calendar(*lines))
    assert offered(parsed) == [("Interview B", True)]
    assert [str(row) for row in parsed.skipped] == ["2 entries from before November 18, 2025 are left out."]
    leap_day = read(calendar(*entry("Interview A", "20270227"), *entry("B")), today=date(2028, 2, 29))
    assert [str(row) for row in leap_day.skipped] == ["2 entries from before February 28, 2027 are left out."]


def test_an_old_invitation_that_is_alone_in_its_file_comes_in() -> None:
    parsed = read(calendar(*entry("Talk with Acme", "20190101")))
    assert [row["held_at"] for row in parsed.rows["interviews"]] == ["2019-01-01T11:00"]
    assert (parsed.skipped, parsed.entries) == ((), ())


def test_what_is_left_out_does_not_count_against_the_limit() -> None:
    many = [
        line for _ in range(MAX_EVENTS) for line in ("BEGIN:VEVENT", "DTSTART:20190101T100000Z", "END:VEVENT")
    ]
    parsed = read(calendar(*many, *entry("Interview")))
    assert offered(parsed) == [("Interview", True)]
    assert str(parsed.skipped[0]) == "2,000 entries from before November 18, 2025 are left out."


def test_recent_and_upcoming_entries_with_people_from_outside_are_offered() -> None:
    lines = [
        *entry("Second conversation", "20261120", DANA),
        *entry("Chat", "20260919", "ORGANIZER:mailto:lee@borealis.example"),
        *entry("61 days ago", "20260918", DANA),
        *entry("With a friend", "20261120", "ATTENDEE:mailto:jo@gmail.com"),
        *entry("With a colleague", "20261120", "ATTENDEE:mailto:jo@example.org"),
        *entry("In a room", "20261120", "ATTENDEE;CUTYPE=ROOM:mailto:room@acme.example"),
        *entry("Dentist"),
        *entry("Telefoninterview", "20260105"),
    ]
    parsed = read(calendar(*lines))
    assert offered(parsed) == [("Telefoninterview", True), ("Second conversation", False), ("Chat", False)]
    assert parsed.other_entries == 5


def test_a_title_says_interview_in_many_languages() -> None:
    titles = (
        *("Vorstellungsgespräch", "Entrevista de trabajo", "Entretien d'embauche", "Colloquio di lavoro"),
        *("Sollicitatiegesprek", "Jobbintervju", "Rozmowa kwalifikacyjna"),
    )
    lines = [line for title in titles for line in entry(title)]
    assert set(offered(read(calendar(*lines, *entry("Dentist"))))) == {(title, True) for title in titles}


def test_the_owner_whom_the_calendar_names_is_the_candidate_and_colleagues_are_not_from_outside() -> None:
    lines = [
        "X-WR-CALNAME:robin@work.example",
        *entry("Standup", "20261120", "ATTENDEE:mailto:jo@work.example"),
        *entry("Interview", "20261120", "ATTENDEE:mailto:robin@work.example", DANA),
    ]
    parsed = read(calendar(*lines), own=())
    assert offered(parsed) == [("Interview", True)]
    assert [row["email"] for row in parsed.candidate_rows] == ["robin@work.example"]
    assert [row["name"] for row in parsed.rows["people"]] == ["Dana Ruiz"]


def test_of_canceled_entries_only_interviews_are_named() -> None:
    lines = [*entry("Canceled: Dentist"), *entry("Canceled: Interview with Acme"), *entry("Lunch")]
    parsed = read(calendar(*lines))
    assert [str(row) for row in parsed.skipped] == [
        "“Canceled: Interview with Acme” was canceled. Nothing was taken from it."
    ]
    assert [appointment.title for appointment in parsed.canceled] == ["Dentist", "Interview with Acme"]
    assert read(calendar(*entry("Canceled: Interview with Acme"))).description == "A cancellation"


def test_what_was_noticed_about_an_entry_stays_with_it() -> None:
    parsed = read(calendar(*entry("Interview", "20261120", "RRULE:FREQ=WEEKLY"), *entry("Dentist")))
    assert parsed.notices == ()
    assert parsed.entries[0].notices == ("“Interview” repeats: only its first date is imported.",)


def test_every_calendar_in_a_zip_is_read_and_a_damaged_one_is_named() -> None:
    data = zipped(
        robin=calendar(*entry("Interview A"), *entry("Dentist")),
        empty=calendar(),
        work=calendar(*entry("Interview B"))[:-40],
        other=calendar(*entry("Interview C"), *entry("Interview A")),
    )
    parsed = read(data)
    assert offered(parsed) == [("Interview A", True), ("Interview C", True)]
    assert str(parsed.skipped[0]).startswith("“Calendar/work.ics”: The calendar file is cut off")


def test_calendars_in_a_zip_share_the_limit_and_one_above_it_is_named() -> None:
    full = calendar(*["BEGIN:VEVENT", "END:VEVENT"] * MAX_EVENTS)
    parsed = read(zipped(a=full, b=calendar(*entry("Interview"), *entry("Dentist"))))
    assert str(parsed.skipped[0]).startswith("“Calendar/b.ics”: The file holds more than 2,000 entries")


def test_a_zone_means_what_its_own_calendar_says() -> None:
    def with_zone(offset: str, title: str) -> bytes:
        start = "DTSTART;TZID=Own:20261120T100000"
        rules = ("DTSTART:19700101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}")
        zone = ("BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", *rules, "END:STANDARD", "END:VTIMEZONE")
        return calendar(*zone, "BEGIN:VEVENT", f"UID:{title}", f"SUMMARY:{title}", start, "END:VEVENT")

    parsed = read(zipped(a=with_zone("+0300", "Interview A"), b=with_zone("-0500", "Interview B")))
    assert [row["held_at"][11:] for row in parsed.rows["interviews"]] == ["08:00", "16:00"]


@each_row(
    ("data", "sentence"),
    [
        (zipped(a=b"BEGIN:VCALENDAR"), "“Calendar/a.ics”: The calendar file is cut off"),
        (zipped(a=calendar()), "There is no appointment in this calendar file."),
        (write_zip([("notes.txt", b"")], TODAY), "There is no calendar in this ZIP file."),
        (
            zipped(**{f"c{number}": calendar() for number in range(201)}),
            "The ZIP file holds more than 200 files.",
        ),
        (zipped(a=calendar())[:-30], "This is not a ZIP file."),
    ],
)
def test_a_zip_without_a_calendar_to_read_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(data)
    assert str(raised.value).startswith(sentence)
    assert raised.value.remedy


def test_the_steps_grow_with_the_number_of_entries() -> None:
    def taken(count: int) -> None:
        recent = [line for number in range(count) for line in entry(f"Talk {number}", "20261120", DANA)]
        past = [line for number in range(count) for line in entry(f"Old {number}", "20190101", DANA)]
        read(calendar(*recent, *past))

    assert grows_with_length(taken, 25)


def hurt(data: bytes) -> bytes:
    """Return a ZIP whose last file fails its checksum, 16 bytes into its entry in the table of contents."""
    damaged = bytearray(data)
    damaged[damaged.rindex(b"PK\x01\x02") + 16] ^= 1
    return bytes(damaged)


def test_a_calendar_that_is_damaged_inside_the_zip_is_named_and_the_others_are_read() -> None:
    first, second = (calendar(*entry(f"Interview {name}")) for name in "AB")
    parsed = read(hurt(zipped(robin=first, work=second)))
    assert [row["organization"] for row in parsed.rows["interviews"]] != []
    assert [str(row) for row in parsed.skipped] == [
        "“Calendar/work.ics”: It is damaged inside the ZIP file; nothing was taken from it."
        " Export this calendar again."
    ]
    with pytest.raises(UnreadableFile, match="“Calendar/robin"):
        read(hurt(zipped(robin=first)))


@each_row("began", ["20200106T090000Z", "20260309T090000Z"])
def test_of_a_series_that_began_long_ago_only_what_was_moved_recently_is_offered(began: str) -> None:
    series = [
        *slot(began, "RRULE:FREQ=WEEKLY"),
        *slot("20260317T090000Z", "RECURRENCE-ID:20260316T090000Z"),
        *slot("20261110T100000Z", "RECURRENCE-ID:20261109T090000Z"),
    ]
    parsed = read(calendar(*series, *entry("Dentist")))
    assert [row["held_at"][:10] for row in parsed.rows["interviews"]] == ["2026-11-10"]


def slot(begins: str, *lines: str) -> list[str]:
    """Return the lines of an event of the series that began on Monday, November 16, at 10:00 in Berlin."""
    return ["BEGIN:VEVENT", "UID:s1", f"DTSTART:{begins}", "SUMMARY:Interview", *lines, "END:VEVENT"]


ORIGINAL = "RECURRENCE-ID;TZID=Europe/Berlin:20261123T100000"


@each_row("turned", [False, True])
def test_of_two_versions_with_one_sequence_the_later_stamp_counts(turned: bool) -> None:
    versions = [
        slot("20261116T090000Z", "DTSTAMP:20261101T090000Z"),
        slot("20261118T090000Z", "DTSTAMP:20261103T090000Z"),
    ]
    first, second = reversed(versions) if turned else versions
    parsed = read(calendar(*first, *second))
    assert [row["held_at"] for row in parsed.rows["interviews"]] == ["2026-11-18T10:00"]
    assert parsed.stamps == {"s1": "20261103T090000Z"}


def test_an_original_time_in_utc_and_in_local_time_is_one_appointment() -> None:
    local = slot("20261124T090000Z", ORIGINAL, "SEQUENCE:1")
    in_utc = slot("20261125T090000Z", "RECURRENCE-ID:20261123T090000Z", "SEQUENCE:2")
    [row] = read(calendar(*in_utc, *local)).rows["interviews"]
    assert (row["held_at"], row["calendar_uid"]) == ("2026-11-25T10:00", "s1 2026-11-23T09:00Z")


def test_a_series_that_was_canceled_later_ends_its_moved_appointments() -> None:
    moved = slot("20261124T090000Z", ORIGINAL, "SEQUENCE:1")
    for number, left in ((0, 1), (2, 0)):
        off = slot("20261123T090000Z", "STATUS:CANCELLED", f"SEQUENCE:{number}")
        assert len(read(calendar(*off, *moved)).rows["interviews"]) == left
