"""vCards of every version and writer; what is hostile is refused in words, at once."""

import pytest

from followup_core.formats.business_card.vcard import MAX_CARDS, looks_like_vcard, read_vcards
from followup_core.formats.parsed_file import ParsedFile, UnreadableFile
from followup_core.models import SCHEMA, Row, read_row
from tests.unit.row_table import each_row


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(*lines: str, version: str = "3.0") -> Row:
    """The only person of a card with these lines, who is called Dana Ruiz unless they say otherwise."""
    named = any(line.upper().startswith(("FN", "N:", "N;")) for line in lines)
    parsed = read_vcards(card(*lines, *([] if named else ["FN:Dana Ruiz"]), version=version).encode())
    [person] = parsed.rows["people"]
    return person


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_vcards(data)
    return str(caught.value)


def names(parsed: ParsedFile) -> list[str]:
    return [row["name"] for row in parsed.rows["people"]]


FULL = card(
    "N:Ruiz;Dana;;;",
    "FN:Dana Ruiz",
    "ORG:Acme Robotics;Data Platform",
    "TITLE:Head of Data",
    "EMAIL;TYPE=HOME:dana@home.example",
    "EMAIL;TYPE=WORK,PREF:dana@acme.example",
    "TEL;TYPE=WORK,FAX:+1 212 555 0100",
    "TEL;TYPE=CELL:+1 212 555 0142",
    "URL:https://acme.example",
    "URL:https://de.linkedin.com/in/dana-ruiz/?trk=x",
    "NOTE:Met in the lobby\\; likes\\, well\\, night buses.\\nCall after four.",
)


def test_a_full_card_becomes_one_person_of_our_tables() -> None:
    parsed = read_vcards(FULL.encode())
    assert parsed.description == "A business card"
    assert parsed.rows == {
        "people": (
            {
                "person_id": "1",
                "name": "Dana Ruiz",
                "organization": "Acme Robotics",
                "title": "Head of Data",
                "email": "dana@acme.example",
                "phone": "+1 212 555 0142",
                "linkedin_url": "https://www.linkedin.com/in/dana-ruiz",
                "notes": "Met in the lobby; likes, well, night buses.\nCall after four.",
            },
        )
    }
    assert (parsed.skipped, parsed.notices) == ((), ())


def test_the_two_one_of_an_old_phone_is_read() -> None:
    person = read(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6=",
        "rg;;Dr.;",
        "TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gesch=E4ftsf=FChrer, Vertrieb",
        "TEL;WORK;FAX:030 1",
        "TEL;WORK;VOICE;PREF:030 901820",
        "EMAIL;INTERNET:j.mueller@example.org",
        "PHOTO;JPEG;BASE64:/9j/4AAQSkZJRgABAQEASABIAAD/",
        " 2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoM=",
        "",
        "ORG:Stra\N{LATIN SMALL LETTER SHARP S}e AG",
        version="2.1",
    )
    assert (person["name"], person["title"]) == ("Jörg Müller", "Geschäftsführer, Vertrieb")
    assert (person["phone"], person["email"]) == ("030 901820", "j.mueller@example.org")
    assert person["organization"] == "Straße AG"


def test_the_four_of_a_new_phone_is_read() -> None:
    person = read(
        "N:Lind;Maja;;;",
        "FN;PREF=2:M. Lind",
        "FN;PREF=1:Maja Lind",
        'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+46-8-123-456;ext=7',
        "TEL;VALUE=uri:tel:+46-70-1",
        "EMAIL;PREF=50:second@example.se",
        "EMAIL;PREF=1:first@example.se",
        "item1.X-SOCIALPROFILE;type=LinkedIn:https://linkedin.com/in/maja",
        "PHOTO:data:image/jpeg;base64,/9j/4AAQ",
        version="4.0",
    )
    assert (person["name"], person["phone"]) == ("Maja Lind", "+46-8-123-456 ext. 7")
    assert person["email"] == "first@example.se"
    assert person["linkedin_url"] == "https://www.linkedin.com/in/maja"


LINKEDIN = "https://www.linkedin.com/in/"


@each_row(
    ("line", "column", "text"),
    [
        ("X-SOCIALPROFILE;TYPE=linkedin:dana-ruiz", "linkedin_url", f"{LINKEDIN}dana-ruiz"),
        ("SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://linkedin.com/in/d", "linkedin_url", f"{LINKEDIN}d"),
        ("X-LINKEDIN:dana-ruiz", "linkedin_url", f"{LINKEDIN}dana-ruiz"),
        ("URL:https://www.linkedin.com/in/j%C3%B6rg", "linkedin_url", f"{LINKEDIN}j%C3%B6rg"),
        ("URL:https://www.linkedin.com/company/acme", "linkedin_url", ""),
        ("X-SOCIALPROFILE;TYPE=twitter:dana", "linkedin_url", ""),
        ("N:Ruiz;Dana;Maria;Dr.;PhD", "name", "Dana Maria Ruiz"),
        ("N:王;小明;;;", "name", "王小明"),
        ("FN:  Dana\\nRuiz\t", "name", "Dana Ruiz"),
        ("FN:Da\x07na \x1bRuiz\x85", "name", "Dana Ruiz"),
        ("FN:C:\\\\Dana", "name", "C:\\Dana"),
        ("fn;language=en:Dana", "name", "Dana"),
        ("FN:🚀 Dr. Jane Doe, PhD, PMP®. (she/her)", "name", "Dr. Jane Doe"),
        ("FN:🚀 Dr. Jane Doe, PhD", "notes", "Name: 🚀 Dr. Jane Doe, PhD"),
        ('FN:Dana\r\nno colon here\r\n:\r\n";=,\r\nTEL', "name", "Dana"),
    ],
)
def test_a_name_and_a_linkedin_profile_are_taken_as_they_are_said(line: str, column: str, text: str) -> None:
    assert read(line)[column] == text


@each_row("ends", ["\n", "\r\n", "\r"])
def test_folded_lines_are_joined_wherever_they_were_folded_with_any_line_ends(ends: str) -> None:
    folded = "BEGIN:VCARD\nFN:Dana\n  Ru\n\tiz\nEMA\n IL:dana@exam\n ple.org\nEND:VCARD"
    [person] = read_vcards(folded.replace("\n", ends).encode()).rows["people"]
    assert (person["name"], person["email"]) == ("Dana Ruiz", "dana@example.org")


OLDER = "The file uses an older character encoding (Windows-1252); check names with accents."


@each_row(("encoding", "notices"), [("utf-8-sig", ()), ("utf-16", ()), ("cp1252", (OLDER,))])
def test_a_mark_of_the_letters_is_heeded_and_older_ones_are_read_with_a_notice(
    encoding: str, notices: tuple[str, ...]
) -> None:
    data = card("FN:Jörg Müller–Özdemir").encode(encoding)
    assert looks_like_vcard(data)
    parsed = read_vcards(data)
    assert (names(parsed), parsed.notices) == (["Jörg Müller–Özdemir"], notices)


def test_several_cards_are_several_people_and_the_same_one_twice_is_one() -> None:
    parsed = read_vcards((FULL + card("FN:Maja Lind") + FULL).encode())
    assert (parsed.description, names(parsed)) == ("2 business cards", ["Dana Ruiz", "Maja Lind"])
    assert [row["person_id"] for row in parsed.rows["people"]] == ["1", "2"]


def test_cards_of_groups_and_organizations_stay_out_with_a_sentence() -> None:
    group = card("X-ADDRESSBOOKSERVER-KIND:group", "N:Recruiters", "FN:Recruiters")
    kind = card("KIND:group", "FN:Panel")
    company = card("N:;;;;", "FN:Borealis GmbH", "ORG:Borealis GmbH;", "X-ABShowAs:COMPANY", "TEL:+49 30 1")
    unmarked = card("FN:Acme Inc.", "ORG:Acme Inc.")
    parsed = read_vcards((group + kind + FULL + company + unmarked).encode())
    assert names(parsed) == ["Dana Ruiz"]
    assert [skipped.what for skipped in parsed.skipped] == [
        *["This card is a group of contacts, not a person."] * 2,
        *["This card is an organization's, not a person's."] * 2,
    ]


def test_a_broken_card_among_good_ones_stays_out_with_its_line() -> None:
    text = card("FN:One") + "BEGIN:VCARD\r\nFN:Cut\r\n" + card("EMAIL:a@b.example") + card() + card("FN:Two")
    parsed = read_vcards(text.encode())
    assert names(parsed) == ["One", "Two"]
    assert [str(skipped) for skipped in parsed.skipped] == [
        "Line 5: This card is cut off. Share the contact again, and choose that file.",
        "Line 7: This card has no name on it. Enter the person by hand.",
        "Line 11: This card is empty. Enter the person by hand.",
    ]


@each_row("data", [b"", b"\x00", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR"])
def test_what_is_no_vcard_is_refused(data: bytes) -> None:
    assert not looks_like_vcard(data)
    assert refused(data) == (
        "This is not a vCard. Choose a vCard, such as a contact that was shared with you (.vcf)."
    )


@each_row(
    ("data", "why"),
    [
        (b"BEGIN:VCARD\r\nNOTE:" + b"x" * 1_000_000 + b"\r\nEND:VCARD", "larger than 1 MB"),
        (b"BEGIN:VCARD\r\n" * 2 + b"END:VCARD\r\n" * 2, "Line 4 ends a card within a card"),
        (b"BEGIN:VCARD\r\nFN:Da\x00na\r\nEND:VCARD\r\n", "NUL character"),
    ],
)
def test_what_is_beyond_the_limits_is_refused(data: bytes, why: str) -> None:
    assert why in refused(data)


@pytest.mark.thorough
def test_the_most_cards_there_may_be_are_read() -> None:
    text = "".join(card(f"FN:Person {number}") for number in range(MAX_CARDS))
    assert len(read_vcards(text.encode()).rows["people"]) == MAX_CARDS
    assert "more than 2,000 cards" in refused((text + card("FN:One more")).encode())


@each_row(
    "inside",
    [
        "NOTE:" + "x" * 250_000,
        "NOTE;QUOTED-PRINTABLE:x=" + "\r\n=" * 80_000,
        "A;b=" + "," * 250_000,
        "TEL;" + '"' * 250_000,
        "NOTE:" + "\\" * 250_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=41" * 80_000,
    ],
)
def test_a_line_made_to_take_long_does_not(inside: str) -> None:
    parsed = read_vcards(card("FN:Dana", inside).encode())
    assert names(parsed) == ["Dana"]
    assert len(parsed.rows["people"][0]["notes"]) <= 5_000


def test_whatever_is_read_may_be_stored() -> None:
    long = "é" * 30_000
    row = read(f"FN:{long}", f"ORG:{long}", f"TITLE:{long}", f"TEL:{long}", f"NOTE:{'王' * 30_000}")
    assert set(row) == set(SCHEMA["people"].columns)
    assert read_row("people", row)[1] == []


def test_a_card_written_by_another_program_is_read() -> None:
    import vobject  # type: ignore[import-untyped]

    vcard = vobject.vCard()
    vcard.add("fn").value = "Jörg Müller, Dr."
    vcard.add("n").value = vobject.vcard.Name(family="Müller", given="Jörg")
    vcard.add("org").value = ["Weiße; Straße", "Vertrieb"]
    vcard.add("note").value = "a\nb;c,d\\e " + "lang " * 60
    vcard.add("email").value = "joerg@example.org"
    [person] = read_vcards(vcard.serialize().encode()).rows["people"]
    assert (person["name"], person["organization"]) == ("Jörg Müller, Dr.", "Weiße; Straße")
    assert person["notes"] == ("a\nb;c,d\\e " + "lang " * 60).strip()
