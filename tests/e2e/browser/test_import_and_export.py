"""What a candidate has comes in, and everything goes out, in a real browser: on a phone and at a desk."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import icalendar
import openpyxl  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, expect
from pypdf import PdfReader

from followup_core.formats.archive import read_archive as read_bundle
from followup_core.models import Row
from followup_core.store import CsvStore
from tests.support.browser_page import (
    DESKTOP,
    PHONE,
    Visitor,
    assert_sound_on_both_screens,
    visiting,
)
from tests.support.program import Program
from tests.unit.formats.business_card.drawn_cards import as_photo
from tests.unit.formats.business_card.test_qr_codes import on_card
from tests.unit.formats.spreadsheet import spreadsheet_files

INVITATION = (Path(__file__).parents[2] / "unit" / "formats" / "invitations" / "google.ics").read_bytes()
TABLE = b"Company,Interview Date,Contact Person\nBorealis,3/12/2026,Jo Kim\nDelta Works,4/12/2026,Ada Berg\n"
OWN_TABLE = b"Where,When,Who\nBorealis,2026-11-02,Jo Kim\n"
CONTACT = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana Ruiz\r\nORG:Acme Robotics\r\nTITLE:Head of Data\r\n"
    b"EMAIL:dana.ruiz@acme-robotics.example\r\nTEL:+1 212 555 0142\r\nEND:VCARD\r\n"
)
CARD = as_photo(on_card())


@contextmanager
def candidate(browser: Browser, program: Program, size: tuple[int, int] = PHONE) -> Iterator[Visitor]:
    """A candidate in front of the program; in the end nothing was asked elsewhere, and nothing complained."""
    with visiting(browser, program.url, size) as visitor:
        yield visitor
        assert visitor.overheard.elsewhere(program.url) == []
        assert visitor.overheard.complaints == []


def tables(program: Program) -> dict[str, bytes]:
    """Every table as its file would be written at this moment."""
    found = CsvStore(program.personal).encoded()
    assert len(found) == 6
    return found


def start(visitor: Visitor) -> None:
    """Open the program, and follow the way to where files come in."""
    visitor.open()
    visitor.go("Import a file")


def give(visitor: Visitor, name: str, data: bytes, kind: str = "text/csv") -> None:
    """Choose a file: a tap on the button, and one on the file."""
    visitor.taps += 2
    visitor.page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": kind, "buffer": data}
    )
    expect(visitor.page.get_by_test_id("stFileUploader").first).to_contain_text(name)
    visitor.settle()


def bring_in(visitor: Visitor, name: str, data: bytes, kind: str = "text/csv") -> None:
    give(visitor, name, data, kind)
    confirm(visitor)


def confirm(visitor: Visitor, button: str = "Import it") -> None:
    visitor.tap(button)
    # The word alone may still be that of the import before; its button goes only with this one.
    expect(visitor.page.get_by_role("button", name=button, exact=True)).to_have_count(0)
    visitor.sees("Saved.")
    visitor.settle()


def undo(visitor: Visitor) -> None:
    visitor.tap("Undo")
    visitor.sees("Undone.")
    visitor.settle()


def day_of(visitor: Visitor, question: str, day: str) -> None:
    """Type a day into its field, as on a keyboard."""
    visitor.tap(visitor.page.get_by_role("spinbutton", name=f"day, {question}"))
    visitor.page.keyboard.type(day)
    visitor.page.keyboard.press("Escape")  # the calendar closes, and the day counts
    visitor.settle()


def held(program: Program) -> set[tuple[str, str]]:
    return {(row["organization"], row["held_at"]) for row in program.stored("interviews")}


def person(program: Program, name: str) -> Row:
    [found] = [row for row in program.stored("people") if row["name"] == name]
    return found


def test_what_a_new_candidate_has_fills_the_workspace_and_undo_takes_each_back(
    browser: Browser, program: Program
) -> None:
    with candidate(browser, program) as visitor:
        start(visitor)
        assert_sound_on_both_screens(visitor)
        _invitation(visitor, program)
        _connections(visitor, program)
        _huntr(visitor, program)
        _table(visitor, program)
        _contact(visitor, program)
        _card(visitor, program)
    print(f"six files, each undone or checked: {visitor.taps} taps")
    assert held(program) == {
        ("Acme Robotics", "2026-11-02T10:00"),
        ("Acme Robotics", "2026-11-09T12:00"),
        ("Borealis", "2026-12-03T12:00"),
        ("Delta Works", "2026-12-04T12:00"),
    }
    met = {"Dana Ruiz", "Lee Chan", "Jo Kim", "Ada Berg", "Jörg Müller"}
    assert {row["name"] for row in program.stored("people")} == met


def _once_undone(visitor: Visitor, program: Program, before: dict[str, bytes]) -> None:
    assert tables(program) != before
    undo(visitor)
    assert tables(program) == before


def test_an_invitation_gives_the_first_step_in_four_taps(browser: Browser, program: Program) -> None:
    with candidate(browser, program) as visitor:
        start(visitor)
        bring_in(visitor, "invite.ics", INVITATION, "text/calendar")
        visitor.tap("See what to do now")
        visitor.settle()
        visitor.sees("Thank Lee Chan")
        print(f"invitation to first step: {visitor.taps} taps, no field")
        assert visitor.taps <= 5  # the file itself is two
        assert_sound_on_both_screens(visitor)


def _invitation(visitor: Visitor, program: Program) -> None:
    before = tables(program)
    give(visitor, "invite.ics", INVITATION, "text/calendar")
    assert_sound_on_both_screens(visitor)
    assert tables(program) == before
    confirm(visitor)
    assert_sound_on_both_screens(visitor)
    _once_undone(visitor, program, before)
    bring_in(visitor, "invite.ics", INVITATION, "text/calendar")
    assert held(program) == {("Acme Robotics", "2026-11-02T10:00")}
    assert {row["name"] for row in program.stored("people")} == {"Dana Ruiz", "Lee Chan"}


def _connections(visitor: Visitor, program: Program) -> None:
    give(visitor, "Connections.csv", spreadsheet_files.LINKEDIN_CONNECTIONS)
    visitor.sees("Dana Ruiz")
    assert_sound_on_both_screens(visitor)
    confirm(visitor, "Note them")
    [touch] = program.stored("touchpoints")
    assert (touch["kind"], touch["sent_on"]) == ("linkedin_request", "2026-11-05")
    assert person(program, "Dana Ruiz")["linkedin_url"] == "https://www.linkedin.com/in/dana-ruiz"


def _huntr(visitor: Visitor, program: Program) -> None:
    before = tables(program)
    give(visitor, "huntr.csv", spreadsheet_files.HUNTR)
    assert_sound_on_both_screens(visitor)
    day_of(visitor, "When was Acme Robotics, Data analyst?", "09112026")
    confirm(visitor)
    _once_undone(visitor, program, before)
    taps = visitor.taps
    give(visitor, "huntr.csv", spreadsheet_files.HUNTR)
    day_of(visitor, "When was Acme Robotics, Data analyst?", "09112026")
    confirm(visitor)
    print(f"a board: {visitor.taps - taps} taps, one of them a field")


def _table(visitor: Visitor, program: Program) -> None:
    give(visitor, "jobs.csv", TABLE)
    visitor.sees("what comes first?")
    expect(visitor.button("Import it")).to_have_count(0)
    assert_sound_on_both_screens(visitor)
    visitor.tap(visitor.choice("The day"))
    visitor.sees("Thursday 3 December")
    confirm(visitor)


def _contact(visitor: Visitor, program: Program) -> None:
    before = tables(program)
    give(visitor, "dana.vcf", CONTACT, "text/vcard")
    assert_sound_on_both_screens(visitor)
    confirm(visitor)
    assert person(program, "Dana Ruiz")["phone"] == "+1 212 555 0142"
    _once_undone(visitor, program, before)
    bring_in(visitor, "dana.vcf", CONTACT, "text/vcard")


def _card(visitor: Visitor, program: Program) -> None:
    before = tables(program)
    give(visitor, "card.jpg", CARD, "image/jpeg")
    assert_sound_on_both_screens(visitor)
    confirm(visitor)
    _once_undone(visitor, program, before)
    bring_in(visitor, "card.jpg", CARD, "image/jpeg")
    assert person(program, "Jörg Müller")["email"] == "j.mueller@example.org"


def test_a_card_photographed_in_the_checklist_gives_the_details_and_answers_the_question(
    browser: Browser, program: Program
) -> None:
    with candidate(browser, program) as visitor:
        _card_in_checklist(visitor)
        assert_sound_on_both_screens(visitor)
        before = tables(program)
        visitor.tap("Save these details")
        visitor.sees("taken from the card")
        visitor.settle()
        assert [row["title"] for row in program.stored("people") if row["title"]] == ["Leiter"]
        assert_sound_on_both_screens(visitor)
        undo(visitor)
        assert tables(program) == before


def _card_in_checklist(visitor: Visitor) -> None:
    """Walk to the question for the first card, and give a photo of it."""
    start(visitor)
    bring_in(visitor, "invite.ics", INVITATION, "text/calendar")
    visitor.go("Interviews")
    visitor.go("Acme Robotics")
    visitor.go("the checklist")
    for question in ("what happens next", "when they will decide", "may get in touch", "Who did you meet"):
        visitor.sees(question)
        visitor.tap(visitor.onward())
        visitor.settle()
    visitor.sees("business card from")
    visitor.tap(visitor.answer("business_card", "yes"))
    visitor.settle()
    visitor.tap(visitor.page.get_by_text("Copy what the card says"))
    visitor.tap(visitor.page.get_by_text("Take the details from the card"))
    give(visitor, "card.jpg", CARD, "image/jpeg")


def test_everything_goes_out_and_opens_in_what_reads_it(browser: Browser, program: Program) -> None:
    with candidate(browser, program) as visitor:
        start(visitor)
        bring_in(visitor, "invite.ics", INVITATION, "text/calendar")
        _settings(visitor, "Your data")
        assert_sound_on_both_screens(visitor)
        book = openpyxl.load_workbook(io.BytesIO(_downloaded(visitor, "Workbook")))
        assert "Acme Robotics" in {cell.value for row in book["Summary"].iter_rows() for cell in row}
        with zipfile.ZipFile(io.BytesIO(_downloaded(visitor, "Tables (CSV)"))) as archive:
            assert "Lee Chan" in archive.read("people.csv").decode()
        bundle = read_bundle(_downloaded(visitor, "Everything (ZIP)"))
        assert bundle.tables == tables(program)
        proof = PdfReader(io.BytesIO(_downloaded(visitor, "Proof as PDF")))
        assert "Acme Robotics" in proof.pages[0].extract_text()
        _settings(visitor, "Calendar")
        assert_sound_on_both_screens(visitor)
        assert "Acme Robotics" in _events(_downloaded(visitor, "Download your dates"))
        visitor.go("Interviews")
        visitor.go("Acme Robotics")
        assert_sound_on_both_screens(visitor)
        assert "Acme Robotics" in _events(_downloaded(visitor, "Add these dates to your calendar"))


def _settings(visitor: Visitor, side: str) -> None:
    visitor.go("Settings")
    visitor.tap(visitor.choice(side))
    visitor.settle()


def _downloaded(visitor: Visitor, label: str) -> bytes:
    with visitor.page.expect_download() as download:
        visitor.tap(label)
    return Path(download.value.path()).read_bytes()


def _events(data: bytes) -> str:
    """What the events of a calendar file say."""
    return " ".join(str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_the_keyboard_alone_chooses_columns_and_brings_the_file_in(
    browser: Browser, program: Program
) -> None:
    with candidate(browser, program, DESKTOP) as visitor:
        start(visitor)
        give(visitor, "mine.csv", OWN_TABLE)
        for label, column in (("Organization", "Where"), ("Day of the interview", "When"), ("Person", "Who")):
            field = visitor.page.get_by_role("combobox", name=label, exact=True)
            _tab_to(visitor, field)
            visitor.page.keyboard.press("ControlOrMeta+a")
            visitor.page.keyboard.type(column)
            visitor.page.keyboard.press("Enter")
            expect(field).to_have_value(f"{column} ({_sample(column)})")
            visitor.settle()
        _tab_to(visitor, visitor.button("Import it"))
        visitor.page.keyboard.press("Enter")
        visitor.sees("Saved.")
    assert held(program) == {("Borealis", "2026-11-02T12:00")}
    assert person(program, "Jo Kim")


def _sample(column: str) -> str:
    names, values = OWN_TABLE.decode().splitlines()
    return values.split(",")[names.split(",").index(column)]


def _tab_to(visitor: Visitor, target: Locator) -> None:
    for _ in range(40):
        if target.evaluate("each => each === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError("The keyboard does not get there.")
